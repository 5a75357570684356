"""The one door to docxtpl's `patch_xml`: it gives the template language; we give it clean templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import unescape

from ctg_docs.engine.tags import CLOSE, OPEN, unguard

__all__ = ["Patched", "docxtpl_module", "patch"]

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


@dataclass(frozen=True, slots=True)
class Patched:
    """Jinja source of a part.

    Attributes:
        source: the source; each marked tag begins on a line of its own.
        lines: tag number by line.
        texts: the tag as Jinja will read it, by number.
    """

    source: str
    lines: dict[int, int]
    texts: dict[int, str]


def patch(xml: str) -> Patched:
    """Turn the XML of a marked part into Jinja source."""
    patched = docxtpl_module().DocxTemplate("").patch_xml(xml)
    pieces: list[str] = []
    lines: dict[int, int] = {}
    texts: dict[int, str] = {}
    line, at = 1, 0
    for match in _MARKED.finditer(patched):
        before = patched[at : match.start()]
        line += before.count("\n") + 1
        inner = unguard(unescape(match.group(2) + match.group(4), _QUOTES).replace("\n", " "))
        pieces += (before, match.group(1), "\n", inner)
        number = int(match.group(3))
        lines[line] = number
        texts[number] = match.group(1) + inner + patched[match.end() : match.end() + 2]
        at = match.end()
    return Patched("".join(pieces) + patched[at:], lines, texts)
