from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

import ctg_docs
from ctg_docs.engine.opc.embedded import DataPart, embed_data
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.signature.donnees import data_hash, embed, extract, pack_data, unpack_data
from tests.engine.pdf.word import docx, par
from tests.strategies import ctgs

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/ctg.yaml"))
WORD = docx(par("Bonjour"))


@settings(max_examples=40, deadline=None)
@given(ctgs())
def test_data_carried_by_a_document_are_those_loaded(ctg: ctg_docs.Ctg) -> None:
    [(_, carried)] = embed([("x.docx", WORD)], ctg)
    assert extract(carried) == ctg


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.parent.name)
def test_each_example_comes_back(path: Path) -> None:
    ctg = ctg_docs.load(path.parent)
    assert unpack_data(pack_data(ctg)) == ctg
    assert data_hash(unpack_data(pack_data(ctg))) == data_hash(ctg)


def test_other_files_are_left_alone(ctg: ctg_docs.Ctg) -> None:
    assert embed([("reunion.ics", b"BEGIN")], ctg) == [("reunion.ics", b"BEGIN")]


def test_changed_data_are_refused(ctg: ctg_docs.Ctg) -> None:
    changed = pack_data(ctg).replace(b"Auvrelle", b"Autrelle")
    with pytest.raises(DataError, match="modifiées"):
        extract(embed_data(WORD, DataPart.build(changed)))


@pytest.mark.parametrize("data", [b"{}", b"[1]", b'{"format": "x"}', b"{", "é".encode("latin-1")])
def test_data_of_something_else_are_refused_in_french(data: bytes) -> None:
    with pytest.raises(DataError):
        unpack_data(data)


def test_data_of_a_later_version_are_refused(ctg: ctg_docs.Ctg) -> None:
    held = json.loads(pack_data(ctg))
    held["format"] = "ctg-docs/donnees/9"
    with pytest.raises(DataError, match="mettez ctg-docs à jour"):
        unpack_data(json.dumps(held).encode())


def test_document_without_data_says_so() -> None:
    with pytest.raises(DataError, match="ne porte pas de données"):
        extract(WORD)


@pytest.mark.parametrize("sans_donnees", [False, True])
def test_the_library_writes_documents_that_carry_their_data(
    ctg: ctg_docs.Ctg, tmp_path: Path, sans_donnees: bool
) -> None:
    [path] = ctg_docs.generate(ctg, ["gouvernance"], out=tmp_path, sans_donnees=sans_donnees)
    if sans_donnees:
        with pytest.raises(DataError, match="sans ses données"):
            extract(path)
    else:
        assert extract(path) == ctg


def test_a_workbook_carries_no_data() -> None:
    with io.BytesIO() as held:
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types>spreadsheetml</Types>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
        workbook = held.getvalue()
    with pytest.raises(TemplateError, match="classeur Excel, pas un document Word"):
        embed_data(workbook, DataPart.build(b"{}"))


def test_absent_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ne peut pas être lu"):
        extract(tmp_path / "absent.docx")


@pytest.mark.parametrize("avec_donnees", [False, True])
def test_a_letter_carries_the_dossier_only_when_asked(
    ctg: ctg_docs.Ctg, tmp_path: Path, avec_donnees: bool
) -> None:
    kinds = ["convocation", "ordre_du_jour"]
    paths = ctg_docs.generate(ctg, kinds, out=tmp_path, avec_donnees=avec_donnees, pages=False)
    words = [path for path in paths if path.suffix == ".docx"]
    assert len(words) > 3
    for path in words:
        if avec_donnees:
            assert ctg_docs.extract(path)
        else:
            with pytest.raises(DataError):
                ctg_docs.extract(path)
