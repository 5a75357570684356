"""What reading forms back can find: stable codes, French sentences."""

from __future__ import annotations

from typing import Final

from ctg_docs.engine.word.remarks import read_remarks
from ctg_docs.phrases import phrases
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import shorten, typeset

__all__ = ["is_left_out", "note", "remarks"]

_LEFT_OUT: Final = frozenset(
    {
        "FRM006",
        "FRM007",
        "FRM012",
        "FRM014",
        "FRM016",
        "FRM017",
        "FRM018",
        "FRM019",
        "FRM020",
        "FRM022",
        "FRM023",
        "FRM024",
    }
)
"""What somebody wrote and the dossier does not get."""


def is_left_out(problem: Problem) -> bool:
    """True when a problem tells of something written that is not taken, while the rest is."""
    return problem.code in _LEFT_OUT


def remarks(document: bytes, name: str) -> list[Problem]:
    """Tell the comments of a document: they are nobody's field."""
    return [
        note("FRM023", Place(name), value=remark.text, author=remark.author or "sans nom", near=remark.near)
        for remark in read_remarks(document)
    ]


def note(
    code: str, place: Place, *, value: object = "", path: str = "", reason: str = "", **facts: object
) -> Problem:
    """Return a problem; `facts`, `value` and `reason`, never shortened, fill its sentence."""
    severity, sentence, advice = phrases()[code].told
    known = {"value": shorten(value, 60), "reason": reason, **{k: shorten(v, 60) for k, v in facts.items()}}
    text = typeset(sentence.format(**known))
    return Problem(code, severity, text, place, path, shorten(value), typeset(advice))
