"""Sheets of .xlsx, .ods and .csv files as plain grids, merged cells filled. Knows no meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.feuilles import FAULTS, Sheet, open_book
from ctg_docs.problems import Place, Problem

__all__ = ["Cell", "Grid", "read_grids"]

Cell = str | int | float | bool | date | None
_MAX_ROWS, _MAX_COLUMNS = 5_000, 200


@dataclass(slots=True)
class Grid:
    """One sheet.

    Attributes:
        file, name: where it is; the name is empty for a file of one sheet.
        rows: its values.
        merged: which cells only repeat a merged one.
        hidden: True when a person hid it.
        problems: the cells that can't be read.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    merged: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False
    problems: list[Problem] = field(default_factory=list)

    def place(self, row: int, column: int) -> Place:
        """Return « Feuil1!B4 » for ranks counted from 0."""
        letters, left = "", column + 1
        while left:
            left, rest = divmod(left - 1, 26)
            letters = chr(65 + rest) + letters
        cell = f"{letters}{row + 1}"
        return Place(self.file, cell=f"{self.name}!{cell}" if self.name else cell)


def read_grids(data: bytes, name: str) -> list[Grid]:
    """Return the sheets that hold something.

    Raises:
        DataError: the file can't be read.
        MissingToolError: an optional package is needed.
    """
    grids = (_grid(sheet, name) for sheet in open_book(data, name).sheets if sheet.cells)
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
                grid.problems.append(note(FAULTS[cell.fault.kind], place, value=cell.fault.value))
    for (row, column), (top, left) in sheet.covered.items():
        if row <= last and column <= width:
            grid.rows[row - 1][column - 1] = grid.rows[top - 1][left - 1]
            grid.merged.add((row - 1, column - 1))
    return grid


def _clean(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return value if isinstance(value, str | int | float | date) else str(value)
