"""A short paper that overflows by a few lines is tightened: spacing first, then the top and bottom margins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.parts import read_part, replace_parts
from ctg_docs.engine.pdf.content import text_lines
from ctg_docs.engine.pdf.opening import open_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Sheets", "read_sheets", "tighter"]

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_FEW, _SHORT = 6, 4
"""A page with fewer lines is nearly empty; a document of more pages is long, its last page may be so."""
_WHITE = 680
"""Twips of a white wanted for itself, 12 mm: to sign in, above the title of a cover."""
_TIGHT = 0.5
"""What is kept of the whites between paragraphs, of the lead of lines and of the margins of cells."""
_TOP, _BOTTOM, _STEP = 1417, 907, 284
"""Twips: margins never go under 25 mm, where a stamp is laid, and 16 mm; they lose 5 mm."""

_SPACING = re.compile(rb'<w:spacing (?=[^>]*w:(?:before|after|line)=")[^>]*/>')
_WHITES = re.compile(rb'(w:(before|after|line)=")(\d+)(")')
_CELLS = re.compile(rb"<w:tblCellMar>.*?</w:tblCellMar>", re.DOTALL)
_CELL = re.compile(rb'(<w:(top|bottom) w:w=")(\d+)(")')
_MARGINS = re.compile(rb"<w:pgMar [^>]*>")
_MARGIN = re.compile(rb'(w:(top|bottom)=")(\d+)(")')


@dataclass(frozen=True, slots=True)
class Sheets:
    """How full the pages of a document are.

    Attributes:
        lines: lines of text of each page, between its margins.
    """

    lines: tuple[int, ...]

    @property
    def overflow(self) -> bool:
        """True for a short paper with a page of a few lines: it could do with less room."""
        return 1 < len(self.lines) <= _SHORT and min(self.lines[1:]) < _FEW

    def is_better_than(self, other: Sheets) -> bool:
        """True with fewer pages, or without the page of a few lines."""
        return len(self.lines) < len(other.lines) or (
            len(self.lines) == len(other.lines) and other.overflow and not self.overflow
        )


def read_sheets(pdf: bytes, word: bytes) -> Sheets:
    """Return how full the pages of a converted document are; those of a long one are not read, and count as full."""
    margins = [_margins(found) for found in _MARGINS.findall(read_part(word, _BODY) or b"")] or [{}]
    top = min(m.get(b"top", 0) for m in margins) / 20
    bottom = min(m.get(b"bottom", 0) for m in margins) / 20
    with open_pdf(pdf) as opened:
        if len(opened.pages) > _SHORT:
            return Sheets((_FEW,) * len(opened.pages))
        return Sheets(
            tuple(
                sum(bottom <= y <= float(page.mediabox[3]) - top for y in text_lines(page.obj))
                for page in opened.pages
            )
        )


def tighter(word: bytes) -> Sequence[bytes]:
    """Return the document tightened, the gentlest first: its whites, then its top and bottom margins too."""
    styles, body = read_part(word, _STYLES) or b"", read_part(word, _BODY) or b""
    closer = _SPACING.sub(lambda m: _WHITES.sub(_white, m[0]), styles)
    closer = _CELLS.sub(lambda m: _CELL.sub(_shrunk(0), m[0]), closer)
    gentle = replace_parts(word, {_STYLES: closer})
    margins = _MARGINS.sub(lambda m: _MARGIN.sub(_margin, m[0]), body)
    return (gentle, replace_parts(gentle, {_BODY: margins}))


def _margins(found: bytes) -> dict[bytes, int]:
    return {side: int(value) for _, side, value, _ in _MARGIN.findall(found)}


def _white(match: re.Match[bytes]) -> bytes:
    least = 240 if match[2] == b"line" else 0
    return match[0] if int(match[3]) >= _WHITE else _shrunk(least)(match)


def _shrunk(least: int) -> Callable[[re.Match[bytes]], bytes]:
    """Return what keeps a share of a value above the least that it may be."""

    def shrink(match: re.Match[bytes]) -> bytes:
        value = int(match[3])
        return match[1] + b"%d" % (least + _TIGHT * (value - least) if value > least else value) + match[4]

    return shrink


def _margin(match: re.Match[bytes]) -> bytes:
    least, value = _TOP if match[2] == b"top" else _BOTTOM, int(match[3])
    return match[1] + b"%d" % min(value, max(least, value - _STEP)) + match[4]
