"""What the action plan shows: the hierarchy, a line per action, a subtotal per enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.plan.lignes import (
    LignePlan,
    euros_ou_tiret,
    fiches_a_rattacher,
    lignes_du_plan,
    notes_du_plan,
    total_du_plan,
    total_fiches,
)
from ctg_docs.documents._communs.suivi.statuts import statut_compte
from ctg_docs.documents._communs.tete import tete
from ctg_docs.documents.contexte import Bloc, ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import compte, euros, liste_et, majuscule_initiale, parts, pourcent
from ctg_docs.models.operation import Statut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction

__all__ = ["CONTEXTE", "ContextePlanActions", "LigneSynthese", "build"]


class LigneSynthese(Bloc):
    """An enjeu in the summary."""

    enjeu: str
    actions: str
    realisees: str
    budget: str
    part: str


class ContextePlanActions(ContexteDeTableaux):
    """The synthesis of the plan."""

    titre_document: str
    sous_titre: str
    chapeau: str = Field(title="Chapeau", description="Le plan en une phrase")
    nom_enjeu: str = Field(title="Nom du premier niveau", description="Enjeu, Axe, Orientation…")
    synthese: tuple[LigneSynthese, ...]
    total: LigneSynthese
    lignes: tuple[LignePlan, ...]
    total_lignes: LignePlan
    notes: tuple[str, ...]


def _synthese(enjeu: str, fiches: Sequence[FicheAction], part: int) -> LigneSynthese:
    realisees, budget = sum(f.statut is Statut.REALISE for f in fiches), total_fiches(fiches)
    return LigneSynthese(
        enjeu=enjeu,
        actions=str(len(fiches)),
        realisees=str(realisees),
        budget=euros_ou_tiret(budget),
        part=pourcent(part) if part else "–",
    )


def _chapeau(ctg: Ctg, total: Decimal | None) -> str:
    fiches, strategie = ctg.fiches_actions, ctg.strategie
    niveau = strategie.niveaux[0]
    phrase = (
        f"{compte(len(fiches), 'action')} au service de "
        f"{compte(len(strategie.objectifs), niveau.nom, niveau.nom_pluriel)}"
    )
    comptes = [(s, sum(f.statut is s for f in fiches)) for s in (*Statut, None)]
    budget = f" Budget prévisionnel\u00a0: {euros(total, 'auto')}." if total else ""
    return f"{phrase}\u00a0: {liste_et(statut_compte(s, n) for s, n in comptes if n)}.{budget}"


def build(ctg: Ctg, situation: Situation) -> Sequence[ContextePlanActions]:
    """Return the one synthesis.

    Raises:
        Inapplicable: the dossier has no fiche.
    """
    ctg = connu_le(ctg, situation)
    if not ctg.fiches_actions:
        raise Inapplicable("le dossier ne contient aucune fiche action")
    strategie, codes = ctg.strategie, ctg.strategie.codes()
    total = total_fiches(ctg.fiches_actions)
    groupes = [(f"{codes[e.id]}. {e.intitule}", ctg.fiches_de(e.id)) for e in strategie.objectifs]
    if orphelines := fiches_a_rattacher(ctg):
        groupes.append(("À rattacher", orphelines))
    pourcents = parts([total_fiches(fiches) or 0 for _, fiches in groupes])
    return [
        ContextePlanActions(
            **tete(
                ctg,
                situation,
                stem=build_stem("plan-actions", ctg.territoire.nom),
                titre=f"Plan d’actions – {ctg.territoire.nom}",
                court="Plan d’actions",
            ),
            titre_document="Plan d’actions",
            sous_titre=" – ".join(
                p for p in (ctg.territoire.nom, strategie.periode or ctg.convention.periode) if p
            ),
            chapeau=_chapeau(ctg, total),
            nom_enjeu=majuscule_initiale(strategie.niveaux[0].nom),
            synthese=tuple(
                _synthese(nom, fiches, part) for (nom, fiches), part in zip(groupes, pourcents, strict=True)
            ),
            total=_synthese("Total", ctg.fiches_actions, sum(pourcents)),
            lignes=lignes_du_plan(ctg, situation),
            total_lignes=total_du_plan(ctg),
            notes=notes_du_plan(ctg),
        )
    ]


CONTEXTE = ContextePlanActions
