"""The workbook: everything in it, lists and formats working, every fault at its cell."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.models import Ctg
from ctg_docs.ressources import examples
from ctg_docs.steps.load import load
from tests.echanges.petit import edited

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def column(sheet: Any, header: str) -> int:
    return next(int(c.column) for c in sheet[2] if c.value == header)


@pytest.mark.parametrize("folder", examples(), ids=lambda p: p.name)
def test_an_example_comes_back_unchanged(folder: Path) -> None:
    ctg = load(folder)
    read = read_workbook(write_workbook(ctg), "c.xlsx", base=ctg)
    assert read.problems == ()
    assert read.ctg == ctg


def test_the_same_dossier_gives_lists_formats_and_frozen_headers(data: bytes) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    fiches, meetings = book["Fiches"], book["Réunions"]
    assert fiches.freeze_panes == "B3"
    assert fiches.auto_filter.ref
    day = meetings.cell(3, column(meetings, "Date"))
    assert day.is_date
    assert day.number_format == "dd/mm/yyyy"
    letter = fiches.cell(2, column(fiches, "Statut")).column_letter
    rules = {str(r.sqref).split(":", maxsplit=1)[0]: r for r in fiches.data_validations.dataValidation}
    status = rules[f"{letter}3"]
    assert status.type == "list"
    listed = book["Listes"][str(status.formula1).split("!")[1].replace("$", "")]
    assert [c[0].value for c in listed][:2] == ["À venir", "À discuter"]
    assert "Avancement" in str(status.prompt)
    pilot = rules[f"{fiches.cell(2, column(fiches, 'Pilote')).column_letter}3"]
    spread = re.search(r"COUNTIF\(Listes!([^,]*),", str(pilot.formula1))
    assert spread is not None
    first, second, *_ = [c[0].value for c in book["Listes"][spread[1].replace("$", "")]]
    assert first.startswith("=IF('Organismes'!$A3<>\"\",'Organismes'!$A3,TRIM('Organismes'!$"), (
        "its name while it has no id"
    )
    assert "$A4" in second


def test_a_serial_day_is_read_with_a_warning(ctg: Ctg, data: bytes) -> None:
    def spoil(book: Any) -> None:
        sheet = book["Réunions"]
        cell = sheet.cell(3, column(sheet, "Date"))
        cell.value, cell.number_format = 45310, "General"

    read = read_workbook(edited(data, spoil), "c.xlsx", base=ctg)
    assert [p.code for p in read.problems] == ["TAB004"]
    assert "45310 est un numéro de jour d’Excel, lu 19 janvier 2024" in read.problems[0].message
    assert read.ctg is not None
    assert str(read.ctg.reunions[0].date) == "2024-01-19"


def test_a_missing_sheet_or_column_deletes_nothing(ctg: Ctg, data: bytes) -> None:
    def spoil(book: Any) -> None:
        del book["Organismes"], book["Moyens humains"]
        sheet = book["Personnes"]
        sheet.delete_cols(column(sheet, "Prénom"))

    read = read_workbook(edited(data, spoil), "c.xlsx", base=ctg)
    assert {p.code for p in read.problems} == {"TAB007", "TAB008"}
    assert read.ctg == ctg


def test_what_depends_on_a_removed_row_goes_with_it_and_is_told(ctg: Ctg, data: bytes) -> None:
    read = read_workbook(edited(data, lambda book: book["Fiches"].delete_rows(3)), "c.xlsx", base=ctg)
    assert {p.code for p in read.problems} == {"TAB012"}
    assert read.ctg is not None
    assert read.ctg.fiches_actions == ctg.fiches_actions[1:]


@pytest.mark.parametrize("sheet", ["Fiches", "Dossier"])
def test_titles_are_found_below_rows_put_above_them(ctg: Ctg, data: bytes, sheet: str) -> None:
    read = read_workbook(edited(data, lambda book: book[sheet].insert_rows(1, 3)), "c.xlsx", base=ctg)
    assert (read.ctg, read.problems) == (ctg, ())


@pytest.mark.parametrize("sheet", ["Fiches", "Dossier"])
def test_a_sheet_without_titles_is_not_an_empty_one(ctg: Ctg, data: bytes, sheet: str) -> None:
    read = read_workbook(edited(data, lambda book: book[sheet].delete_rows(1, 2)), "c.xlsx", base=ctg)
    assert [(p.code, p.place.cell) for p in read.problems] == [("TAB036", sheet)]
    assert read.ctg == ctg
    emptied = edited(data, lambda book: book["Fiches"].delete_rows(1, 99))
    assert read_workbook(emptied, "c.xlsx", base=ctg).ctg == ctg


def note_of(book: Any, sheet: str, header: str) -> Any:
    letter = book[sheet].cell(2, column(book[sheet], header)).column_letter
    rules = book[sheet].data_validations.dataValidation
    return next(r for r in rules if str(r.sqref).split(":", maxsplit=1)[0] == f"{letter}3")


def test_notes_are_whole_and_lists_are_offered_where_several_names_go(data: bytes) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    for header in ("Organismes", "Délibérations"):
        rule = note_of(book, "Signataires", header)
        assert str(rule.formula1).startswith("OFFSET(Listes!")
        assert not rule.showErrorMessage
    assert note_of(book, "Fiches", "Pilote").showErrorMessage
    assert "Minuscules sans accent" in note_of(book, "Organismes", "Identifiant").prompt
    assert "Champ." not in note_of(book, "Diagnostic, constats", "Thématique").prompt
    sense = note_of(book, "Plan de financement", "Sens").prompt
    assert "Dépense, Recette" in sense
    assert "depense" not in sense
    notes = [r for sheet in book for r in sheet.data_validations.dataValidation if r.prompt]
    assert len(notes) > 300
    for rule in notes:
        assert len(rule.prompt) <= 255
        assert rule.prompt[-1] in ".…"
        assert len(rule.promptTitle) <= 32
    titles = {str(h.value) for sheet in book for h in sheet[2] if h.value}
    shown = {t.rpartition("\u00a0– ")[2] for t in titles} | titles
    assert {r.promptTitle for r in book["Réunions"].data_validations.dataValidation} <= shown


def test_a_column_that_could_be_needed_is_missed_even_when_it_was_empty(ctg: Ctg, data: bytes) -> None:
    def spoil(book: Any) -> None:
        sheet = book["Personnes"]
        sheet.delete_cols(column(sheet, "Civilité"))
        sheet.delete_cols(column(sheet, "Service"))

    read = read_workbook(edited(data, spoil), "c.xlsx", base=ctg)
    (missed,) = read.problems
    assert missed.code == "TAB008"
    assert "Civilité" in missed.message
