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
from ctg_docs.signature.formes import Trouvaille
from ctg_docs.signature.personnel import Reperes, cle_de_contact

__all__ = ["MASQUE", "NOM_MASQUE", "NOTE", "Publication", "mask"]

MASQUE = "[masqué]"
NOM_MASQUE = "[nom masqué]"
NOTE = "note-de-publication.txt"
"""Name of the note, beside the documents."""

_PLACES = 5
_NON_ECRITS = frozenset({"id", "fichier", "url"})


@dataclass(frozen=True, slots=True)
class Publication:
    """A dossier fit to be put online.

    Attributes:
        ctg: the same dossier without personal data.
        masked: number of values masked, by what they were.
        places: where they stood, by what they were: titles and ranks.
    """

    ctg: Ctg
    masked: dict[str, int]
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def note(self) -> str:
        """Return the note of what was masked, without saying it."""
        lines = [f"Données masquées dans la version publiée de la CTG {self.ctg.territoire.nom} :"]
        for label, number in sorted(self.masked.items()):
            lines.append(f"- {label} : {compte(number, 'valeur')}")
            found = self.places.get(label, ())
            lines += [f"    {place}" for place in found[:_PLACES] if place]
            if len(found) > _PLACES:
                lines.append(f"    et {compte(len(found) - _PLACES, 'autre endroit', 'autres endroits')}")
        if not self.masked:
            lines.append("- aucune : le dossier ne contient pas de donnée personnelle à masquer.")
        lines += [
            "Restent publiés : les noms et qualités des élus, des agents et des signataires, les coordonnées d’accueil "
            "des organismes (code des relations entre le public et l’administration, art. L. 312-1-2 et D. 312-1-3).",
            "Ne sont pas publiés : les signatures, les feuilles d’émargement, les lettres adressées à une personne.",
            "Les documents publiés ne portent pas les données du dossier ; leurs images ne gardent que leurs pixels, sans lieu "
            "ni auteur ; les remarques, les révisions et les auteurs des modèles n’y sont pas.",
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
    places = {label: tuple(found) for label, found in work.places.items()}
    return Publication(masked.with_provenance(ctg.provenance), dict(work.counts), places)


def _new_ids(ctg: Ctg) -> dict[str, str]:
    return {p.id: f"personne-masquee-{n}" for n, p in enumerate((p for p in ctg.personnes if p.privee), 1)}


@dataclass
class _Masking:
    reperes: Reperes
    ids: dict[str, str]
    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, dict[str, None]] = field(default_factory=dict)
    way: list[str] = field(default_factory=list)

    def _count(self, label: str) -> None:
        """Count what is masked, and note where: titles and ranks, never an identifier, which may be a name."""
        self.counts[label] += 1
        self.places.setdefault(label, {})[" › ".join(self.way)] = None

    def model(self, value: BaseModel) -> BaseModel:
        if isinstance(value, Personne) and value.privee:
            return self._private(value)
        changes = {}
        for name, info in type(value).model_fields.items():
            before = getattr(value, name)
            self.way.append(info.title or name)
            if before is not None and self._is_personal(value, name, before):
                self._count(info.title or name)
                after = None
            elif name in _NON_ECRITS:
                after = before
            elif reference_of(type(value), name) == "personnes":
                after = self._reference(before)
            else:
                after = self._any(before)
            self.way.pop()
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
        self._count("Identité d’une personne privée")
        for name, info in Personne.model_fields.items():
            if is_personnel(Personne, name) and getattr(person, name) is not None:
                self._count(info.title or name)
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
            items = tuple(self._item(rank, item) for rank, item in enumerate(value, 1))
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        if isinstance(value, dict):
            return {key: self._any(item) for key, item in value.items()}
        return self._text(value) if isinstance(value, str) and not isinstance(value, Enum) else value

    def _item(self, rank: int, item: Any) -> Any:
        self.way[-1:] = [f"{self.way[-1]} {rank}" if self.way else str(rank)]
        after = self._any(item)
        self.way[-1:] = [self.way[-1].rsplit(" ", 1)[0]]
        return after

    def _text(self, text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        found = self.reperes.find(composed)
        for start, end, what in reversed(found):
            self._count(what.value)
            if what is Trouvaille.ADRESSE_A_VOIR:
                continue
            shown = NOM_MASQUE if what in (Trouvaille.NOM, Trouvaille.NOM_SEUL) else MASQUE
            closing = "**" if composed.count("**", start, end) % 2 else ""
            composed = composed[:start] + shown + closing + composed[end:]
        return composed if found else text
