"""The dossier as it stood on the day of an act: a convention tells nothing that came after its signature. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.avenant import ChangementFiche, TypeAvenant
from ctg_docs.models.operation import Statut

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from datetime import date

    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.finance import PlanFinancement
    from ctg_docs.models.indicateur import Indicateur
    from ctg_docs.models.operation import Etape, Operation

__all__ = ["au_jour", "avenants_apres", "fiches_du", "is_ecrite_apres"]


def au_jour(ctg: Ctg, jour: date | None) -> Ctg:
    """Return the dossier of that day: without what later avenants brought, nor what the years brought after it.

    What the days of the dossier don't tell stays as it is: a plan speaks of the years to come.

    Args:
        ctg: the dossier of today.
        jour: day of the signature; None, while it is not known, changes nothing.
    """
    if jour is None:
        return ctg
    entrants = {o for a in avenants_apres(ctg, jour) for s in a.nouveaux_signataires for o in s.organismes}
    fiches = fiches_du(ctg, jour)
    connues = {f.id for f in fiches}
    return ctg.model_copy(
        update={
            "fiches_actions": tuple(_fiche(f, jour, connues) for f in fiches),
            "equipements": tuple(e for e in ctg.equipements if e.gestionnaire not in entrants),
        }
    )


def avenants_apres(ctg: Ctg, jour: date | None) -> tuple[Avenant, ...]:
    """Return the avenants to the convention of the dossier that are not signed on a day; none without a day."""
    if jour is None:
        return ()
    return tuple(a for a in ctg.avenants if a.base is None and (a.signe_le is None or a.signe_le > jour))


def fiches_du(ctg: Ctg, jour: date) -> tuple[FicheAction, ...]:
    """Return the fiches of the plan on a day: none that a later avenant adds, or brings with the whole plan."""
    suivants = avenants_apres(ctg, jour)
    if any(TypeAvenant.INTEGRATION_PLAN_ACTIONS in a.types for a in suivants):
        return ()
    ajoutees = {f.fiche for a in suivants for f in a.fiches if f.changement is ChangementFiche.AJOUTEE}
    return tuple(f for f in ctg.fiches_actions if f.id not in ajoutees)


def is_ecrite_apres(fiche: FicheAction, jour: date | None) -> bool:
    """True when the version of a fiche that the dossier holds is later than a day."""
    return jour is not None and fiche.date_version is not None and fiche.date_version > jour


def _fiche(fiche: FicheAction, jour: date, connues: Set[str]) -> FicheAction:
    passees = {
        "fiches_liees": tuple(id for id in fiche.fiches_liees if id in connues),
        "suivi": tuple(s for s in fiche.suivi if s.annee <= jour.year),
        "indicateurs": _indicateurs(fiche.indicateurs, jour),
    }
    if not is_ecrite_apres(fiche, jour):
        return fiche.model_copy(update=passees)
    return fiche.model_copy(
        update={
            **passees,
            "statut": _statut(fiche, jour),
            "etapes": _etapes(fiche.etapes, jour),
            "budget": _prevu(fiche.budget),
            "operations": tuple(_operation(o, jour) for o in fiche.operations),
        }
    )


def _operation(operation: Operation, jour: date) -> Operation:
    return operation.model_copy(
        update={
            "statut": None,
            "etapes": _etapes(operation.etapes, jour),
            "budget": _prevu(operation.budget),
            "indicateurs": _indicateurs(operation.indicateurs, jour),
        }
    )


def _statut(fiche: FicheAction, jour: date) -> Statut | None:
    """Return the progress that the years told until then; else what the start of the action says."""
    dits = [s.statut for s in fiche.suivi if s.annee <= jour.year and s.statut]
    if fiche.statut is None or dits:
        return dits[-1] if dits else None
    debut = fiche.calendrier.debut if fiche.calendrier else None
    return Statut.EN_COURS if debut and debut.debut <= jour else Statut.A_VENIR


def _etapes(etapes: Sequence[Etape], jour: date) -> tuple[Etape, ...]:
    return tuple(
        e.model_copy(update={"realise": False}) if e.echeance is None or e.echeance.debut > jour else e
        for e in etapes
    )


def _prevu(plan: PlanFinancement | None) -> PlanFinancement | None:
    """Return a plan without what was spent since."""
    if plan is None:
        return None
    return plan.model_copy(
        update={"lignes": tuple(ligne.model_copy(update={"realise_euros": None}) for ligne in plan.lignes)}
    )


def _indicateurs(indicateurs: Sequence[Indicateur], jour: date) -> tuple[Indicateur, ...]:
    return tuple(
        i.model_copy(update={"realisations": tuple(r for r in i.realisations if r.annee <= jour.year)})
        for i in indicateurs
    )
