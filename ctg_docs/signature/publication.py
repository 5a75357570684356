"""The version to put online: personal data masked where the models say so, and a note of what was masked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import BaseModel

from ctg_docs.french import compte
from ctg_docs.models.base import is_personnel, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.personne import Personne

__all__ = ["MASQUE", "Publication", "mask"]

MASQUE = "[masqué]"
_NOM_MASQUE = "[nom masqué]"
_CONTACTS = frozenset({"courriel", "telephone"})
_COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+33[\s.\u00a0\u202f]?|0)[1-9](?:[\s.\-\u00a0\u202f]?\d{2}){4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Publication:
    """A dossier fit to be put online.

    Attributes:
        ctg: the same dossier without personal data.
        masked: number of values masked, by what they were.
    """

    ctg: Ctg
    masked: dict[str, int]

    def note(self) -> str:
        """Return the note of what was masked, without saying it."""
        lines = [f"Données masquées dans la version publiée de la CTG {self.ctg.territoire.nom} :"]
        lines += [f"- {label} : {compte(number, 'valeur')}" for label, number in sorted(self.masked.items())]
        if not self.masked:
            lines.append("- aucune : le dossier ne contient pas de donnée personnelle à masquer.")
        lines.append(
            "Restent publiés : les noms et qualités des élus, des agents et des signataires, les coordonnées d’accueil "
            "des organismes."
        )
        return "\n".join(lines) + "\n"


def mask(ctg: Ctg) -> Publication:
    """Return the dossier without the fields marked as personal, without the identity of private persons.

    An e-mail address or a telephone number written inside a text is masked too, unless it is that of a body or of
    the contact of the démarche.
    """
    work = _Masking.build(ctg)
    masked = work.model(ctg)
    assert isinstance(masked, Ctg)
    return Publication(masked.with_provenance(ctg.provenance), dict(work.counts))


@dataclass
class _Masking:
    ids: dict[str, str]
    names: re.Pattern[str] | None
    public: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def build(cls, ctg: Ctg) -> _Masking:
        private = [p for p in ctg.personnes if p.privee]
        names = sorted({n for p in private for n in _names(p)}, key=len, reverse=True)
        pattern = r"\b(?:" + "|".join(map(re.escape, names)) + r")\b"
        personal = {_key(value) for p in ctg.personnes for value in (p.courriel, p.telephone) if value}
        reachable = {_key(value) for value in _public_contacts(ctg)} - personal
        ids = {p.id: f"personne-masquee-{n}" for n, p in enumerate(private, 1)}
        return cls(ids, re.compile(pattern, re.IGNORECASE) if names else None, frozenset(reachable))

    def model(self, value: BaseModel) -> BaseModel:
        changes = {}
        for name, info in type(value).model_fields.items():
            before = getattr(value, name)
            if before is not None and (is_personnel(type(value), name) or self._is_direct(name, before)):
                self.counts[info.title or name] += 1
                after = None
            elif reference_of(type(value), name) == "personnes":
                after = self._reference(before)
            else:
                after = self._any(before)
            if after is not before:
                changes[name] = after
        if isinstance(value, Personne) and value.privee:
            self.counts["Identité d’une personne privée"] += 1
            empty = dict.fromkeys(("civilite", "prenom", "titre", "fonction", "service", "commune"))
            changes = {**changes, **empty, "nom": _NOM_MASQUE, "id": self.ids[value.id]}
        return value.model_copy(update=changes) if changes else value

    def _is_direct(self, name: str, value: Any) -> bool:
        """True for the contact of a service that is in fact the address or the line of a person."""
        return name in _CONTACTS and _key(str(value)) not in self.public

    def _reference(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.ids.get(value, value)
        if isinstance(value, tuple):
            return tuple(self.ids.get(item, item) for item in value)
        return value

    def _any(self, value: Any) -> Any:
        if isinstance(value, BaseModel):
            return self.model(value)
        if isinstance(value, tuple):
            items = tuple(self._any(item) for item in value)
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        if isinstance(value, dict):
            return {key: self._any(item) for key, item in value.items()}
        return self._text(value) if isinstance(value, str) and not isinstance(value, Enum) else value

    def _text(self, text: str) -> str:
        changed = self._replace(_COURRIEL, text, "Courriel dans un texte")
        changed = self._replace(_TELEPHONE, changed, "Téléphone dans un texte")
        if self.names:
            changed, count = self.names.subn(_NOM_MASQUE, changed)
            self.counts.update({"Nom d’une personne privée dans un texte": count} if count else {})
        return text if changed == text else changed

    def _replace(self, pattern: re.Pattern[str], text: str, label: str) -> str:
        def swap(match: re.Match[str]) -> str:
            if _key(match.group(0)) in self.public:
                return match.group(0)
            self.counts[label] += 1
            return MASQUE

        return pattern.sub(swap, text)


def _public_contacts(value: Any) -> Iterator[str]:
    """Yield the addresses and numbers that the models give as those of a body or a service."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in _CONTACTS and isinstance(held, str):
                if not is_personnel(type(value), name):
                    yield held
            else:
                yield from _public_contacts(held)
    elif isinstance(value, tuple):
        for item in value:
            yield from _public_contacts(item)


def _names(person: Personne) -> set[str]:
    """Return the ways a text may name a person; a family name alone is too often a common word."""
    both = {person.nom_usuel, f"{person.nom} {person.prenom}"} if person.prenom else set()
    return both | {person.nom_court.replace("\u00a0", " "), person.nom_court} - {person.nom}


def _key(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return value.lower() if "@" in value else digits.removeprefix("33").removeprefix("0")
