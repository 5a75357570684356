"""How wide words are in the house's font, Calibri or its twin Carlito; any other is taken for a wider one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["WIDER", "space", "words"]

_CLASSES = {
    225: " il'\u00a0\u202f", 250: "jI.,’", 275: ";:", 310: "f()-‑", 335: "tJ!r°", 390: "sz/", 425: "cL",
    450: "xvF", 475: "kyg?S", 500: "aeTYZ0123456789«»–€+*E", 525: "bdhnopquCKPX", 550: "BR", 580: "AV",
    625: "DGH", 650: "NUO", 680: "Q", 720: "w%", 800: "m", 855: "MœŒ", 900: "W—",
}  # fmt: skip
"""Thousandths of the size; accents take no room."""
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER, _BOLD, WIDER = 600, 1.035, 1.15
"""A letter of another script; what bold letters take more, and those of most other fonts."""
_BREAKS = re.compile(r"(?<=[-/])(?!\d)(?=.)|(?<=\D[-/])(?=\d)|[ \n]")
"""Where a line may end: at a blank, after a hyphen or a bar, but never inside « 13/10/2023 » nor « 2023-10-118 »."""


def words(text: str, points: float, *, bold: bool = False) -> Sequence[int]:
    """Return the widths of the words of a text, in twips."""
    factor = points / 50 * (_BOLD if bold else 1)
    return [round(_thousandths(word) * factor) for word in _BREAKS.split(text) if word]


def space(points: float) -> int:
    """Return the width of a blank, in twips."""
    return round(_WIDTHS[" "] * points / 50)


@lru_cache(maxsize=4096)
def _thousandths(word: str) -> int:
    plain = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in plain)
