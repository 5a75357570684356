"""The one door to docxtpl's `patch_xml`: it gives the template language; we give it clean templates.

Most of a part holds no tag, and most tags are plain: docxtpl's expressions, which walk the text character by character
a dozen times, see only the paragraphs and tables whose tags ask for them. Long passages without a tag are set aside
behind a mark (`Patched.aside`), so that Jinja does not read them either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ctg_docs.engine.template.door import docxtpl_module
from ctg_docs.engine.template.tags import CLOSE, OPEN, unguard

__all__ = ["Patched", "patch"]

_MARKED = re.compile(
    rf"(\{{[{{%][-+]?)((?:(?!\{{[{{%]).)*?){OPEN}(\d+){CLOSE}((?:(?![}}%]\}}).)*)", re.DOTALL
)
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#39;": "'", "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&"}
#: where a paragraph or a table may end, and what may hold others
_EDGE = re.compile(r"<w:tbl[ >]|</w:tbl>|<w:txbxContent[ >]|</w:txbxContent>|</w:p>")
_BLOCK = re.compile(r"<w:(?:p|tbl)(?: [^>]*[^>/])?>")
#: two marks that elements part; one set of characters to look for is found much faster than two
_PARTED = re.compile(r"([{}%#])(?:<[^>]*>)++(?=([{}%#]))")
_PAIRS = frozenset(["{{", "{%", "{#", "%}", "}}", "#}"])
_TAG = re.compile(r"\{(?:\{[^}]*+(?:\}(?!\})[^}]*+)*+|%[^%]*+(?:%(?!\})[^%]*+)*+)")
_CUT = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
#: what only docxtpl's expressions know: hoisting, cells, merges, comments, braces meant as such
_SPECIAL = re.compile(r"[{}%](?:_[{}%]|(?<=\{)(?:[{%#](?:p|tr|tc|r)\s|#|%\s*(?:colspan|cellbg|vm|hm)\b))")
#: tags that reach out of their block
_FAR = re.compile(r"\{(?:[{%]-|%[-+]?\s*(?:end)?raw\b)|-[%}]\}")
#: the whole row or paragraph of a tag gives way to it
_HOIST = re.compile(r"(\{[{%])(tr|p) ([^}%]*[%}]\})")
_TEXT, _KEEPING = "<w:t>", '<w:t xml:space="preserve">'
_FIRST, _LAST = "\U000f5e04", "\U000f5e05"
_ASIDE = re.compile(f"{_FIRST}(\\d+){_LAST}")
_LONG = 200


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
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
        aside: whole paragraphs and tables without a tag, by the number of the mark that stands for them.
    """

    source: str
    lines: dict[int, int]
    texts: dict[int, str]
    aside: list[str] = field(default_factory=list)

    def restore(self, text: str) -> str:
        """Put back what was set aside."""
        return _ASIDE.sub(lambda m: self.aside[int(m[1])], text) if _FIRST in text else text


def patch(xml: str) -> Patched:
    """Turn the XML of a marked part into Jinja source."""
    blocks = _Blocks()
    for block in _blocks(xml):
        if not blocks.add(block):
            blocks = _Blocks([docxtpl_module().DocxTemplate("").patch_xml(xml)])
            break
    patched, aside = blocks.joined()
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
    return Patched("".join(pieces) + patched[at:], lines, texts, aside)


def _blocks(xml: str) -> Iterator[str]:
    """Cut a part after each paragraph and table that stands in no other."""
    at = depth = 0
    for edge in _EDGE.finditer(xml):
        mark = edge.group()
        if mark[1] != "/":
            depth += 1
        elif mark != "</w:p>":
            depth -= 1
        if depth == 0 and mark != "</w:txbxContent>" and mark[1] == "/":
            yield xml[at : edge.end()]
            at = edge.end()
    yield xml[at:]


def _joined(tag: re.Match[str]) -> str:
    text = tag.group()
    return _CUT.sub("", text) if "<" in text else text


def _hoisted(block: str, count: int) -> str | None:
    """Let rows and paragraphs give way to their tags, as docxtpl's expressions do; None when they alone know how.

    Args:
        block: a block whose tags are joined.
        count: how many special tags it has.
    """
    pieces: list[str] = []
    at = 0
    for tag in _HOIST.finditer(block):
        element = f"w:{tag[2]}"
        opening = max(block.rfind(f"<{element}{c}", at, tag.start()) for c in " >")
        end = block.find(f"</{element}>", tag.end())
        if opening < 0 or end < 0:
            return None
        pieces += (block[at:opening], tag[1], " ", tag[3])
        at = end + len(element) + 3
    if len(pieces) != 4 * count:
        return None
    return "".join(pieces) + block[at:]


class _Blocks:
    """Blocks of a part as docxtpl would write them all together."""

    def __init__(self, done: list[str] | None = None) -> None:
        self.done = done or []
        self.free: set[int] = set()
        self._bare = -1
        """Rank of the last block with a text element that no tag has followed yet."""

    def add(self, block: str) -> bool:
        """Patch one block; False when its tags reach out of it, so that the part must be patched as a whole."""
        rank = len(self.done)
        if "{" not in block:
            self.done.append(block)
            if _BLOCK.match(block):
                self.free.add(rank)
            self._bare = rank if _TEXT in block else self._bare
            return True
        joined = _TAG.sub(_joined, _PARTED.sub(lambda m: m[1] if m[1] + m[2] in _PAIRS else m[0], block))
        if _FAR.search(joined):
            return False
        head, *rest = joined.split(_TEXT)
        if self._bare >= 0 and _TAG.search(head):
            before, _, after = self.done[self._bare].rpartition(_TEXT)
            self.done[self._bare] = f"{before}{_KEEPING}{after}"
            self._bare = -1
        kept = head + "".join(f"{_KEEPING if _TAG.search(piece) else _TEXT}{piece}" for piece in rest)
        special = len(_SPECIAL.findall(joined))
        hoisted = _hoisted(kept, special) if special else kept
        self.done.append(docxtpl_module().DocxTemplate("").patch_xml(block) if hoisted is None else hoisted)
        if rest:
            self._bare = -1 if _TAG.search(rest[-1]) else rank
        return True

    def joined(self) -> tuple[str, list[str]]:
        """Return the whole, and what is set aside of it."""
        aside: list[str] = []
        pieces: list[str] = []
        run: list[str] = []
        for rank, block in enumerate([*self.done, ""]):
            if rank in self.free:
                run.append(block)
                continue
            free = "".join(run)
            run.clear()
            if len(free) > _LONG:
                pieces.append(f"{_FIRST}{len(aside)}{_LAST}")
                aside.append(free)
            else:
                pieces.append(free)
            pieces.append(block)
        return "".join(pieces), aside
