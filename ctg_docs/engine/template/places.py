"""Give a problem the place of a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.engine.word.spots import shorten
from ctg_docs.problems import Place, Problem

if TYPE_CHECKING:
    from ctg_docs.engine.word.spots import Tag

__all__ = ["locate"]

_SHOWN = 300


def locate(problem: Problem, tag: Tag | None, file: str, label: str) -> Problem:
    """Return a problem with the place, the expression and the sentence of a tag."""
    if tag is None:
        return problem.at(Place(file, cell=label))
    spot = tag.spot
    shown = spot.expression if len(spot.expression) <= _SHOWN else shorten(spot.expression, _SHOWN)
    where = f" Balise « {shown} »"
    where += f", dans « {spot.sentence} »." if spot.sentence != spot.expression else "."
    message = problem.message + where
    return Problem(problem.code, problem.severity, message, spot.place(file), problem.path,
                   problem.value or spot.expression[:80], problem.suggestion)  # fmt: skip
