"""Two sequences of paragraphs and tables to one with marks."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Protocol

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.redline.anchors import adopt_anchors, pair_anchors
from ctg_docs.engine.redline.inline import Atom, atoms, merge_inline, part_marks, words
from ctg_docs.engine.redline.marks import Marker, properties
from ctg_docs.engine.redline.side import BOOKMARKS, Node, Side, text_of

__all__ = ["Host", "Merge"]

_P, _TBL, _TR, _TC, _PPR = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:pPr")
_ALIKE = 0.45
_MOST_PAIRS = 60_000
Pair = tuple[Node | None, Node | None]


class Host(Protocol):
    """The package that is written."""

    def adopt(self, node: Node, part: str) -> None:
        """Make a passage of the old file fit."""

    def learn(self, old: Node, new: Node) -> None:
        """Take note that two passages are one."""


class Merge:
    """Merges the stories of two packages; the host makes what comes from the old one fit in the new one."""

    def __init__(self, old: Side, new: Side, marker: Marker, host: Host) -> None:
        self.old, self.new, self.marker, self.host = old, new, marker, host
        self.part = ""
        self._lost: set[str] = set()

    def story(self, part: str, old_root: Node, new_root: Node) -> None:
        """Merge a whole part into the new root, in place."""
        self.part = part
        before, after = list(old_root), list(new_root)
        tail = [n for n in after if n.tag == qn("w:sectPr")]
        old, new = ([n for n in nodes if n.tag != qn("w:sectPr")] for nodes in (before, after))
        pairs = self._aligned(old, new)
        if part == self.new.main:
            names = pair_anchors(self.old, self.new, [p for p in pairs if self._stay(*p)])
            self._lost = {name for name, here in names.items() if here not in self.new.bookmarks}
            self.old.name_anchors(names)
        merged = self._merged(pairs, new)
        for child in after:
            new_root.remove(child)
        new_root.extend([*merged, *tail])
        last = next((n for n in before if n.tag == qn("w:sectPr")), None)
        if tail and last is not None:
            self._section(last, tail[0])

    def blocks(self, before: Sequence[Node], after: Sequence[Node]) -> list[Node]:
        """Return the merged sequence."""
        return self._merged(self._aligned(before, after), after)

    def _stay(self, a: Node | None, b: Node | None) -> bool:
        return a is not None and b is not None and (a.tag == _P or self._same(a, b))

    def _aligned(self, before: Sequence[Node], after: Sequence[Node]) -> list[Pair]:
        """Pair the blocks. The last paragraphs are one another: no mark can take the last sign away."""
        old = [n for n in before if n.tag not in BOOKMARKS]
        new = [n for n in after if n.tag not in BOOKMARKS]
        ends: list[Pair] = []
        if old and new and _may_pair_ends(old[-1], new[-1]):
            ends = [(old.pop(), new.pop())]
        return [*self._pairs(old, new), *ends]

    def _merged(self, pairs: Sequence[Pair], after: Sequence[Node]) -> list[Node]:
        out: list[Node] = []
        loose = _loose(after)
        for a, b in pairs:
            if a is not None and b is not None:
                self.host.learn(a, b)
        for a, b in pairs:
            if b is not None:
                out += [copy.deepcopy(n) for n in loose.pop(b, [])]
            out.append(self._one(a, b))
            if len(out) > 1:
                part_marks(out[-2], out[-1], self.marker)
        return [*out, *(copy.deepcopy(n) for n in loose.pop(None, []))]

    def _one(self, a: Node | None, b: Node | None) -> Node:
        if a is None:
            node = copy.deepcopy(b)
            self.marker.block(node, "w:ins")
            return node
        if b is None:
            node = self._adopted(a)
            self.marker.block(node, "w:del")
            return node
        if self._same(a, b):
            return copy.deepcopy(b)
        return self._paragraph(a, b) if b.tag == _P else self._table(a, b)

    def _adopted(self, node: Node) -> Node:
        twin = copy.deepcopy(node)
        adopt_anchors(twin, self.old.anchors, self._lost, self.marker.number)
        self.host.adopt(twin, self.part)
        return twin

    def _same(self, a: Node, b: Node) -> bool:
        return self.old.signature(a, self.part) == self.new.signature(b, self.part)

    def _pairs(self, old: Sequence[Node], new: Sequence[Node]) -> Iterator[Pair]:
        """Pair what is equal, then what is alike between two equal places; order is kept."""
        left = [self.old.signature(n, self.part) for n in old]
        right = [self.new.signature(n, self.part) for n in new]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if tag == "equal":
                yield from zip(old[i1:i2], new[j1:j2], strict=True)
            else:
                yield from self._alike(old[i1:i2], new[j1:j2])

    def _alike(self, old: Sequence[Node], new: Sequence[Node]) -> Iterator[Pair]:
        i = j = 0
        for x, y in _best(old, new, self._likeness):
            yield from ((n, None) for n in old[i:x])
            yield from ((None, n) for n in new[j:y])
            yield old[x], new[y]
            i, j = x + 1, y + 1
        yield from ((n, None) for n in old[i:])
        yield from ((None, n) for n in new[j:])

    def _likeness(self, a: Node, b: Node) -> float:
        if a.tag != b.tag or a.tag not in (_P, _TBL, _TR):
            return 0
        if a.tag == _P and (_section_of(a) is None) != (_section_of(b) is None):
            return 0
        if a.tag == _TBL and not all(self._same_property(a, b, n) for n in ("w:tblPr", "w:tblGrid")):
            return 0
        if a.tag == _TR and not self._same_frame(a, b):
            return 0
        words_a, words_b = text_of(a).split(), text_of(b).split()
        ratio = SequenceMatcher(None, words_a, words_b, autojunk=False).ratio()
        if a.tag == _P:
            return ratio if ratio >= _ALIKE else 0
        return 0.1 + ratio if ratio >= 0.2 or not (words_a or words_b) else 0

    def _same_property(self, a: Node, b: Node, name: str) -> bool:
        x, y = a.find(qn(name)), b.find(qn(name))
        if x is None or y is None:
            return x is y
        return self._same(x, y)

    def _same_frame(self, a: Node, b: Node) -> bool:
        cells_a, cells_b = a.findall(_TC), b.findall(_TC)
        return (
            len(cells_a) == len(cells_b)
            and self._same_property(a, b, "w:trPr")
            and all(self._same_property(x, y, "w:tcPr") for x, y in zip(cells_a, cells_b, strict=True))
        )

    def _table(self, a: Node, b: Node) -> Node:
        merged = copy.deepcopy(b)
        for row in merged.findall(_TR):
            merged.remove(row)
        for x, y in self._pairs(a.findall(_TR), b.findall(_TR)):
            if x is None or y is None:
                row = copy.deepcopy(y) if x is None else self._adopted(x)
                self.marker.row(row, "w:ins" if x is None else "w:del")
                merged.append(row)
            else:
                merged.append(copy.deepcopy(y) if self._same(x, y) else self._row(x, y))
        return merged

    def _row(self, a: Node, b: Node) -> Node:
        merged = copy.deepcopy(b)
        for cell, x, y in zip(merged.findall(_TC), a.findall(_TC), b.findall(_TC), strict=True):
            head = qn("w:tcPr")
            inside = self.blocks([n for n in x if n.tag != head], [n for n in y if n.tag != head])
            for child in [n for n in cell if n.tag != head]:
                cell.remove(child)
            cell.extend(inside)
        return merged

    def _paragraph(self, a: Node, b: Node) -> Node:
        twin = self._adopted(a)
        content = merge_inline(self._pieces(a, twin), atoms(b, self.new, self.part), self.marker)
        lost = [n for n in twin.iter(*BOOKMARKS) if n.getparent() is twin]
        merged = copy.deepcopy(b)
        for child in [n for n in merged if n.tag != _PPR]:
            merged.remove(child)
        merged.extend([*lost, *content])
        if _look(a, self.old, self.part) != _look(b, self.new, self.part):
            skip = ("w:rPr", "w:sectPr", "w:pPrChange")
            self.marker.change(properties(merged, "w:pPr"), twin.find(_PPR), "w:pPrChange", skip)
        sections = _section_of(a), _section_of(merged)
        if sections[0] is not None and sections[1] is not None:
            self._section(*sections)
        return merged

    def _pieces(self, a: Node, twin: Node) -> list[Atom]:
        """Cut the old paragraph: keys as in its own file, elements as they fit in the new one."""
        former = words(atoms(a, self.old, self.part))
        here = words(atoms(twin, self.new, self.part))
        return [atom.standing_for(old) for atom, old in zip(here, former, strict=True)]

    def _section(self, a: Node, b: Node) -> None:
        skip = ("w:headerReference", "w:footerReference", "w:sectPrChange")
        tags = {qn(n) for n in skip}
        left = [self.old.signature(n, self.part) for n in a if n.tag not in tags]
        if left != [self.new.signature(n, self.part) for n in b if n.tag not in tags]:
            self.marker.change(b, a, "w:sectPrChange", skip)


def _look(paragraph: Node, side: Side, part: str) -> list[str]:
    holder = paragraph.find(_PPR)
    skip = {qn("w:rPr"), qn("w:sectPr"), qn("w:pPrChange")}
    return [side.signature(n, part) for n in holder if n.tag not in skip] if holder is not None else []


def _section_of(paragraph: Node) -> Node | None:
    holder = paragraph.find(_PPR)
    return holder.find(qn("w:sectPr")) if holder is not None else None


def _may_pair_ends(a: Node, b: Node) -> bool:
    return a.tag == b.tag == _P and _section_of(a) is None and _section_of(b) is None


def _loose(after: Sequence[Node]) -> dict[Node | None, list[Node]]:
    """Return the bookmarks between blocks by the block they stand before."""
    found: dict[Node | None, list[Node]] = {}
    waiting: list[Node] = []
    for node in after:
        if node.tag in BOOKMARKS:
            waiting.append(node)
        elif waiting:
            found[node], waiting = waiting, []
    if waiting:
        found[None] = waiting
    return found


def _best(
    old: Sequence[Node], new: Sequence[Node], likeness: Callable[[Node, Node], float]
) -> list[tuple[int, int]]:
    """Return the pairs, in order, whose likenesses make the greatest sum."""
    n, m = len(old), len(new)
    if not n or not m or n * m > _MOST_PAIRS:
        return []
    score = [[likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < n and j < m:
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
