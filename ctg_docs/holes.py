"""Holes: what is missing in a draft, carried inside ordinary text so that sentences can be composed.

A hole is a piece of text between two control characters that no data may hold (they are illegal in XML and
refused on reading). The Word engine turns each into a highlighted run in the style « À compléter ». It also knows where
the dossier should say it, after a third such character that nobody prints.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["HOLE_END", "HOLE_START", "hole", "holes_in", "is_hole", "placed_holes", "plain", "without_places"]

HOLE_START = "\x02"
HOLE_END = "\x03"
_PLACE = "\x04"
_HOLE = re.compile(
    f"{HOLE_START}([^{HOLE_START}{HOLE_END}{_PLACE}]*)(?:{_PLACE}([^{HOLE_START}{HOLE_END}]*))?{HOLE_END}"
)


def hole(label: str, chemin: str = "") -> str:
    """Return the text that marks a missing value: « [à compléter : date de la délibération] ».

    Args:
        label: what is missing.
        chemin: where the dossier says it, elements of registers by their identifier: « deliberations.d-cc.date ».
    """
    return f"{HOLE_START}[à compléter\u00a0: {label}]{_PLACE + chemin if chemin else ''}{HOLE_END}"


def is_hole(value: Any) -> bool:
    """True when the value is a hole and nothing else."""
    return isinstance(value, str) and value.startswith(HOLE_START) and value.endswith(HOLE_END)


def holes_in(text: str) -> list[str]:
    """Return the labels of the holes of a text, in order."""
    return [label for label, _ in placed_holes(text)]


def placed_holes(text: str) -> list[tuple[str, str]]:
    """Return the label of each hole of a text and where the dossier says it, empty when nobody knows."""
    return [
        (m[1].removeprefix("[à compléter\u00a0: ").removesuffix("]"), m[2] or "")
        for m in _HOLE.finditer(text)
    ]


def without_places(text: str) -> str:
    """Return the text to print: its holes without their places."""
    return _HOLE.sub(rf"{HOLE_START}\1{HOLE_END}", text) if _PLACE in text else text


def plain(text: str) -> str:
    """Return the text as a reader sees it: marks removed, brackets kept."""
    return _HOLE.sub(r"\1", text)
