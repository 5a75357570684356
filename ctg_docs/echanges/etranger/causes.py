"""What one cause makes to many cells of a foreign plan, told in one sentence with the cells. Knows no file format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.problems import Problem
from ctg_docs.sources.report import shorten, typeset

__all__ = ["gathered"]

_BY_COLUMN: Final = frozenset({"TAB022", "TAB024", "TAB026", "TAB028", "TAB039", "TAB041"})
"""Told once for a column."""
_BY_KIND: Final = frozenset({"TAB025", "TAB042"})
"""Told once for the whole file: what is added to the registers."""
_SHOWN: Final = 6
_LISTED: Final = 30
_CELL: Final = re.compile(r"(.*?)([A-Z]+)\d+")


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return findings, those of one cause together, each at the place of its first."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for rank, problem in enumerate(problems):
        cell = _CELL.fullmatch(problem.place.cell)
        reason = problem.message.rpartition(":")[2] if problem.code == "TAB039" else ""
        if problem.code in _BY_KIND:
            key: tuple[object, ...] = (problem.code, problem.message.partition("registre")[2])
        elif problem.code in _BY_COLUMN and cell:
            key = (problem.code, cell[1], cell[2], reason)
        else:
            key = (rank,)
        groups.setdefault(key, []).append(problem)
    return tuple(_one(group) for group in groups.values())


def _one(group: Sequence[Problem]) -> Problem:
    first, *others = group
    if not others:
        return first
    most = _LISTED if first.code in _BY_KIND else _SHOWN
    cells = ", ".join(
        f"« {shorten(p.value, 40)} » ({p.place.cell.rpartition('!')[2]})" for p in others[:most]
    )
    more = len(others) - most
    rest = "" if more <= 0 else " et dans une autre case" if more == 1 else f" et dans {more} autres cases"
    return replace(first, message=f"{first.message} {typeset(f'De même pour {cells}{rest}.')}")
