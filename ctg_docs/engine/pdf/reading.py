"""Let a screen reader hear what a reader sees: one link where the page shows one, contents as such, drawings from the top.

The converter cuts a link at each change of run and leaves out its no-break spaces, tags the entries of contents as
paragraphs, and walks the boxes of a drawing backwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from ctg_docs.engine.pdf.content import heights
from ctg_docs.engine.pdf.tree import children, is_element, place_of

__all__ = ["concerns", "mend_reading"]

_ENTRY = re.compile(r"/(?:Contents|Table des matières(?: niveau)?) \d")
"""Name the converter gives to the styles of contents, in English or in French; it tags them itself inside a TOC field."""


def concerns(kind: str) -> bool:
    """True for the type of an element that `mend_reading` has to know."""
    return kind in {"/Link", "/Div"} or _ENTRY.match(kind) is not None


def mend_reading(pdf: Pdf, concerned: Sequence[Any]) -> None:
    """Mend the tags in place.

    Args:
        pdf: a tagged file, its other tags mended.
        concerned: elements of the types that `concerns` tells, in reading order.
    """
    parents = _Parents(pdf)
    drawn: list[Any] = []
    for element in {e.P.objgen: e.P for e in concerned if "/P" in e}.values():
        kids = children(element)
        if sum(_kind(kid) == "/Link" for kid in kids) > 1:
            _join_links(element, kids, parents)
        elif str(element.get("/S")) != "/TOCI" and any(_ENTRY.match(_kind(kid)) for kid in kids):
            _gather_contents(pdf, element, kids)
        elif str(element.get("/S")) not in _HOLDERS and sum(_kind(kid) == "/Div" for kid in kids) > 1:
            drawn.append(element)
    for element in drawn:
        _read_from_the_top(pdf, element)


_HOLDERS = {"/Document", "/Part", "/Sect", "/Div", "/Art", "/TD", "/TH", "/LBody", "/Note"}


class _Parents:
    """Which element holds each mark of each page, and each annotation."""

    def __init__(self, pdf: Pdf) -> None:
        held = list(pdf.Root.StructTreeRoot.ParentTree.get("/Nums", ()))
        self.by_key = {int(key): value for key, value in zip(held[::2], held[1::2], strict=True)}

    def move(self, page: Any, number: int, element: Any) -> None:
        marks = self.by_key.get(int(page.get("/StructParents", -1)))
        if isinstance(marks, Array) and number < len(marks):
            marks[number] = element


def _kind(kid: Any) -> str:
    return str(kid.S) if is_element(kid) else ""


def _annotation(link: Any) -> Any:
    """Return the annotation of a link, as a key."""
    found = [k.Obj.objgen for k in children(link) if isinstance(k, Dictionary) and "/Obj" in k]
    return found[0] if found else None


def _join_links(element: Any, kids: Sequence[Any], parents: _Parents) -> None:
    """Make one link of those that share an annotation, with the marks that stand between them."""
    kept: list[Any] = []
    for kid in kids:
        first = (
            next((k for k in reversed(kept) if _kind(k) == "/Link"), None) if _kind(kid) == "/Link" else None
        )
        between = kept[next(i for i, k in enumerate(kept) if k is first) + 1 :] if first is not None else []
        wanted = _annotation(kid) if first is not None else None
        if wanted is None or _annotation(first) != wanted or any(_is_reference(k) for k in between):
            kept.append(kid)
            continue
        moved = [*between, *(k for k in children(kid) if not (isinstance(k, Dictionary) and "/Obj" in k))]
        del kept[len(kept) - len(between) :]
        _adopt(first, moved, parents)
    if len(kept) != len(kids):
        element.K = Array(kept)


def _is_reference(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/Obj" in kid


def _adopt(link: Any, moved: Sequence[Any], parents: _Parents) -> None:
    held = children(link)
    words = [k for k in held if not _is_reference(k)]
    link.K = Array([*words, *moved, *(k for k in held if _is_reference(k))])
    for kid in moved:
        if is_element(kid):
            kid.P = link
            continue
        page, number = place_of(kid, link)
        if page is not None:
            parents.move(page, number, link)


def _gather_contents(pdf: Pdf, element: Any, kids: Sequence[Any]) -> None:
    """Put entries that follow each other inside one table of contents."""
    kept: list[Any] = []
    for entries, group in groupby(kids, key=lambda kid: bool(_ENTRY.match(_kind(kid)))):
        if not entries:
            kept.extend(group)
            continue
        contents = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TOC, P=element))
        contents.K = Array(list(group))
        for entry in contents.K:
            entry.S, entry.P = Name.TOCI, contents
        kept.append(contents)
    element.K = Array(kept)


def _read_from_the_top(pdf: Pdf, element: Any) -> None:
    """Turn the boxes of a drawing over when they are read from the bottom."""
    kids = children(element)
    boxes = [kid for kid in kids if _kind(kid) == "/Div"]
    first, last = _height(pdf, boxes[0]), _height(pdf, boxes[-1])
    if first is not None and last is not None and first < last:
        turned = iter(reversed(boxes))
        element.K = Array([next(turned) if _kind(kid) == "/Div" else kid for kid in kids])


def _height(pdf: Pdf, element: Any) -> float | None:
    """Return how high on its page an element begins."""
    stack = [element]
    while stack:
        holder = stack.pop()
        for kid in children(holder):
            page, number = place_of(kid, holder)
            if page is not None:
                found = next(p for p in pdf.pages if p.objgen == page.objgen)
                return heights(found.obj).get(number)
        stack.extend(kid for kid in reversed(children(holder)) if is_element(kid))
    return None
