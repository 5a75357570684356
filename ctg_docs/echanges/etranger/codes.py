"""The levels that a table of codes names, « 1.2 | Former », for actions whose number begins so: « 1.2.3 »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.recueil import Heading
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.problems import Place

__all__ = ["Codes", "codes_in"]

_CODE: Final = re.compile(
    r"(?:axe|objectif|oo|os|og|orientation)?\s*[A-Z]?\d+(?:[.\-]\d+)*\.?", re.IGNORECASE
)
_FEWEST: Final = 2
"""Codes from which a sheet is a table of codes."""


class Codes:
    """The tables of codes among the sheets that are not read."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._named: dict[str, tuple[Heading, Place]] = {}
        self._used: set[str] = set()
        self._spots: dict[int, dict[str, tuple[int, int]]] = {}
        for grid in grids:
            found = _read(grid)
            self._spots[id(grid)] = {code: (h.row, h.column) for code, h in found.items()}
            self._named |= {code: (h, grid.place(h.row, h.column)) for code, h in found.items()}

    def path(self, number: str) -> list[tuple[Heading, Place]]:
        """Return the levels that the number of an action begins with, from the top."""
        parts = _bare(number).split(".")
        codes = [code for n in range(1, len(parts)) if (code := ".".join(parts[:n])) in self._named]
        self._used |= set(codes)
        return [self._named[code] for code in codes]

    def all(self) -> Iterator[list[tuple[Heading, Place]]]:
        """Yield the path to each level: one without an action is one too."""
        for code in self._named:
            yield [*self.path(f"{code}.0")]

    def spots(self, grid: Grid) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet whose words became levels."""
        return frozenset(spot for code, spot in self._spots.get(id(grid), {}).items() if code in self._used)


def codes_in(grid: Grid) -> frozenset[str]:
    """Return the codes of a table of codes; nothing when a sheet is none."""
    return frozenset(_read(grid))


def _read(grid: Grid) -> dict[str, Heading]:
    """Return the words beside each code of a sheet that holds nothing else below its headers."""
    found: dict[str, Heading] = {}
    rows = [own for row in range(len(grid.rows)) if (own := grid.own(row))]
    for row in range(len(grid.rows)):
        own = grid.own(row)
        if len(own) == 2 and _CODE.fullmatch(text_of(own[min(own)]).strip()):  # a code and its words
            code, rank = _bare(text_of(own[min(own)])), max(own)
            found[code] = Heading(code.count(".") + 1, text_of(own[rank]), row, rank)
    return found if len(found) >= max(_FEWEST, len(rows) - 2) else {}


def _bare(code: str) -> str:
    return re.sub(r"[^\d.]", "", code.replace("-", ".")).strip(".")
