"""True page numbers in a Word file: where the converter puts each bookmark is written into the PAGEREF fields.

The number of a page is read from the PDF's named destinations. When a section restarts or restyles its numbering,
it is the converter's own printing of the field that is read, in a copy whose table of contents is left open to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.parts import parse_part, read_part, replace_parts
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.engine.word.fields import add_link_style, fields, flatten, link, style_links

if TYPE_CHECKING:
    from lxml import etree
    from pikepdf import Pdf

__all__ = [
    "destination_name",
    "has_page_fields",
    "page_labels",
    "printable",
    "probe_for",
    "read_labels",
    "write_labels",
    "write_page_numbers",
]

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_PAGEREF = re.compile(r"^\s*PAGEREF\s+\"?([^\s\"]+)")
_REFERENCE = re.compile(r"^\s*(?:PAGEREF|REF)\s+\"?([^\s\"]+)")
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
    for field in list(fields(root)):
        if field.code.strip().startswith("TOC"):
            flatten(field)
    return replace_parts(document, {_BODY: to_bytes(root)})


def printable(document: bytes) -> bytes:
    """Return the copy to convert: its page numbers written out, inside true links, and links that will be kept.

    The converter makes links of its own for such fields, which no tag announces.
    """
    body = read_part(document, _BODY) or b""
    if b"REF " not in body and b"<w:hyperlink" not in body:
        return document
    root = parse_part(body)
    for field in list(fields(root)):
        match = _REFERENCE.match(field.code)
        if match:
            link(field, match.group(1))
    parts = {}
    styles = read_part(document, _STYLES)
    if styles and style_links(root):
        parts[_STYLES] = add_link_style(styles)
    return replace_parts(document, {_BODY: to_bytes(root), **parts})


def page_labels(pdf: bytes | Pdf) -> dict[str, str]:
    """Return the page of each named destination, counted from 1."""
    if isinstance(pdf, bytes):
        with open_pdf(pdf) as opened:
            return page_labels(opened)
    pages = {page.objgen: str(number) for number, page in enumerate(pdf.pages, 1)}
    return {name: pages.get(target[0].objgen, "") for name, target in _destinations(pdf)}


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
    root = parse_part(read_part(document, _BODY) or b"")
    return replace_parts(document, {_BODY: to_bytes(root)}) if write_labels(root, labels) else document


def write_labels(root: etree._Element, labels: Mapping[str, str]) -> bool:
    """Write the numbers of `labels` in the PAGEREF fields of a body; True when one was another."""
    changed = False
    for field in fields(root):
        match = _PAGEREF.match(field.code)
        label = labels.get(destination_name(match.group(1))) if match else None
        if label and field.text != label:
            field.write(label)
            changed = True
    return changed


def _destinations(pdf: Any) -> Iterator[tuple[str, Any]]:
    yield from pdf.Root.get("/Dests", {}).items()


def _place(target: Any) -> tuple[Any, ...]:
    return (target[0].objgen, *(str(part) for part in list(target)[2:4]))
