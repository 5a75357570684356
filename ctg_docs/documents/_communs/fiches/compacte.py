"""A fiche action on one page: an opération is a line, each side of the budget too, the follow-up that of the last year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ctg_docs.documents._communs.noms import VIDE
from ctg_docs.engine.values import Rich

if TYPE_CHECKING:
    from ctg_docs.documents._communs.fiches.fiches import BlocFiche, BlocOperation
    from ctg_docs.documents._communs.suivi.budgets import BlocBudget

__all__ = ["abreger"]

_OPERATION: Final = ("Pilote", "Calendrier", "Statut")
"""What is kept of an opération, with its title."""
_SUITES: Final = ("Schéma départemental", "Accueil du jeune enfant")
"""Rows on the life of an action that are kept: those that the law asks for."""


def abreger(bloc: BlocFiche) -> dict[str, Any]:
    """Return the fields that a compact fiche shows otherwise."""
    return {
        "operations": (),
        "operations_breves": tuple(map(_operation, bloc.operations)),
        "budget_bref": _budget(bloc.budget),
        "rangees": tuple(r for r in bloc.rangees if r.texte not in {VIDE, "–"}),
        "suites": tuple(r for r in bloc.suites if r.libelle in _SUITES and r.texte not in {VIDE, "–"}),
        "indicateurs": tuple(i.model_copy(update={"precision": ""}) for i in bloc.indicateurs),
        "suivi": bloc.suivi[-1:],
    }


def _operation(operation: BlocOperation) -> str:
    """Return « 1. Ouvrir le lieu – Association La Passerelle – 2025 – Prévue »."""
    dits = [
        r.texte
        for r in operation.rangees
        if r.libelle in _OPERATION and r.texte not in {"–", "comme l’action"}
    ]
    return " – ".join((operation.titre, *dits))


def _budget(budget: BlocBudget) -> tuple[Rich, ...]:
    """Return the total and what makes it, a line each side; nothing where a sentence says it all."""
    cotes = (
        ("Dépenses", budget.total_depenses, budget.depenses),
        ("Recettes", budget.total_recettes, budget.recettes),
        ("En nature", budget.total_nature, budget.en_nature),
    )
    return tuple(
        Rich(
            f"**{nom}\u00a0: {total}\u00a0€** – {', '.join(f'{ligne.poste} {ligne.montant}' for ligne in lignes)}"
        )
        for nom, total, lignes in cotes
        if lignes
    )
