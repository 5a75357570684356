"""Share the width of a table among its columns, so that it is lowest: a search by steps, the same each time."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cell", "share"]

_SHORT, _CUT = 2300, 3
"""Twips of a name or a code; the lines that cutting one weighs, where rows are no higher for it."""
_STEPS = (16, 8, 4, 2, 1)
_PARTS, _MOST_ROWS, _MOST_TURNS = 96, 60, 40
"""A step is so many parts of the width; rows that are weighed; moves of one size of step."""


class Cell(NamedTuple):
    """What a column holds in a row.

    Attributes:
        paragraphs: the widths of the words of each.
        margin: what is taken from the width: margins, the indent of bullets.
        space: the width of a blank.
    """

    paragraphs: Sequence[Sequence[int]]
    margin: int = 190
    space: int = 45

    @property
    def least(self) -> int:
        """Width of the longest word with its margins."""
        return self.margin + max((word for words in self.paragraphs for word in words), default=0)

    @property
    def short(self) -> bool:
        """True for a name or a code, better read in one piece."""
        return len(self.paragraphs) == 1 and sum(self.paragraphs[0]) < _SHORT

    def lines(self, width: int) -> int:
        """Return how many lines it takes in a width."""
        room = max(1, width - self.margin)
        return sum(_lines(words, room, self.space) for words in self.paragraphs)


def share(rows: Sequence[Sequence[Cell]], designed: Sequence[int]) -> list[int]:
    """Return the widths that make the table lowest, with the sum of those designed, which they keep when none is better.

    No word is cut, unless all of them cannot stand side by side: the widest columns then give way.
    """
    total = sum(designed)
    least = [max(row[n].least for row in rows) for n in range(len(designed))]
    if sum(least) >= total:
        return _levelled(least, total)
    table = _Table(rows[:: 1 + len(rows) // _MOST_ROWS])
    drawn = _raised(designed, least)
    widths = _lowest(table, drawn, least)
    return _spared(table, widths, least) if table.cost(widths) < table.cost(drawn) else drawn


def _lowest(table: _Table, widths: list[int], least: Sequence[int]) -> list[int]:
    """Return the widths after the moves that make the table lower, the largest first."""
    pairs = list(permutations(range(len(widths)), 2))
    for size in _STEPS:
        step = max(1, sum(widths) * size // _PARTS)
        for _ in range(_MOST_TURNS):
            moves = [
                _moved(widths, giver, taker, step)
                for giver, taker in pairs
                if widths[giver] - step >= least[giver]
            ]
            better = min(moves, key=table.cost, default=widths)
            if table.cost(better) >= table.cost(widths):
                break
            widths = better
    return widths


def _spared(table: _Table, widths: list[int], least: Sequence[int]) -> list[int]:
    """Return the widths, what the columns do without given to the one that says most."""
    cost, most = table.cost(widths), table.longest
    for size in _STEPS:
        step = max(1, sum(widths) * size // _PARTS)
        for giver in set(range(len(widths))) - {most}:
            moved = _moved(widths, giver, most, step)
            if moved[giver] >= least[giver] and table.cost(moved) <= cost:
                widths = moved
    return widths


def _moved(widths: Sequence[int], giver: int, taker: int, step: int) -> list[int]:
    moved = list(widths)
    moved[giver] -= step
    moved[taker] += step
    return moved


def _raised(designed: Sequence[int], least: Sequence[int]) -> list[int]:
    """Return the designed widths, the narrow ones raised to their least: the others give what they have to spare."""
    wanted = [max(pair) for pair in zip(designed, least, strict=True)]
    more = sum(wanted) - sum(designed)
    spare = [one - low for one, low in zip(wanted, least, strict=True)]
    given = [more * one // (sum(spare) or 1) for one in spare]
    most = spare.index(max(spare))
    given[most] += more - sum(given)
    return [one - less for one, less in zip(wanted, given, strict=True)]


def _levelled(least: Sequence[int], total: int) -> list[int]:
    """Return widths under a ceiling, so that only the widest columns cut a word."""
    left, widths = total, [0] * len(least)
    for rank, n in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[n] = min(least[n], left // (len(least) - rank))
        left -= widths[n]
    widths[least.index(max(least))] += left
    return widths


class _Table:
    """Weighs widths; a column is measured once for each."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._rows = rows
        words = [sum(sum(map(sum, row[n].paragraphs)) for row in rows) for n in range(len(rows[0]))]
        self.longest = words.index(max(words))
        self._known: dict[tuple[int, int], tuple[list[int], int]] = {}

    def cost(self, widths: Sequence[int]) -> tuple[int, int]:
        """Return the lines of the table, its rows as high as their highest cell, and what reading its cells costs."""
        columns, sums = zip(*map(self._column, range(len(widths)), widths), strict=True)
        return sum(map(max, zip(*columns, strict=True))), sum(sums)

    def _column(self, number: int, width: int) -> tuple[list[int], int]:
        """Return the lines of each cell of a column, and what their reading costs."""
        key = number, width
        if key not in self._known:
            lines = [row[number].lines(width) for row in self._rows]
            cut = sum(n > 1 and row[number].short for n, row in zip(lines, self._rows, strict=True))
            self._known[key] = lines, sum(lines) + _CUT * cut
        return self._known[key]


def _lines(words: Sequence[int], room: int, space: int) -> int:
    """Return the lines that words take, each line as full as it can be."""
    if sum(words) + space * len(words) <= room:
        return 1
    lines, used = 1, 0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, 0
        used += word + (space if used else 0)
        if used > room:  # a word cut in its midst
            lines, used = lines + (used - 1) // room, 1 + (used - 1) % room
    return lines
