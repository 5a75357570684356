"""What Word calls unreadable and only the data decides: a cell left empty, a table left without rows."""

from __future__ import annotations

import re

from lxml import etree

from ctg_docs.engine.names import XML_HEAD
from ctg_docs.engine.patch import docxtpl_module
from ctg_docs.engine.source import parse_xml

__all__ = ["fit_grids", "repair"]

_END_TABLE = b"</w:tbl></w:tc>"
_EMPTY_CELL = re.compile(
    rb"(<w:tc(?: [^>]*)?>)(<w:tcPr>(?:(?!</w:tc>).)*?</w:tcPr>|<w:tcPr/>)?(</w:tc>)", re.DOTALL
)
_EMPTY_TABLE = re.compile(rb"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>).)*?</w:tbl>", re.DOTALL)


def repair(body: bytes) -> bytes:
    """Give an empty cell its paragraph, drop a table without rows (docxtpl #499, #504)."""
    if b"</w:tblGrid></w:tbl>" in body:
        body = _EMPTY_TABLE.sub(b"", body)
    if b"</w:tcPr></w:tc>" in body or b"<w:tc></w:tc>" in body or b"<w:tcPr/></w:tc>" in body:
        body = _EMPTY_CELL.sub(rb"\1\2<w:p/>\3", body)
    return body.replace(_END_TABLE, b"</w:tbl><w:p/></w:tc>") if _END_TABLE in body else body


def fit_grids(body: bytes, name: str) -> bytes:
    """Give tables as many columns as their rows have, as docxtpl does; parsed strictly first, which it does not."""
    parse_xml(body, name)
    tree = docxtpl_module().DocxTemplate("").fix_tables(body)
    return XML_HEAD.encode() + bytes(etree.tostring(tree, encoding="utf-8"))
