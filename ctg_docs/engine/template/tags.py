"""Find the Jinja tags of a Word part, number them, and protect what docxtpl's regexes would spoil.

Each tag gets a number written inside it between two private characters; it survives `patch_xml`, whatever runs,
paragraphs or rows are hoisted, so that every error and every value knows the very tag it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.sax import saxutils

from lxml import etree

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.names import bare, qn
from ctg_docs.engine.opc.xml import selector, whole_text
from ctg_docs.engine.word.spots import Passage, Spot, Tag
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

__all__ = ["MARK", "Marker", "Tag", "find_tags", "has_tag", "unguard"]

_R, _T, _TC, _PPR, _RPR = (qn(f"w:{name}") for name in ("r", "t", "tc", "pPr", "rPr"))
_STYLE, _SECTION, _VAL = qn("w:pStyle"), qn("w:sectPr"), qn("w:val")
OPEN, CLOSE = "\U000f5e00", "\U000f5e01"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_GUARDS = {c: chr(0xF5E10 + n) for n, c in enumerate("’‘“”%{}#")}
_UNGUARD = str.maketrans({v: k for k, v in _GUARDS.items()})
_KIND = re.compile(r"\{[{%#](p|tr|tc|r) ")
_CELL = re.compile(r"\{%\s*(colspan|cellbg)\s")
_RAW = re.compile(r"\{%-?\s*raw\b")
_UNMARKED = re.compile(r"\{(#|%[-+]?\s*(vm|hm|raw|endraw)\s*[-+]?%\}$)")
#: elements with a text of their own that stands in no paragraph
_STRAY = selector("descendant::text()[contains(., '{')][not(ancestor::w:p)]/parent::*[contains(text(), '{')]")
#: texts of the runs that stand in their paragraph itself, and in nothing else
_IN_RUNS = selector("descendant::w:p/w:r/w:t[node()[1][self::text()]]")
#: an element with a tag in an attribute, as lxml writes it
_HOLDER = re.compile(r"<[^<>{]*+(?:\{(?![{%#])[^<>{]*+)*+\{[{%#][^<>]*>")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_UNQUOTED = {entity: char for char, entity in _QUOTED.items()}
_VALUE = re.compile(r'(?<==")[^"]*(?=")')
#: a tag without literal, brace or comment, that ends where it seems to
_PLAIN = re.compile(r"""\{\{[^{}%#'"‘’“”]*\}\}|\{%[^{}%#'"‘’“”]*%\}""")
_HAS_TAG = re.compile(r"\{[{%#]")
_LONGEST = Limits().tag


def has_tag(text: str) -> bool:
    """True when the text may hold a tag."""
    return _HAS_TAG.search(text) is not None


def unguard(text: str) -> str:
    """Give protected characters back."""
    return text.translate(_UNGUARD)


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each tag; a closing mark inside a literal does not close."""
    at = 0
    while (match := _HAS_TAG.search(text, at)) is not None:
        start = match.start()
        plain = _PLAIN.match(text, start)
        if plain is not None:
            at = plain.end()
            yield start, at
            continue
        closing = {"{": "}}", "%": "%}", "#": "#}"}[text[start + 1]]
        end = _closing(text, start + 2, closing) if closing != "#}" else -1
        if end < 0:
            end = text.find(closing, start + 2)
        if end < 0:
            raise ValueError(text[start : start + 60])
        yield start, end + 2
        at = end + 2


def _closing(text: str, at: int, closing: str) -> int:
    """Position of the closing mark, literals and braces respected; -1 when there is none."""
    depth = 0
    while at < len(text):
        char = text[at]
        if text.startswith(closing, at) and depth == 0:
            return at
        if char in _OPENERS:
            end = _literal_end(text, at)
            if end < 0:
                return -1
            at = end
        elif char == "{":
            depth += 1
        elif char == "}" and depth:
            depth -= 1
        at += 1
    return -1


_OPENERS = {"'": "'", '"': '"', "“": '”“"', "”": '”“"', "‘": "’'", "’": "’'"}


def _literal_end(text: str, start: int) -> int:
    """Position of the quote that closes the literal opened at `start`, -1 when none does."""
    closers = _OPENERS[text[start]]
    for at in range(start + 1, len(text)):
        if text[at] not in closers or (at > start + 1 and text[at - 1] == "\\"):
            continue
        inside_word = text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()
        if not (text[at] in "’'" and text[start] in "‘’" and inside_word):
            return at
    return -1


def protect(tag: str) -> str:
    """Straighten the quotes that delimit literals and guard all that `patch_xml` would change; same length."""
    if _PLAIN.fullmatch(tag):
        return tag
    out = list(tag)
    at, last = 2, len(tag) - 2
    while at < last:
        char = tag[at]
        end = _literal_end(tag, at) if char in _OPENERS else -1
        if 0 < end < last:
            straight = '"' if char in '"“”' else "'"
            for inner in range(at + 1, end):
                out[inner] = _GUARDS.get(tag[inner], tag[inner])
            out[at] = out[end] = straight
            at = end
        elif char in "%{}#":
            out[at] = _GUARDS[char]
        at += 1
    return "".join(out)


@dataclass
class Marker:
    """Numbers the tags of a part in place, those of its text first.

    Attributes:
        part: its French label.
        file: what messages call the template.
        tags: the tags, by number.
        problems: tags that never close, each with its place.
    """

    part: str
    file: str
    tags: list[Tag] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, root: _Element, found: Iterable[Passage]) -> None:
        """Mark the tags of the paragraphs, then those of texts that stand in none."""
        left = whole_text(root).count("{")
        plain = set(_IN_RUNS(root))
        for passage in found:
            left -= self._mark(passage, plain)
        for node in _STRAY(root) if left else ():
            node.text = self._plain(node.text or "")

    def _mark(self, passage: Passage, plain: set[_Element]) -> int:
        """Mark the tags of one paragraph; return how many braces its text opens."""
        nodes = passage.nodes
        texts = [node.text or "" for node in nodes]
        whole = "".join(texts)
        braces = whole.count("{")
        if not has_tag(whole):
            return braces
        starts = [0, *accumulate(map(len, texts))]
        chars = list(whole)
        around = _Around(passage.paragraph, in_table=passage.spot.table > 0)
        home = list(range(len(nodes)))  # the node whose run a text ends in: docxtpl joins the runs of a tag
        for start, end in self._spans(whole, passage.spot):
            raw = whole[start:end]
            safe = protect(raw)
            chars[start:end] = safe
            cut = end - (3 if safe[-3] in "-+" else 2)
            chars[cut] = f"{OPEN}{len(self.tags)}{CLOSE}{chars[cut]}"
            first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
            self.tags.append(around.tag(nodes[home[first]], passage.spot._replace(expression=raw)))
            pieces = nodes[first : last + 1]
            if first < last and (plain.issuperset(pieces) or not _gathered(pieces, chars, start, end)):
                home[first + 1 : last + 1] = [home[first]] * (last - first)
        for number, node in enumerate(nodes):
            if texts[number]:
                node.text = "".join(chars[starts[number] : starts[number + 1]])
        return braces

    def _spans(self, text: str, spot: Spot) -> list[tuple[int, int]]:
        """Return start and end of the tags to mark; note one that never closes."""
        spans: list[tuple[int, int]] = []
        raw_block = False
        try:
            for start, end in find_tags(text):
                tag = text[start:end]
                raw_block = (raw_block or _RAW.match(tag) is not None) and "endraw" not in tag
                if len(tag) > _LONGEST:
                    self.problems.append(_too_long(spot, tag, self.file))
                elif not raw_block and not _UNMARKED.match(tag):
                    spans.append((start, end))
        except ValueError as error:
            self.problems.append(_unclosed(spot, str(error), self.file))
        return spans

    def written(self, root: _Element) -> str:
        """Return the part, written, with the tags of its attributes marked."""
        xml = etree.tostring(root, encoding="unicode")
        if xml.count("{") == whole_text(root).count("{"):
            return xml
        return _HOLDER.sub(lambda m: _VALUE.sub(self._attribute, m.group()), xml)

    def _attribute(self, match: re.Match[str]) -> str:
        value = saxutils.unescape(match.group(), _UNQUOTED)
        if not has_tag(value):
            return match.group()
        return saxutils.escape(self._plain(value), _QUOTED)

    def _plain(self, text: str) -> str:
        pieces: list[str] = []
        at, spot = 0, Spot(self.part)
        try:
            for start, end in find_tags(text):
                raw = text[start:end]
                pieces += (text[at:start], raw if _UNMARKED.match(raw) else _numbered(raw, len(self.tags)))
                if not _UNMARKED.match(raw):
                    self.tags.append(Tag(spot._replace(expression=raw, sentence=text[:80]), "x"))
                at = end
        except ValueError as error:
            self.problems.append(_unclosed(spot, str(error), self.file))
        return "".join(pieces) + text[at:]


def _too_long(spot: Spot, tag: str, file: str) -> Problem:
    message = spot.quoting(f"Une balise compte plus de {_LONGEST} caractères : « {tag[:60].strip()}… ».")
    return Problem("MOD003", Severity.ERROR, message, spot.place(file), value=tag[:80])


def _unclosed(spot: Spot, excerpt: str, file: str) -> Problem:
    message = spot.quoting(f"Une balise ouverte n’est jamais refermée : « {excerpt} ».")
    return Problem("MOD003", Severity.ERROR, message, spot.place(file), value=excerpt[:80])


def _numbered(raw: str, number: int) -> str:
    safe = protect(raw)
    cut = len(safe) - (3 if safe[-3] in "-+" else 2)
    return f"{safe[:cut]}{OPEN}{number}{CLOSE}{safe[cut:]}"


def _gathered(pieces: list[_Element], chars: list[str], start: int, end: int) -> bool:
    """Write a tag where it begins when it runs over an equation, a link or a mark of revision; True when it does.

    docxtpl joins the pieces of a tag by cutting all that stands between; that is well formed between neighbouring
    runs that hold a text, only.
    """
    holders = {run.getparent() if (run := node.getparent()) is not None else None for node in pieces}
    if len(holders) <= 1 and all(node.tag == _T and node.text for node in pieces):
        return False
    chars[start] = "".join(chars[start:end])
    chars[start + 1 : end] = [""] * (end - start - 1)
    return True


class _Around:
    """What stands around the tags of a paragraph."""

    def __init__(self, paragraph: _Element, *, in_table: bool) -> None:
        self.paragraph = paragraph
        properties = _child(paragraph, _PPR)
        style = _child(properties, _STYLE)
        self.ppr = _xml(_without_section(properties))
        self.style = (style.get(_VAL) or "") if style is not None else ""
        self.room = _room(paragraph) if in_table else 0.0

    def tag(self, node: _Element, spot: Spot) -> Tag:
        """Return the tag that begins in a text element."""
        match = _KIND.match(spot.expression)
        run = node.getparent()
        inside_run = run is not None and run.tag == _R and node.tag == _T
        kind = match.group(1) if match else "t" if inside_run else "x"
        if _CELL.match(spot.expression):
            kind = "x"
        splittable = run is not None and run.getparent() is self.paragraph
        return Tag(spot, kind, self.ppr, _xml(_child(run, _RPR)), self.style, splittable, self.room)


def _child(node: _Element | None, tag: str) -> _Element | None:
    return next(node.iterchildren(tag), None) if node is not None else None


def _room(paragraph: _Element) -> float:
    """Return the width of the cell around a paragraph, its margins taken off."""
    cell = next(paragraph.iterancestors(_TC), None)
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if width is None or width.get(qn("w:type")) != "dxa" or not width.get(qn("w:w"), "").isdigit():
        return 0.0
    return max(0.0, int(width.get(qn("w:w"), "0")) * 25.4 / 1440 - 4)


def _without_section(properties: _Element | None) -> _Element | None:
    """Return the properties of a paragraph without the end of section they may hold."""
    if properties is None or _child(properties, _SECTION) is None:
        return properties
    copy = etree.fromstring(etree.tostring(properties, with_tail=False))
    etree.strip_elements(copy, _SECTION)
    return copy


def _xml(node: _Element | None) -> str:
    """Return properties as text."""
    return "" if node is None else bare(etree.tostring(node, encoding="unicode", with_tail=False))
