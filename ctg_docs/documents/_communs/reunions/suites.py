"""After a meeting: what each person must do, and what is late when the instance meets again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import appellation_organisme, nom_en_phrase
from ctg_docs.documents._communs.reunions.decisions import OUVERTES, decisions_ordonnees
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import cle, date_longue, liste_et, majuscule_initiale, minuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.moments import Moment
    from ctg_docs.models.reunion import ActionAFaire, Reunion

__all__ = ["ActionEnRetard", "Tache", "TachesDe", "actions_en_retard", "qui_ensemble", "taches_par_personne"]

_A_DESIGNER = "à désigner"


class Tache(Bloc):
    """Something to do."""

    quoi: str = Field(title="Quoi", description="Ce qui est à faire")
    quand: str = Field(title="Quand", description="Échéance")


class TachesDe(Bloc):
    """What one person must do."""

    qui: str = Field(title="Qui", description="Personne, structure ou service")
    taches: tuple[Tache, ...] = Field(title="Tâches", description="Dans l’ordre de la réunion")


class ActionEnRetard(Bloc):
    """Something that an earlier meeting asked for, not done on its day."""

    quoi: str = Field(title="Quoi", description="Ce qui était à faire")
    qui: str = Field(title="Qui", description="Qui s’en charge")
    quand: str = Field(title="Quand", description="Échéance passée")
    reunion: str = Field(title="Réunion", description="Date de la réunion qui l’a demandée")


def qui_ensemble(ctg: Ctg, action: ActionAFaire, situation: Situation) -> str:
    """Return who must do it in one phrase: « Mme Clair et le service enfance », « M. Roux, avec la Mission locale »."""
    aide = _aide(action)
    return ", ".join([liste_et(_qui_fait(ctg, action, situation)), *([aide] if aide else [])])


def _qui_fait(ctg: Ctg, action: ActionAFaire, situation: Situation) -> tuple[str, ...]:
    """Return who must do it; « à désigner » when nobody is named. Who helps is nobody's list."""
    noms = [nom_en_phrase(ctg, id, situation) for id in action.qui]
    libre = [] if _aide(action) else [action.qui_texte or ""]
    return tuple(q for q in (*noms, *libre) if q) or (_A_DESIGNER,)


def _aide(action: ActionAFaire) -> str:
    """Return « avec la Mission locale », who helps somebody who is named."""
    texte = action.qui_texte or ""
    return minuscule_initiale(texte) if action.qui and cle(texte).startswith("avec ") else ""


def taches_par_personne(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[TachesDe, ...]:
    """Return what the meeting leaves to do, decisions to carry out and actions, by person, those of nobody last."""
    par_personne: dict[str, list[Tache]] = {}
    for qui, quoi, quand in (*_decisions(ctg, reunion, situation), *_actions(ctg, reunion, situation)):
        tache = Tache(quoi=quoi, quand=quand.libelle if quand else "à fixer")
        par_personne.setdefault(qui, []).append(tache)
    rangs = {nom_en_phrase(ctg, p.id, situation): (0, cle(p.nom), cle(p.prenom or "")) for p in ctg.personnes}
    noms = sorted(par_personne, key=lambda q: rangs.get(q, (1 + (q == _A_DESIGNER), cle(q), "")))
    return tuple(TachesDe(qui=majuscule_initiale(q), taches=tuple(par_personne[q])) for q in noms)


def actions_en_retard(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[ActionEnRetard, ...]:
    """Return what the earlier meetings of the same instance asked for by a day that is past, oldest first."""
    if reunion.date is None:
        return ()
    jour, avant = reunion.date, [r for r in ctg.reunions if r.date and r.instance == reunion.instance]
    return tuple(
        ActionEnRetard(
            quoi=action.quoi,
            qui=majuscule_initiale(qui_ensemble(ctg, action, situation)),
            quand=action.quand.libelle,
            reunion=date_longue(passee.date) if passee.date else "",
        )
        for passee in sorted(avant, key=lambda r: (r.date, r.id))
        if passee.date and passee.date < jour
        for action in passee.actions
        if action.quand and not action.fait and action.quand.fin < jour
    )


def _decisions(ctg: Ctg, reunion: Reunion, situation: Situation) -> Iterator[tuple[str, str, Moment | None]]:
    for rang, decision in enumerate(decisions_ordonnees(reunion), 1):
        qui = nom_en_phrase(ctg, decision.responsable, situation) or (
            appellation_organisme(ctg, decision.responsable_organisme)
            if decision.responsable_organisme
            else ""
        )
        if qui and decision.statut in OUVERTES:
            yield qui, f"Décision n°\u00a0{rang}\u00a0: {decision.texte}", decision.echeance


def _actions(ctg: Ctg, reunion: Reunion, situation: Situation) -> Iterator[tuple[str, str, Moment | None]]:
    for action in reunion.actions:
        aide = _aide(action)
        for qui in () if action.fait else _qui_fait(ctg, action, situation):
            yield qui, f"{action.quoi} ({aide})" if aide else action.quoi, action.quand
