"""What the agenda shows: facts, aims, numbered items with computed hours, decisions still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.reunions.decisions import LigneDecision, decisions_ouvertes
from ctg_docs.documents._communs.reunions.papier import PapierReunion, tete_papier
from ctg_docs.documents._communs.reunions.reunion import (
    LigneAgenda,
    agenda,
    contact_en_lignes,
    faits_utiles,
    reunions_pour,
)
from ctg_docs.documents._communs.reunions.suites import ActionEnRetard, actions_en_retard
from ctg_docs.french import compte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "OrdreDuJour", "build"]


class OrdreDuJour(PapierReunion):
    """The agenda of one meeting."""

    seance: str = Field(title="Séance", description="« Séance n° 3 », ou vide")
    objet: str = Field(title="Objet", description="Objet de la réunion, ou vide")
    buts: tuple[str, ...] = Field(title="Buts", description="Pourquoi se réunir")
    minute: bool = Field(title="Minuté", description="Vrai si des heures ou des durées sont connues")
    parole: bool = Field(title="Parole", description="Vrai si un point a un intervenant")
    lignes: tuple[LigneAgenda, ...] = Field(title="Lignes", description="Points, sous-points et pauses")
    suites: tuple[LigneDecision, ...] = Field(
        title="Suites", description="Décisions antérieures encore ouvertes"
    )
    titre_suites: str = Field(title="Titre des suites", description="« 2 décisions à suivre »")
    retards: tuple[ActionEnRetard, ...] = Field(
        title="Actions en retard", description="Demandées par une réunion antérieure, pas faites au jour dit"
    )
    documents: tuple[str, ...] = Field(
        title="Documents joints", description="Documents envoyés avec la convocation"
    )
    contact: str = Field(title="Contact", description="À qui s’adresser, ou vide")


CONTEXTE = OrdreDuJour


def build(ctg: Ctg, situation: Situation) -> Sequence[OrdreDuJour]:
    """Return the agenda of each meeting that has one."""
    reunions = reunions_pour(
        ctg, situation, lambda r: bool(r.ordre_du_jour), "aucune réunion n’a d’ordre du jour"
    )
    return [_build(ctg, reunion, situation) for reunion in reunions]


def _build(ctg: Ctg, reunion: Reunion, situation: Situation) -> OrdreDuJour:
    lignes = agenda(ctg, reunion, situation)
    suites = decisions_ouvertes(ctg, reunion, situation)
    return OrdreDuJour(
        **tete_papier(ctg, reunion, situation, "Ordre du jour", "ordre-du-jour"),
        seance=f"Séance n°\u00a0{reunion.numero_seance}" if reunion.numero_seance else "",
        faits=faits_utiles(ctg, reunion),
        objet=reunion.objet or "",
        buts=reunion.buts,
        minute=any(ligne.heure or ligne.duree for ligne in lignes),
        parole=any(ligne.intervenants for ligne in lignes),
        lignes=lignes,
        suites=suites,
        titre_suites=f"{compte(len(suites), 'décision')} à suivre",
        retards=actions_en_retard(ctg, reunion, situation),
        documents=reunion.documents_joints,
        contact=" – ".join(contact_en_lignes(ctg, reunion)),
    )
