"""The figures of the review: progress, indicators and budget, as rows and as charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.suivi.avancement import (
    GROUPES,
    arrete,
    compter_groupes,
    depense_de,
    est_commencee,
    prevu_de,
    somme,
)
from ctg_docs.documents._communs.suivi.budgets import cout
from ctg_docs.documents._communs.suivi.indicateurs import (
    cible_affichee,
    indicateurs_de,
    initial_affiche,
    progression,
    valeur_affichee,
    valeur_de,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Chart, Series
from ctg_docs.french import euros, pourcent_juste

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.indicateur import Indicateur, Realisation

__all__ = [
    "Groupe",
    "LigneAvancement",
    "LigneBudgetEnjeu",
    "LigneIndicateurAnnee",
    "abreger",
    "graphique_avancement",
    "graphique_budget",
    "graphique_empile",
    "graphique_indicateurs",
    "groupes_du_plan",
    "ligne_avancement",
    "ligne_budget",
    "lignes_indicateurs",
]

_POINT_VIRGULE = "\u202f; "
_LIBELLE_MAX = 70
_ETATS = (
    "Cible atteinte",
    "Moitié du chemin ou plus",
    "Moins de la moitié",
    "Sans mesure",
    "Sans cible chiffrée",
)
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
    """An indicator against its target; `fiche` alone on the row that names the fiche above its indicators."""

    fiche: str = ""
    intitule: str = ""
    unite: str = ""
    initial: str = ""
    cible: str = ""
    valeur: str = ""
    constat: str = ""


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
        taux=pourcent_juste(Decimal(nombres[0] * 100) / actives) if actives else "–",
    )


def graphique_avancement(groupes: Sequence[Groupe], annee: int, jour: date | None = None) -> Chart | None:
    """Return the bars of progress, one per enjeu that has actions."""
    remplis = [(nom, compter_groupes(fiches, annee)) for nom, fiches in groupes if fiches]
    noms = tuple(nom for nom, _ in GROUPES)
    alt = f"Nombre d’actions par statut {arrete(annee, jour)[1]}."
    return graphique_empile(remplis, noms, _ASPECTS, alt) if remplis else None


def graphique_empile(
    barres: Sequence[tuple[str, Sequence[int]]], noms: Sequence[str], aspects: Sequence[int], alt: str
) -> Chart:
    """Return stacked bars of counts; a series that is zero everywhere is left out."""
    phrases = [
        f"{nom}\u00a0: " + ", ".join(f"{s.lower()} ({n})" for s, n in zip(noms, nombres, strict=True) if n)
        for nom, nombres in barres
    ]
    return Chart(
        categories=tuple(abreger(nom) for nom, _ in barres),
        series=tuple(
            Series(serie, tuple(nombres[rang] for _, nombres in barres), look=aspects[rang])
            for rang, serie in enumerate(noms)
            if any(nombres[rang] for _, nombres in barres)
        ),
        alt=f"{alt} {_POINT_VIRGULE.join(phrases)}.",
        stacked=True,
        height_mm=22 + 13 * len(barres),
    )


def _constat(indicateur: Indicateur, realisation: Realisation | None, annee: int, commencee: bool) -> str:
    if realisation is None and not commencee:
        return "action à venir"
    if realisation is None:
        return f"valeur {annee} manquante"
    if indicateur.cible is None:
        return "apprécié en mots" if indicateur.cible_texte else "sans cible"
    atteint = progression(indicateur, realisation.valeur)
    if atteint is None:
        return "non mesurable"
    if atteint < 0:
        return "en recul"
    return "cible atteinte" if atteint >= 100 else f"{pourcent_juste(atteint)} du chemin"


def lignes_indicateurs(ctg: Ctg, annee: int) -> tuple[LigneIndicateurAnnee, ...]:
    """Return every indicator of the plan with its value of the year, under the name of its fiche."""
    lignes: list[LigneIndicateurAnnee] = []
    for fiche in ctg.fiches_ordonnees:
        if indicateurs_de(fiche):
            lignes.append(LigneIndicateurAnnee(fiche=f"{code_de(ctg, fiche)} – {fiche.intitule}"))
        for indicateur in indicateurs_de(fiche):
            realisation = valeur_de(indicateur, annee)
            lignes.append(
                LigneIndicateurAnnee(
                    intitule=indicateur.intitule,
                    unite=f" ({indicateur.unite})" if indicateur.unite else "",
                    initial=initial_affiche(indicateur),
                    cible=cible_affichee(indicateur),
                    valeur=valeur_affichee(realisation),
                    constat=_constat(indicateur, realisation, annee, est_commencee(fiche, annee)),
                )
            )
    return tuple(lignes)


def _etat(indicateur: Indicateur, annee: int) -> int:
    """Return the rank, in `_ETATS`, of the distance to the target."""
    realisation = valeur_de(indicateur, annee)
    if realisation is None:
        return 3
    atteint = progression(indicateur, realisation.valeur)
    if atteint is None:
        return 4
    return 0 if atteint >= 100 else 1 if atteint >= 50 else 2


def graphique_indicateurs(groupes: Sequence[Groupe], annee: int) -> Chart | None:
    """Return the number of indicators by distance to their target, per enjeu."""
    etats = [(nom, [_etat(i, annee) for f in fiches for i in indicateurs_de(f)]) for nom, fiches in groupes]
    remplis = [(nom, [liste.count(e) for e in range(len(_ETATS))]) for nom, liste in etats if liste]
    if not remplis:
        return None
    return graphique_empile(
        remplis, _ETATS, _ASPECTS, f"Nombre d’indicateurs selon leur distance à la cible en {annee}."
    )


def ligne_budget(nom: str, fiches: Sequence[FicheAction], annees: Sequence[int]) -> LigneBudgetEnjeu:
    """Return planned and spent, rounded to the euro, for the last of the years and for all of them."""
    annee = annees[-1]
    plan = somme(cout(f.plan) for f in fiches)
    cumul = somme(depense_de(f, a) for f in fiches for a in annees)
    return LigneBudgetEnjeu(
        enjeu=nom,
        prevu=_euros(somme(prevu_de(f, annee) for f in fiches)),
        depense=_euros(somme(depense_de(f, annee) for f in fiches)),
        plan=_euros(plan),
        cumul=_euros(cumul),
        taux=pourcent_juste(cumul * 100 / plan) if plan and cumul is not None else "–",
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
    return "–" if montant is None else euros(montant, False)
