"""Pair the rows of a form with those of a dossier. Knows neither Word nor the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

__all__ = ["TITLES", "Paires", "title_of"]

_Row = dict[str, Any]
TITLES: Final = ("id", "intitule", "nature", "nom", "texte", "quoi", "personne", "organisme", "titre")
"""Fields that name a row, the surest first."""


class Paires:
    """Rows of the dossier by the number of the row of the form; each is taken once, the surest signs first."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self.found: dict[int, _Row] = {}
        self.free = list(rows)

    def take(self, numbers: Iterable[int], same: Callable[[int, _Row], bool]) -> None:
        """Give each number that has none the first free row that is the same."""
        for number in numbers:
            row = None if number in self.found else next((r for r in self.free if same(number, r)), None)
            if row is not None:
                self.found[number] = row
                self.free = [r for r in self.free if r is not row]


def title_of(row: _Row) -> str:
    """Return what a row is called by, empty when nothing names it."""
    return next((str(row[key]) for key in TITLES if row.get(key)), "")
