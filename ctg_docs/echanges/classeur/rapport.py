"""The findings of a workbook in the order of its sheets and cells, what has one cause said once. Knows no dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.constats import is_refused
from ctg_docs.problems import Problem
from ctg_docs.sources.report import typeset

__all__ = ["in_order"]

_CELL: Final = re.compile(r"(.*)!([A-Z]+)(\d+)")
_CONVERTED: Final = ("TAB004", "TAB037")
_INVENTED: Final = "TAB037"
"""Identifiers made from names, told once for a column: twenty-six members would fill the screen."""
_SHOWN: Final = 4


def in_order(problems: Iterable[Problem], sheets: Sequence[str]) -> tuple[Problem, ...]:
    """Return findings: what is left out first, what was converted last, each as one meets them going through a workbook.

    A warning that comes back is told once, with its cells.

    Args:
        problems: what was found.
        sheets: names of the sheets, in their order.
    """
    ranks = {name: rank for rank, name in enumerate(sheets)}

    def seat(problem: Problem) -> tuple[int, int, int, int, str]:
        weight = 0 if is_refused(problem) else 2 if problem.code in _CONVERTED else 1
        found = _CELL.fullmatch(problem.place.cell)
        if found is None:
            return weight, ranks.get(problem.place.cell, -1), 0, 0, ""
        return weight, ranks.get(found[1], -1), int(found[3]), len(found[2]), found[2]

    groups: dict[tuple[object, ...], list[Problem]] = {}
    for rank, problem in enumerate(sorted(problems, key=seat)):
        alone = is_refused(problem) or not _CELL.fullmatch(problem.place.cell)
        what = _column(problem) if problem.code == _INVENTED else problem.message
        key = (problem.code, what, problem.suggestion, rank if alone else -1)
        groups.setdefault(key, []).append(problem)
    return tuple(_together(group) for group in groups.values())


def _column(problem: Problem) -> str:
    return problem.place.cell.rstrip("0123456789")


def _together(group: Sequence[Problem]) -> Problem:
    first, *others = group
    if not others:
        return first
    cells = ", ".join(p.place.cell for p in others[:_SHOWN])
    more = len(others) - _SHOWN
    rest = "" if more <= 0 else " et une autre case" if more == 1 else f" et {more} autres cases"
    return replace(first, message=f"{first.message} {typeset(f'De même en {cells}{rest}.')}")
