"""No line of a page breaks at the hyphen of a number: « 2023-10-112 », « D23-087 », « L. 214-1-3 », « 2024-2028 ».

Only for what is turned into pages. Word's own no-break hyphen is no character: its search does not find it, and
many readers of Word files lose it. So the files that people get keep the hyphen that somebody typed.
"""

from __future__ import annotations

import re

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import parse_part, read_part, replace_parts
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.errors import TemplateError

__all__ = ["hold_hyphens"]

_BODY = "word/document.xml"
_LONGEST = 24
"""Letters of a number; what is longer is an address or a name of file, which must break somewhere.

The converter sets each held hyphen apart in its PDF: a telephone number stays whole, for who looks for it there.
"""
_WORD = re.compile(
    rf"(?<![\w/@.:-])(?!\d\d(?:-\d\d){{3,4}}\b)(?:[LRDA]\.)?(?=[\w-]{{3,{_LONGEST}}}(?![\w/@-]))\w+(?:-\w+)+(?![.:]\w)"
)
_HYPHEN = re.compile(r"(?<=\d)-(?=\w)|(?<=\w)-(?=\d)")
_SPACE = qn("xml:space")
_LIKELY = re.compile(rb">[^<]*(?:\d-\w|\w-\d)")


def hold_hyphens(document: bytes) -> bytes:
    """Return the Word file to convert, whose numbers never break at a hyphen outside tables; any other file as it is."""
    try:
        body = read_part(document, _BODY)
        if body is None or not _LIKELY.search(body):
            return document
        root = parse_part(body)
    except TemplateError:  # the converter says what it makes of it
        return document
    return replace_parts(document, {_BODY: to_bytes(root)}) if _hold(root) else document


def _hold(root: etree._Element) -> bool:
    """Cut each text at the hyphens of its numbers; True when there were some."""
    changed = False
    for node in list(root.iter(qn("w:t"))):
        pieces = _pieces(node.text or "")
        run = node.getparent()
        if len(pieces) > 1 and run is not None and next(node.iterancestors(qn("w:tbl")), None) is None:
            _write(node, pieces)
            changed = True
    return changed


def _pieces(text: str) -> list[str]:
    marked = _WORD.sub(lambda found: _HYPHEN.sub("\0", found[0]), text) if "-" in text else text
    return marked.split("\0")


def _write(node: etree._Element, pieces: list[str]) -> None:
    last = node
    for rank, piece in enumerate(pieces):
        if rank:
            for name in ("w:noBreakHyphen", "w:t"):
                after = etree.Element(qn(name))
                last.addnext(after)
                last = after
        last.text = piece
        last.set(_SPACE, "preserve")
