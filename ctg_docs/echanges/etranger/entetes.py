"""A header of a foreign plan and the column below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.echanges.etranger.periodes import is_mark
from ctg_docs.models.moments import Moment

__all__ = ["Column", "Head"]


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
