"""Fit the grid of tables that gained or lost columns. Needs docxtpl and a whole document."""

from __future__ import annotations

from lxml import etree

from ctg_docs.engine.opc.names import XML_HEAD
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.engine.template.door import docxtpl_module

__all__ = ["fit_grids"]


def fit_grids(body: bytes, name: str) -> bytes:
    """Give tables as many columns as their rows have, as docxtpl does; parsed strictly first, which it does not."""
    parse_xml(body, name)
    tree = docxtpl_module().DocxTemplate("").fix_tables(body)
    return XML_HEAD.encode() + bytes(etree.tostring(tree, encoding="utf-8"))
