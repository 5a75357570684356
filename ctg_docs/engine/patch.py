"""The one door to docxtpl's `patch_xml`: it gives the template language; we give it clean templates."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import unescape

from ctg_docs.engine.tags import CLOSE, OPEN, unguard

__all__ = ["docxtpl_module", "patch"]

_MARKED = re.compile(
    rf"(\{{[{{%][-+]?)((?:(?!\{{[{{%]).)*?){OPEN}(\d+){CLOSE}((?:(?![}}%]\}}).)*)", re.DOTALL
)
_QUOTES = {"&quot;": '"', "&apos;": "'", "&#39;": "'", "&#34;": '"'}
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def docxtpl_module() -> Any:
    """Import docxtpl and undo what docxcompose does to python-docx on the way.

    docxtpl imports docxcompose when it is installed, which points python-docx's `cp` prefix to the custom
    properties for the whole process: every core.xml written after is wrong (docxtpl #471, docxcompose #101).
    """
    import docx.oxml.ns
    import docxtpl

    docx.oxml.ns.nsmap["cp"] = _CP
    return docxtpl


def patch(xml: str) -> tuple[str, dict[int, int]]:
    """Turn the XML of a marked part into Jinja source.

    Returns:
        The source, where each tag begins on a line of its own, and the tag's number by line.
    """
    patched = docxtpl_module().DocxTemplate("").patch_xml(xml)
    pieces: list[str] = []
    lines: dict[int, int] = {}
    line, at = 1, 0
    for match in _MARKED.finditer(patched):
        before = patched[at : match.start()]
        line += before.count("\n") + 1
        inner = unescape(match.group(2) + match.group(4), _QUOTES).replace("\n", " ")
        pieces += (before, match.group(1), "\n", unguard(inner))
        lines[line] = int(match.group(3))
        at = match.end()
    return "".join(pieces) + patched[at:], lines
