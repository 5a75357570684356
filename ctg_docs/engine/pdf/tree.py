"""Walk the tags of a PDF: elements, what they hold, where it is drawn. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Pdf

__all__ = ["children", "elements", "elements_under", "is_element", "place_of", "walk"]


def children(element: Any) -> list[Any]:
    """Return what an element holds: elements, content numbers, references to annotations."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: Any) -> bool:
    """True for an element, as opposed to marks and annotations."""
    return isinstance(kid, Dictionary) and "/S" in kid


def elements(pdf: Pdf) -> Iterator[Any]:
    """Walk the structure tree, parents first, in reading order."""
    return (element for element, _ in walk(children(pdf.Root.StructTreeRoot)))


def elements_under(top: Any) -> Iterator[Any]:
    """Walk an element and what it holds, parents first, in reading order."""
    return (element for element, _ in walk([top]))


def walk(tops: Sequence[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Walk elements and what they hold, parents first, in reading order; each comes with what it holds."""
    stack = [top for top in reversed(tops) if is_element(top)]
    while stack:
        element = stack.pop()
        kids = children(element)
        yield element, kids
        stack.extend(kid for kid in reversed(kids) if is_element(kid))


def place_of(kid: Any, element: Any) -> tuple[Any, int]:
    """Return the page and the number of a mark that an element holds; no page when it is something else."""
    if isinstance(kid, int):
        return element.get("/Pg"), kid
    if isinstance(kid, Dictionary) and "/MCID" in kid:
        return kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
    return None, -1
