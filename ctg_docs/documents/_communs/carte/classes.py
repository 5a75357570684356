"""Classes of a figure for the shades of a map: as many communes in each, equal values never parted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctg_docs.french import nombre
from ctg_docs.models.territoire import Teintes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ctg_docs.models.territoire import Commune, Territoire

__all__ = ["CLASSES", "INCONNUE", "Classe", "build_classes"]

CLASSES: Final = 4
"""Quantiles: four shades are told apart on a photocopy, no more."""
INCONNUE: Final = "Valeur inconnue"


@dataclass(frozen=True, slots=True)
class Classe:
    """A shade: what the legend says of it, its communes by name."""

    libelle: str
    communes: tuple[str, ...]


def build_classes(territoire: Territoire, communes: Sequence[Commune]) -> tuple[Classe, ...]:
    """Return the classes of the communes drawn, the lowest first; those without a value last. Empty for sectors."""
    fond = territoire.carte
    if fond is None or fond.teintes is Teintes.SECTEURS:
        return ()
    valeurs = {c.nom: v for c in communes if (v := _valeur(c, fond.teintes)) is not None}
    if not valeurs:
        return ()
    unite = fond.unite or ("hab." if fond.teintes is Teintes.POPULATION else "")
    classes = [
        Classe(_libelle(groupe, unite), tuple(nom for nom, v in valeurs.items() if v in groupe))
        for groupe in _quantiles(list(valeurs.values()))
    ]
    sans = tuple(c.nom for c in communes if c.nom not in valeurs)
    return (*classes, *((Classe(INCONNUE, sans),) if sans else ()))


def _valeur(commune: Commune, teintes: Teintes) -> Decimal | int | None:
    return commune.population if teintes is Teintes.POPULATION else commune.valeur


def _quantiles(valeurs: Sequence[Decimal | int]) -> list[list[Decimal | int]]:
    """Cut values in order into classes about as numerous as each other."""
    groupes: list[list[Decimal | int]] = [[]]
    pris, total = 0, len(valeurs)
    for valeur in sorted(set(valeurs)):
        if groupes[-1] and len(groupes) < CLASSES and pris >= total * len(groupes) / CLASSES:
            groupes.append([])
        groupes[-1].append(valeur)
        pris += valeurs.count(valeur)
    return groupes


def _libelle(groupe: Sequence[Decimal | int], unite: str) -> str:
    bornes = " à ".join(dict.fromkeys((nombre(groupe[0]), nombre(groupe[-1]))))
    return f"{bornes}\u00a0{unite}" if unite else bornes
