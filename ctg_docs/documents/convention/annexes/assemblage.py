"""Put the annexes in order, each with what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.convention.annexes.diagnostic import AnnexeDiagnostic, build_diagnostic
from ctg_docs.documents.convention.annexes.equipements import AnnexeEquipements, build_equipements
from ctg_docs.documents.convention.annexes.pilotage import (
    AnnexeCooperateurs,
    AnnexeGouvernance,
    build_cooperateurs,
    build_gouvernance,
)
from ctg_docs.documents.convention.annexes.plan import AnnexePlan, build_plan
from ctg_docs.documents.convention.annexes.suivi import (
    AnnexeDeliberations,
    AnnexeEvaluation,
    build_deliberations,
    build_evaluation,
)
from ctg_docs.engine.values import Rich
from ctg_docs.holes import hole
from ctg_docs.models.annexe import Annexe, ContenuAnnexe, Orientation

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["AnnexeImprimee", "build_annexes"]

_PAYSAGE = frozenset([ContenuAnnexe.EQUIPEMENTS, ContenuAnnexe.PLAN_ACTIONS])
"""The widest tables: always on landscape sheets."""


class AnnexeImprimee(Bloc):
    """An annexe as printed; its number is its rank, given by the style. One of the last fields is filled."""

    titre: str = Field(title="Titre", description="Titre sans numéro")
    paysage: bool = Field(title="Paysage", description="Vrai sur des pages en largeur")
    texte: Rich | None = Field(title="Texte", description="Introduction, ou tout le texte")
    fichier: str = Field("", title="Fichier", description="Document joint, en une phrase, ou vide")
    diagnostic: AnnexeDiagnostic | None = None
    equipements: AnnexeEquipements | None = None
    plan: AnnexePlan | None = None
    gouvernance: AnnexeGouvernance | None = None
    cooperateurs: AnnexeCooperateurs | None = None
    evaluation: AnnexeEvaluation | None = None
    deliberations: AnnexeDeliberations | None = None


def build_annexes(f: Faits) -> tuple[AnnexeImprimee, ...]:
    """Return the annexes of the convention, in order."""
    return tuple(_annexe(f, a) for a in f.annexes)


def _annexe(f: Faits, annexe: Annexe) -> AnnexeImprimee:
    ctg, contenu = f.ctg, annexe.contenu
    texte = annexe.texte
    if contenu is ContenuAnnexe.TEXTE and not texte:
        texte = hole(f"texte de l’annexe « {annexe.titre_effectif} »")
    return AnnexeImprimee(
        titre=annexe.titre_effectif,
        paysage=annexe.orientation is Orientation.PAYSAGE or contenu in _PAYSAGE,
        texte=Rich(texte) if texte else None,
        fichier=_fichier(annexe),
        diagnostic=build_diagnostic(ctg) if contenu is ContenuAnnexe.DIAGNOSTIC else None,
        equipements=build_equipements(ctg) if contenu is ContenuAnnexe.EQUIPEMENTS else None,
        plan=build_plan(ctg) if contenu is ContenuAnnexe.PLAN_ACTIONS else None,
        gouvernance=build_gouvernance(ctg) if contenu is ContenuAnnexe.GOUVERNANCE else None,
        cooperateurs=build_cooperateurs(ctg) if contenu is ContenuAnnexe.COOPERATEURS else None,
        evaluation=build_evaluation(ctg) if contenu is ContenuAnnexe.EVALUATION else None,
        deliberations=build_deliberations(f) if contenu is ContenuAnnexe.DELIBERATIONS else None,
    )


def _fichier(annexe: Annexe) -> str:
    """Return what a reader is told of the attached file: its title, never its path."""
    if annexe.fichier:
        return f"Le document «\u00a0{annexe.titre_effectif}\u00a0» est joint à la présente convention."
    return hole("fichier joint") if annexe.contenu is ContenuAnnexe.FICHIER else ""
