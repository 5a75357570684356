"""Sheets of .xlsx and .ods files, tables of .docx and of text files as plain grids, merged cells filled. Knows no meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.word import read_word
from ctg_docs.echanges.feuilles import FAULTS, Sheet, cell_name, open_book
from ctg_docs.problems import Place, Problem

__all__ = ["Cell", "Grid", "read_grids"]

Cell = str | int | float | bool | date | None
Spot = tuple[int, int]
_MAX_ROWS, _MAX_COLUMNS = 5_000, 200
_GUARD: Final = re.compile(r"^'(?=[=+@\-])")
"""An apostrophe put before what a spreadsheet would run as a formula."""


_TICKED: Final = "☒☑🗹✔✅🗷"
_BOX: Final = re.compile(rf"([☐□▢⬜{_TICKED}])\ufe0f?([^☐□▢⬜{_TICKED}]*)")


@dataclass(slots=True)
class Grid:
    """One sheet.

    Attributes:
        file, name: where it is; the name is empty for a file of one sheet.
        rows: its values.
        merged: cells that only repeat a merged one, with the first cell of their area.
        hidden: True when a person hid it.
        old_days: True when days are counted from 1904.
        faults: the cells that can't be read, with why.
        turned: True when its rows are the columns of the sheet.
        coloured: the blank cells that have a colour, with it.
        tinted: the colour of those that hold something.
        strong: the cells in bold; indents: how far the others are set in.
        moved: cells of a sheet laid otherwise than its file, with where they stand there.
        remarks: what else it says that no cell holds: comments pinned on cells, cells out of bounds.
        parts: of a document read as one sheet, the first row of each of its parts, and how it is called.
        outline: of a document, the rows that are headings, with their level.
        title: its name and which of its tables it is; empty for the only one.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    merged: dict[Spot, Spot] = field(default_factory=dict)
    hidden: bool = False
    old_days: bool = False
    faults: dict[Spot, Problem] = field(default_factory=dict)
    turned: bool = False
    coloured: Mapping[Spot, str] = field(default_factory=dict)
    tinted: Mapping[Spot, str] = field(default_factory=dict)
    strong: frozenset[Spot] = frozenset()
    indents: Mapping[Spot, int] = field(default_factory=dict)
    moved: Mapping[Spot, Spot] = field(default_factory=dict)
    title: str = ""
    remarks: tuple[Problem, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    outline: Mapping[int, int] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return a value; None outside of the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else None

    def own(self, row: int) -> dict[int, Cell]:
        """Return the filled cells of a row that do not repeat a merged one, by column."""
        return {c: v for c, v in enumerate(self.rows[row]) if v is not None and (row, c) not in self.merged}

    @property
    def spots(self) -> frozenset[Spot]:
        """The filled cells."""
        return frozenset((row, c) for row in range(len(self.rows)) for c in self.own(row))

    def indent(self, row: int, column: int) -> int:
        """Return how far a text is set in: by its blanks, or by its alignment."""
        value = self.cell(row, column)
        blanks = len(value) - len(value.lstrip(" \u00a0\t")) if isinstance(value, str) else 0
        return blanks + 3 * self.indents.get((row, column), 0)

    def turn(self) -> Grid:
        """Return the sheet with its columns as rows; its cells keep their names."""
        width = max(map(len, self.rows), default=0)
        return replace(
            self,
            rows=[[self.cell(row, column) for row in range(len(self.rows))] for column in range(width)],
            merged={(c, r): (left, top) for (r, c), (top, left) in self.merged.items()},
            faults={(c, r): fault for (r, c), fault in self.faults.items()},
            coloured={(c, r): colour for (r, c), colour in self.coloured.items()},
            tinted={(c, r): colour for (r, c), colour in self.tinted.items()},
            turned=not self.turned,
        )

    def place(self, row: int, column: int) -> Place:
        """Return « Feuil1!B4 » for ranks counted from 0."""
        row, column = self.moved.get((row, column), (row, column))
        if self.parts and not self.turned:
            top, name = max((p for p in self.parts if p[0] <= row), default=self.parts[0])
            text = name if name.startswith("Paragraphe") else f"{name}!{cell_name(row - top + 1, column + 1)}"
            return Place(self.file, cell=text)
        cell = cell_name(column + 1, row + 1) if self.turned else cell_name(row + 1, column + 1)
        return Place(self.file, cell=f"{self.name}!{cell}" if self.name else cell)


def read_grids(data: bytes, name: str) -> list[Grid]:
    """Return the sheets, or the tables of a Word document, that hold something.

    Raises:
        DataError: the file can't be read.
        MissingToolError: an optional package is needed.
    """
    if name.lower().endswith(".docx"):
        return [_grid(sheet, name) for sheet in read_word(data) if sheet.cells]
    book = open_book(data, name)
    grids = [_grid(sheet, name) for sheet in book.sheets if sheet.cells]
    for grid in grids:
        grid.old_days = book.epoch_1904
    return [g for g in grids if any(c is not None for row in g.rows for c in row)]


def _grid(sheet: Sheet, name: str) -> Grid:
    """Return a sheet as rows, what merged cells say repeated in all that they cover."""
    last, width = (min(size, most) for size, most in zip(sheet.size, (_MAX_ROWS, _MAX_COLUMNS), strict=True))
    grid = Grid(name, sheet.name, [[None] * width for _ in range(last)], hidden=sheet.hidden)
    for (row, column), cell in sheet.cells.items():
        if row <= last and column <= width:
            grid.rows[row - 1][column - 1] = _clean(cell.value)
            if cell.fault is not None:
                place = Place(name, cell=sheet.place(row, column))
                grid.faults[row - 1, column - 1] = note(
                    FAULTS[cell.fault.kind], place, value=cell.fault.value
                )
    grid.outline = {row - 1: level for row, level in sheet.outline.items()}
    grid.parts = tuple((row - 1, part) for row, part in sheet.parts)
    grid.remarks = tuple(
        note("TAB061", Place(name, cell=sheet.place(*spot)), value=cell.remark)
        for spot, cell in sheet.cells.items()
        if cell.remark
    )
    beyond = [spot for spot in sheet.cells if spot[0] > last or spot[1] > width]
    if beyond:
        place, why = (
            Place(name, cell=sheet.place(*min(beyond))),
            f"au-delà de {_MAX_ROWS} lignes ou de {_MAX_COLUMNS} colonnes",
        )
        grid.remarks = (*grid.remarks, note("TAB067", place, sheet=sheet.name, count=len(beyond), reason=why))
    grid.coloured = {(r - 1, c - 1): v for (r, c), v in sheet.coloured.items() if r <= last and c <= width}
    grid.tinted = {(r - 1, c - 1): v for (r, c), v in sheet.tinted.items()}
    grid.strong = frozenset((r - 1, c - 1) for r, c in sheet.strong)
    grid.indents = {(r - 1, c - 1): n for (r, c), n in sheet.indents.items()}
    for (row, column), (top, left) in sheet.covered.items():
        if row <= last and column <= width:
            grid.rows[row - 1][column - 1] = grid.rows[top - 1][left - 1]
            grid.merged[row - 1, column - 1] = top - 1, left - 1
    return grid


def _ticked(text: str) -> str:
    """Return the options that are ticked of « ☐ Oui ☒ Non », one a line; the text itself when it has no boxes to choose from."""
    options = [(box in _TICKED, said.strip(" \t\n;,")) for box, said in _BOX.findall(text)]
    if not any(said for _, said in options) or not _BOX.match(text.strip()):
        return text
    chosen = [said for tick, said in options if tick and said]
    return "\n".join(chosen) or text


def _clean(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, str):
        return _ticked(_GUARD.sub("", value)) if value.strip() else None
    return value if value is None or isinstance(value, int | float | date) else str(value)
