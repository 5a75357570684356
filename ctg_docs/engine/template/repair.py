"""What Word calls unreadable and only the data decides: a cell left empty, a table left without rows."""

from __future__ import annotations

import re

__all__ = ["repair"]

_END_TABLE = b"</w:tbl></w:tc>"
_BARE_ROW = re.compile(
    rb"<w:tr(?: [^>]*)?>(?:<w:trPr/>|<w:trPr>(?:(?!</w:trPr>).)*</w:trPr>)?</w:tr>", re.DOTALL
)
_EMPTY_CELL = re.compile(
    rb"(<w:tc(?: [^>]*)?>)(<w:tcPr>(?:(?!</w:tc>).)*?</w:tcPr>|<w:tcPr/>)?(</w:tc>)", re.DOTALL
)
_EMPTY_ROW = re.compile(rb"<w:tr(?: [^>]*)?>(?:(?!<w:tc[ >]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(rb"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>).)*?</w:tbl>", re.DOTALL)


def repair(body: bytes) -> bytes:
    """Give an empty cell its paragraph, drop a row without cells and a table without rows (docxtpl #499, #504)."""
    if _BARE_ROW.search(body):
        body = _EMPTY_ROW.sub(b"", body)
    if b"</w:tblGrid></w:tbl>" in body:
        body = _EMPTY_TABLE.sub(b"", body)
    if b"</w:tcPr></w:tc>" in body or b"<w:tc></w:tc>" in body or b"<w:tcPr/></w:tc>" in body:
        body = _EMPTY_CELL.sub(rb"\1\2<w:p/>\3", body)
    return body.replace(_END_TABLE, b"</w:tbl><w:p/></w:tc>") if _END_TABLE in body else body
