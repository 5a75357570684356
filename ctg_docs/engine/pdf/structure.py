"""Mend the tags of a PDF: header cells, tables that only lay out, empty elements, decorative pictures, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

__all__ = ["TableRole", "children", "elements", "elements_under", "mend_structure"]

TableRole = str
"""`colonnes`: head row; `lignes`: the first column names the rows; `page`: no data, only a layout."""

_KEEP_EMPTY = {"/TD", "/TH", "/Figure", "/Link", "/Form", "/Annot", "/Reference"}
_TABLE_PARTS = {"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD", "/TH"}


def children(element: Any) -> list[Any]:
    """Return what an element holds: elements, content numbers, references to annotations."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def elements(pdf: Pdf) -> Iterator[Any]:
    """Walk the structure tree, parents first, in reading order."""
    for kid in children(pdf.Root.StructTreeRoot):
        yield from elements_under(kid)


def elements_under(top: Any) -> Iterator[Any]:
    """Walk an element and what it holds, parents first, in reading order."""
    stack = [top] if _is_element(top) else []
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(children(element)) if _is_element(kid))


def mend_structure(pdf: Pdf, tables: Sequence[TableRole] = ()) -> None:
    """Mend the tags in place.

    Args:
        pdf: a tagged file.
        tables: role of each table in reading order, as the Word file tells; ignored when the count differs.
    """
    found, figures = [], []
    for element in elements(pdf):
        kind = str(element.S)
        if kind == "/Table":
            found.append(element)
        elif kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            figures.append(element)
    known = tables if len(tables) == len(found) else ()
    for number, table in enumerate(found):
        _mend_table(table, known[number] if known else "")
    if figures:
        _make_artifacts(pdf, figures)
    for root in children(pdf.Root.StructTreeRoot):
        _prune(root)
    _mend_annotations(pdf)


def _cells(table: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for kid in (k for k in children(table) if _is_element(k)):
        if str(kid.S) == "/TR":
            rows.append([cell for cell in children(kid) if _is_element(cell)])
        elif str(kid.S) in _TABLE_PARTS:
            rows.extend(_cells(kid))
    return rows


def _mend_table(table: Any, role: TableRole) -> None:
    rows = _cells(table)
    if role == "lignes":
        for row in rows:
            if row and str(row[0].S) == "/TD":
                _make_header(row[0], "/Row")
    elif not any(str(cell.S) == "/TH" for row in rows for cell in row):
        if role == "colonnes" and rows:
            for cell in rows[0]:
                _make_header(cell, "/Column")
        else:
            _make_layout(table)


def _make_header(cell: Any, scope: str) -> None:
    cell.S = Name.TH
    kept = [a for a in _attributes(cell) if str(a.get("/O")) != "/Table" or "/Scope" not in a]
    cell.A = Array([*kept, Dictionary(O=Name.Table, Scope=Name(scope))])


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A")
    if held is None:
        return []
    return [a for a in held if isinstance(a, Dictionary)] if isinstance(held, Array) else [held]


def _make_layout(table: Any) -> None:
    """Turn a table that holds no data into plain blocks, read in the same order."""
    stack = [table]
    while stack:
        element = stack.pop()
        if str(element.S) not in _TABLE_PARTS:
            continue
        stack.extend(kid for kid in children(element) if _is_element(kid) and str(kid.S) != "/Table")
        element.S = Name.Div
        if "/A" in element:
            del element["/A"]


def _prune(element: Any) -> bool:
    """Drop the elements that hold nothing; return True when this one holds something."""
    kids = children(element)
    kept = [kid for kid in kids if not _is_element(kid) or _prune(kid)]
    if len(kept) != len(kids):
        if kept:
            element.K = Array(kept)
        else:
            del element["/K"]
    return bool(kept) or str(element.get("/S")) in _KEEP_EMPTY


def _make_artifacts(pdf: Pdf, figures: Sequence[Any]) -> None:
    """Take pictures without a text out of the reading order: they are declared decorative."""
    marks: dict[tuple[int, int], set[int]] = {}
    for figure in figures:
        for kid in children(figure):
            page, number = _content(kid, figure)
            if page is not None:
                marks.setdefault(page.objgen, set()).add(number)
        if "/K" in figure:
            del figure["/K"]
        figure.S = Name.Span  # holds nothing any more: pruned with the other empty elements
    for page in pdf.pages:
        wanted = marks.get(page.obj.objgen)
        if wanted:
            _rewrite(pdf, page, wanted)


def _content(kid: Any, element: Any) -> tuple[Any, int]:
    if isinstance(kid, int):
        return element.get("/Pg"), kid
    if isinstance(kid, Dictionary) and "/MCID" in kid:
        return kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
    return None, -1


def _rewrite(pdf: Pdf, page: pikepdf.Page, wanted: set[int]) -> None:
    written: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        marked = str(step.operator) == "BDC" and isinstance(step.operands[1], Dictionary)
        if marked and step.operands[1].get("/MCID") in wanted:
            written.append(([Name.Artifact], pikepdf.Operator("BMC")))
        else:
            written.append(step)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))


def _mend_annotations(pdf: Pdf) -> None:
    """Give each link a description and each page with links the order of its tags."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if not annotations:
            continue
        page.obj.Tabs = Name.S
        for annotation in annotations:
            if (
                str(annotation.get("/Subtype")) == "/Link"
                and not str(annotation.get("/Contents", "")).strip()
            ):
                target = annotation.get("/A", Dictionary()).get("/URI")
                annotation.Contents = f"Lien vers {target}" if target is not None else "Lien dans le document"
