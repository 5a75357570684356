"""The findings of an exchange: stable codes, French sentences. Knows no format."""

from __future__ import annotations

from typing import Final

from ctg_docs.phrases import phrases
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.sources.report import shorten, typeset

__all__ = ["DETAIL", "is_left_out", "is_refused", "note"]

DETAIL: Final = "Valeurs changées ou gardées en note, case par case"
"""Heading of the last part of the account of a foreign plan."""
_REFUSED: Final = frozenset(
    [
        "TAB002",
        "TAB003",
        "TAB010",
        "TAB011",
        "TAB013",
        "TAB014",
        "TAB015",
        "TAB017",
        "TAB032",
        "TAB033",
        "TAB034",
        "TAB036",
        "TAB038",
        "TAB064",
        "TAB069",
    ]
)
"""What somebody wrote and nothing can be made of; only what stops a whole file is an error (TAB001)."""
_LEFT_OUT: Final = frozenset(
    {"TAB005", "TAB006", "TAB009", "TAB039", "TAB040", "TAB041", "TAB061", "TAB067", "TAB070", "TAB071"}
)
"""What somebody wrote and the dossier does not get, though nothing there is wrong."""


def is_refused(problem: Problem) -> bool:
    """True when a problem tells of a cell or a row of ours that is not taken: a fault of the dossier too, were it written."""
    return problem.severity is Severity.ERROR or problem.code in _REFUSED


def is_left_out(problem: Problem) -> bool:
    """True when a problem tells of something written that is not taken, while the rest is."""
    return is_refused(problem) or problem.code in _LEFT_OUT


def note(code: str, place: Place, *, value: object = "", path: str = "", **facts: object) -> Problem:
    """Return a problem; `facts` and `value` fill its sentence."""
    severity, sentence, advice = phrases()[code].told
    known = {"value": shorten(value), **facts}
    return Problem(
        code,
        severity,
        typeset(sentence.format(**known)),
        place,
        path,
        shorten(value),
        typeset(advice.format(**known)).strip(),
    )
