"""The shipped templates: fresh, clean for the outside validators, and in agreement with their contexts."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents.kind import Kind
from ctg_docs.engine import Template
from ctg_docs.engine.word.letters import words
from ctg_docs.engine.word.widths import Cell
from ctg_docs.gabarit.copie import read_text
from tests.validators import word_findings

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = [kind.nom for kind in load_kinds() if kind.has_template]
MARGIN = 95
"""Twips at each side of the words of a cell."""
KINDS = [pytest.param(get_kind(nom), id=nom) for nom in NAMES]


def test_there_are_templates() -> None:
    assert len(KINDS) >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_template_and_its_text_are_fresh(kind: Kind) -> None:
    built = kind.build_template()

    assert built == kind.build_template()
    assert built == (TEMPLATES / f"{kind.nom}.docx").read_bytes(), "run « make templates »"
    assert read_text(built) == (TEMPLATES / f"{kind.nom}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_outside_validators_find_nothing_in_the_template(kind: Kind) -> None:
    assert word_findings(TEMPLATES / f"{kind.nom}.docx") == []


@pytest.mark.parametrize("kind", KINDS)
def test_template_asks_only_for_what_its_context_has(kind: Kind) -> None:
    template = Template.load(TEMPLATES / f"{kind.nom}.docx")

    assert template.lint(kind.contexte_class(), shipped=True) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_head_is_wider_than_its_column(kind: Kind) -> None:
    for table in Document(str(TEMPLATES / f"{kind.nom}.docx")).tables:
        heads = table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]") if not table.autofit else []
        for cell in (cell for row in heads for cell in row.tc_lst):
            text = "".join(cell.xpath(".//w:t/text()"))
            right = sum(map(int, cell.xpath("./w:tcPr/w:tcMar/w:right/@w:w"))) or MARGIN
            size = 9 if "Fiche" in cell.p_lst[0].style else 10
            if "{" not in text:
                assert Cell([words(text, size, bold=True)], MARGIN + right).least * 635 <= cell.width, text


def test_no_stray_template() -> None:
    expected = {f"{nom}{ext}" for nom in NAMES for ext in (".docx", ".txt")}

    assert {path.name for path in TEMPLATES.iterdir()} == expected
