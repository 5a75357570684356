"""What the table of decisions shows: earlier open decisions first, then those of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.reunions.decisions import LigneDecision, decisions_de, decisions_ouvertes
from ctg_docs.documents._communs.reunions.papier import PapierReunion, tete_papier
from ctg_docs.documents._communs.reunions.reunion import (
    Fait,
    faits_tenue,
    reunions_pour,
)
from ctg_docs.documents._communs.reunions.suites import (
    ActionEnRetard,
    TachesDe,
    actions_en_retard,
    taches_par_personne,
)
from ctg_docs.documents._communs.tete import date_de_version
from ctg_docs.french import compte, date_longue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "ReleveDecisions", "build"]


class ReleveDecisions(PapierReunion):
    """The decisions of one meeting."""

    resume: str = Field(
        title="Résumé", description="« 4 décisions prises, 1 décision antérieure encore ouverte »"
    )
    ouvertes: tuple[LigneDecision, ...] = Field(
        title="Ouvertes", description="Décisions antérieures encore ouvertes"
    )
    retards: tuple[ActionEnRetard, ...] = Field(
        title="Actions en retard", description="Demandées par une réunion antérieure, pas faites au jour dit"
    )
    decisions: tuple[LigneDecision, ...] = Field(title="Décisions", description="Décisions de la réunion")
    taches: tuple[TachesDe, ...] = Field(title="Tâches", description="Ce que chacun doit faire")


CONTEXTE = ReleveDecisions


def build(ctg: Ctg, situation: Situation) -> Sequence[ReleveDecisions]:
    """Return the table of each meeting that decided something, or asked for something."""
    reunions = reunions_pour(
        ctg, situation, lambda r: bool(r.decisions or r.actions), "aucune réunion n’a de décision ni d’action"
    )
    return [_build(ctg, reunion, situation) for reunion in reunions]


def _resume(prises: int, ouvertes: int) -> str:
    texte = compte(prises, "décision prise", "décisions prises") if prises else "Aucune décision prise"
    if ouvertes:
        texte += f", {compte(ouvertes, 'décision antérieure encore ouverte', 'décisions antérieures encore ouvertes')}"
    return f"{texte}."


def _suivi(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[Fait, ...]:
    """Return until what day the decisions are followed, when it is after the meeting."""
    jour = date_de_version(ctg, situation)
    suivie = any(d.date_statut for d in reunion.decisions) or any(a.fait for a in reunion.actions)
    if not (suivie and jour and reunion.date and jour > reunion.date):
        return ()
    return (Fait(etiquette="Suivi", texte=f"Au {date_longue(jour)}"),)


def _build(ctg: Ctg, reunion: Reunion, situation: Situation) -> ReleveDecisions:
    ouvertes = decisions_ouvertes(ctg, reunion, situation)
    decisions = decisions_de(ctg, reunion, situation)
    return ReleveDecisions(
        **tete_papier(ctg, reunion, situation, "Relevé de décisions", "releve-decisions"),
        faits=(
            *(f for f in faits_tenue(ctg, reunion) if f.etiquette in ("Date", "Lieu")),
            *_suivi(ctg, reunion, situation),
        ),
        resume=_resume(len(decisions), len(ouvertes)),
        ouvertes=ouvertes,
        retards=actions_en_retard(ctg, reunion, situation),
        decisions=decisions,
        taches=taches_par_personne(ctg, reunion, situation),
    )
