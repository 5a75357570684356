"""What a review leads to: what is late, what to decide, what nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.fiches.codes import citer_fiche, citer_fiches, code_de
from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents._communs.suivi.avancement import (
    arrete,
    depense_de,
    est_commencee,
    est_en_retard,
    prevu_de,
    statut_en,
    suivi_de,
)
from ctg_docs.documents._communs.suivi.indicateurs import indicateurs_de, valeur_de
from ctg_docs.documents.contexte import Bloc
from ctg_docs.models.operation import Statut

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

__all__ = ["LigneRetard", "informations_manquantes", "propositions", "retards"]


class LigneRetard(Bloc):
    """An action or a step that is late, and why."""

    code: str
    intitule: str
    pilote: str
    echeance: str
    motif: str


def _motif(fiche: FicheAction, annee: int) -> str:
    statut = statut_en(fiche, annee)
    dit = statut.libelle if statut in (Statut.EN_RETARD, Statut.BLOQUE, Statut.EN_PAUSE) and statut else ""
    motif = dit or "Échéance dépassée, action non réalisée"
    return f"{motif}\u00a0: {fiche.conditions}" if fiche.conditions else motif


def retards(ctg: Ctg, annee: int, jour: date | None = None) -> tuple[LigneRetard, ...]:
    """Return the actions that are late at the end of the year, or on a day of it, then the steps not done in time."""
    limite, _ = arrete(annee, jour)
    actions = [
        LigneRetard(
            code=code_de(ctg, fiche),
            intitule=fiche.intitule,
            pilote=appellation_organisme(ctg, fiche.pilote),
            echeance=fiche.calendrier.fin.libelle if fiche.calendrier and fiche.calendrier.fin else "–",
            motif=_motif(fiche, annee),
        )
        for fiche in ctg.fiches_ordonnees
        if est_en_retard(fiche, annee, jour)
    ]
    etapes = [
        LigneRetard(
            code=code_de(ctg, fiche),
            intitule=f"Étape\u00a0: {etape.nom}",
            pilote=appellation_organisme(ctg, fiche.pilote),
            echeance=etape.echeance.libelle,
            motif="Étape non réalisée",
        )
        for fiche in ctg.fiches_ordonnees
        if statut_en(fiche, annee) not in (Statut.REALISE, Statut.ABANDONNE)
        for etape in fiche.etapes
        if not etape.realise and etape.echeance and etape.echeance.fin <= limite
    ]
    return (*actions, *etapes)


def _proposition(ctg: Ctg, fiche: FicheAction, annee: int, jour: date | None) -> str:
    """Return what the committee has to settle about a fiche, empty when nothing."""
    statut, nom = statut_en(fiche, annee), citer_fiche(ctg, fiche)
    if fiche.id in ctg.codes_fiches:
        nom += f" «\u00a0{fiche.intitule}\u00a0»"
    if statut in (Statut.BLOQUE, Statut.EN_PAUSE):
        return f"Lever le blocage de {nom}, ou l’abandonner."
    if statut is Statut.A_DISCUTER:
        return f"Se prononcer sur {nom}\u00a0: la lancer, la modifier ou l’abandonner."
    if est_en_retard(fiche, annee, jour):
        return f"Fixer une nouvelle échéance pour {nom}."
    debut = fiche.calendrier.debut if fiche.calendrier else None
    if statut is Statut.A_VENIR and debut and debut.fin <= arrete(annee, jour)[0]:
        return f"Confirmer le lancement de {nom}, prévu\u00a0: {debut.libelle}."
    return ""


def propositions(ctg: Ctg, annee: int, jour: date | None = None) -> tuple[str, ...]:
    """Return the questions put to the committee, the approval of the review last."""
    questions = (_proposition(ctg, fiche, annee, jour) for fiche in ctg.fiches_ordonnees)
    return (*(q for q in questions if q), f"Approuver le bilan de l’année {annee}.")


def informations_manquantes(ctg: Ctg, annee: int) -> tuple[str, ...]:
    """Return what the review lacks, fiche by fiche."""
    fiches = [
        f
        for f in ctg.fiches_ordonnees
        if statut_en(f, annee) is not Statut.ABANDONNE and est_commencee(f, annee)
    ]
    manques = (
        (f"Suivi de l’année {annee}", [f for f in fiches if suivi_de(f, annee) is None]),
        ("Statut", [f for f in fiches if statut_en(f, annee) is None]),
        (
            f"Valeur {annee} d’un indicateur",
            [f for f in fiches if any(valeur_de(i, annee) is None for i in indicateurs_de(f))],
        ),
        (
            "Cible d’un indicateur",
            [f for f in fiches if any(i.cible is None and not i.cible_texte for i in indicateurs_de(f))],
        ),
        ("Indicateurs", [f for f in fiches if not indicateurs_de(f)]),
        (
            f"Dépense {annee} d’une action budgétée",
            [f for f in fiches if prevu_de(f, annee) and depense_de(f, annee) is None],
        ),
    )
    return tuple(f"{libelle}\u00a0: {citer_fiches(ctg, liste)}." for libelle, liste in manques if liste)
