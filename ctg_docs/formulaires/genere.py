"""A generated fiche that somebody edited in Word: what differs from the one that was generated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from ctg_docs.engine.rubriques import Rubric, read_rubrics
from ctg_docs.formulaires.constats import note
from ctg_docs.formulaires.remplissage import Case
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.write import to_plain

__all__ = ["Genere", "fiche_of", "open_generated"]

_HEADING, _LABEL = "FicheRubrique", "TableauLibelle"
_FIELDS: Final[dict[str, tuple[str, bool]]] = {
    "Constat": ("constat", True),
    "Descriptif": ("descriptif", True),
    "Objectifs": ("objectifs", False),
    "Résultats attendus": ("resultats_attendus", False),
    "Acteurs et moyens / Moyens techniques": ("moyens_techniques", False),
    "Repères / Conditions": ("conditions", False),
}
"""Rubric to field, and whether its marks (bold, lists) are kept: what a person can rewrite without ambiguity."""
_EMPTY = ("[à compléter", "non renseigné", "–")


@dataclass(slots=True)
class Genere:
    """A generated fiche read back: the fields that changed, what changed and can't be taken."""

    fichier: str
    id: str
    version: str
    element: dict[str, Any]
    cases: dict[str, Case] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def fiche_of(document: bytes, old: Ctg) -> str | None:
    """Return the fiche that a document prints alone, from the number at its top."""
    top = read_rubrics(document, heading=_HEADING, label=_LABEL).get("")
    printed = " ".join((top.text if top else "").split())
    found = [id for id, code in old.codes_fiches.items() if printed.startswith(f"{' '.join(code.split())} ")]
    return found[0] if len(found) == 1 else None


def open_generated(name: str, document: bytes, original: bytes, old: Ctg, id: str) -> Genere:
    """Compare a fiche with the one that was generated.

    Args:
        name: name of the file.
        document: what people made of it.
        original: what the dossier it carries generates.
        old: that dossier.
        id: the fiche.
    """
    element = next(item for item in to_plain(old)["fiches_actions"] if item["id"] == id)
    number = old.version.numero
    genere = Genere(name, id, f"version {number}" if number else "", element)
    before = read_rubrics(original, heading=_HEADING, label=_LABEL)
    after = read_rubrics(document, heading=_HEADING, label=_LABEL)
    nothing = Rubric("", "", "")
    for own in dict.fromkeys([*before, *after]):
        a, b = before.get(own, nothing), after.get(own, nothing)
        if (a.text, a.rich) == (b.text, b.rich):
            continue
        title = own or "haut de la fiche"
        place = Place(name, cell=f"rubrique «\u00a0{title}\u00a0»")
        if own not in _FIELDS or own not in after:
            genere.problems.append(note("FRM016", place, title=title, value=_difference(a.text, b.text)))
            continue
        tag, rich = _FIELDS[own]
        text = b.rich if rich else b.text
        genere.cases[tag] = Case(own, a.text, "" if text.startswith(_EMPTY) else text, place)
    return genere


def _difference(a: str, b: str) -> str:
    """Return the first line that is new, or that is gone."""
    old, new = a.split("\n"), b.split("\n")
    return next((line for line in new if line not in old), next((line for line in old if line not in new), b))
