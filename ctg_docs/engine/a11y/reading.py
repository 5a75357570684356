"""Small readings of Word's XML that every rule of accessibility needs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = [
    "DRAWN",
    "TBL",
    "TC",
    "TR",
    "VAL",
    "P",
    "is_gone",
    "is_on",
    "own_runs",
    "paragraph_flow",
    "path_of",
    "value_of",
]

P, R, TBL, TR, TC, VAL = (qn(f"w:{n}") for n in ("p", "r", "tbl", "tr", "tc", "val"))
_PPR, _T, _TAB, _BR, _CR = (qn(f"w:{n}") for n in ("pPr", "t", "tab", "br", "cr"))
_TYPE = qn("w:type")
_OFF = {"0", "false", "off"}
DRAWN = "\ufffc"
"""What stands for a picture, a field, a note or any other thing that is no text."""

_SILENT = {qn(f"w:{n}") for n in ("rPr", "lastRenderedPageBreak", "delText", "instrText", "delInstrText")}
_MARKS = {qn(f"w:{n}") for n in ("pPr", "proofErr", "bookmarkEnd", "permStart", "permEnd", "del", "moveFrom")}
_GO_BACK = "_GoBack"
_GONE = "/".join(qn(f"w:{n}") for n in ("pPr", "rPr", "del"))
_BOOKMARK, _NAME = qn("w:bookmarkStart"), qn("w:name")


@cache
def path_of(steps: str) -> str:
    """Return a path of prefixed names as lxml wants it."""
    return "/".join(qn(step) for step in steps.split("/"))


def value_of(node: _Element | None, steps: str = "") -> str:
    """Return the `w:val` of an element or of what a path leads to from it, empty when there is none."""
    found = node.find(path_of(steps)) if node is not None and steps else node
    return (found.get(VAL) or "") if found is not None else ""


def is_on(node: _Element | None) -> bool:
    """True for a switch that is present and not turned off."""
    return node is not None and node.get(VAL, "1").lower() not in _OFF


def own_runs(paragraph: _Element) -> Iterator[_Element]:
    """Yield the runs of a paragraph, in links and insertions too, those of a text box inside it excepted."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == R:
            yield node
        elif node.tag not in _MARKS and node.tag != P:
            stack.extend(reversed(node))


def paragraph_flow(paragraph: _Element) -> str:
    """Return what a paragraph shows: its text, tabs, line ends, and a mark for each thing that is no text.

    One that a tracked change takes away is not empty: it is a mark.
    """
    parts: list[str] = []
    for child in paragraph:
        if child.tag == R:
            parts += _shown(child)
        elif child.tag == _BOOKMARK:
            parts.append("" if child.get(_NAME) == _GO_BACK else DRAWN)
        elif child.tag not in _MARKS:
            parts += [piece for run in child.iter(R) for piece in _shown(run)] or [DRAWN]
    return "".join(parts) or (DRAWN if is_gone(paragraph) else "")


def is_gone(paragraph: _Element) -> bool:
    """True for a paragraph that a tracked change takes away."""
    return paragraph.find(_GONE) is not None


def _shown(run: _Element) -> Iterator[str]:
    for node in run:
        if node.tag == _T:
            yield node.text or ""
        elif node.tag == _TAB:
            yield "\t"
        elif node.tag in (_BR, _CR):
            yield DRAWN if node.get(_TYPE) in ("page", "column") else "\n"
        elif node.tag not in _SILENT:
            yield DRAWN
