"""The workbook in LibreOffice, driven as a person does: lists that open, formats that show, values typed and kept."""

from __future__ import annotations

import io
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.models import Ctg
from ctg_docs.steps.load import load
from tests.echanges.petit import plain
from tests.office import run_macro

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent")

LIST = "6"
"""Value of `com.sun.star.sheet.ValidationType.LIST`."""
COMPLETE = Path(__file__).resolve().parents[2] / "examples" / "pays-auvrelle"

MACRO = """
Dim book As Object
Dim out As Integer

Function At(sheet As String, name As String) As Object
  At = book.Sheets.getByName(sheet).getCellRangeByName(name)
End Function

Sub Tell(sheet As String, name As String)
  cell = At(sheet, name)
  rule = cell.Validation
  Print #out, sheet & "!" & name & "|" & cell.String & "|" & rule.Type & "|" & rule.ShowList & "|" & rule.getFormula1() & "|" & rule.ShowInputMessage & "|" & rule.InputTitle
End Sub

Sub Choose(sheet As String, name As String, rank As Integer)
  ' Put the value of this rank of the drop-down list, read where the list says it is.
  cell = At(sheet, name)
  source = Replace(Replace(cell.Validation.getFormula1(), "$", ""), "'", "")
  If Left(source, 7) = "OFFSET(" Then source = Mid(source, 8, InStr(source, ";") - 8)
  If InStr(source, ":") > 0 Then source = Left(source, InStr(source, ":") - 1)
  cut = InStr(source, ".")
  page = book.Sheets.getByName(Left(source, cut - 1))
  top = page.getCellRangeByName(Mid(source, cut + 1)).RangeAddress
  cell.String = page.getCellByPosition(top.StartColumn, top.StartRow + rank).String
End Sub

Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  out = FreeFile
  Open "{told}" For Output As #out
  controller = book.CurrentController
  Print #out, "active|" & controller.ActiveSheet.Name
  controller.setActiveSheet(book.Sheets.getByName("Fiches"))
  Print #out, "figé|" & controller.SplitColumn & "|" & controller.SplitRow & "|" & controller.hasFrozenPanes()
  Print #out, "caché|" & book.Sheets.getByName("Listes").IsVisible
{steps}
  Close #out
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{saved}", filter())
  book.close(True)
  book = StarDesktop.loadComponentFromURL("{whole}", "_blank", 0, hidden())
  book.storeToURL("{whole_saved}", filter())
  book.close(True)
  StarDesktop.terminate()
End Sub
"""


class Driven:
    """What LibreOffice showed, and the workbook that it saved."""

    def __init__(self, folder: Path, ctg: Ctg) -> None:
        source, told, saved = folder / "source.xlsx", folder / "vu.txt", folder / "saved.xlsx"
        whole, whole_saved = folder / "whole.xlsx", folder / "whole-saved.xlsx"
        source.write_bytes(write_workbook(ctg))
        whole.write_bytes(write_workbook(load(COMPLETE)))
        self.book: Any = openpyxl.load_workbook(source)
        typed = [
            f'  Choose "Fiches", "{self.cell("Fiches", 4, "Statut")}", 1',
            f'  Choose "Fiches", "{self.cell("Fiches", 5, "Pilote")}", 2',
            f'  At("Fiches", "{self.cell("Fiches", 5, "Intitulé")}").FormulaLocal = "Ouvrir un café"',
            f'  At("Plan de financement", "{self.cell("Plan de financement", 3, "Montant")}").Value = 2500.5',
            f'  At("Réunions", "{self.cell("Réunions", 3, "Date")}").Formula = "03/21/2025"',
        ]
        cells = [
            ("Fiches", self.cell("Fiches", 4, "Statut")),
            ("Fiches", self.cell("Fiches", 5, "Pilote")),
            ("Fiches", self.cell("Fiches", 6, "Statut")),
            ("Plan de financement", self.cell("Plan de financement", 3, "Montant")),
            ("Réunions", self.cell("Réunions", 3, "Date")),
        ]
        tell = [f'  Tell "{sheet}", "{cell}"' for sheet, cell in cells]
        steps = "\n".join([*tell, *typed, *tell])
        values = {
            "source": source.as_uri(),
            "told": str(told),
            "saved": saved.as_uri(),
            "whole": whole.as_uri(),
            "whole_saved": whole_saved.as_uri(),
            "steps": steps,
        }
        macro = MACRO
        for name, value in values.items():
            macro = macro.replace("{" + name + "}", value)
        run_macro(macro, [told, saved, whole_saved], folder)
        self.lines = [plain(line).split("|") for line in told.read_text(encoding="utf-8").splitlines()]
        self.saved, self.whole = saved.read_bytes(), whole_saved.read_bytes()

    def cell(self, sheet: str, row: int, header: str) -> str:
        """Return the name of the cell under a header."""
        found = next(c for c in self.book[sheet][2] if plain(str(c.value)) == header)
        return f"{found.column_letter}{row}"

    def shown(self, sheet: str, row: int, header: str) -> list[list[str]]:
        """Return what was told of a cell, before and after."""
        name = f"{sheet}!{self.cell(sheet, row, header)}"
        return [line[1:] for line in self.lines if line[0] == name]


@pytest.fixture(scope="module")
def driven(ctg: Ctg, tmp_path_factory: pytest.TempPathFactory) -> Driven:
    return Driven(tmp_path_factory.mktemp("calc"), ctg)


def test_it_opens_on_how_to_use_it_with_frozen_headers(driven: Driven) -> None:
    assert driven.lines[:3] == [["active", "Mode d’emploi"], ["figé", "1", "2", "True"], ["caché", "False"]]


def test_lists_open_and_give_their_values(driven: Driven) -> None:
    before, after = driven.shown("Fiches", 4, "Statut")
    assert before[0] == ""
    assert before[1:3] == [LIST, "1"]
    assert before[4:] == ["True", "Statut"]
    assert after[0] == "À discuter"
    assert driven.shown("Fiches", 6, "Statut")[0][1] == before[1]
    named, chosen = driven.shown("Fiches", 5, "Pilote")
    assert named[3].startswith("OFFSET($Listes.")
    assert chosen[0] == "ludo"


def test_formats_show_days_and_euros(driven: Driven) -> None:
    amounts = [re.sub(r"[ ,.]", "", s[0]) for s in driven.shown("Plan de financement", 3, "Montant")]
    assert amounts == ["120000€", "250050€"]
    assert [s[0] for s in driven.shown("Réunions", 3, "Date")] == ["19/01/2024", "21/03/2025"]


def test_what_was_typed_there_comes_back_and_nothing_else(driven: Driven, ctg: Ctg) -> None:
    read = read_workbook(driven.saved, "c.xlsx", base=ctg)
    assert read.problems == ()
    assert read.memory is not None
    assert read.ctg is not None
    guide, forum, cafe = read.ctg.fiches_actions
    assert forum == ctg.fiches_actions[1].model_copy(update={"statut": "a_discuter"})
    assert (cafe.intitule, cafe.pilote) == ("Ouvrir un café", "ludo")
    assert guide.budget is not None
    assert guide.budget.lignes[0].montant_euros == Decimal("2500.5")
    assert str(read.ctg.reunions[0].date) == "2025-03-21"
    kept = openpyxl.load_workbook(io.BytesIO(driven.saved))
    lists = [r for r in kept["Fiches"].data_validations.dataValidation if r.type == "list"]
    assert len(lists) >= 10


def test_a_whole_example_saved_there_comes_back_unchanged(driven: Driven) -> None:
    ctg = load(COMPLETE)
    read = read_workbook(driven.whole, "c.xlsx", base=ctg)
    assert read.problems == ()
    assert read.ctg == ctg
