"""A sheet parted in what it holds: tables one under the other, « label : value » cells, a grid of objectives by axes.

What comes out are plain sheets whose cells remember where they stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import FIELDS, LEVELS
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.ressemblance import likeness, sure
from ctg_docs.echanges.etranger.valeurs import items, text_of
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique

__all__ = ["crossed", "parted"]

_LONGEST: Final = 60
_LABEL: Final = re.compile(r"\s*[-–•*]?\s*(?P<label>[^:\n]{2,60}?)\s*:\s*(?P<value>\S.*)?", re.DOTALL)
_SEVERAL: Final = 3
"""Labels from which the lines of a column are « label : value »: fewer may be the words of a text."""
_HEADS: Final = 3
_SHARE: Final = 0.6
_OTHERS: Final = re.compile(
    r"instances?|composition|frequence|membres?|missions?|roles?|noms?|prenoms?|fonctions?|telephone|tel|mel|mail|e ?mail|courriel|adresse\w*|"
    r"sigles?|signification|abreviations?|dates?|lieux?|ordre du jour|couleurs?|codes?|structures?|type|nombre|periodicite|rythme|presents?|"
    r"versions?|auteurs?|modifications?|objet|documents?|quantite|prix|organismes?|contacts?|representants?|animation"
)
"""Headers of the tables that stand beside a plan: who sits where, who is who, what a sigle means."""


def parted(grid: Grid) -> list[Grid]:
    """Return what a sheet holds, one part or several, from the top."""
    return [part for table in _tables(grid) for part in (_lined(table),)]


def _tables(grid: Grid) -> Iterator[Grid]:
    """Part tables that stand one under the other: rows of headers that differ, each with the titles above it."""
    heads = [row for row in range(len(grid.rows)) if _is_head(grid, row)]
    plans = [row for row in heads if _names_actions(grid, row)]
    said = {frozenset(cle(text_of(v)) for v in grid.own(row).values()) for row in plans}
    first = plans[0] if plans else len(grid.rows)
    starts = plans if len(said) > 1 else plans[:1]
    starts = sorted({*starts, *(r for r in heads if r > first and r not in plans and _stands_apart(grid, r))})
    if len(starts) < 2:
        yield grid
        return
    tops = [0, *(_top(grid, row) for row in starts[1:]), len(grid.rows)]
    for rank, row in enumerate(starts):
        inside = range(tops[rank], tops[rank + 1])
        name = (
            f"{grid.name}, tableau de la ligne {row + 1}" if grid.name else f"tableau de la ligne {row + 1}"
        )
        rows: list[list[Cell]] = [
            line if r in inside else [None for _ in line] for r, line in enumerate(grid.rows)
        ]
        yield replace(
            grid, rows=rows, title=name, faults={s: f for s, f in grid.faults.items() if s[0] in inside}
        )


def _is_head(grid: Grid, row: int) -> bool:
    own = grid.own(row)
    if len(own) < 2 or not all(isinstance(v, str) and len(v) <= _LONGEST for v in own.values()):
        return False
    known = sum(sure(str(v)) for v in own.values())
    others = sum(_OTHERS.fullmatch(cle(str(v))) is not None for v in own.values())
    return (len(own) >= _HEADS and known >= max(_HEADS, _SHARE * len(own))) or (
        others >= 2 and others + known >= _SHARE * len(own)
    )


def _names_actions(grid: Grid, row: int) -> bool:
    own = grid.own(row).values()
    return len(own) >= _HEADS and any(likeness(str(v), FIELDS["intitule"]) >= 0.9 for v in own)


def _stands_apart(grid: Grid, row: int) -> bool:
    """True for headers under a blank row, or under a title that stands under one."""
    top = _top(grid, row)
    return top < row + 1 and top > 0 and not grid.own(top - 1)


def _top(grid: Grid, row: int) -> int:
    """Return the first of the titles that stand above a row of headers."""
    while row > 0 and len(own := grid.own(row - 1)) == 1 and isinstance(next(iter(own.values())), str):
        row -= 1
    return row


def _lined(grid: Grid) -> Grid:
    """Part the cells « Pilote : la commune » in a label and a value beside it, when a sheet is made of them."""
    lines = {
        (row, column): text_of(value).split("\n")
        for row in range(len(grid.rows))
        for column, value in grid.own(row).items()
    }
    labelled = {spot: [m for line in said if (m := _labelled(line))] for spot, said in lines.items()}
    names = {cle(m["label"]) for found in labelled.values() for m in found}
    rows = [r for r in range(len(grid.rows)) if grid.own(r)]
    made = sum(any(labelled[r, c] for c in grid.own(r)) and _is_made(grid, r, labelled) for r in rows)
    if len(names) < _SEVERAL or made < len(rows) / 2:
        return grid
    return _split(grid, lines, labelled)


def _labelled(line: str) -> re.Match[str] | None:
    found = _LABEL.fullmatch(line)
    return found if found and (sure(found["label"]) or _OPENS.match(found["label"])) else None


_OPENS: Final = re.compile(r"\s*(?:fiche(?:[ -]action)?|action|projet)\s*(?:n\s*[°o]\s*)?\d", re.IGNORECASE)


def _is_made(grid: Grid, row: int, labelled: dict[tuple[int, int], list[re.Match[str]]]) -> bool:
    """True for a row that has nothing but such cells."""
    return all(labelled[row, c] for c in grid.own(row))


def _split(
    grid: Grid, lines: dict[tuple[int, int], list[str]], labelled: dict[tuple[int, int], list[re.Match[str]]]
) -> Grid:
    rows: list[list[Cell]] = []
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    width = 2 * max(map(len, grid.rows), default=0)
    for row in range(len(grid.rows)):
        top, below = len(rows), 1
        rows.append([None] * width)
        for column, value in grid.own(row).items():
            said: list[tuple[int, Cell]] = [(0, value)]
            if labelled[row, column]:
                said = [part for line in lines[row, column] for part in _pair(line)]
                below = max(below, sum(at == 0 for at, _ in said) or 1)
            at_row = top - 1
            for at, part in said:
                at_row += 1 if at == 0 or at_row < top or rows[at_row][2 * column + 1] is not None else 0
                while len(rows) <= at_row:
                    rows.append([None] * width)
                rows[at_row][2 * column + at] = part
                moved[at_row, 2 * column + at] = grid.moved.get((row, column), (row, column))
    return replace(grid, rows=rows, merged={}, moved=moved, coloured={}, strong=frozenset(), indents={})


def _pair(line: str) -> list[tuple[int, Cell]]:
    found = _labelled(line)
    if found is None:
        return [(1, line)] if line.strip() else []
    return [(0, found["label"].strip()), *([(1, found["value"].strip())] if found["value"] else [])]


def crossed(grid: Grid) -> Grid | None:
    """Return a grid of axes by objectives as one action a row; None when a sheet is none.

    Its first column names objectives, its first row axes: known themes, or a corner that names a level.
    """
    for row in range(len(grid.rows) - 1):
        own = grid.own(row)
        heads = {c: v for c, v in own.items() if c != min(own)} if own else {}
        corner = own.get(min(own)) if own else None
        named = isinstance(corner, str) and max(likeness(corner, FIELDS[level]) for level in LEVELS) >= 0.9
        themes = sum(
            Thematique.read(text_of(v)) is not None or bool(re.match(r"axe\b", cle(text_of(v))))
            for v in own.values()
        )
        if len(own) < 2 or not (named or themes >= 2) or not all(isinstance(v, str) for v in own.values()):
            continue
        heads = heads if named else own
        side = min(heads) - 1
        rows: list[list[Cell]] = [[*line, None, None, None] for line in grid.rows[:row]] + [
            ["Axe", "Objectif", "Action"]
        ]
        moved = {(row, n): (row, c) for n, c in enumerate(list(own)[:3])}
        below = {spot for spot in grid.spots if spot[0] > row}
        for r in range(row + 1, len(grid.rows)):
            for c, head in heads.items():
                for text in items(text_of(grid.own(r).get(c))):
                    at = len(rows)
                    rows.append([head, grid.cell(r, side) if side >= 0 else None, text])
                    moved |= {(at, 0): (row, c), (at, 1): (r, max(side, 0)), (at, 2): (r, c)}
        if not below <= set(moved.values()):
            return None
        return replace(grid, rows=rows, merged={}, moved=moved, coloured={}, strong=frozenset(), indents={})
    return None
