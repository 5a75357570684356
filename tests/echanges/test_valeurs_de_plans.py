"""Titles, amounts, dates and headers of foreign plans, one value at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.echanges.etranger.preparation import creeping
from ctg_docs.echanges.etranger.ressemblance import likeness
from ctg_docs.echanges.etranger.valeurs import without_number
from ctg_docs.steps.imports import prepare_import

from .plans import workbook


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Axe 1 : Agir", "Agir"),
        ("1.1.1 Agir", "Agir"),
        ("Action 3 – Agir", "Agir"),
        ("FA 2.1 Agir", "Agir"),
        ("Fiche action n° 12 : Agir", "Agir"),
        ("2 - Agir", "Agir"),
        ("12 places de plus", "12 places de plus"),
        ("Actions pour tous", "Actions pour tous"),
        ("Axe 1", "Axe 1"),
    ],
)
def test_numbers_typed_in_titles(typed: str, kept: str) -> None:
    assert without_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("1 200€/session", {"montant_euros": Decimal(1200), "base": "session"}),
        ("20 000 € / an / poste", {"montant_euros": Decimal(20000), "base": "an_poste"}),
        ("5 000,50 € HT", {"montant_euros": Decimal("5000.50"), "taxe": "ht"}),
        ("de 3 000 à 4 000 €", {"montant_min_euros": Decimal(3000), "montant_max_euros": Decimal(4000)}),
    ],
)
def test_budgets_in_words(typed: str, line: dict[str, Any]) -> None:
    (found,), words = read_amounts(typed)
    assert words == []
    assert {k: v for k, v in found.line("x").items() if k in line} == line
    assert "commentaire" not in found.line("x")


def test_runs_of_days_that_grow_by_one() -> None:
    days = [date(2024, 1, n) for n in (1, 2, 3, 9, 10, 20)]
    assert creeping(days) == [range(3), range(3, 5)]
    assert creeping([*days[:2], None, days[2]]) == [range(2)]


@pytest.mark.parametrize(
    ("starts", "ends", "codes"),
    [
        ((1, 2), (1, 2), ["TAB066"]),
        ((1, 2), (1, 9), []),
        ((1, 2), (5, 5), []),
        ((1, 2, 3), (9, 9, 9), ["TAB023"]),
    ],
)
def test_dates_dragged_over_two_rows_are_told_over_more_straightened(
    starts: tuple[int, ...], ends: tuple[int, ...], codes: list[str], tmp_path: Path
) -> None:
    """Two actions may begin one day after the other; that both begin and end so is told, and nothing is changed."""
    rows: list[list[Any]] = [["Action", "Pilote", "Date de début", "Date de fin"]]
    for rank, (start, end) in enumerate(zip(starts, ends, strict=True)):
        rows.append([f"Action des {rank} ans", "MJC", date(2026, 9, start), date(2027, 9, end)])
    path = workbook(tmp_path / "p.xlsx", {"Plan": (rows, ())})
    ready = prepare_import([path], tmp_path / "neuf")
    assert [p.code for p in ready.problems if p.code in ("TAB023", "TAB066")] == codes
    days = [str(f.calendrier.debut) for f in ready.new.fiches_actions if f.calendrier]
    meant = [starts[0]] * 3 if codes == ["TAB023"] else starts
    assert days == [f"2026-09-{day:02}" for day in meant]


def test_every_field_is_its_own_best_guess() -> None:
    for name, spellings in FIELDS.items():
        for spelling in spellings:
            best = max(FIELDS, key=lambda f: likeness(spelling, FIELDS[f]))
            assert likeness(spelling, FIELDS[best]) == 1.0
            assert best == name, spelling
