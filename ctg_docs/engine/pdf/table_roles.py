"""Read in a Word file what each table is for, so that the PDF can say it to a screen reader."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

__all__ = ["role_of", "table_roles"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def table_roles(document: bytes) -> tuple[str, ...]:
    """Return the role of each table of the body in reading order: `colonnes`, `lignes` or `page`.

    A head row is declared in Word by « Répéter les lignes d’en-tête », a naming first column by « Première colonne »
    of the table's style; a table with neither is taken for a layout.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    return tuple(role_of(table) for table in root.iter(f"{_W}tbl"))


def role_of(table: etree._Element) -> str:
    """Return the role of one table."""
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    first = look.get(f"{_W}firstColumn", "") if look is not None else ""
    if first in {"1", "true", "on"}:
        return "lignes"
    heads = table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader")
    return (
        "colonnes"
        if heads is not None and heads.get(f"{_W}val", "1") not in {"0", "false", "off"}
        else "page"
    )
