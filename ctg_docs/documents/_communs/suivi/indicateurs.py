"""Indicators as rows: baseline, target, values of the years, and how far the target is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.noms import nom_personne
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import majuscule_initiale, nombre
from ctg_docs.models.indicateur import NatureIndicateur, TypeIndicateur

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.indicateur import Indicateur, Realisation
    from ctg_docs.models.moments import Moment

__all__ = [
    "LigneIndicateur",
    "cible_affichee",
    "indicateurs_de",
    "initial_affiche",
    "ligne_indicateur",
    "progression",
    "valeur_affichee",
    "valeur_de",
]


class LigneIndicateur(Bloc):
    """An indicator in a fiche."""

    intitule: str
    precision: str
    unite: str
    initial: str
    cible: str
    realise: tuple[str, ...]


def _date(moment: Moment | None) -> str:
    return f" ({moment.libelle})" if moment else ""


def initial_affiche(indicateur: Indicateur) -> str:
    """Return « 120 (2022) » or « – »."""
    valeur = indicateur.valeur_initiale
    return "–" if valeur is None else f"{nombre(valeur)}{_date(indicateur.date_initiale)}"


def cible_affichee(indicateur: Indicateur) -> str:
    """Return « 180 (2027) », the target in words, or « – »."""
    if indicateur.cible is None:
        texte = indicateur.cible_texte
        return f"{texte}{_date(indicateur.date_cible)}" if texte else "–"
    return f"{nombre(indicateur.cible)}{_date(indicateur.date_cible)}"


def valeur_affichee(realisation: Realisation | None) -> str:
    """Return the value of a year, in figures or in words, or « – »."""
    if realisation is None:
        return "–"
    mots = [nombre(realisation.valeur) if realisation.valeur is not None else "", realisation.texte or ""]
    return " – ".join(mot for mot in mots if mot) or "–"


def valeur_de(indicateur: Indicateur, annee: int) -> Realisation | None:
    """Return what was measured in a year, or None."""
    return next((r for r in indicateur.realisations if r.annee == annee), None)


def progression(indicateur: Indicateur, valeur: Decimal | None) -> Decimal | None:
    """Return the share of the way from the baseline to the target, in percent; None when it can't be told.

    Without a baseline the way starts at zero; a falling target counts downwards.
    """
    depart, cible = indicateur.valeur_initiale or Decimal(0), indicateur.cible
    if valeur is None or cible is None or cible == depart:
        return None
    return (valeur - depart) * 100 / (cible - depart)


def indicateurs_de(fiche: FicheAction) -> tuple[Indicateur, ...]:
    """Return the indicators of a fiche, then those of its opérations."""
    return fiche.indicateurs + tuple(i for operation in fiche.operations for i in operation.indicateurs)


def _precision(ctg: Ctg, indicateur: Indicateur, situation: Situation) -> str:
    """Return « Résultat – Caf – M. Paul ROCHE »: type, source, who follows it."""
    genres = {TypeIndicateur.MOYEN: "moyen", TypeIndicateur.REALISATION: "réalisation", None: ""}
    genre = genres.get(indicateur.type, "résultat")
    qualitatif = "qualitatif" if indicateur.nature is NatureIndicateur.QUALITATIF else ""
    mots = [", ".join(m for m in (genre, qualitatif) if m)]
    mots.append(indicateur.source or "")
    if indicateur.responsable:
        mots.append(nom_personne(ctg, indicateur.responsable, situation))
    return majuscule_initiale(" – ".join(mot for mot in mots if mot))


def _realise(annees: Sequence[Realisation]) -> tuple[str, ...]:
    """Return one line per year; years told by a figure alone stand on the same line."""
    mots = [f"{r.annee}\u00a0: {valeur_affichee(r)}" for r in annees]
    if mots and not any(r.texte for r in annees):
        return ("\u202f; ".join(mots),)
    return tuple(mots) or ("–",)


def ligne_indicateur(ctg: Ctg, indicateur: Indicateur, situation: Situation) -> LigneIndicateur:
    """Return the row of an indicator."""
    annees = sorted(indicateur.realisations, key=lambda r: r.annee)
    return LigneIndicateur(
        intitule=indicateur.intitule,
        precision=_precision(ctg, indicateur, situation),
        unite=f" ({indicateur.unite})" if indicateur.unite else "",
        initial=initial_affiche(indicateur),
        cible=cible_affichee(indicateur),
        realise=_realise(annees),
    )
