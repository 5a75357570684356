"""What the rows of a foreign plan are gathered into: actions, the titles above them, their values, the rows left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell

__all__ = ["AXE", "REMARK", "Heading", "Left", "Record", "Value"]

AXE: Final = re.compile(
    r"\s*(axe|enjeu|orientation|th[ée]matique|ambition|d[ée]fi|priorit[ée])s?\b", re.IGNORECASE
)
REMARK: Final = re.compile(
    r"\s*(?:\*|\(\*\)|sources?\b|nb\b|n\.b\.|nota\b|l[ée]gende\b|(?:(?:fiche|document|tableau)\s+)?mise? [àa] jour|version\b|document\b|remarque\b|note\b\s*:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title that stands above actions, or a level beside one: its depth when it says one, its words, its cell."""

    depth: int
    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Value:
    """A filled cell of an action.

    Attributes:
        column, value, row, rank: what it is, and where.
        operation: rank of the opération it belongs to; None for the whole action.
        grouped: True when its row says one thing of several: a step with its date, an indicator with its target.
    """

    column: Column
    value: Cell
    row: int
    rank: int
    operation: int | None = None
    grouped: bool = False


@dataclass(slots=True)
class Record:
    """An action: where its title stands, the titles above it, its opérations and its values."""

    title: str
    row: int
    column: int
    headings: list[Heading]
    levels: list[Heading]
    rows: list[int] = field(default_factory=list)
    operations: list[Heading] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is no action, with the reason; told is False when nothing is lost with it; cells: those left, or all."""

    row: int
    reason: str
    told: bool = False
    cells: tuple[int, ...] = ()
