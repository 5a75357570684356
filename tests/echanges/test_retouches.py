"""Any edit of a workbook ends as exactly that change, or is told; the same workbook taken twice changes nothing more."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.echanges.comparaison import compare
from ctg_docs.echanges.constats import is_left_out
from ctg_docs.echanges.tableaux import tables
from ctg_docs.models import Ctg
from tests.echanges.petit import DATA

VAL = Ctg.model_validate(DATA)
WORKBOOK = write_workbook(VAL)
REGISTERS = {t.name: t for t in tables()[1:]}
NEUTRAL = (
    "columns moved",
    "row above",
    "blank rows",
    "blank column",
    "header renamed",
    "sheet renamed",
    "sheets moved",
)
LOSSES = ("column deleted", "sheet deleted", "column added", "sheet added", "rows sorted")


def sheets(book: Any) -> list[Any]:
    """Return the sheets of registers that hold rows."""
    return [s for s in book.worksheets if s.title in REGISTERS and s.cell(3, 1).value is not None]


def texts(sheet: Any) -> list[Any]:
    """Return the cells of free text."""
    free = {c.header for c in REGISTERS[sheet.title].columns if c.kind == "texte" and not c.many}
    return [
        cell
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.value is not None and sheet.cell(2, cell.column).value in free
    ]


def neutral(draw: Random, book: Any) -> None:
    """Change the shape of a sheet, not what it says."""
    sheet, kind = draw.choice(sheets(book)), draw.choice(NEUTRAL)
    column = draw.randint(1, sheet.max_column)
    if kind == "columns moved":
        last = sheet.max_column
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, last + 1).value, sheet.cell(row, column).value = (
                sheet.cell(row, column).value,
                None,
            )
    elif kind == "row above":
        sheet.insert_rows(1, draw.randint(1, 3))
    elif kind == "blank rows":
        sheet.insert_rows(3, 2)
    elif kind == "blank column":
        sheet.insert_cols(column)
    elif kind == "header renamed":
        sheet.cell(2, column).value = f"{sheet.cell(2, column).value}s"
    elif kind == "sheet renamed":
        sheet.title = f"{sheet.title} 2024"[:31]
    else:
        book.move_sheet(sheet, draw.randint(-5, 5))


def loss(draw: Random, book: Any) -> None:
    """Take away a column or a sheet, or add one nobody knows."""
    sheet, kind = draw.choice(sheets(book)), draw.choice(LOSSES)
    if kind == "column deleted":
        sheet.delete_cols(draw.randint(1, sheet.max_column))
    elif kind == "sheet deleted":
        del book[sheet.title]
    elif kind == "column added":
        sheet.cell(2, sheet.max_column + 1).value = "Avis"
        sheet.cell(3, sheet.max_column).value = "pour"
    elif kind == "sheet added":
        book.create_sheet("Brouillon")["B2"] = "à garder"
    else:
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=3) if row[0].value is not None]
        draw.shuffle(rows)
        for rank, row in enumerate(rows, 3):
            for column, value in enumerate(row, 1):
                sheet.cell(rank, column).value = value


def worked(edit: Any) -> tuple[Ctg, list[Any]]:
    """Return the dossier once an edited workbook is taken; a second time changes nothing, and no message is a bug."""
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    read = read_workbook(out.getvalue(), "c.xlsx", base=VAL)
    assert read.ctg is not None
    again = read_workbook(out.getvalue(), "c.xlsx", base=read.ctg)
    assert again.ctg == read.ctg
    return read.ctg, list(read.problems)


limits = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@limits
@given(st.integers(0, 2**32))
def test_a_change_of_shape_changes_nothing(seed: int) -> None:
    ctg, problems = worked(lambda book: neutral(Random(seed), book))
    assert ctg == VAL or any(map(is_left_out, problems))


@limits
@given(st.integers(0, 2**32))
def test_what_goes_with_a_column_or_a_sheet_stays(seed: int) -> None:
    ctg, problems = worked(lambda book: loss(Random(seed), book))
    assert (
        all(change.kind.value in ("deplacement", "modification") for change in compare(VAL, ctg)) or problems
    )
    assert len(ctg.fiches_actions) == len(VAL.fiches_actions)


@limits
@given(st.integers(0, 2**32))
def test_one_edited_text_is_one_change(seed: int) -> None:
    draw = Random(seed)

    def edit(book: Any) -> None:
        cell = draw.choice([c for s in sheets(book) for c in texts(s)])
        cell.value = "Un texte tout nouveau"

    ctg, problems = worked(edit)
    assert len(compare(VAL, ctg)) == 1 or any(map(is_left_out, problems))


@limits
@given(st.integers(0, 2**32))
def test_one_row_taken_away_is_that_row(seed: int) -> None:
    draw = Random(seed)

    def edit(book: Any) -> None:
        sheet = draw.choice(sheets(book))
        last = max(n for n in range(3, sheet.max_row + 1) if sheet.cell(n, 1).value is not None)
        sheet.delete_rows(draw.randint(3, last))

    ctg, problems = worked(edit)
    assert len(compare(VAL, ctg)) == 1 or problems
