"""What a file of sheets holds, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

__all__ = ["BLANK", "FAULTS", "Book", "Cell", "Fault", "Sheet", "Value", "cell_name", "percent", "plain"]

Value = str | int | float | Decimal | bool | date | time | None

_EXACT: Final = 15
"""Significant figures that a spreadsheet holds for sure; the next ones are noise of its sums: 3333333.3333333335."""


FAULTS: Final = {"error": "TAB010", "formula": "TAB011"}
"""Kind of a fault to the code of its sentence."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell can't be read: `error` for an error of the spreadsheet, `formula` for one without result."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: what it holds; a percentage is the text it shows, « 45 % », for the number kept behind is 0.45.
        fault: what makes it unreadable.
        remark: the note somebody pinned on it.
    """

    value: Value = None
    fault: Fault | None = None
    remark: str = ""


BLANK: Final = Cell()


@dataclass(slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: empty for a file of one sheet.
        hidden: True when somebody hid it.
        cells: those that hold something, by row and column counted from 1.
        covered: the cells that a merged one hides, with the row and the column of that one.
        coloured: the blank cells that somebody filled with a colour, with that colour.
        tinted: the same, of cells that hold something.
        parts: of a document read as one sheet, the first row of each of its parts, and how it is called.
        strong: the cells in bold; indents: those set in from the left, with how far.
        outline: of a document, the rows that are headings, with their level.
    """

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    coloured: dict[tuple[int, int], str] = field(default_factory=dict)
    tinted: dict[tuple[int, int], str] = field(default_factory=dict)
    parts: list[tuple[int, str]] = field(default_factory=list)
    strong: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    outline: dict[int, int] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """The last row and the last column that hold something."""
        rows = max((row for row, _ in self.cells), default=0)
        return rows, max((column for _, column in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, blank when it holds nothing."""
        return self.cells.get((row, column), BLANK)

    def place(self, row: int, column: int) -> str:
        """Return « Fiches!B4 »."""
        name = cell_name(row, column)
        return f"{self.name}!{name}" if self.name else name

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Take note of a merged area; rows and columns after the last that hold something are no part of it."""
        last, widest = self.size
        for row in range(top, min(bottom, last) + 1):
            for column in range(left, min(right, widest) + 1):
                if (row, column) != (top, left):
                    self.covered[row, column] = top, left

    def shared(self, row: int, column: int) -> Cell:
        """Return a cell, or the one above it that it is merged with: what a person reads in that row."""
        top, left = self.covered.get((row, column), (row, column))
        return self.at(top, column) if left == column else self.at(row, column)


@dataclass(frozen=True, slots=True)
class Book:
    """A file of sheets.

    Attributes:
        name: how the user calls it.
        sheets: in their order.
        epoch_1904: True when its days are counted from 1904, as Excel for Mac did.
    """

    name: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(sheet.name for sheet in self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def cell_name(row: int, column: int) -> str:
    """Return « B4 » for ranks counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def plain(value: Any) -> Value:
    """Return a value without the noise of a spreadsheet."""
    if isinstance(value, float):
        return float(f"{value:.{_EXACT}g}")
    if isinstance(value, timedelta):
        inside = timedelta() <= value < timedelta(days=1)
        return (datetime.min + value).time() if inside else str(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    known = value is None or isinstance(value, int | date | time | Decimal)
    return value if known else str(value)


def percent(value: float) -> str:
    """Return what a cell of percents shows: 0.45 is « 45 % »."""
    return f"{Decimal(f'{value * 100:.12g}'):f}".replace(".", ",") + " %"
