"""The shape of a sheet: a table across, a table laid on its side, fiches down, or rows that complete the actions of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.colonnes import MONEY, best_headers
from ctg_docs.echanges.etranger.colonnes import Mapping as Across
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.decoupe import crossed
from ctg_docs.echanges.etranger.etiquettes import Upright, joined_titles, upright
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle
from ctg_docs.rapprochement.seuils import CITED

__all__ = ["Shape", "linked", "shape_of", "titles_of"]

Shape = Across | Upright
_FEWEST: Final = 4
"""Labels from which a sheet on its side is a table: with fewer, words at the left may look like headers by chance."""
_TALLEST: Final = 80
"""Rows above which no sheet is on its side: nobody has so many headers."""


def shape_of(grid: Grid, known: Known) -> tuple[Grid, Shape | None]:
    """Return a sheet, turned when it lies on its side, and what its headers or its labels mean."""
    grid = joined_titles(grid)
    across, down = best_headers(grid, known), upright(grid, known)
    beside = down is not None and any(column > down.column for _, column in down.labels)
    if len(grid.rows) <= _TALLEST and not beside:
        side = grid.turn()
        laid = best_headers(side, known)
        if laid is not None and _is_laid(laid) and _tells_more(laid, across):
            return side, laid
    if across is not None and (down is None or not _tells_more(down, across)):
        return grid, across
    if down is None and (matrix := crossed(grid)) is not None:
        return matrix, best_headers(matrix, known)
    return grid, down


def _tells_more(shape: Shape, across: Across | None) -> bool:
    """True when a way to read a sheet understands more fields than the plain one, and as great a share of its headers.

    Read the wrong way, the values of a table are headers by the dozen, and some of them are words of the field by chance.
    """
    if across is None:
        return True
    return len(shape.fields) > len(across.fields) and _understood(shape) >= _understood(across)


def _understood(shape: Shape) -> float:
    """Return the share of the headers or labels that stand for a field."""
    columns = (
        [*shape.labels.values()] if isinstance(shape, Upright) else [c for c in shape.columns if c.filled]
    )
    return sum(c.field not in (IGNORE, "note") for c in columns) / max(1, len(columns))


def _is_laid(shape: Across) -> bool:
    """True when several actions stand side by side, most labels filled for several of them."""
    several = {c.root for c in shape.columns if c.filled > 1} & shape.fields
    single = {c.root for c in shape.columns if c.filled == 1} & shape.fields
    return (
        "intitule" in several
        and "operation" not in shape.fields
        and len(several) >= _FEWEST
        and len(several) > len(single)
    )


def linked(grid: Grid, known: Known, titles: Mapping[str, str]) -> tuple[Grid, Across] | None:
    """Return a sheet whose rows complete actions that stand elsewhere, the actions by their titles; None when it does not.

    A foreign key: one of its columns names them by their number or by their title.

    Args:
        grid: the sheet.
        known: what a person decided.
        titles: number or title of each action, as keys, to its title.
    """
    for column in range(max(map(len, grid.rows), default=0)):
        cited = {r: titles.get(cle(text_of(grid.cell(r, column)))) for r in range(len(grid.rows))}
        first = next((r for r, title in cited.items() if title), 0)
        filled = [r for r in range(first, len(grid.rows)) if grid.cell(r, column) is not None]
        head = grid.cell(first - 1, column) if first else None
        if not isinstance(head, str) or sum(bool(cited[r]) for r in filled) < CITED * len(filled):
            continue
        rows = [[*row] for row in grid.rows]
        for row in filled:
            rows[row][column] = cited[row] or rows[row][column]
        told = replace(grid, rows=rows)
        named = replace(known, columns={**known.columns, cle(head): "intitule"})
        dated = replace(named, columns={**_years(grid, first - 1), **named.columns})
        shapes = [s for s in (best_headers(told, dated), best_headers(told, named)) if s is not None]
        shape = next((s for s in shapes if MONEY & s.fields or not s.field("annee")), None)
        if shape is not None and shape.row == first - 1 and shape.title == column:
            return told, replace(shape, linked=True)
    return None


def _years(grid: Grid, row: int) -> dict[str, str]:
    """Return the columns of years: those of the amounts of their row."""
    found = {}
    for column, head in grid.own(row).items():
        typed = [text_of(grid.cell(r, column)).strip() for r in range(row + 1, len(grid.rows))]
        filled = [t for t in typed if t]
        if filled and all(len(t) == 4 and t.isdigit() and t.startswith("20") for t in filled):
            found[cle(text_of(head))] = "annee"
    return found


def titles_of(read: Iterable[tuple[Grid, Shape]]) -> dict[str, str]:
    """Return the number and the title of each action of the sheets that are read, as keys; what names two names none."""
    found: dict[str, set[str]] = {}
    for grid, shape in read:
        if isinstance(shape, Upright):
            continue
        columns: Sequence[int] = [shape.title, *shape.field("numero")]
        for row in range(shape.last + 1, len(grid.rows)):
            title = text_of(grid.cell(row, shape.title)).strip()
            for key in (cle(text_of(grid.cell(row, c))) for c in columns if title):
                if key:
                    found.setdefault(key, set()).add(title)
    return {key: titles.pop() for key, titles in found.items() if len(titles) == 1}
