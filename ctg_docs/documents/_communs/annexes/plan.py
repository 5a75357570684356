"""Annexe « Plan d’actions et moyens mobilisés »: the hierarchy, its actions, subtotals, who pays."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.plan.lignes import LignePlan, lignes_du_plan, notes_du_plan, total_du_plan
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import euros
from ctg_docs.models.finance import EtatFinancement, SensLigne

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["AnnexePlan", "build_plan"]

_TIRET = "–"


class LigneFinanceur(Bloc):
    """What a body pays."""

    financeur: str
    acquis: str
    sollicite: str
    a_definir: str
    total: str


class AnnexePlan(Bloc):
    """What the annexe shows."""

    lignes: tuple[LignePlan, ...]
    total_lignes: LignePlan
    notes: tuple[str, ...]
    financeurs: tuple[LigneFinanceur, ...]
    total_financeurs: str


def build_plan(ctg: Ctg, situation: Situation) -> AnnexePlan:
    """Return the plan in the order of the hierarchy."""
    financeurs, total = _financeurs(ctg)
    return AnnexePlan(
        lignes=lignes_du_plan(ctg, situation, operations=False),
        total_lignes=total_du_plan(ctg),
        notes=notes_du_plan(ctg) if ctg.fiches_actions else (),
        financeurs=financeurs,
        total_financeurs=euros(total, centimes="auto"),
    )


def _financeurs(ctg: Ctg) -> tuple[tuple[LigneFinanceur, ...], Decimal]:
    sommes: dict[str, dict[EtatFinancement, Decimal]] = {}
    for fiche in ctg.fiches_actions:
        for ligne in fiche.plan.lignes if fiche.plan else ():
            if ligne.sens is SensLigne.RECETTE and not ligne.en_nature and ligne.montant_retenu:
                organisme = ctg.organisme(ligne.financeur)
                nom = organisme.nom if organisme else ligne.nature
                etats = sommes.setdefault(nom, dict.fromkeys(EtatFinancement, Decimal(0)))
                etats[ligne.etat or EtatFinancement.A_DEFINIR] += ligne.montant_retenu
    lignes = tuple(
        LigneFinanceur(
            financeur=nom,
            acquis=_ou_tiret(etats[EtatFinancement.ACQUIS]),
            sollicite=_ou_tiret(etats[EtatFinancement.SOLLICITE]),
            a_definir=_ou_tiret(etats[EtatFinancement.A_DEFINIR]),
            total=euros(sum(etats.values()), centimes="auto"),
        )
        for nom, etats in sorted(sommes.items(), key=lambda item: -sum(item[1].values()))
    )
    return lignes, sum((m for etats in sommes.values() for m in etats.values()), Decimal(0))


def _ou_tiret(montant: Decimal) -> str:
    return euros(montant, centimes="auto") if montant else _TIRET
