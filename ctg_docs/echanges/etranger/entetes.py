"""A header of a foreign plan and the column below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.periodes import is_mark
from ctg_docs.models.moments import Moment

__all__ = ["LONGEST", "SAMPLE", "Column", "Head", "has_crown", "has_second_row", "heads_of"]

LONGEST: Final = 90
"""Letters of the longest header: more is a text."""
SAMPLE: Final = 200
"""Rows that are looked at to know what a column holds."""
_YEARS: Final = range(2000, 2060)
_FEW: Final = 2
"""Cells of a row that may be a title over the table and a note beside it."""
_PARTED: Final = 0.8
"""Share of the cells of a second row of headers that part a wide one: a group of one column is a group too."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        rank: from 0; header: as written, with what stands above it; key: the same, told apart from its twins.
        field: what it holds; moment: its period or its year; payer, nature: of a column of receipts.
        guessed: False when a person wrote its field; filled: how many values it has; scale: what its amounts are counted in.
    """

    rank: int
    header: str
    key: str
    field: str
    moment: Moment | None = None
    payer: str = ""
    nature: str = ""
    guessed: bool = True
    filled: int = 0
    scale: int = 1

    @property
    def root(self) -> str:
        """The field without its year: « budget » of « budget_2026 »."""
        return self.field.partition("_20")[0]


@dataclass(frozen=True, slots=True)
class Head:
    """A header: its own words, those above it, the rank of its column and a look at its values."""

    rank: int
    value: Cell
    above: str
    values: Sequence[Cell]

    @property
    def words(self) -> str:
        """Its own words, on one line."""
        return " ".join(str(self.value).split()) if self.value is not None else ""

    @property
    def shown(self) -> str:
        """Its words after those above it."""
        return f"{self.above} – {self.words}" if self.above and self.words else self.words or self.above

    def share(self, *, numbers: bool = False, marks: bool = False) -> float:
        """Return the share of the values that are numbers, or marks of a calendar."""
        filled = [v for v in self.values if v is not None]
        if not filled:
            return 0.0
        good = sum((numbers and _is_number(v)) or (marks and is_mark(v)) for v in filled)
        return good / len(filled)


def _is_number(value: Cell) -> bool:
    if isinstance(value, bool):
        return False
    text = str(value)
    return (
        isinstance(value, int | float)
        or re.fullmatch(r"-?[\d\s\u00a0\u202f.,]+\s*(?:[kKM]?€|euros?)?|0", text) is not None
    )


def has_second_row(grid: Grid, row: int) -> bool:
    """True when the next row only parts the headers of this one: « 2025 » over its months, « CAF » over its aids."""
    if row + 2 > len(grid.rows) - 1:
        return False
    below = grid.own(row + 1)
    if not below or any(isinstance(v, str) and len(v) > 40 for v in below.values()):
        return False
    if _is_title(grid, row, below):
        return False
    parts = 0
    for column in below:
        own = grid.cell(row, column)
        wide = grid.merged.get((row, column), (row, column))[0] == row and _is_wide(grid, row, column)
        parts += wide or (own is None and _left(grid, row, column) is not None)
    if parts < len(below) and (
        parts < _PARTED * len(below) or not all(isinstance(v, str) for v in below.values())
    ):
        return False
    under_wide = sum(_is_wide(grid, row, c) or (row, c) in grid.merged for c in below)
    return len(below) >= 2 and (under_wide >= 2 or all(isinstance(v, str | int) for v in below.values()))


def _is_title(grid: Grid, row: int, below: Mapping[int, Cell]) -> bool:
    """True for a title and a note over a whole table, « Tableau de bord | MAJ : 30/06/2025 », that parts nothing."""
    own = grid.own(row)
    noted = any(isinstance(v, str) and ":" in v for v in own.values())
    wide = any(_is_wide(grid, row, c) for c in own)
    return not wide and (noted or (len(own) <= _FEW and min(own) <= min(below)))


def has_crown(grid: Grid, row: int) -> bool:
    """True when the row above only groups some of these headers: « Budget 2025 » over « Prévu » and « Réalisé ».

    A title stands over all of them, or at the left; a note says « Mise à jour : ».
    """
    own = grid.own(row - 1) if row else {}
    heads = grid.own(row)
    if not own or not heads or min(own) <= min(heads) or len(own) > len(heads):
        return False
    short = all(
        isinstance(v, int) or (isinstance(v, str) and len(v) <= 40 and ":" not in v) for v in own.values()
    )
    named = all(isinstance(heads.get(c), str) or heads.get(c) in _YEARS for c in own)
    return short and named and (any(_is_wide(grid, row - 1, c) for c in own) or len(own) > 1)


def _is_wide(grid: Grid, row: int, column: int) -> bool:
    first = grid.merged.get((row, column), (row, column))
    return first[0] == row and grid.merged.get((row, first[1] + 1)) == first


def _left(grid: Grid, row: int, column: int) -> Cell:
    """Return the header that a blank one goes on from: the nearest at its left, in Gantt and budget tables."""
    return next((v for c in range(column, -1, -1) if (v := grid.cell(row, c)) is not None), None)


def heads_of(grid: Grid, row: int, last: int) -> list[Head]:
    """Return the headers of a table, on one row or two, and a look at what stands below each."""
    width = max((len(r) for r in grid.rows[row : last + SAMPLE]), default=0)
    merges = last > row and any(grid.merged.get((row, c), (row, c))[1] != c for c in range(width))
    found = []
    for column in range(width):
        top = grid.cell(row, column)
        if (row, column) in grid.merged and grid.merged[row, column][1] != column and last == row:
            top = None
        values = [
            None if (r, column) in grid.merged else grid.cell(r, column)
            for r in range(last + 1, min(len(grid.rows), last + 1 + SAMPLE))
        ]
        own, above = top, ""
        if last > row:
            below = grid.cell(last, column)
            split = below is not None and (last, column) not in grid.merged
            parent = top if top is not None or merges or not split else _left(grid, row, column)
            own, above = (below, " ".join(str(parent or "").split())) if split else (top, "")
        if isinstance(own, str) and len(own) > LONGEST:
            own = " ".join(own.split())[: LONGEST - 1] + "…"
        if own is not None or any(v is not None for v in values):
            found.append(Head(column, own, above, values))
    return found
