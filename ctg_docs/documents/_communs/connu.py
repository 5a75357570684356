"""The dossier as it was known on a day: one road for the papers that have a date of their own, past ones included.

A paper of a past meeting tells nothing that came later; one of today counts the avenants that are signed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.parties.avenants import signes_le
from ctg_docs.documents._communs.tete import date_de_version
from ctg_docs.french import MOIS, parse_date
from ctg_docs.models.au_jour import fiches_du
from ctg_docs.models.moments import Moment
from ctg_docs.models.reunion import StatutDecision
from ctg_docs.models.strategie import EtatEtape

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Decision, Reunion

__all__ = ["connu_le", "decisions_le"]


def connu_le(ctg: Ctg, situation: Situation, jour: date | None = None) -> Ctg:
    """Return the dossier as it was known on a day: who was a party, until when, what had happened.

    What says nothing of its own date (figures of the diagnosis, texts) is kept as it is.

    Args:
        ctg: the dossier, as written.
        situation: gives the date of the version.
        jour: the day of the paper; that of the version by default, and never a later one.
    """
    version = date_de_version(ctg, situation)
    connus = [d for d in (jour, version) if d]
    if not connus:
        return ctg
    jour = min(connus)
    connu = _avec_avenants(ctg, jour)
    return connu if jour == version else connu.model_copy(update=_sans_la_suite(connu, ctg, jour))


def decisions_le(reunion: Reunion, jour: date) -> tuple[Decision, ...]:
    """Return the decisions of a meeting with the follow-up that was known on a day."""
    a_suivre = {"statut": StatutDecision.A_FAIRE, "date_statut": None}
    return tuple(
        d.model_copy(update=a_suivre) if d.date_statut and d.date_statut > jour else d
        for d in reunion.decisions
    )


def _avec_avenants(ctg: Ctg, jour: date) -> Ctg:
    """Return the dossier with the end and the parties that the avenants signed by then give the convention."""
    signes = signes_le(ctg, jour)
    if not signes:
        return ctg
    fins = [a.nouvelle_date_fin for a in signes if a.nouvelle_date_fin]
    parties = (*ctg.signataires, *(s for a in signes for s in a.nouveaux_signataires))
    fin = fins[-1] if fins else ctg.convention.date_fin
    return ctg.model_copy(
        update={
            "convention": ctg.convention.model_copy(update={"date_fin": fin}),
            "signataires": tuple({s.id: s for s in parties}.values()),
        }
    )


def _sans_la_suite(ctg: Ctg, ecrit: Ctg, jour: date) -> dict[str, Any]:
    """Return the parts of the dossier without what came after the day."""
    return {
        "historique": tuple(e for e in ctg.historique if e.date.debut <= jour),
        "avenants": signes_le(ecrit, jour),
        "fiches_actions": fiches_du(ecrit, jour),
        "evaluations": tuple(e for e in ctg.evaluations if e.date is None or e.date.debut <= jour),
        "reunions": _reunions(ctg, jour),
        **_cadre(ctg, jour),
        **_moyens(ctg, jour),
    }


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
    return etat is EtatEtape.A_VENIR or all(parse_date(dit) <= jour for dit in _JOUR.findall(point))


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


def _moyens(ctg: Ctg, jour: date) -> dict[str, Any]:
    """Return the services open and the posts held by then, with what was counted of them."""
    equipements = tuple(
        e.model_copy(
            update={
                "activites": tuple(a for a in e.activites if a.annee < jour.year),
                "bonus": tuple(b for b in e.bonus if b.annee < jour.year),
            }
        )
        for e in ctg.equipements
        if e.ouverture is None or e.ouverture.debut <= jour
    )
    postes = tuple(p for p in ctg.cooperation.postes if p.debut is None or p.debut.debut <= jour)
    return {
        "equipements": equipements,
        "cooperation": ctg.cooperation.model_copy(update={"postes": postes}),
    }
