"""Key figures as rows of a table and as cards in large type: the words around each number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord, nombre, pourcent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.chiffre import DonneeCle

__all__ = [
    "CARTES_PAR_RANG",
    "CarteChiffre",
    "Donnee",
    "build_cartes",
    "build_donnees",
    "ecart_dit",
    "evolution_dite",
]

CARTES_PAR_RANG = 3
_TIRET = "–"
_POINT_VIRGULE = "\u202f; "
_CENTIEMES = "%"


class Donnee(Bloc):
    """A key figure as a row; `groupe` alone on the row that names a field above its figures."""

    groupe: str = ""
    intitule: str = ""
    valeur: str = ""
    comparaison: tuple[str, ...] = Field(
        (), title="Comparaison", description="Territoires, puis autres années"
    )
    source: str = ""


class CarteChiffre(Bloc):
    """A key figure in large type."""

    valeur: str
    unite: str = Field("", title="Unité", description="En plus petit, après le nombre")
    libelle: str
    repere: str = Field("", title="Repère", description="Ce à quoi le comparer, en quelques mots")


def build_donnees(donnees: Sequence[DonneeCle]) -> tuple[Donnee, ...]:
    """Return the rows of figures, gathered by field: all that the charts draw is in their words."""
    domaines: dict[str, list[DonneeCle]] = {}
    for donnee in donnees:
        domaines.setdefault(donnee.domaine or "", []).append(donnee)
    autres = domaines.pop("", [])
    nommes = [(Donnee(groupe=nom), *map(_ligne, lot)) for nom, lot in domaines.items()]
    reste = (
        [(*((Donnee(groupe="Autres données"),) if nommes else ()), *map(_ligne, autres))] if autres else []
    )
    return tuple(ligne for lot in (*nommes, *reste) for ligne in lot)


def _ligne(donnee: DonneeCle) -> Donnee:
    dits = (donnee.comparaison or "", *_territoires(donnee), *_annees(donnee))
    return Donnee(
        intitule=donnee.intitule,
        valeur=donnee.imprimee,
        comparaison=tuple(d for d in dits if d),
        source=_source(donnee) or _TIRET,
    )


def build_cartes(donnees: Sequence[DonneeCle]) -> tuple[tuple[CarteChiffre, ...], ...]:
    """Return the figures put forward, three a row."""
    cartes = [_carte(d) for d in donnees if d.phare]
    return tuple(tuple(cartes[i : i + CARTES_PAR_RANG]) for i in range(0, len(cartes), CARTES_PAR_RANG))


def _carte(donnee: DonneeCle) -> CarteChiffre:
    reperes = (*_territoires(donnee), evolution_dite(donnee))
    dits = [r for r in reperes if r] or [donnee.comparaison or ""]
    nombre_, unite = _en_grand(donnee.imprimee)
    return CarteChiffre(
        valeur=nombre_,
        unite=unite,
        libelle=donnee.intitule,
        repere=_POINT_VIRGULE.join(d for d in dits if d),
    )


def _en_grand(valeur: str) -> tuple[str, str]:
    """Part a value from its unit: only the number is large."""
    trouve = re.match(r"([−+-]?\s?\d[\d\s,.]*)(.*)", valeur)
    return (trouve[1].strip(), trouve[2].strip()) if trouve else (valeur, "")


def _territoires(donnee: DonneeCle) -> tuple[str, ...]:
    """Return « Auvrelle-et-Sarne : 23,1 % », one a territory."""
    return tuple(
        f"{c.territoire}\u00a0:\u00a0{donnee.abreger(c.nombre)}" + (f" ({c.annee})" if c.annee else "")
        for c in donnee.comparaisons
    )


def _annees(donnee: DonneeCle) -> tuple[str, ...]:
    """Return « 641 en 2015 », one a year, the oldest first."""
    return tuple(
        f"{donnee.abreger(v.nombre)} en {v.annee}" for v in sorted(donnee.evolution, key=lambda v: v.annee)
    )


def _source(donnee: DonneeCle) -> str:
    """Return the source, with the year when it does not say it."""
    annee = str(donnee.annee) if donnee.annee and str(donnee.annee) not in (donnee.source or "") else ""
    return ", ".join(t for t in (donnee.source or "", annee) if t)


def ecart_dit(donnee: DonneeCle) -> str:
    """Return « + 3,1 % », in points for a share, « stable »; empty when one year only is known."""
    serie = donnee.serie
    if not serie:
        return ""
    debut, ecart = serie[0].nombre, serie[-1].nombre - serie[0].nombre
    if not ecart:
        return "stable"
    signe = "+" if ecart > 0 else "\u2212"
    if donnee.unite == _CENTIEMES:
        return f"{signe}\u00a0{nombre(abs(ecart))}\u00a0{accord(int(abs(ecart)), 'point')}"
    if not debut:
        return f"{signe}\u00a0{donnee.imprimer(abs(ecart))}"
    return f"{signe}\u00a0{pourcent(abs(ecart * 100 / debut), 1)}"


def evolution_dite(donnee: DonneeCle) -> str:
    """Return « + 3,1 % depuis 2015 »; empty when one year only is known."""
    serie = donnee.serie
    if not serie:
        return ""
    debut, fin = serie[0].annee, serie[-1].annee
    quand = f"depuis {debut}" if fin == donnee.annee else f"de {debut} à {fin}"
    return f"{ecart_dit(donnee)} {quand}"
