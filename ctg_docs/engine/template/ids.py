"""Make every identifier of a part unique in the documents to come. Works on the marked tree, once per template.

Duplicate identifiers after a loop are what Word calls « contenu illisible » (docxtpl #243, #325).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.xml import selector
from ctg_docs.engine.template.slots import slot
from ctg_docs.engine.template.tags import MARK, OPEN, has_tag
from ctg_docs.engine.word.spots import Tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.word.numbering import Numbering
    from ctg_docs.engine.word.styles import StyleSheet

__all__ = ["Ids", "walk_loops"]

_WORD = re.compile(r"\{%[-+]?(?:(?:p|tr|tc|r) )?\s*((?:end)?(?:for|macro|call|if)|elif|else)\b")
#: the loops and conditions around an element, outermost first: number of the tag, then `_LOOP` or rank of the branch
Path = tuple[tuple[int, int], ...]
_LOOP = -1
_VOLATILE = tuple(
    f"{{{ns}}}{name}"
    for ns, name in (
        (qn("w14:x")[1:-2], "paraId"),
        (qn("w14:x")[1:-2], "textId"),
        *((qn("w:x")[1:-2], f"rsid{tail}") for tail in ("R", "RDefault", "P", "RPr", "Del", "Tr", "Sect")),
    )
)
_MARKED = selector(f"descendant::text()[contains(., '{OPEN}')]/parent::*")
_REFERENCE = re.compile(r"\b((?:PAGE|NOTE)?REF)\s+(\S+)")
_COMMENT = {qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference")}

#: what a walk over a part looks at
_SHAPES = tuple(qn(f"v:{n}") for n in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group"))
_P = qn("w:p")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_REVISIONS = (qn("w:ins"), qn("w:del"))
_FIRST_REVISION = 90_000
_PLAIN = (qn("wp:docPr"), qn("pic:cNvPr"), *_SHAPES, *_REVISIONS)
_MEANT = frozenset(
    [
        *_PLAIN,
        qn("w:fldSimple"),
        *(qn(n) for n in ("w:p", "w:id", "w:bookmarkStart", "w:bookmarkEnd", "w:hyperlink")),
        *(qn(n) for n in ("w:instrText", "w:footnoteReference", "w:endnoteReference")),
        *_COMMENT,
    ]
)


@dataclass
class Ids:
    """Numbers the identifiers of all parts of a template.

    Attributes:
        restart: lists begin again at each turn of a loop.
        noted: identifiers of the notes that loops or conditions surround, by kind.
        turns: by part, the slots to write at the beginning of a loop's turn, by number of its tag.
    """

    styles: StyleSheet
    numbering: Numbering
    restart: bool = True
    drawings: int = 0
    bookmarks: int = 0
    controls: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    turns: dict[int, list[str]] = field(default_factory=dict)
    noted: dict[str, set[str]] = field(default_factory=dict)
    revisions: int = 0

    def prepare(self, root: _Element, tags: Sequence[Tag]) -> dict[int, list[str]]:
        """Change one part in place; return the slots its loops begin with."""
        self.turns = {}
        own: dict[str, str] = {}
        looped: dict[str, int] = {}
        references: list[tuple[int, _Element, tuple[int, ...]]] = []
        if root.tag != qn("w:comments"):  # comments are answered by their paragraphs' identifiers
            etree.strip_attributes(root, *_VOLATILE)
        walked = [(n, node, frames) for n, (node, frames) in enumerate(_walk_frames(root, tags))]
        lists = _Lists(self, walked)
        for order, node, frames in walked:
            loops = _loops_of(frames) if frames else ()
            if node.tag in _PLAIN:
                self._plain(node, bool(loops))
            elif node.tag == qn("w:bookmarkStart"):
                self._bookmark(node, own, looped, order, bool(loops))
            elif node.tag == qn("w:bookmarkEnd"):
                key = node.get(qn("w:id"), "")
                node.set(qn("w:id"), slot("end", key) if loops else own.get(key, key))
            elif node.tag == qn("w:id") and _parent_is(node, "w:sdtPr"):
                self._control(node, bool(loops))
            elif node.tag == _P:
                lists.number(node, loops)
            elif node.tag in _COMMENT and loops:
                _drop(node)
            elif node.tag in _NOTES and frames:
                self._call(node, _NOTES[node.tag])
            elif node.tag in {qn("w:hyperlink"), qn("w:instrText"), qn("w:fldSimple")}:
                references.append((order, node, loops))
        for order, node, loops in references:
            if loops:
                _refer(node, order, looped)
        return self.turns

    def _drawing(self) -> str:
        self.drawings += 1
        return str(self.drawings)

    def _plain(self, node: _Element, repeated: bool) -> None:
        """Number a drawing, a shape or a mark of revision: nothing refers to it."""
        if node.tag in _REVISIONS:
            self.revisions += 1
            node.set(qn("w:id"), slot("sdt") if repeated else str(_FIRST_REVISION + self.revisions))
        elif node.tag not in _SHAPES:
            node.set("id", slot("drawing") if repeated else self._drawing())
        elif repeated and node.get("id"):
            node.set("id", slot("shape"))

    def _call(self, node: _Element, kind: str) -> None:
        """Count a call of a note."""
        identifier = node.get(qn("w:id"), "")
        self.noted.setdefault(kind, set()).add(identifier)
        node.set(qn("w:id"), slot("note", f"{kind}:{identifier}"))

    def _bookmark(
        self, node: _Element, own: dict[str, str], looped: dict[str, int], order: int, repeated: bool
    ) -> None:
        key, name = node.get(qn("w:id"), ""), node.get(qn("w:name"), "")
        if repeated:
            looped[name] = order
            node.set(qn("w:id"), slot("start", key))
            if not has_tag(name):  # a name made by a tag is the template's own affair
                node.set(qn("w:name"), slot("name", name))
            return
        self.bookmarks += 1
        own[key] = str(self.bookmarks)
        node.set(qn("w:id"), own[key])
        self.names.add(name)

    def _control(self, node: _Element, repeated: bool) -> None:
        value = node.get(qn("w:val"), "")
        if repeated:
            node.set(qn("w:val"), slot("sdt"))
            return
        while value in self.controls or not value:
            value = str(len(self.controls) + 1)
        self.controls.add(value)
        node.set(qn("w:val"), value)


def walk_loops(root: _Element, tags: Sequence[Tag]) -> Iterator[tuple[_Element, tuple[int, ...]]]:
    """Yield the elements in order, each with the loops around it (numbers of their tags, outermost first)."""
    for node, frames in _walk_frames(root, tags):
        yield node, _loops_of(frames)


def _loops_of(frames: Path) -> tuple[int, ...]:
    return tuple(number for number, branch in frames if branch == _LOOP)


def _walk_frames(root: _Element, tags: Sequence[Tag]) -> Iterator[tuple[_Element, Path]]:
    """Yield the elements in order, each with the loops and the branches of conditions around it."""
    found = {n: _WORD.match(t.spot.expression) for n, t in enumerate(tags) if t.spot.expression[1] == "%"}
    words = {number: word[1] for number, word in found.items() if word is not None}
    marked = {node.tag for node in _MARKED(root)} if words else set()
    path: Path = ()
    for node in root.iter(*_MEANT, *marked):
        if node.tag in _MEANT:
            yield node, path
        if not words or OPEN not in (node.text or ""):
            continue
        frames = list(path)
        for number in map(int, MARK.findall(node.text or "")):
            word = words.get(number, "")
            if word in {"for", "macro", "call"}:
                frames.append((number, _LOOP))
            elif word == "if":
                frames.append((number, 0))
            elif word in {"elif", "else"} and frames and frames[-1][1] != _LOOP:
                frames[-1] = (frames[-1][0], frames[-1][1] + 1)
            elif word.startswith("end") and frames:
                frames.pop()
        path = tuple(frames)


def _parent_is(node: _Element, name: str) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == qn(name)


def _drop(node: _Element) -> None:
    """Take an anchor of a comment out of a loop: a comment has one place only."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _refer(node: _Element, order: int, looped: dict[str, int]) -> None:
    """Let a reference inside a loop follow the bookmark of its own turn."""

    def follow(name: str) -> str:
        if name not in looped:
            return name
        return slot("same" if looped[name] < order else "coming", name)

    code = node.get(qn("w:instr"))
    if code is not None:
        node.set(qn("w:instr"), _REFERENCE.sub(lambda m: f"{m.group(1)} {follow(m.group(2))}", code))
        return
    anchor = node.get(qn("w:anchor"))
    if anchor is not None:
        node.set(qn("w:anchor"), follow(anchor))
    elif node.text:
        node.text = _REFERENCE.sub(lambda m: f"{m.group(1)} {follow(m.group(2))}", node.text)


def _most(paths: Sequence[Path]) -> int:
    """Return how many items of a list one turn may print: all those of an inner loop, one branch of each condition."""
    count = sum(not path for path in paths)
    branches: dict[int, dict[int, list[Path]]] = {}
    for path in paths:
        if path and path[0][1] == _LOOP:
            return 2
        if path:
            branches.setdefault(path[0][0], {}).setdefault(path[0][1], []).append(path[1:])
    return count + sum(max(map(_most, found.values())) for found in branches.values())


class _Lists:
    """Gives a list that stands inside a loop a number of its own at each turn (docxtpl #425, #500, #580).

    A loop whose body holds nothing but items of one list makes the items of one list, and so does a loop whose turn
    holds one item only (the number of a row); any other loop makes one list a turn.
    """

    def __init__(self, ids: Ids, walked: Sequence[tuple[int, _Element, Path]]) -> None:
        self.ids = ids
        self.bodies: dict[int, set[str]] = {}
        paths: dict[tuple[int, str], list[Path]] = {}
        for _, node, frames in walked:
            if frames and node.tag == _P and not _only_tag(node):
                number = self._list_of(node)[0]
                for depth, (loop, branch) in enumerate(frames):
                    if branch == _LOOP:
                        self.bodies.setdefault(loop, set()).add(number)
                        paths.setdefault((loop, number), []).append(frames[depth + 1 :])
        self.several = {key for key, found in paths.items() if _most(found) > 1}

    def _list_of(self, paragraph: _Element) -> tuple[str, int]:
        """Return (numId, level) of an ordered list, ("", 0) for anything else; headings go on through loops."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        style_id = style.get(qn("w:val"), "") if style is not None else ""
        if style_id in self.ids.styles.levels:
            return "", 0
        number, level = self.ids.styles.numbering.get(style_id, ("", 0))
        direct = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
        depth = properties.find(f"{qn('w:numPr')}/{qn('w:ilvl')}")
        number = direct.get(qn("w:val"), "") if direct is not None else number
        if depth is not None and depth.get(qn("w:val"), "0").isdigit():
            level = int(depth.get(qn("w:val"), "0"))
        levels = self.ids.numbering.levels.get(self.ids.numbering.abstract.get(number, ""), {})
        ordered = level in levels and levels[level].format not in {"bullet", "none"}
        return (number, level) if ordered else ("", 0)

    def _restarts(self, loop: int, number: str) -> bool:
        return self.ids.restart and self.bodies.get(loop) != {number} and (loop, number) in self.several

    def number(self, paragraph: _Element, loops: tuple[int, ...]) -> None:
        """Point a paragraph to the list of the turn."""
        if not loops:
            return
        number, level = self._list_of(paragraph)
        owner = next((loop for loop in reversed(loops) if self._restarts(loop, number)), None)
        properties = paragraph.find(qn("w:pPr"))
        if not number or owner is None or properties is None:
            return
        key = f"{number}@{owner}"
        if slot("turn", key) not in self.ids.turns.setdefault(owner, []):
            self.ids.turns[owner].append(slot("turn", key))
        numpr = properties.find(qn("w:numPr"))
        if numpr is None:
            numpr = etree.Element(qn("w:numPr"))
            properties.insert(_rank(properties), numpr)
        for child in list(numpr):
            numpr.remove(child)
        etree.SubElement(numpr, qn("w:ilvl")).set(qn("w:val"), str(level))
        etree.SubElement(numpr, qn("w:numId")).set(qn("w:val"), slot("list", key))


_BEFORE = tuple(
    qn(f"w:{n}") for n in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def _rank(properties: _Element) -> int:
    """Where the schema wants the numbering among the properties of a paragraph."""
    return sum(1 for child in properties if child.tag in _BEFORE)


def _only_tag(paragraph: _Element) -> bool:
    """True for a paragraph that holds nothing but hoisted tags, and will not be there."""
    text = "".join(str(t) for t in paragraph.itertext())
    return bool(re.match(r"\s*\{%(p|tr|tc) ", text))
