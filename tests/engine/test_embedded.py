from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.engine.opc.embedded import DataPart, embed_data, read_data
from ctg_docs.errors import TemplateError
from tests.engine.pdf.word import docx, par
from tests.validators import word_findings

PLAIN = docx(par("Bonjour"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_data_come_back_as_they_were(text: str) -> None:
    data = text.encode()
    assert read_data(embed_data(PLAIN, DataPart.build(data))) == data


def test_file_without_data_has_none() -> None:
    assert read_data(PLAIN) is None


def test_new_data_replace_the_old() -> None:
    once = embed_data(PLAIN, DataPart.build(b'{"a":1}'))
    twice = embed_data(once, DataPart.build(b'{"b":2}'))
    assert read_data(twice) == b'{"b":2}'
    assert twice == embed_data(PLAIN, DataPart.build(b'{"b":2}'))


def test_text_of_the_document_is_not_touched() -> None:
    with zipfile.ZipFile(io.BytesIO(embed_data(PLAIN, DataPart.build(b"{}")))) as archive:
        assert "customXml/item1.xml" in archive.namelist()
        with zipfile.ZipFile(io.BytesIO(PLAIN)) as before:
            assert archive.read("word/document.xml") == before.read("word/document.xml")


def test_word_accepts_the_file(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "templates" / "convention.docx"
    before, after = tmp_path / "avant.docx", tmp_path / "apres.docx"
    before.write_bytes(source.read_bytes())
    after.write_bytes(embed_data(source.read_bytes(), DataPart.build(b'{"a":"<&>"}')))
    assert [f for f in word_findings(after) if f not in word_findings(before)] == []


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateError):
        embed_data(b"PK\x03\x04", DataPart.build(b"{}"))
    with pytest.raises(TemplateError):
        read_data(b"")
