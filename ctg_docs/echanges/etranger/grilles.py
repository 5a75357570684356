"""Sheets of .xlsx, .ods and .csv files as plain grids, merged cells filled. Knows no meaning."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.outils import need
from ctg_docs.errors import DataError
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
    suffix = name.lower().rpartition(".")[2]
    try:
        if suffix == "csv":
            grids = [_csv(data, name)]
        elif suffix == "ods":
            grids = list(_ods(data, name))
        else:
            grids = list(_xlsx(data, name))
    except DataError:
        raise
    except Exception as fault:
        if type(fault).__name__ == "MissingToolError":
            raise
        problem = note("TAB001", Place(name), reason="le fichier est abîmé ou d’un autre format")
        raise DataError(f"« {name} » ne peut pas être lu.", [problem]) from fault
    return [g for g in grids if any(c is not None for row in g.rows for c in row)]


def _xlsx(data: bytes, name: str) -> Iterable[Grid]:
    from ctg_docs.echanges.classeur.ouverture import open_workbook

    opened = open_workbook(data, name)
    for sheet in opened.book.worksheets:
        grid = Grid(name, sheet.title, [], hidden=sheet.sheet_state != "visible")
        size = {"max_row": min(sheet.max_row, _MAX_ROWS), "max_col": min(sheet.max_column, _MAX_COLUMNS)}
        for row in sheet.iter_rows(**size):
            faults = [opened.fault(c, Place(name, cell=f"{sheet.title}!{c.coordinate}")) for c in row]
            grid.problems += filter(None, faults)
            grid.rows.append([None if f else _clean(c.value) for c, f in zip(row, faults, strict=True)])
        for area in sheet.merged_cells.ranges:
            _fill(grid, area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        yield grid


def _ods(data: bytes, name: str) -> Iterable[Grid]:
    calamine = need("python_calamine", "excel", "Lire un classeur .ods")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title in book.sheet_names:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        yield Grid(name, title, [[_clean(c) for c in row[:_MAX_COLUMNS]] for row in rows[:_MAX_ROWS]])


def _csv(data: bytes, name: str) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    rows = [[_clean(c) for c in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    return Grid(name, "", rows[:_MAX_ROWS])


def _fill(grid: Grid, top: int, left: int, bottom: int, right: int) -> None:
    """Repeat the value of a merged cell in the cells it covers."""
    value = grid.rows[top][left] if top < len(grid.rows) and left < len(grid.rows[top]) else None
    for row in range(top, min(bottom + 1, len(grid.rows))):
        for column in range(left, min(right + 1, len(grid.rows[row]))):
            grid.rows[row][column] = value
            if (row, column) != (top, left):
                grid.merged.add((row, column))


def _clean(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return value if isinstance(value, str | int | float | date) else str(value)
