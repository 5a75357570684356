"""The figures of the review: progress, indicators and budget, as rows and as charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._blocs.avancement import GROUPES, compter_groupes, depense_de, prevu_de, somme
from ctg_docs.documents._blocs.budgets import cout, plan_de
from ctg_docs.documents._blocs.fiches import code_de
from ctg_docs.documents._blocs.indicateurs import (
    cible_affichee,
    indicateurs_de,
    initial_affiche,
    progression,
    valeur_affichee,
    valeur_de,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Chart, Series
from ctg_docs.french import euros, pourcent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction, Indicateur, Realisation

__all__ = [
    "Groupe",
    "LigneAvancement",
    "LigneBudgetEnjeu",
    "LigneIndicateurAnnee",
    "abreger",
    "graphique_avancement",
    "graphique_budget",
    "graphique_indicateurs",
    "groupes_du_plan",
    "ligne_avancement",
    "ligne_budget",
    "lignes_indicateurs",
]

_POINT_VIRGULE = "\u202f; "
_LIBELLE_MAX = 60
_BARRES_MAX = 12
_EUROS = r"[>=1000000]#\ ###\ ##0;[>0]#\ ##0;"
"""Thousands parted by a blank whatever the language of the reader's Word; zero prints nothing."""
_ASPECTS = (0, 1, 2, 4, 3)
"""Looks of the groups of statuses: what is still to come is white, what is abandoned is dotted."""
Groupe = tuple[str, tuple["FicheAction", ...]]
"""The short name of an enjeu and its fiches."""


class LigneAvancement(Bloc):
    """Counts of an enjeu, in the order of the groups of statuses."""

    enjeu: str
    nombres: tuple[str, ...]
    total: str
    taux: str


class LigneIndicateurAnnee(Bloc):
    """An indicator against its target."""

    code: str
    intitule: str
    unite: str
    initial: str
    cible: str
    valeur: str
    constat: str


class LigneBudgetEnjeu(Bloc):
    """Planned and spent, of the year and since the start."""

    enjeu: str
    prevu: str
    depense: str
    plan: str
    cumul: str
    taux: str


def abreger(texte: str, maximum: int = _LIBELLE_MAX) -> str:
    """Cut a text at a word, for the label of a bar."""
    if len(texte) <= maximum:
        return texte
    return f"{texte[:maximum].rsplit(' ', 1)[0].rstrip(' ,;–')}…"


def groupes_du_plan(ctg: Ctg) -> tuple[Groupe, ...]:
    """Return the enjeux with their fiches, then the fiches attached to nothing."""
    codes = ctg.strategie.codes()
    groupes: list[Groupe] = [
        (f"{codes[e.id]}. {e.intitule}", ctg.fiches_de(e.id)) for e in ctg.strategie.objectifs
    ]
    orphelines = tuple(f for f in ctg.fiches_ordonnees if ctg.objectif(f.rattachement) is None)
    return (*groupes, ("À rattacher", orphelines)) if orphelines else tuple(groupes)


def ligne_avancement(nom: str, fiches: Sequence[FicheAction], annee: int) -> LigneAvancement:
    """Return the counts of some fiches; the rate leaves out abandoned actions."""
    nombres = compter_groupes(fiches, annee)
    actives = len(fiches) - nombres[-1]
    return LigneAvancement(
        enjeu=nom,
        nombres=tuple(str(n) if n else "–" for n in nombres),
        total=str(len(fiches)),
        taux=pourcent(Decimal(nombres[0] * 100) / actives, 0) if actives else "–",
    )


def graphique_avancement(groupes: Sequence[Groupe], annee: int) -> Chart | None:
    """Return the bars of progress, one per enjeu that has actions."""
    remplis = [(nom, compter_groupes(fiches, annee)) for nom, fiches in groupes if fiches]
    series = tuple(
        Series(nom, tuple(nombres[rang] for _, nombres in remplis), look=_ASPECTS[rang])
        for rang, (nom, _) in enumerate(GROUPES)
        if any(nombres[rang] for _, nombres in remplis)
    )
    if not series:
        return None
    phrases = [
        f"{nom}\u00a0: "
        + ", ".join(f"{n} {g.lower()}" for (g, _), n in zip(GROUPES, nombres, strict=True) if n)
        for nom, nombres in remplis
    ]
    return Chart(
        categories=tuple(abreger(nom) for nom, _ in remplis),
        series=series,
        alt=f"Nombre d’actions par statut à la fin de {annee}. {_POINT_VIRGULE.join(phrases)}.",
        stacked=True,
        height_mm=22 + 13 * len(remplis),
    )


def _constat(indicateur: Indicateur, realisation: Realisation | None, annee: int) -> str:
    if realisation is None:
        return f"valeur {annee} manquante"
    if indicateur.cible is None:
        return "apprécié en mots" if indicateur.cible_texte else "sans cible"
    atteint = progression(indicateur, realisation.valeur)
    if atteint is None:
        return "non mesurable"
    if atteint < 0:
        return "en recul"
    return "cible atteinte" if atteint >= 100 else f"{pourcent(atteint, 0)} du chemin"


def lignes_indicateurs(ctg: Ctg, annee: int) -> tuple[LigneIndicateurAnnee, ...]:
    """Return every indicator of the plan with its value of the year."""
    return tuple(
        LigneIndicateurAnnee(
            code=code_de(ctg, fiche),
            intitule=indicateur.intitule,
            unite=indicateur.unite or "–",
            initial=initial_affiche(indicateur),
            cible=cible_affichee(indicateur),
            valeur=valeur_affichee(valeur_de(indicateur, annee)),
            constat=_constat(indicateur, valeur_de(indicateur, annee), annee),
        )
        for fiche in ctg.fiches_ordonnees
        for indicateur in indicateurs_de(fiche)
    )


def graphique_indicateurs(ctg: Ctg, annee: int) -> Chart | None:
    """Return the way to the target of the indicators that tell it, the first of the plan."""
    mesures = [
        (abreger(f"{code_de(ctg, f)} {i.intitule}"), min(100, max(0, round(atteint))))
        for f in ctg.fiches_ordonnees
        for i in indicateurs_de(f)
        if (r := valeur_de(i, annee)) and (atteint := progression(i, r.valeur)) is not None
    ][:_BARRES_MAX]
    if not mesures:
        return None
    return Chart(
        categories=tuple(nom for nom, _ in mesures),
        series=(Series("Chemin parcouru vers la cible", tuple(valeur for _, valeur in mesures)),),
        alt=f"Part du chemin parcouru vers la cible en {annee}. "
        + _POINT_VIRGULE.join(f"{nom}\u00a0: {valeur}\u00a0%" for nom, valeur in mesures)
        + ".",
        number_format='0\u00a0"%"',
        maximum=110,
        height_mm=12 + 9 * len(mesures),
    )


def ligne_budget(nom: str, fiches: Sequence[FicheAction], annees: Sequence[int]) -> LigneBudgetEnjeu:
    """Return planned and spent, for the last of the years and for all of them."""
    annee = annees[-1]
    plan = somme(cout(plan_de(f)) for f in fiches)
    cumul = somme(depense_de(f, a) for f in fiches for a in annees)
    return LigneBudgetEnjeu(
        enjeu=nom,
        prevu=_euros(somme(prevu_de(f, annee) for f in fiches)),
        depense=_euros(somme(depense_de(f, annee) for f in fiches)),
        plan=_euros(plan),
        cumul=_euros(cumul),
        taux=pourcent(cumul * 100 / plan, 0) if plan and cumul is not None else "–",
    )


def graphique_budget(groupes: Sequence[Groupe], annee: int) -> Chart | None:
    """Return what was planned and spent in the year, per enjeu where one of them is known."""
    montants = [
        (nom, somme(prevu_de(f, annee) for f in fiches), somme(depense_de(f, annee) for f in fiches))
        for nom, fiches in groupes
    ]
    connus = [(nom, prevu, depense) for nom, prevu, depense in montants if prevu or depense]
    if not connus:
        return None
    return Chart(
        categories=tuple(abreger(nom) for nom, _, _ in connus),
        series=(
            Series("Prévu", tuple(prevu for _, prevu, _ in connus), look=1),
            Series("Dépensé", tuple(depense for _, _, depense in connus), look=0),
        ),
        alt=f"Budget prévu et dépensé en {annee}. "
        + _POINT_VIRGULE.join(f"{n}\u00a0: prévu {_euros(p)}, dépensé {_euros(d)}" for n, p, d in connus)
        + ".",
        number_format=_EUROS,
        height_mm=22 + 16 * len(connus),
    )


def _euros(montant: Decimal | None) -> str:
    return "–" if montant is None else euros(montant, "auto")
