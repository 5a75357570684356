"""Read in a Word file what each table is for, so that the PDF can say it to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.opening import open_package

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["role_of", "table_roles"]


def table_roles(document: bytes) -> tuple[str, ...]:
    """Return the role of each table of the body in reading order: `colonnes`, `lignes` or `page`.

    A head row is declared in Word by « Répéter les lignes d’en-tête », a naming first column by « Première colonne »
    of the table's style; a table with neither is taken for a layout.
    """
    package = open_package(document, huge=True)
    root = package.tree(package.main)
    return () if root is None else tuple(role_of(table) for table in root.iter(qn("w:tbl")))


def role_of(table: etree._Element) -> str:
    """Return the role of one table."""
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    first = look.get(qn("w:firstColumn"), "") if look is not None else ""
    if first in {"1", "true", "on"}:
        return "lignes"
    heads = table.find("/".join(qn(f"w:{step}") for step in ("tr", "trPr", "tblHeader")))
    return (
        "colonnes"
        if heads is not None and heads.get(qn("w:val"), "1") not in {"0", "false", "off"}
        else "page"
    )
