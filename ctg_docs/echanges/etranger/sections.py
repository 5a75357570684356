"""The headings of a Word document: those that open a fiche, those of its axes above. A heading met again is a rubric of every fiche."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.recueil import AXE
from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle

__all__ = ["GENERIC", "sections"]

GENERIC: Final = re.compile(
    r"\b(?:fiches?|ctg|convention|plan|programme|communaute|caf|version|date|annexe|tableau|sommaire|preambule|introduction)\b"
)
"""Words of the title of a paper, that is neither a fiche nor an axe."""
_TOLD: Final = 2
"""Labels from which what stands below a heading tells an action."""
_SHARE: Final = 0.6
"""Share of the headings of a level that must tell an action, and be met once."""


def sections(grid: Grid) -> tuple[frozenset[int], Mapping[int, int]]:
    """Return the rows that open a fiche, and those of the axes above them with their level; none in a sheet."""
    heads = {r: n for r, n in grid.outline.items() if not sure(text_of(grid.cell(r, 0)))}
    telling: dict[int, list[int]] = {}
    for level in sorted(set(heads.values())):
        rows = [r for r, n in heads.items() if n == level and not _is_axis(grid, r)]
        found = [r for r in rows if _tells(grid, heads, r)]
        named = {cle(text_of(grid.cell(r, 0))) for r in found}
        if found and len(found) >= _SHARE * len(rows) and len(named) >= _SHARE * len(found):
            telling[level] = found
    most = max(map(len, telling.values()), default=0)
    level = max((n for n, found in telling.items() if 2 * len(found) >= most), default=0)
    opening = frozenset(telling.get(level, ()))
    above = {
        r: n for r, n in heads.items() if n < level or (level and _is_axis(grid, r) and r not in opening)
    }
    return opening, {r: n for r, n in above.items() if _is_axis(grid, r) or not _is_paper(grid, r)}


def _is_paper(grid: Grid, row: int) -> bool:
    return GENERIC.search(cle(text_of(grid.cell(row, 0)))) is not None


def _is_axis(grid: Grid, row: int) -> bool:
    return AXE.match(text_of(grid.cell(row, 0))) is not None


def _tells(grid: Grid, heads: Mapping[int, int], row: int) -> bool:
    """True when labels stand between a heading and the next one of its level or above."""
    stop = min((r for r, n in heads.items() if r > row and n <= heads[row]), default=len(grid.rows))
    labels = {
        cle(text_of(first))
        for r in range(row + 1, stop)
        for first in list(grid.own(r).values())[:1]
        if sure(text_of(first))
    }
    return len(labels) >= _TOLD
