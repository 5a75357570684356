"""True page numbers in a Word file: where the converter puts each bookmark is written into the PAGEREF fields.

The number of a page is read from the PDF's named destinations. When a section restarts or restyles its numbering,
it is the converter's own printing of the field that is read, in a copy whose table of contents is left open to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ctg_docs.engine.names import qn
from ctg_docs.engine.pdf.outils import open_pdf
from ctg_docs.engine.pdf.paquet import parse_part, read_part, replace_parts, serialize_part

__all__ = [
    "destination_name",
    "has_page_fields",
    "page_labels",
    "probe_for",
    "read_labels",
    "write_page_numbers",
]

_BODY = "word/document.xml"
_PAGEREF = re.compile(r"^\s*PAGEREF\s+\"?([^\s\"]+)")
_SPECIAL = re.compile(rb"<w:pgNumType [^>]*w:(?:start|fmt)=")


def destination_name(bookmark: str) -> str:
    """Return the name the converter gives to the destination of a bookmark: `_Toc1` becomes `/5FToc1`.

    >>> destination_name("signature_1")
    '/signature5F1'
    """
    quoted = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in bookmark)
    return "/" + "".join(c if c.isalnum() or c == "-" else f"{ord(c):02X}" for c in quoted)


def has_page_fields(document: bytes) -> bool:
    """True when the body prints page numbers of bookmarks."""
    return b"PAGEREF" in (read_part(document, _BODY) or b"")


def probe_for(document: bytes) -> bytes | None:
    """Return the copy to convert when pages are not simply counted from 1; None when they are."""
    body = read_part(document, _BODY) or b""
    if not _SPECIAL.search(body):
        return None
    root = parse_part(body)
    for field in list(_fields(root)):
        if field.code.strip().startswith("TOC"):
            for run in field.marks:
                parent = run.getparent()
                if parent is not None:
                    parent.remove(run)
    return replace_parts(document, {_BODY: serialize_part(root)})


def page_labels(pdf: bytes) -> dict[str, str]:
    """Return the page of each named destination, counted from 1."""
    with open_pdf(pdf) as opened:
        pages = {page.objgen: str(number) for number, page in enumerate(opened.pages, 1)}
        return {name: pages.get(target[0].objgen, "") for name, target in _destinations(opened)}


def read_labels(pdf: bytes) -> dict[str, str]:
    """Return the printed page of each named destination, from the converter's own result of PAGEREF fields."""
    with open_pdf(pdf) as opened:
        places: dict[Any, list[str]] = {}
        for name, target in _destinations(opened):
            places.setdefault(_place(target), []).append(name)
        labels: dict[str, str] = {}
        for page in opened.pages:
            for note in page.obj.get("/Annots", []):
                text = str(note.get("/Contents", "")).strip()
                if "/Dest" in note and re.fullmatch(r"\d+|[ivxlcdm]+|[IVXLCDM]+|[A-Za-z]", text):
                    labels |= dict.fromkeys(places.get(_place(note.Dest), []), text)
        return labels


def write_page_numbers(document: bytes, labels: Mapping[str, str]) -> bytes:
    """Return the Word file whose PAGEREF fields show the numbers of `labels`; a file already right is returned as it is."""
    body = read_part(document, _BODY) or b""
    root = parse_part(body)
    changed = False
    for field in _fields(root):
        match = _PAGEREF.match(field.code)
        label = labels.get(destination_name(match.group(1))) if match else None
        if label and field.text != label:
            field.write(label)
            changed = True
    return replace_parts(document, {_BODY: serialize_part(root)}) if changed else document


def _destinations(pdf: Any) -> Iterator[tuple[str, Any]]:
    yield from pdf.Root.get("/Dests", {}).items()


def _place(target: Any) -> tuple[Any, ...]:
    return (target[0].objgen, *(str(part) for part in list(target)[2:4]))


class _Field:
    """A field of Word, from its `begin` to its `end`.

    Attributes:
        marks: the runs of the three marks and of the code.
        results: the runs of the printed result.
    """

    def __init__(self) -> None:
        self.code = ""
        self.marks: list[etree._Element] = []
        self.results: list[etree._Element] = []
        self.in_result = False

    @property
    def text(self) -> str:
        return "".join(t.text or "" for run in self.results for t in run.iter(qn("w:t")))

    def write(self, value: str) -> None:
        """Show a value, in the look of the first run of the result."""
        first, *others = self.results or [self._new_run()]
        for run in others:
            for text in list(run.iter(qn("w:t"))):
                run.remove(text)
        for child in list(first):
            if child.tag != qn("w:rPr"):
                first.remove(child)
        etree.SubElement(first, qn("w:t")).text = value

    def _new_run(self) -> etree._Element:
        run = etree.Element(qn("w:r"))
        self.marks[-1].addprevious(run)
        return run


def _fields(root: etree._Element) -> Iterator[_Field]:
    """Yield the complex fields, each when its end is met; the runs of an inner field belong to it alone."""
    stack: list[_Field] = []
    for run in root.iter(qn("w:r")):
        mark = run.find(qn("w:fldChar"))
        kind = mark.get(qn("w:fldCharType")) if mark is not None else ""
        if kind == "begin":
            stack.append(_Field())
        if not stack:
            continue
        field = stack[-1]
        code = run.find(qn("w:instrText"))
        if code is not None:
            field.code += code.text or ""
        if kind or code is not None:
            field.marks.append(run)
        elif field.in_result:
            field.results.append(run)
        field.in_result = field.in_result or kind == "separate"
        if kind == "end":
            yield stack.pop()
