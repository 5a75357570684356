"""Bookmarks of the two files: which is which, and what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.redline.side import BOOKMARKS, INSTRUCTIONS, Node, Side, rename_anchors

__all__ = ["adopt_anchors", "pair_anchors"]

_START, _END, _NAME = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:name")
_LINK, _ANCHOR = qn("w:hyperlink"), qn("w:anchor")
_LONGEST: Final = 40


def pair_anchors(old: Side, new: Side, pairs: Iterable[tuple[Node, Node]]) -> dict[str, str]:
    """Return, for each bookmark of the old file, its name in the new one: a fresh one when it has gone.

    Headings are numbered again in each file, so a name says nothing; the paragraph that bears it does.

    Args:
        old: the old file.
        new: the new one.
        pairs: passages that are one another.
    """
    found: dict[str, str] = {}
    for a, b in pairs:
        found.update(zip(_names(a), _names(b), strict=False))
    taken = set(new.bookmarks)
    for name in sorted(old.bookmarks - found.keys()):
        found[name] = _fresh(name, taken)
        taken.add(found[name])
    return found


def _names(passage: Node) -> list[str]:
    return [str(mark.get(_NAME)) for mark in passage.iter(_START)]


def _fresh(name: str, taken: set[str]) -> str:
    rank = 1
    while (fresh := f"{name[: _LONGEST - 12]}_avant{rank}") in taken:
        rank += 1
    return fresh


def adopt_anchors(node: Node, names: Mapping[str, str], kept: set[str], next_id: Callable[[], str]) -> None:
    """Rename what a passage of the old file bears and refers to; only bookmarks that the new file lacks stay.

    Args:
        node: the passage, in place.
        names: what `pair_anchors` found.
        kept: old names of the bookmarks that stay.
        next_id: gives a number that no bookmark has.
    """
    numbers: dict[str, str] = {}
    for mark in list(node.iter(*BOOKMARKS)):
        name, number = str(mark.get(_NAME)), str(mark.get(qn("w:id")))
        if mark.tag == _START and name in kept:
            numbers[number] = next_id()
            mark.set(_NAME, names[name])
            mark.set(qn("w:id"), numbers[number])
        elif mark.tag == _END and number in numbers:
            mark.set(qn("w:id"), numbers.pop(number))
        else:
            mark.getparent().remove(mark)
    for link in node.iter(_LINK):
        if link.get(_ANCHOR) in names:
            link.set(_ANCHOR, names[link.get(_ANCHOR)])
    for instruction in node.iter(*INSTRUCTIONS):
        instruction.text = rename_anchors(instruction.text or "", names)
