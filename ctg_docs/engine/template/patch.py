"""The one door to docxtpl's `patch_xml`: it gives the template language; we give it clean templates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctg_docs.engine.template.door import docxtpl_module
from ctg_docs.engine.template.tags import CLOSE, OPEN, unguard

__all__ = ["Patched", "patch"]

_MARKED = re.compile(
    rf"(\{{[{{%][-+]?)((?:(?!\{{[{{%]).)*?){OPEN}(\d+){CLOSE}((?:(?![}}%]\}}).)*)", re.DOTALL
)
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#39;": "'", "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&"}


def _unescape(text: str) -> str:
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return text


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
        inner = unguard(_unescape(match.group(2) + match.group(4)).replace("\n", " "))
        pieces += (before, match.group(1), "\n", inner)
        number = int(match.group(3))
        lines[line] = number
        texts[number] = match.group(1) + inner + patched[match.end() : match.end() + 2]
        at = match.end()
    return Patched("".join(pieces) + patched[at:], lines, texts)
