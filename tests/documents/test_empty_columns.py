"""A thin dossier leaves columns without content out of every table but those to be filled, drawn, or the same in all fiches."""

from __future__ import annotations

import pytest
from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import parse_part, read_part
from tests.documents.test_kinds import WORD_KINDS, words

THIN = ("mellois-en-poitou", "caf-commune")
KEPT = {
    "Feuille d’émargement": "filled by hand",
    "Rétroplanning": "a column is a month",
    "Calendrier de l’action": "a column is a year",
    "Indicateurs au fil des années": "a column is a year",
    "Indicateurs": "the same in all fiches",
    "L’essentiel de la fiche": "the same in all fiches",
    "Le territoire au fil des années": "drawn",
}


def empty_columns(table: etree._Element) -> list[int]:
    """Return the columns that say nothing under their head."""
    rows = table.findall(qn("w:tr"))
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    held: dict[int, set[str]] = {}
    for row in rows if heads else ():
        start = 0
        for cell in row.findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            if span is None and row not in heads:
                held.setdefault(start, set()).add("".join(map(str, cell.itertext(qn("w:t")))).strip())
            start += int(span.get(qn("w:val"), "1")) if span is not None else 1
    return [column for column, texts in held.items() if column and texts <= {"", "–"}]


@pytest.mark.parametrize("exemple", THIN)
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_no_table_has_a_column_that_says_nothing(exemple: str, kind: str) -> None:
    for document in words(exemple, kind)[:2]:
        for table in parse_part(read_part(document.data, "word/document.xml") or b"").iter(qn("w:tbl")):
            titre = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
            if titre is None or titre.get(qn("w:val")) not in KEPT:
                assert empty_columns(table) == [], titre is not None and titre.get(qn("w:val"))
