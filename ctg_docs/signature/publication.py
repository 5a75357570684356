"""The version to put online: personal data masked where the models say so and in texts, and a note of what was masked."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import BaseModel

from ctg_docs.french import compte
from ctg_docs.models.base import is_personnel, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.personne import Personne
from ctg_docs.signature.personnel import Reperes, Trouvaille, cle_de_contact

__all__ = ["MASQUE", "NOM_MASQUE", "NOTE", "Publication", "mask"]

MASQUE = "[masqué]"
NOM_MASQUE = "[nom masqué]"
NOTE = "note-de-publication.txt"
"""Name of the note, beside the documents."""

_NON_ECRITS = frozenset({"id", "fichier", "url"})


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
        lines += [
            "Restent publiés : les noms et qualités des élus, des agents et des signataires, les coordonnées d’accueil "
            "des organismes (code des relations entre le public et l’administration, art. L. 312-1-2 et D. 312-1-3).",
            "Ne sont pas publiés : les signatures, les feuilles d’émargement, les lettres adressées à une personne.",
            "À relire avant la mise en ligne : un prénom seul, une situation qui désigne quelqu’un, une photographie, "
            "un fichier joint ne se reconnaissent pas automatiquement.",
        ]
        return "\n".join(lines) + "\n"


def mask(ctg: Ctg) -> Publication:
    """Return the dossier without the fields marked as personal, without the identity of private persons.

    A private person is masked in texts too, whatever the case, the accents and the order of the names. An e-mail
    address or a telephone number written inside a text is masked unless it is that of a body or of the contact of
    the démarche. Élus and agents stay (CRPA L. 312-1-2).
    """
    work = _Masking(Reperes.of(ctg), _new_ids(ctg))
    masked = work.model(ctg)
    assert isinstance(masked, Ctg)
    return Publication(masked.with_provenance(ctg.provenance), dict(work.counts))


def _new_ids(ctg: Ctg) -> dict[str, str]:
    return {p.id: f"personne-masquee-{n}" for n, p in enumerate((p for p in ctg.personnes if p.privee), 1)}


@dataclass
class _Masking:
    reperes: Reperes
    ids: dict[str, str]
    counts: Counter[str] = field(default_factory=Counter)

    def model(self, value: BaseModel) -> BaseModel:
        if isinstance(value, Personne) and value.privee:
            return self._private(value)
        changes = {}
        for name, info in type(value).model_fields.items():
            before = getattr(value, name)
            if before is not None and self._is_personal(value, name, before):
                self.counts[info.title or name] += 1
                after = None
            elif name in _NON_ECRITS:
                continue
            elif reference_of(type(value), name) == "personnes":
                after = self._reference(before)
            else:
                after = self._any(before)
            if after is not before:
                changes[name] = after
        return value.model_copy(update=changes) if changes else value

    def _is_personal(self, value: BaseModel, name: str, held: Any) -> bool:
        """True for a field marked so, and for the contact of the démarche when it is a person's own line."""
        if is_personnel(type(value), name):
            return True
        return name in {"courriel", "telephone"} and cle_de_contact(str(held)) in self.reperes.personnels

    def _private(self, person: Personne) -> Personne:
        """Return a person of whom nothing is left but the body that he comes for."""
        if person.nom == NOM_MASQUE:
            return person
        self.counts["Identité d’une personne privée"] += 1
        for name, info in Personne.model_fields.items():
            if is_personnel(Personne, name) and getattr(person, name) is not None:
                self.counts[info.title or name] += 1
        return Personne(id=self.ids[person.id], nom=NOM_MASQUE, organisme=person.organisme, privee=True)

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
        composed = unicodedata.normalize("NFC", text)
        found = self.reperes.find(composed)
        for start, end, what in reversed(found):
            self.counts[what.value] += 1
            shown = MASQUE if what in (Trouvaille.COURRIEL, Trouvaille.TELEPHONE) else NOM_MASQUE
            closing = "**" if composed.count("**", start, end) % 2 else ""
            composed = composed[:start] + shown + closing + composed[end:]
        return composed if found else text
