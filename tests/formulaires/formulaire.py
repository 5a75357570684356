"""A form of the complete example, and what is asked of it."""

from __future__ import annotations

from typing import Any

from ctg_docs.formulaires import read_forms
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.problems import Problem

__all__ = ["FICHE", "changed", "codes", "fiche", "taken"]

FICHE = "multi-accueil-vaudreuge"


def fiche(ctg: Ctg | None) -> FicheAction:
    assert ctg is not None
    found = ctg.fiche(FICHE)
    assert found is not None
    return found


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.code for p in problems]


def taken(data: bytes, ctg: Ctg) -> Ctg:
    """The dossier after one form that must give no problem."""
    read = read_forms([("fiche.docx", data)], ctg)
    assert [str(p) for p in read.problems] == []
    assert read.ctg is not None
    return read.ctg


def changed(ctg: Ctg, **update: Any) -> Ctg:
    new = tuple(f.model_copy(update=update) if f.id == FICHE else f for f in ctg.fiches_actions)
    return ctg.model_copy(update={"fiches_actions": new})
