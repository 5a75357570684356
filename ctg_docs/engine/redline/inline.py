"""Two versions of a paragraph to one with marks: word by word, fields and links whole."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.redline.marks import CONTAINERS, Marker
from ctg_docs.engine.redline.side import BOOKMARKS, Node, Side, frame

__all__ = ["Atom", "atoms", "join_runs", "merge_inline", "part_marks", "words"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_T, _R, _P, _RPR, _PPR, _FLD = (qn(f"w:{n}") for n in ("t", "r", "p", "rPr", "pPr", "fldChar"))


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest piece that comes or goes as one: a word, a tab, a picture, a whole field.

    A link has a frame, what it is without its text, and pieces inside: the text of one that stays may change.
    """

    key: str
    nodes: tuple[Node, ...]
    frame: str = ""
    inner: tuple[Atom, ...] = ()

    def standing_for(self, old: Atom) -> Atom:
        """Return these elements as what an atom of another file says."""
        inside = zip(words(self.inner), words(old.inner), strict=True)
        return Atom(old.key, self.nodes, old.frame, tuple(a.standing_for(b) for a, b in inside))


def words(pieces: Iterable[Atom]) -> list[Atom]:
    """Return the atoms that say something: bookmarks left out."""
    return [atom for atom in pieces if atom.key]


def atoms(paragraph: Node, side: Side, part: str) -> list[Atom]:
    """Cut a paragraph into atoms; bookmarks are atoms without key."""
    found: list[Atom] = []
    field: list[Node] = []
    depth = 0
    for node in paragraph:
        if node.tag == qn("w:pPr"):
            continue
        moves = [c.get(qn("w:fldCharType")) for c in node.iter(_FLD)] if node.tag == _R else []
        if depth or "begin" in moves:
            depth += moves.count("begin") - moves.count("end")
            field.append(node)
            if depth <= 0:
                found.append(_whole(field, side, part))
                field, depth = [], 0
        elif node.tag == _R:
            found += _run(node, side, part)
        elif node.tag in CONTAINERS:
            inside = tuple(atoms(node, side, part))
            found.append(Atom(side.signature(node, part), (node,), frame(node, side, part), inside))
        else:
            key = "" if node.tag in BOOKMARKS else side.signature(node, part)
            found.append(Atom(key, (node,)))
    if field:
        found.append(_whole(field, side, part))
    return found


def _whole(nodes: list[Node], side: Side, part: str) -> Atom:
    return Atom("".join(side.signature(n, part) for n in nodes), tuple(nodes))


def _run(run: Node, side: Side, part: str) -> Iterator[Atom]:
    look = run.find(_RPR)
    dress = side.signature(look, part) if look is not None else ""
    for child in run:
        if child.tag == _RPR:
            continue
        if child.tag == _T:
            for word in _WORDS.findall(child.text or ""):
                yield Atom(f"{dress}|{word}", (_word(look, word),))
        else:
            alone = etree.Element(_R)
            if look is not None:
                alone.append(copy.deepcopy(look))
            alone.append(copy.deepcopy(child))
            yield Atom(f"{dress}|{side.signature(child, part)}", (alone,))


def _word(look: Node | None, text: str) -> Node:
    run = etree.Element(_R)
    if look is not None:
        run.append(copy.deepcopy(look))
    piece = etree.SubElement(run, _T)
    piece.text = text
    piece.set(_SPACE, "preserve")
    return run


def merge_inline(old: list[Atom], new: list[Atom], marker: Marker) -> list[Node]:
    """Return the content of the merged paragraph."""
    before, kept = words(old), words(new)
    out: list[Node] = []
    marks = _bookmarks(new)
    match = SequenceMatcher(None, [a.key for a in before], [a.key for a in kept], autojunk=False)
    for tag, i1, i2, j1, j2 in match.get_opcodes():
        if i2 - i1 == j2 - j1 == 1 and tag == "replace" and before[i1].frame == kept[j1].frame != "":
            out += [*marks.pop(j1, []), _link(before[i1], kept[j1], marker)]
            continue
        if tag != "equal":
            out += marker.runs(join_runs(_copies(before[i1:i2])), "w:del")
        for j in range(j1, j2):
            out += marks.pop(j, [])
            nodes = _copies(kept[j : j + 1])
            out += nodes if tag == "equal" else marker.runs(nodes, "w:ins")
    for rest in marks.values():
        out += rest
    return _join_marks(join_runs(out))


def _link(old: Atom, new: Atom, marker: Marker) -> Node:
    link = copy.deepcopy(new.nodes[0])
    for child in list(link):
        link.remove(child)
    link.extend(merge_inline(list(old.inner), list(new.inner), marker))
    return link


def _bookmarks(new: list[Atom]) -> dict[int, list[Node]]:
    """Return the bookmarks of the new paragraph by the rank of the atom they stand before."""
    found: dict[int, list[Node]] = {}
    rank = 0
    for atom in new:
        if atom.key:
            rank += 1
        else:
            found.setdefault(rank, []).extend(copy.deepcopy(n) for n in atom.nodes)
    return found


def _copies(pieces: list[Atom]) -> list[Node]:
    return [copy.deepcopy(node) for atom in pieces for node in atom.nodes]


def join_runs(nodes: list[Node]) -> list[Node]:
    """Join neighbouring runs of text that look the same."""
    out: list[Node] = []
    for node in nodes:
        if out and _is_text(out[-1]) and _is_text(node) and _look(out[-1]) == _look(node):
            last = out[-1][-1]
            last.text = (last.text or "") + (node[-1].text or "")
            last.set(_SPACE, "preserve")
        else:
            out.append(node)
    return out


def _is_text(node: Node) -> bool:
    inside = [c for c in node if c.tag != _RPR] if node.tag == _R else []
    return len(inside) == 1 and inside[0].tag == _T


def _look(run: Node) -> bytes:
    look = run.find(_RPR)
    return etree.tostring(look, method="c14n") if look is not None else b""


def part_marks(paragraph: Node, following: Node, marker: Marker) -> None:
    """End a paragraph otherwise than the whole next one is marked.

    LibreOffice joins a mark at the end of a paragraph with the same mark on all of the next one; resolved, the sign
    between them goes too. So the last kept word goes and comes with the end.
    """
    kind = _sign(following)
    last = paragraph[-1] if len(paragraph) else None
    if kind is None or last is None or last.tag != qn(kind) or _sign(paragraph):
        return
    before = last.getprevious()
    other = "w:ins" if kind == "w:del" else "w:del"
    if before is not None and before.tag == qn(other):
        paragraph.append(before)
    elif before is not None and _is_text(before):
        text = before[-1].text or ""
        at = text.rstrip().rfind(" ") + 1
        pieces = [_word(before.find(_RPR), text[at:]) for _ in range(2)]
        (gone,), (come,) = (marker.runs([p], k) for p, k in zip(pieces, (kind, other), strict=True))
        last[:0] = list(gone)
        paragraph.append(come)
        before[-1].text = text[:at]
        if not at:
            paragraph.remove(before)


def _sign(node: Node) -> str | None:
    """Return the mark of the sign of a paragraph: `w:ins`, `w:del`."""
    look = node.find(f"{_PPR}/{_RPR}") if node.tag == _P else None
    return next((k for k in ("w:ins", "w:del") if look is not None and look.find(qn(k)) is not None), None)


def _join_marks(nodes: list[Node]) -> list[Node]:
    """Join neighbouring marks of one kind, then the runs inside."""
    out: list[Node] = []
    for node in nodes:
        if out and node.tag in (qn("w:ins"), qn("w:del")) and out[-1].tag == node.tag:
            out[-1].extend(list(node))
        else:
            out.append(node)
    for mark in out:
        if mark.tag == qn("w:ins"):
            inside = join_runs(list(mark))
            for child in list(mark):
                mark.remove(child)
            mark.extend(inside)
    return out
