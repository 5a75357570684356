"""Holes: what is missing in a draft, carried inside ordinary text so that sentences can be composed.

A hole is a piece of text between two control characters that no data may hold (they are illegal in XML and
refused on reading). The Word engine turns each into a highlighted run in the style « À compléter ».
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["HOLE_END", "HOLE_START", "hole", "holes_in", "is_hole", "plain"]

HOLE_START = "\x02"
HOLE_END = "\x03"
_HOLE = re.compile(f"{HOLE_START}([^{HOLE_START}{HOLE_END}]*){HOLE_END}")


def hole(label: str) -> str:
    """Return the text that marks a missing value: « [à compléter : date de la délibération] »."""
    return f"{HOLE_START}[à compléter\u00a0: {label}]{HOLE_END}"


def is_hole(value: Any) -> bool:
    """True when the value is a hole and nothing else."""
    return isinstance(value, str) and value.startswith(HOLE_START) and value.endswith(HOLE_END)


def holes_in(text: str) -> list[str]:
    """Return the labels of the holes of a text, in order."""
    return [m.group(1).removeprefix("[à compléter\u00a0: ").removesuffix("]") for m in _HOLE.finditer(text)]


def plain(text: str) -> str:
    """Return the text as a reader sees it: marks removed, brackets kept."""
    return _HOLE.sub(r"\1", text)
