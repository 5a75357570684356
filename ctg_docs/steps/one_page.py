"""A short paper that would spill a few lines onto a second page is tightened in its Word file, without any converter.

Only one that can be measured without doubt: paragraphs in our styles on one sheet and pictures in their lines, no table, no page asked for.
"""

from __future__ import annotations

import re
from html import unescape

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import read_members

__all__ = ["on_one_page"]

_BODY = "word/document.xml"
_UNSURE = re.compile(rb"<w:tbl>|<wp:anchor |<w:pict>|w:pageBreakBefore|w:type=\"page\"|w:pgSz[^>]*landscape")
_MM = 36_000
"""Units of a picture in a millimetre."""
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_PICTURE = re.compile(r'<wp:extent [^>]*cy="(\d+)"')
_STYLE, _TEXT = re.compile(r'<w:pStyle w:val="(\w+)"/>'), re.compile(r"<w:t(?: [^>]*)?>([^<]*)")


def on_one_page(word: bytes) -> bytes:
    """Return a Word file, its whites tightened when it would take a page and a few lines."""
    body = read_members(word, Limits())[_BODY].unpack()
    if _UNSURE.search(body) or body.count(b"<w:sectPr") != 1:
        return word
    from ctg_docs.engine.pdf.fitting import tighter
    from ctg_docs.gabarit.mesure import SERRE

    if not 1 < _pages(body.decode()) <= SERRE:
        return word

    return tighter(word)[0]


def _pages(body: str) -> float:
    """Return the share of a page that paragraphs take; 0 when one has a style that is not ours."""
    from ctg_docs.gabarit.catalogue import STYLES
    from ctg_docs.gabarit.mesure import hauteur, hauteur_utile

    height, ours = 0.0, {style.id for style in STYLES}
    for paragraph in _PARAGRAPH.findall(body):
        style = _STYLE.search(paragraph)
        if style is None or style[1] not in ours:
            return 0
        height += hauteur(style[1], unescape("".join(_TEXT.findall(paragraph))))
        height += sum(map(int, _PICTURE.findall(paragraph))) / _MM
    return height / hauteur_utile()
