"""What the hand left in a table before it is read: dates dragged down, months that are only coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.colonnes import Mapping
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.teintes import colours_of
from ctg_docs.echanges.etranger.valeurs import day_of, text_of
from ctg_docs.problems import Problem

__all__ = ["creeping", "prepared"]

_SURE: Final = 3
"""Rows from which days that grow by one were dragged for sure: two actions may begin one day after the other."""


def prepared(grid: Grid, shape: Mapping) -> list[Problem]:
    """Straighten the dates and tick the coloured months of a table; return what was done, or must be looked at."""
    return [*_straightened(grid, shape), *_coloured(grid, shape), *_states(grid, shape)]


def _straightened(grid: Grid, shape: Mapping) -> Iterator[Problem]:
    """A date dragged down a column grows by one day per row: the first one was meant."""
    rows = range(shape.last + 1, len(grid.rows))
    doubts: list[range] = []
    for column in (c for field in ("debut", "fin") for c in shape.field(field)):
        days = [day_of(grid.cell(row, column), old=grid.old_days) for row in rows]
        for run in creeping(days):
            first, last = days[run.start], text_of(days[run.stop - 1])
            place = grid.place(rows[run.start], column)
            if len(run) >= _SURE:
                for rank in run:
                    grid.rows[rows[rank]][column] = first
                yield note("TAB023", place, count=len(run), after=text_of(first), before=last)
            elif run in doubts:
                yield note("TAB066", place, value=text_of(first), after=last, count=len(run))
            doubts.append(run)


def _coloured(grid: Grid, shape: Mapping) -> Iterator[Problem]:
    """Tick the months that are only coloured, in the rows of which some are and some are not."""
    months = [c.rank for c in shape.columns if c.root == "periode"]
    for row in range(shape.last + 1, len(grid.rows)):
        bars = [c for c in months if (row, c) in grid.coloured]
        if bars and len(bars) < len(months):
            for column in bars:
                grid.rows[row][column] = "x"
            yield note("TAB022", grid.place(row, bars[0]), value="(couleur)", after="case cochée")


def _states(grid: Grid, shape: Mapping) -> Iterator[Problem]:
    """Write the states that are only coloured, when a legend says what the colours mean; name those that none explains."""
    columns = shape.field("statut")
    legend = colours_of(grid, columns, shape.last)
    blank = {s: c for s, c in sorted(grid.coloured.items()) if s[1] in columns and s[0] > shape.last}
    several = len(set(blank.values())) > 1
    for (row, column), colour in blank.items():
        if colour in legend:
            grid.rows[row][column] = legend[colour]
            yield note("TAB022", grid.place(row, column), value="(couleur)", after=legend[colour])
        elif several and grid.cell(row, shape.title) is not None:
            grid.rows[row][column] = "couleur sans légende"


def creeping(days: Sequence[date | None]) -> list[range]:
    """Return the runs of rows, two at least, whose dates grow by one day."""
    runs: list[range] = []
    start = 0
    for rank in range(1, len(days) + 1):
        before = days[rank - 1]
        now = days[rank] if rank < len(days) else None
        if before is None or now is None or now - before != timedelta(days=1):
            if rank - start >= 2 and before is not None:
                runs.append(range(start, rank))
            start = rank
    return runs
