"""« Idem », « idem n° 4 », « idem + commune »: what a cell says by pointing at another is put in its place, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.colonnes import Mapping
from ctg_docs.echanges.etranger.etiquettes import Upright
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.problems import Problem

__all__ = ["pointed"]

_POINTER: Final = re.compile(
    r"\s*(?:idem|dito|ditto|[\"″〃])[ .,]*(?:(?:que |à |l['’])*(?:action|fiche|fa|ligne)?\s*(?:n\s*[°o])?\s*(?P<code>[A-Z]{0,3}\d+(?:\.\d+)*))?"
    r"(?:\s*(?:[+,;/&]|et\b|avec\b)\s*(?P<more>\S.*))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_OWN: Final = frozenset({"intitule", "numero", "periode", "operation"})
"""What an action has of its own, whatever is above it."""


def pointed(grid: Grid, shape: Mapping | Upright) -> Iterator[Problem]:
    """Put in place of each pointer of a table, or of fiches, what it points at: the value above, or that of an action."""
    last: dict[str, Cell] = {}
    coded: dict[tuple[str, str], Cell] = {}
    for (row, rank), key, code in _cells(grid, shape):
        value = grid.cell(row, rank)
        found = _POINTER.fullmatch(value) if isinstance(value, str) else None
        if found is not None:
            said = coded.get((found["code"], key)) if found["code"] else last.get(key)
            if said is None:
                continue  # nobody knows what it points at: it stays as it is
            value = f"{text_of(said)}\n{found['more']}" if found["more"] else said
            yield note(
                "TAB022",
                grid.place(row, rank),
                value=grid.cell(row, rank),
                after=" ".join(text_of(value).split()),
            )
            grid.rows[row][rank] = value
        if value is not None:
            last[key] = coded[code, key] = value


def _cells(grid: Grid, shape: Mapping | Upright) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield the cells that may point, in order, with what they are and the number of their action."""
    if isinstance(shape, Mapping):
        number = next(iter(shape.field("numero")), None)
        for row in range(shape.last + 1, len(grid.rows)):
            code = text_of(grid.cell(row, number)).strip() if number is not None else ""
            for column in (c for c in shape.columns if c.root not in _OWN):
                if (row, column.rank) not in grid.merged:
                    yield (row, column.rank), column.key, code
        return
    for (row, at), label in sorted(shape.labels.items()):
        beside = [c for c in grid.own(row) if c > at and (row, c) not in shape.labels]
        if beside and label.root not in _OWN:
            yield (row, beside[0]), label.key, ""
