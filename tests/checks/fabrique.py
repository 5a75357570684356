"""The valid dossier with some values spoiled, and what the catalogue says of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

from ctg_docs import checks
from ctg_docs.models import Ctg
from ctg_docs.problems import Problem
from tests.checks.dossier_valide import BASE

ABSENT = object()
JOUR = date(2025, 6, 1)


def _poser(donnees: Any, chemin: str, valeur: Any) -> None:
    *parents, dernier = (int(p) if p.isdigit() else p for p in chemin.split("."))
    for part in parents:
        donnees = donnees.setdefault(part, {}) if isinstance(donnees, dict) else donnees[part]
    if valeur is ABSENT:
        del donnees[dernier]
    elif dernier == "+":
        donnees.append(valeur)
    else:
        donnees[dernier] = valeur


def dossier(changements: Mapping[str, Any] | None = None) -> Ctg:
    """Return the valid dossier with some values set: dotted path → value, `liste.+` appends, ABSENT removes."""
    donnees = copy.deepcopy(BASE)
    for chemin, valeur in (changements or {}).items():
        _poser(donnees, chemin, copy.deepcopy(valeur) if valeur is not ABSENT else valeur)
    return Ctg.model_validate(donnees)


def problemes(changements: Mapping[str, Any] | None = None, *, final: bool = False) -> list[Problem]:
    """Run the catalogue on the changed dossier, on a fixed day."""
    return checks.run(dossier(changements), final=final, date=JOUR)
