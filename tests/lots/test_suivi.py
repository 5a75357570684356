"""The table of the territories: fourteen dossiers of different states, on a screen and in a workbook that others open."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from ctg_docs.cli.app import application
from ctg_docs.lots.situation import Suivi, Urgence
from ctg_docs.lots.suivi import suivi
from ctg_docs.lots.tableau_suivi import COULEURS, write_suivi_book
from tests.lots.territoires import make_states
from tests.office import resave

DAY = date(2027, 1, 15)


@pytest.fixture(scope="module")
def territories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_states(tmp_path_factory.mktemp("territoires"))


@pytest.fixture(scope="module")
def rows(territories: Path) -> tuple[Suivi, ...]:
    return suivi(territories, DAY)


def test_each_territory_has_its_state(rows: tuple[Suivi, ...]) -> None:
    assert Counter(row.urgence for row in rows) == {
        Urgence.ILLISIBLE: 2,
        Urgence.ECHUE: 1,
        Urgence.RETARD: 4,
        Urgence.ECHEANCE: 1,
        Urgence.A_COMPLETER: 6,
    }
    assert [row.urgence for row in rows] == sorted(row.urgence for row in rows)
    said = {row.nom: row.alertes for row in rows}
    assert "(fautif/ctg.yaml:" in said["fautif"][0]
    assert said["echue"][0] == "La convention a pris fin le 31 décembre 2026."
    assert (
        said["pays-auvrelle"][0].replace("\u00a0", " ") == "1 action, 2 indicateurs et 1 décision en retard."
    )


def test_several_processes_find_the_same(territories: Path, rows: tuple[Suivi, ...]) -> None:
    assert suivi(territories, DAY, workers=2) == rows


def test_a_bug_met_by_one_dossier_is_its_row(territories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division par zéro")

    monkeypatch.setattr("ctg_docs.checks.run", fail)
    row, *_ = suivi(territories / "commune-1", DAY)
    assert (row.urgence, row.erreurs) == (Urgence.ILLISIBLE, 1)
    assert "ZeroDivisionError" in row.alertes[0]


@pytest.mark.parametrize("width", [80, 100, 200])
def test_a_screen_shows_them_all(width: int, territories: Path) -> None:
    """Two lines each at most, none wider than the terminal; what is cut is told; namesakes are told apart."""
    place = [str(territories), "--date", "2027-01-15"]
    done = CliRunner(env={"COLUMNS": str(width)}).invoke(application, ["suivi", *place])
    lines = done.stdout.splitlines()
    assert len(lines) <= 2 + 2 * 14 + 1
    assert max(map(len, lines[:-1])) <= width
    assert lines[-1].startswith("14\u00a0territoires")
    assert sum("departement" in line for line in lines) == 2
    assert ("--excel" in done.stderr) == any(line.endswith("…") for line in lines)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_opens_the_workbook_with_its_filter_and_formats(
    rows: tuple[Suivi, ...], tmp_path: Path
) -> None:
    book = tmp_path / "suivi.xlsx"
    write_suivi_book(book, rows, DAY)
    saved = resave(book, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(saved))["Suivi"]
    assert sheet.auto_filter.ref == "A1:R15"
    assert sheet.max_row == 16
    assert (sheet["A16"].value, sheet["I16"].value) == ("Total", sum(row.actions for row in rows))
    for number, row in enumerate(rows, 2):
        first, end, left = (sheet.cell(number, column) for column in (1, 4, 5))
        assert (first.value, first.fill.fgColor.rgb) == (row.urgence.libelle, f"FF{COULEURS[row.urgence]}")
        assert (end.value.date() if end.value else None) == row.fin
        assert not end.value or end.number_format.lower() == "dd/mm/yyyy"
        assert left.value == row.jours
        assert sheet.cell(number, 17).value == "\n".join(row.alertes)
        assert sheet.cell(number, 17).alignment.wrap_text
