"""Key figures as charts: bars of the territory against the others, and those that share the title of a chart."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.suivi.chiffres import abreger
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Chart, Series
from ctg_docs.french import liste_et

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.models.chiffre import DonneeCle

__all__ = ["GraphiqueChiffres", "build_graphiques"]

_CATEGORIES_MAX = 7
"""Bars of one chart: more are shared out over several."""
_TERRITOIRES_MAX = 4
"""Series that stay told apart without colour."""
_RAPPORT_MAX = 12
"""Beyond, the smallest of the bars could not be seen beside the largest."""
_POINT_VIRGULE = "\u202f; "


class GraphiqueChiffres(Bloc):
    """A chart under its title."""

    titre: str
    graphique: Chart


def build_graphiques(territoire: str, donnees: Sequence[DonneeCle]) -> tuple[GraphiqueChiffres, ...]:
    """Return the charts that the figures make, in the order of the dossier.

    Figures that name a chart stand in it; the others are gathered by unit when they can be compared with another
    territory. A single bar would say nothing: a figure alone is no chart.
    """
    groupes: dict[tuple[str, str], list[DonneeCle]] = {}
    for donnee in donnees:
        if donnee.nombre is not None and (donnee.graphique or donnee.comparaisons):
            groupes.setdefault((donnee.graphique or "", donnee.unite or ""), []).append(donnee)
    return tuple(
        _graphique(territoire, titre, unite, lot)
        for (titre, unite), groupe in groupes.items()
        for lot in _lots(groupe)
        if len(lot) > 1 or lot[0].comparaisons
    )


def _lots(groupe: Sequence[DonneeCle]) -> Iterable[Sequence[DonneeCle]]:
    """Share figures out over charts whose bars can all be seen, about as many on each."""
    echelles: list[list[DonneeCle]] = []
    for donnee in groupe:
        for lot in echelles:
            if donnee.graphique or donnee.unite == "%" or _comparables([*lot, donnee]):
                lot.append(donnee)
                break
        else:
            echelles.append([donnee])
    for lot in echelles:
        parts = -(-len(lot) // _CATEGORIES_MAX)
        taille = -(-len(lot) // parts)
        yield from (lot[i : i + taille] for i in range(0, len(lot), taille))


def _comparables(lot: Sequence[DonneeCle]) -> bool:
    grandeurs = [abs(d.nombre) for d in lot if d.nombre]
    return not grandeurs or max(grandeurs) <= _RAPPORT_MAX * min(grandeurs)


def _graphique(territoire: str, titre: str, unite: str, lot: Sequence[DonneeCle]) -> GraphiqueChiffres:
    noms = [territoire, *dict.fromkeys(c.territoire for d in lot for c in d.comparaisons)][:_TERRITOIRES_MAX]
    titre = titre or (lot[0].intitule if len(lot) == 1 else liste_et(noms))
    valeurs = [[d.nombre if nom == territoire else _valeur(d, nom) for d in lot] for nom in noms]
    series: tuple[Series, ...]
    if len(lot) == 1:  # one bar a territory needs no legend
        etiquettes, series = (
            tuple(noms),
            (Series(lot[0].intitule, tuple(v for (v,) in valeurs), look=1, marked=0),),
        )
    else:
        etiquettes = tuple(abreger(d.intitule) for d in lot)
        series = tuple(
            Series(n, tuple(v), look=r) for r, (n, v) in enumerate(zip(noms, valeurs, strict=True))
        )
    return GraphiqueChiffres(
        titre=f"{titre}, en {unite}" if unite else titre,
        graphique=Chart(
            categories=etiquettes,
            series=series,
            alt=_alternative(titre, lot, noms),
            number_format=_format(v for colonne in valeurs for v in colonne),
            height_mm=14 + len(etiquettes) * (2.6 + 3.4 * len(series))
            if len(series) > 1
            else 5 + 8.5 * len(etiquettes),
        ),
    )


def _valeur(donnee: DonneeCle, territoire: str) -> Decimal | None:
    return next((c.nombre for c in donnee.comparaisons if c.territoire == territoire), None)


def _format(valeurs: Iterable[Decimal | None]) -> str:
    """Return the format of the labels: the decimals that the figures have, two at most; blanks between thousands."""
    decimales = max((-int(v.normalize().as_tuple().exponent) for v in valeurs if v is not None), default=0)
    return (
        f"[$-40C]0.{'0' * min(decimales, 2)}"
        if decimales > 0
        else "[>=1000000]#\\\u00a0###\\\u00a0##0;[>=1000]#\\\u00a0##0;0"
    )


def _alternative(titre: str, lot: Sequence[DonneeCle], noms: Sequence[str]) -> str:
    """Say every bar."""
    phrases = []
    for donnee in lot:
        valeurs = [(noms[0], donnee.nombre), *((n, _valeur(donnee, n)) for n in noms[1:])]
        dits = ", ".join(f"{nom} {donnee.imprimer(v)}" for nom, v in valeurs if v is not None)
        phrases.append(dits if donnee.intitule == titre else f"{donnee.intitule}\u00a0: {dits}")
    return f"{titre}. {_POINT_VIRGULE.join(phrases)}."
