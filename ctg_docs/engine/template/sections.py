"""Drop the sections of a finished body that hold nothing, so that a condition leaves no blank page behind.

Convention: a section ends in a paragraph of its own, that has `w:sectPr` and no run. When conditions removed all
that stood before it in its section, that paragraph goes; when nothing stands after the last one, its section
becomes that of the end of the body.
"""

from __future__ import annotations

import re

__all__ = ["drop_empty_sections"]

_BREAK = (
    rb"<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>|<w:sectPr).)*"
    rb"(<w:sectPr(?: [^>]*)?>(?:(?!</w:sectPr>).)*</w:sectPr>)</w:pPr></w:p>"
)
_FIRST = re.compile(rb"(<w:body>)\s*" + _BREAK, re.DOTALL)
_TWICE = re.compile(rb"(" + _BREAK + rb")\s*" + _BREAK, re.DOTALL)
_LAST = re.compile(
    _BREAK + rb"\s*<w:sectPr(?: [^>]*)?>(?:(?!</w:sectPr>).)*</w:sectPr>\s*</w:body>", re.DOTALL
)


def drop_empty_sections(body: bytes) -> bytes:
    """Return the body without the sections that hold nothing; the body itself when it has only one."""
    if body.count(b"<w:sectPr") < 2:
        return body
    before = None
    while before != body:
        before = body
        body = _TWICE.sub(rb"\1", _FIRST.sub(rb"\1", body))
    return _LAST.sub(rb"\1</w:body>", body)
