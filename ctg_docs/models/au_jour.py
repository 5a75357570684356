"""The dossier as it stood on a day: an act tells nothing that came after its signature, nor a paper after its meeting. Pure.

One road for both: what later days brought is left out here, whoever prints; what avenants signed by then make of the convention is
added by who speaks of it as it stands (`consolide`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ctg_docs.french import MOIS, parse_date
from ctg_docs.models.avenant import ChangementFiche, TypeAvenant
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut
from ctg_docs.models.reunion import StatutDecision
from ctg_docs.models.strategie import EtatEtape

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from datetime import date

    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.equipement import Equipement
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.finance import PlanFinancement
    from ctg_docs.models.indicateur import Indicateur
    from ctg_docs.models.operation import Etape, Operation
    from ctg_docs.models.reunion import Decision, Reunion

__all__ = ["au_jour", "avenants_apres", "consolide", "decisions_le", "is_ecrite_apres"]


def au_jour(ctg: Ctg, jour: date | None) -> Ctg:
    """Return the dossier of that day: without what later avenants brought, nor what the years brought after it.

    What the days of the dossier don't tell stays as it is: a plan speaks of the years to come.

    Args:
        ctg: the dossier of today.
        jour: day of the signature, of the meeting; None, while it is not known, changes nothing.
    """
    if jour is None:
        return ctg
    entrants = {o for a in avenants_apres(ctg, jour) for s in a.nouveaux_signataires for o in s.organismes}
    fiches = _fiches_du(ctg, jour)
    connues = {f.id for f in fiches}
    return ctg.model_copy(
        update={
            "fiches_actions": tuple(_fiche(f, jour, connues) for f in fiches),
            "equipements": tuple(
                _equipement(e, jour) for e in ctg.equipements if e.gestionnaire not in entrants
            ),
            "historique": tuple(e for e in ctg.historique if e.date.debut <= jour),
            "evaluations": tuple(e for e in ctg.evaluations if _avait_commence(e.date, jour)),
            "reunions": _reunions(ctg, jour),
            **_cadre(ctg, jour),
        }
    )


def consolide(ctg: Ctg, jour: date) -> Ctg:
    """Return the dossier with the end and the parties that the avenants signed by a day give the convention."""
    apres = avenants_apres(ctg, jour)
    signes = [a for a in ctg.avenants if a.base is None and a not in apres]
    if not signes:
        return ctg
    fins = [ctg.convention.date_fin, *(a.nouvelle_date_fin for a in signes if a.nouvelle_date_fin)]
    parties = (*ctg.signataires, *(s for a in signes for s in a.nouveaux_signataires))
    return ctg.model_copy(
        update={
            "convention": ctg.convention.model_copy(update={"date_fin": fins[-1]}),
            "signataires": tuple({s.id: s for s in parties}.values()),
        }
    )


def avenants_apres(ctg: Ctg, jour: date | None) -> tuple[Avenant, ...]:
    """Return the avenants to the convention of the dossier that are not signed on a day; none without a day."""
    if jour is None:
        return ()
    return tuple(
        a
        for a in ctg.avenants
        if a.base is None and (a.date_signature is None or a.date_signature.fin > jour)
    )


def _fiches_du(ctg: Ctg, jour: date) -> tuple[FicheAction, ...]:
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
            "budget": _prevu(fiche.budget, jour),
            "operations": tuple(_operation(o, jour) for o in fiche.operations),
        }
    )


def _operation(operation: Operation, jour: date) -> Operation:
    return operation.model_copy(
        update={
            "statut": None,
            "etapes": _etapes(operation.etapes, jour),
            "budget": _prevu(operation.budget, jour),
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


def _prevu(plan: PlanFinancement | None, jour: date) -> PlanFinancement | None:
    """Return a plan without what was spent since; what a year that was over had spent stays."""
    if plan is None:
        return None
    return plan.model_copy(
        update={
            "lignes": tuple(
                ligne
                if ligne.annee and ligne.annee < jour.year
                else ligne.model_copy(update={"realise_euros": None})
                for ligne in plan.lignes
            )
        }
    )


def _indicateurs(indicateurs: Sequence[Indicateur], jour: date) -> tuple[Indicateur, ...]:
    return tuple(
        i.model_copy(update={"realisations": tuple(r for r in i.realisations if r.annee <= jour.year)})
        for i in indicateurs
    )


def _avait_commence(debut: Moment | None, jour: date) -> bool:
    return debut is None or debut.debut <= jour


def _equipement(equipement: Equipement, jour: date) -> Equipement:
    """Return a service without the activity of later years; what it is promised stays, its opening and its bonus too."""
    return equipement.model_copy(
        update={"activites": tuple(a for a in equipement.activites if a.annee <= jour.year)}
    )


def decisions_le(reunion: Reunion, jour: date) -> tuple[Decision, ...]:
    """Return the decisions of a meeting with the follow-up that was known on a day."""
    a_suivre = {"statut": StatutDecision.A_FAIRE, "date_statut": None}
    return tuple(
        d.model_copy(update=a_suivre) if d.date_statut and d.date_statut > jour else d
        for d in reunion.decisions
    )


def _reunions(ctg: Ctg, jour: date) -> tuple[Reunion, ...]:
    """Return the meetings held by then, and those announced: without a day yet, called, or told by earlier minutes."""
    tenues = [r for r in ctg.reunions if r.date and r.date <= jour]
    dites = {r.compte_rendu.prochaine_reunion for r in tenues if r.compte_rendu and r.date != jour}
    nues: dict[str, Any] = {"presences": (), "compte_rendu": None, "decisions": (), "actions": ()}
    connues = []
    for reunion in ctg.reunions:
        envoi = reunion.convocation.date_envoi if reunion.convocation else None
        if reunion in tenues:
            connues.append(reunion.model_copy(update={"decisions": decisions_le(reunion, jour)}))
        elif reunion.date is None or reunion.id in dites or (envoi and envoi <= jour):
            connues.append(reunion.model_copy(update=nues))
    return tuple(connues)


def _cadre(ctg: Ctg, jour: date) -> dict[str, Any]:
    """Return the plans signed by then, the steps without a state that is that of today, the calendar if it had begun."""
    projets = tuple(
        p.model_copy(update={"date_signature": None})
        if p.date_signature and p.date_signature.debut > jour
        else p
        for p in ctg.articulation.projets
    )
    construction = ctg.strategie.construction
    if construction:
        sans = {"etat": None, "position_actuelle": False}
        etapes = tuple(
            e.model_copy(update={**sans, "points": tuple(p for p in e.points if _dit_alors(p, e.etat, jour))})
            for e in construction.etapes
        )
        construction = construction.model_copy(update={"etapes": etapes})
    return {
        "articulation": ctg.articulation.model_copy(update={"projets": projets}),
        "strategie": ctg.strategie.model_copy(update={"construction": construction}),
        "retroplanning": _retroplanning(ctg, jour),
    }


def _dit_alors(point: str, etat: EtatEtape | None, jour: date) -> bool:
    """True unless a point tells as done what a later day brought: « Avenant du 11 décembre 2025 »."""
    return etat is EtatEtape.A_VENIR or all(_est_passe(dit, jour) for dit in _JOUR.findall(point))


def _est_passe(dit: str, jour: date) -> bool:
    """True for a day no later than another, or that no calendar has: « 31 septembre 2025 » tells nothing."""
    try:
        return parse_date(dit) <= jour
    except ValueError:
        return True


_JOUR: Final = re.compile(rf"\b(?:1er|[0-9]{{1,2}})\s(?:{'|'.join(MOIS)})\s[0-9]{{4}}\b")


def _retroplanning(ctg: Ctg, jour: date) -> object:
    """Return the calendar seen from the day; None when all of it came later."""
    planning = ctg.retroplanning
    if planning is None:
        return None
    etapes = [e for p in planning.pistes for e in p.etapes]
    debuts = [m.debut for e in etapes if (m := e.debut or e.fin)] + [p.debut for p in planning.periodes]
    if debuts and min(debuts) > jour:
        return None
    pistes = tuple(
        p.model_copy(
            update={
                "etapes": tuple(
                    e.model_copy(update={"etat": None}) if (m := e.fin or e.debut) and m.fin > jour else e
                    for e in p.etapes
                )
            }
        )
        for p in planning.pistes
    )
    return planning.model_copy(update={"aujourd_hui": Moment.of(jour), "pistes": pistes})
