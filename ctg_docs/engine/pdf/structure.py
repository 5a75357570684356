"""Mend the tags of a PDF: header cells, tables that only lay out, empty elements, decorative pictures, links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from ctg_docs.engine.pdf.content import tidy_page
from ctg_docs.engine.pdf.reading import concerns, mend_reading
from ctg_docs.engine.pdf.tree import children, elements_under, is_element, place_of, walk

__all__ = ["TableRole", "mend_structure", "name_notes"]

TableRole = str
"""`colonnes`: head row; `lignes`: the first column names the rows; `page`: no data, only a layout."""

_KEEP_EMPTY = {"/TD", "/TH", "/Figure", "/Link", "/Form", "/Annot", "/Reference"}
_STANDARD = frozenset(
    f"/{name}"
    for name in (  # noqa: SIM905 - the names of the standard, as one reads them
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
        "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
        "Ruby RB RT RP Warichu WT WP Figure Formula Form"
    ).split()
)
_TABLE_PARTS = {"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD", "/TH"}


def mend_structure(pdf: Pdf, tables: Sequence[TableRole] = ()) -> None:
    """Mend the tags in place.

    Args:
        pdf: a tagged file.
        tables: role of each table in reading order, as the Word file tells; ignored when the count differs.
    """
    roles = _free_standard_roles(pdf)
    found, figures, notes, read, empty = [], [], [], [], []
    for element, kids in walk(children(pdf.Root.StructTreeRoot)):
        if not kids:
            empty.append(element)
        kind = str(element.S)
        if kind in roles:
            kind = roles[kind]
            element.S = Name(kind)
        if kind == "/Table":
            found.append(element)
        elif kind == "/Note":
            notes.append(element)
        elif kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            figures.append(element)
        elif concerns(kind):
            read.append(element)
    known = tables if len(tables) == len(found) else ()
    for number, table in enumerate(found):
        _mend_table(table, known[number] if known else "")
    decoration = [*figures, *_strays(pdf)]
    decorative = _drop_marks(decoration)
    for page in pdf.pages:
        tidy_page(page.obj, pdf.make_stream, decorative.get(page.obj.objgen, ()))
    _prune([*empty, *decoration])
    name_notes(pdf, notes)
    mend_reading(pdf, read)
    _mend_annotations(pdf)


def name_notes(pdf: Pdf, notes: Sequence[Any]) -> None:
    """Give each note the name that a reader needs to find it."""
    pairs: list[Any] = []
    for number, note in enumerate(notes, 1):
        note.ID = f"note-{number:05d}"
        pairs += (note.ID, note)
    if pairs:
        pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array(pairs))


def _free_standard_roles(pdf: Pdf) -> dict[str, str]:
    """Take standard types out of the role map: a style called « Note » may not redefine the type."""
    held = pdf.Root.StructTreeRoot.get("/RoleMap")
    if not isinstance(held, Dictionary):
        return {}
    wrong = {str(k): str(v) for k, v in held.items() if str(k) in _STANDARD}
    for key in wrong:
        del held[key]
    return wrong


def _cells(table: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for kid in (k for k in children(table) if is_element(k)):
        if str(kid.S) == "/TR":
            rows.append([cell for cell in children(kid) if is_element(cell)])
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
        stack.extend(kid for kid in children(element) if is_element(kid) and str(kid.S) != "/Table")
        element.S = Name.Div
        if "/A" in element:
            del element["/A"]


def _prune(empty: Sequence[Any]) -> None:
    """Drop the elements that hold nothing, then those that held nothing else."""
    while empty:
        gone: dict[Any, set[Any]] = {}
        parents: dict[Any, Any] = {}
        for element in empty:
            parent = element.get("/P")
            if is_element(parent) and str(element.S) not in _KEEP_EMPTY:
                parents[parent.objgen] = parent
                gone.setdefault(parent.objgen, set()).add(element.objgen)
        empty = []
        for key, parent in parents.items():
            kept = [kid for kid in children(parent) if not (is_element(kid) and kid.objgen in gone[key])]
            if kept:
                parent.K = Array(kept)
            elif "/K" in parent:
                del parent["/K"]
                empty.append(parent)


def _strays(pdf: Pdf) -> list[Any]:
    """Take out and return what stands beside the document: shapes of the header, such as a watermark."""
    root = pdf.Root.StructTreeRoot
    kids = children(root)
    document = [kid for kid in kids if str(kid.S) == "/Document"]
    if len(document) != 1 or len(kids) == 1:
        return []
    root.K = Array(document)
    return [element for kid in kids if str(kid.S) != "/Document" for element in elements_under(kid)]


def _drop_marks(figures: Sequence[Any]) -> dict[tuple[int, int], set[int]]:
    """Take decoration out of the tags: pictures without a text, strays. Return their marks, by page."""
    marks: dict[tuple[int, int], set[int]] = {}
    for figure in figures:
        for kid in children(figure):
            page, number = place_of(kid, figure)
            if page is not None:
                marks.setdefault(page.objgen, set()).add(number)
        if "/K" in figure:
            del figure["/K"]
        figure.S = Name.Span  # holds nothing any more: pruned with the other empty elements
    return marks


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
