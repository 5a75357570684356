from __future__ import annotations

import re
import subprocess

import pytest

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.making import Finished, PdfOptions, finish
from ctg_docs.engine.pdf.page_numbers import destination_name, has_page_fields, write_page_numbers
from ctg_docs.errors import ConversionError
from tests.engine.pdf.conftest import Sample
from tests.engine.pdf.proof import failures
from tests.engine.pdf.word import contents, docx, marked, page_break, par, section
from tests.office import needs_poppler

ENTRIES = {"_Toc90000000": "Un", "_Toc90000001": "Deux", "_Toc90000002": "Trois"}


def _headings() -> tuple[str, ...]:
    return (
        marked("_Toc90000000", "Un", 1, "Titre1"),
        page_break(),
        marked("_Toc90000001", "Deux", 2, "Titre1"),
        section(),
        marked("_Toc90000002", "Trois", 3, "Titre2"),
    )


def _numbers(word: bytes) -> list[str]:
    body = (read_part(word, "word/document.xml") or b"").decode()
    return re.findall(r"PAGEREF.*?separate.*?<w:t[^>]*>([^<]*)</w:t>", body)


@pytest.fixture(scope="module")
def finished(sample: Sample) -> dict[str, Finished]:
    assert sample.raw
    plain = docx(contents(ENTRIES), page_break(), *_headings(), landscape=True)
    restarted = plain_with_restart()
    return finish(
        {"simple": plain, "repris": restarted, "sans": docx(par("rien"))}, options=PdfOptions(workers=1)
    )


def plain_with_restart() -> bytes:
    """A cover and contents without number, then pages counted again from 1."""
    head = section().replace("</w:sectPr>", '<w:pgNumType w:start="11"/></w:sectPr>')
    return docx(contents(ENTRIES), page_break(), par("préface"), head, *_headings())


def test_numbers_are_those_of_the_pages(finished: dict[str, Finished]) -> None:
    assert _numbers(finished["simple"].word) == ["2", "3", "4"]
    assert finished["simple"].stable


def test_numbers_follow_a_numbering_that_starts_elsewhere(finished: dict[str, Finished]) -> None:
    assert _numbers(finished["repris"].word) == ["13", "14", "15"]


@needs_poppler
def test_pdf_shows_what_the_word_file_says(finished: dict[str, Finished]) -> None:
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=finished["simple"].pdf, capture_output=True, check=True
    ).stdout.decode()
    assert re.findall(r"(Un|Deux|Trois)\.+\s*(\d)", shown) == [("Un", "2"), ("Deux", "3"), ("Trois", "4")]


def test_result_conforms(finished: dict[str, Finished]) -> None:
    assert len(finished) > 2
    for result in finished.values():
        assert failures(result.pdf) == []


def test_document_without_contents_is_left_alone(finished: dict[str, Finished]) -> None:
    assert finished["sans"].word == docx(par("rien"))
    assert not has_page_fields(finished["sans"].word)


def test_writing_the_same_numbers_again_changes_no_byte(finished: dict[str, Finished]) -> None:
    word = finished["simple"].word
    labels = {destination_name(n): p for n, p in zip(ENTRIES, "234", strict=True)}
    assert write_page_numbers(word, labels) == word
    assert (
        write_page_numbers(docx(contents(ENTRIES), page_break(), *_headings(), landscape=True), labels)
        == word
    )


def test_destination_of_any_bookmark_is_found() -> None:
    assert destination_name("signature_2-bis") == "/signature5F2-bis"
    assert destination_name("é1") == "/25C325A91"


def test_failed_document_keeps_its_word_file() -> None:
    result = finish({"x": b"PK\x03\x04"})["x"]
    assert isinstance(result.error, ConversionError)
    assert result.word == b"PK\x03\x04"
    assert result.pdf == b""


def test_numbers_that_never_settle_are_told(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that answers another page each time, as a text that moves with its own numbers would."""
    assert sample.raw
    pages = iter(range(2, 100))
    monkeypatch.setattr(
        "ctg_docs.engine.pdf.making.page_labels",
        lambda _pdf: dict.fromkeys(map(destination_name, ENTRIES), str(next(pages))),
    )
    word = docx(contents(ENTRIES), page_break(), *_headings(), landscape=True)
    [problem] = finish({"x": word}, options=PdfOptions(workers=1))["x"].problems
    assert problem.code == "PDF002"
