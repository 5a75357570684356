"""How far the actions are: status at the end of a year, counts, what is late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.suivi.indicateurs import indicateurs_de
from ctg_docs.french import date_longue
from ctg_docs.models.finance import BaseMontant, SensLigne
from ctg_docs.models.operation import Statut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction, SuiviAnnuel
    from ctg_docs.models.finance import LigneFinancement

__all__ = [
    "EN_DIFFICULTE",
    "FINIS",
    "GROUPES",
    "annees_suivies",
    "arrete",
    "compter_groupes",
    "depense_de",
    "est_commencee",
    "est_en_retard",
    "prevu_de",
    "somme",
    "statut_en",
    "suivi_de",
]

GROUPES: tuple[tuple[str, tuple[Statut | None, ...]], ...] = (
    ("Réalisées", (Statut.REALISE,)),
    ("En cours", (Statut.EN_COURS,)),
    ("En difficulté", (Statut.EN_RETARD, Statut.BLOQUE, Statut.EN_PAUSE)),
    ("À venir", (Statut.A_VENIR, Statut.A_DISCUTER, None)),
    ("Abandonnées", (Statut.ABANDONNE,)),
)
"""The statuses as a review groups them; an action without status counts as still to come."""

EN_DIFFICULTE = frozenset((Statut.EN_RETARD, Statut.BLOQUE, Statut.EN_PAUSE))
FINIS = frozenset((Statut.REALISE, Statut.ABANDONNE))


def suivi_de(fiche: FicheAction, annee: int) -> SuiviAnnuel | None:
    """Return what was written of a year, or None."""
    return next((s for s in fiche.suivi if s.annee == annee), None)


def statut_en(fiche: FicheAction, annee: int) -> Statut | None:
    """Return the status at the end of a year: the last one written by then, else that of the fiche.

    What had not begun was still to come, whatever it is today.
    """
    ecrits = [s for s in sorted(fiche.suivi, key=lambda s: s.annee) if s.statut and s.annee <= annee]
    if ecrits:
        return ecrits[-1].statut
    avant = fiche.statut in (None, Statut.A_DISCUTER, Statut.ABANDONNE) or est_commencee(fiche, annee)
    return fiche.statut if avant else Statut.A_VENIR


def est_commencee(fiche: FicheAction, annee: int) -> bool:
    """False for an action that was to begin after the year: nobody owes anything of it yet."""
    debut = fiche.calendrier.debut if fiche.calendrier else None
    return debut is None or debut.debut <= date(annee, 12, 31)


def compter_groupes(fiches: Iterable[FicheAction], annee: int) -> tuple[int, ...]:
    """Return the number of actions of each group, in the order of `GROUPES`."""
    statuts = [statut_en(fiche, annee) for fiche in fiches]
    return tuple(sum(statut in groupe for statut in statuts) for _, groupe in GROUPES)


def arrete(annee: int, jour: date | None) -> tuple[date, str]:
    """Return the day that a year is told at, and how it is said: « à la fin de 2025 », « au 5 novembre 2029 » before its end."""
    fin = date(annee, 12, 31)
    if jour is None or jour >= fin:
        return fin, f"à la fin de {annee}"
    return jour, f"au {date_longue(jour)}"


def est_en_retard(fiche: FicheAction, annee: int, jour: date | None = None) -> bool:
    """True when the action is late or stuck, or should have ended by the end of the year, or by a day of it."""
    statut = statut_en(fiche, annee)
    if statut in EN_DIFFICULTE:
        return True
    if statut in FINIS or fiche.calendrier is None or fiche.calendrier.recurrente:
        return False
    fin = fiche.calendrier.fin
    limite, _ = arrete(annee, jour)
    return fin is not None and fin.fin <= limite


def depense_de(fiche: FicheAction, annee: int) -> Decimal | None:
    """Return what was spent in a year: the follow-up, else the realised lines of that year; None when unknown."""
    suivi = suivi_de(fiche, annee)
    if suivi and suivi.depense_euros is not None:
        return suivi.depense_euros
    plan = fiche.plan
    lignes = [ligne.realise_euros for ligne in (plan.lignes if plan else ()) if _est_depense(ligne, annee)]
    return somme(lignes)


def prevu_de(fiche: FicheAction, annee: int) -> Decimal | None:
    """Return what was planned for a year: its dated lines, and the yearly ones while the action lasts.

    A line without year is never spread: nobody planned its share of a year.
    """
    plan = fiche.plan
    if plan is None:
        return None
    montants = [
        ligne.montant_euros if ligne.base is BaseMontant.AN and not ligne.annee else ligne.montant_retenu
        for ligne in plan.lignes
        if _est_depense(ligne, annee) or (_est_annuelle(ligne) and _a_lieu(fiche, annee))
    ]
    return somme(montants)


def somme(montants: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the known amounts, None when none is known."""
    connus = [montant for montant in montants if montant is not None]
    return sum(connus, Decimal(0)) if connus else None


def _est_depense(ligne: LigneFinancement, annee: int) -> bool:
    return ligne.sens is SensLigne.DEPENSE and not ligne.en_nature and ligne.annee == annee


def _est_annuelle(ligne: LigneFinancement) -> bool:
    depense = ligne.sens is SensLigne.DEPENSE and not ligne.en_nature
    return depense and ligne.annee is None and ligne.base is BaseMontant.AN


def _a_lieu(fiche: FicheAction, annee: int) -> bool:
    return fiche.calendrier is not None and fiche.calendrier.touches(annee)


def annees_suivies(ctg: Ctg) -> tuple[int, ...]:
    """Return the years of which the dossier tells something: follow-up, indicators, spending."""
    annees = {s.annee for f in ctg.fiches_actions for s in f.suivi}
    annees |= {r.annee for f in ctg.fiches_actions for i in indicateurs_de(f) for r in i.realisations}
    return tuple(sorted(annees))
