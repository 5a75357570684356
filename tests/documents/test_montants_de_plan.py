"""Ranges and unit prices of a plan de financement: a range is printed whole, a price of one is in no total."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.suivi.budgets import bloc_budget, budget_court
from ctg_docs.models import Ctg
from ctg_docs.models.finance import PlanFinancement

CTG = Ctg.model_validate({"territoire": {"nom": "Essai"}})


def plan(*lines: dict[str, Any]) -> PlanFinancement:
    return PlanFinancement.model_validate(
        {"lignes": [{"sens": "depense", "nature": "Coût", **ln} for ln in lines]}
    )


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


SESSION: dict[str, Any] = {"montant_euros": 4500, "base": "session"}
CLASS: dict[str, Any] = {"montant_euros": 2500, "base": "classe"}
RANGE: dict[str, Any] = {"montant_min_euros": 16107, "montant_max_euros": 18107}
GIVEN: dict[str, Any] = {"sens": "recette", "montant_euros": 7000}


@pytest.mark.parametrize(
    ("lines", "short", "total", "balance"),
    [
        ((SESSION, CLASS), "4 500 € par session, 2 500 € par classe", "–", "prix unitaires"),
        ((SESSION, CLASS, GIVEN), "4 500 € par session, 2 500 € par classe", "–", "prix unitaires"),
        (({**SESSION, "quantite": 2},), "9 000 €", "9 000", "Seules les dépenses"),
        ((RANGE,), "16 107 à 18 107 €", "16 107 à 18 107", "Seules les dépenses"),
        ((RANGE, GIVEN), "16 107 à 18 107 €", "16 107 à 18 107", "de 9 107 à 11 107 € à financer"),
        ((RANGE, {**GIVEN, "montant_euros": 18107}), "16 107 à 18 107 €", "16 107 à 18 107", "couvrent"),
        (({**RANGE, "quantite": 2},), "32 214 à 36 214 €", "32 214 à 36 214", "Seules les dépenses"),
        (({"montant_euros": 7000}, GIVEN), "7 000 €", "7 000", "Plan équilibré"),
        (({"montant_euros": 800, "base": "an"},), "800 €", "800", "Seules les dépenses"),
    ],
)
def test_ranges_and_unit_prices(
    lines: tuple[dict[str, Any], ...], short: str, total: str, balance: str
) -> None:
    made = plan(*lines)
    block = bloc_budget(CTG, made, "")
    assert plain(budget_court(made)) == short
    assert plain(block.total_depenses) == total
    assert balance in plain(block.solde)
