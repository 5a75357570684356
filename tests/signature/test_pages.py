"""Page numbers in the contents of Word files, without a PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.making import finish
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.errors import MissingToolError, OutputError
from ctg_docs.steps.deliver import deliver

MELLOIS = Path(__file__).parents[2] / "examples" / "mellois-en-poitou"
NAME = "convention-mellois-en-poitou.docx"


@pytest.fixture(scope="module")
def mellois() -> ctg_docs.Ctg:
    return ctg_docs.load(MELLOIS)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A converter that gives nothing, and leaves a trace of each start."""
    trace = tmp_path / "demarre"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\ntouch '{trace}'\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(program))
    return trace


def numbers(word: bytes) -> list[str]:
    body = (read_part(word, "word/document.xml") or b"").decode()
    return re.findall(r"PAGEREF.*?separate.*?<w:t[^>]*>([^<]*)</w:t>", body)


def test_numbers_are_those_of_the_pages(mellois: ctg_docs.Ctg, tmp_path: Path) -> None:
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    for folder in ("une", "deux"):
        delivery = deliver(mellois, ["convention"], out=tmp_path / folder)
        assert "PDF003" not in [p.code for p in delivery.problems]
    word = (tmp_path / "une" / NAME).read_bytes()
    found = [int(number) for number in numbers(word)]
    assert len(found) > 15
    assert found == sorted(found)
    assert found[0] > 1
    assert finish({"x": word})["x"].word == word
    assert (tmp_path / "deux" / NAME).read_bytes() == word


def test_without_converter_word_is_left_to_count(
    mellois: ctg_docs.Ctg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(tmp_path / "absent"))
    [problem] = [p for p in deliver(mellois, ["convention"], out=tmp_path).problems if p.code == "PDF003"]
    assert "absent" in problem.message
    assert "F9" in problem.suggestion
    assert set(numbers((tmp_path / NAME).read_bytes())) == {" "}


def test_converter_that_fails_costs_only_the_numbers(
    mellois: ctg_docs.Ctg, tmp_path: Path, office: Path
) -> None:
    delivery = deliver(mellois, ["convention", "annuaire"], out=tmp_path / "sortie")
    assert [(p.code, p.place.file) for p in delivery.problems] == [("PDF003", NAME)]
    assert office.exists()
    assert sorted(p.name for p in (tmp_path / "sortie").iterdir()) == ["annuaire.docx", NAME]


def test_numbers_can_be_left_to_word(mellois: ctg_docs.Ctg, tmp_path: Path, office: Path) -> None:
    assert deliver(mellois, ["convention"], out=tmp_path, pages=False).problems == ()
    assert not office.exists()


def test_documents_without_contents_start_no_converter(
    mellois: ctg_docs.Ctg, tmp_path: Path, office: Path
) -> None:
    assert deliver(mellois, ["annuaire"], out=tmp_path).problems == ()
    assert not office.exists()


def test_long_document_is_left_to_the_pdf(
    mellois: ctg_docs.Ctg, tmp_path: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctg_docs.steps.pages._LONGEST", 1000)
    [problem] = deliver(mellois, ["convention"], out=tmp_path).problems
    assert (problem.code, problem.suggestion) == ("PDF003", "Demandez les PDF : ils en donnent les numéros.")
    assert not office.exists()


def test_existing_file_is_refused_before_pages_are_counted(
    mellois: ctg_docs.Ctg, tmp_path: Path, office: Path
) -> None:
    (tmp_path / NAME).touch()
    with pytest.raises(OutputError, match=NAME):
        deliver(mellois, ["convention"], out=tmp_path)
    assert not office.exists()
