"""Numbers never break at their hyphens in pages; what is read in the PDF, or in the Word file, is the hyphen of old."""

from __future__ import annotations

import re
import subprocess
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import parse_part, read_part
from ctg_docs.engine.pdf.converter import convert
from ctg_docs.engine.word.control_text import plain_text
from ctg_docs.engine.word.hyphens import hold_hyphens
from tests.engine.pdf.conftest import Sample
from tests.engine.pdf.word import docx, par, table
from tests.office import needs_poppler

HELD = (
    "2023-10-112",
    "D23-087",
    "2022-DEL-016",
    "L.\u00a0214-1-1",
    "R.123-4",
    "2024-2028",
    "covid-19",
    "2023-del-04",
)
FREE = (
    "Seine-et-Marne",
    "vice-président",
    "https://a.fr/2023-10",
    "a-1@b.fr",
    "a.b-1.fr",
    "1" * 20 + "-12345",
    "12 - 3",
    "-5",
    "05-49-27-12-34",
)


def words_of(word: bytes) -> str:
    return plain_text(parse_part(read_part(word, "word/document.xml") or b""))


def held_in(word: bytes) -> int:
    root = parse_part(read_part(hold_hyphens(word), "word/document.xml") or b"")
    return sum(1 for _ in root.iter(qn("w:noBreakHyphen")))


@pytest.mark.parametrize("number", HELD)
def test_number_keeps_its_hyphens_on_its_line(number: str) -> None:
    assert held_in(docx(par(f"la délibération n°\u00a0{number}, transmise"))) == number.count("-")


@pytest.mark.parametrize("text", FREE)
def test_other_hyphens_break_as_before(text: str) -> None:
    word = docx(par(f"voir {text}."))
    assert hold_hyphens(word) == word


def test_narrow_columns_still_break() -> None:
    word = docx(table([["Période", "Budget"], ["2024-2028", "1"]]))
    assert hold_hyphens(word) == word


def test_what_is_no_word_file_goes_to_the_converter_as_it_is() -> None:
    assert hold_hyphens(b"x-1") == b"x-1"


@given(st.text(st.sampled_from("a1-9Z é.<&/ \u00a0\u2011"), max_size=40))
def test_every_text_is_read_back_the_same(text: str) -> None:
    word = docx(par(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'))
    assert words_of(hold_hyphens(word)) == words_of(word) == text


@needs_poppler
def test_pages_show_whole_numbers_and_say_ordinary_hyphens(sample: Sample) -> None:
    assert sample.raw
    number = "2023-10-112"
    pdf = convert(docx(*(par("a " * n + number) for n in range(20, 60))))
    lines = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    assert len(re.findall(number, lines.decode())) == 40
