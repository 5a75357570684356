"""A final document that not everybody could read is refused; a draft is not; any Word file can be checked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.ressources import example, template_path
from ctg_docs.steps.access import check_access
from ctg_docs.steps.batch import prepare


def paler(data: bytes) -> bytes:
    """The same Word file, its ink as pale as fog."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"1B2733", b"DDDDDD") if name == "word/styles.xml" else text)
    return made.getvalue()


@pytest.fixture
def poor_templates(tmp_path: Path) -> Path:
    folder = tmp_path / "modeles"
    folder.mkdir()
    (folder / "equipements.docx").write_bytes(paler(template_path("equipements").read_bytes()))
    return folder


def test_final_document_that_not_everybody_can_read_is_refused(poor_templates: Path) -> None:
    ctg = ctg_docs.load(example("pays-auvrelle"))
    with pytest.raises(DataError, match="lisible par tous") as refused:
        prepare(ctg, ["equipements"], final=True, templates=poor_templates)
    assert {p.code for p in refused.value.problems} == {"ACC009"}
    assert all("paragraphe" in str(p.place) or "tableau" in str(p.place) for p in refused.value.problems)
    assert prepare(ctg, ["equipements"], templates=poor_templates).documents
    assert prepare(ctg, ["equipements"], final=True).documents


def test_any_word_file_can_be_checked(poor_templates: Path, tmp_path: Path) -> None:
    poor = poor_templates / "equipements.docx"
    assert {p.place.file for p in check_access([poor]) if p.code == "ACC009"} == {str(poor)}
    with pytest.raises(DataError, match="ne peut pas être lu"):
        check_access([tmp_path / "absent.docx"])
    (tmp_path / "note.docx").write_text("rien")
    with pytest.raises(TemplateError):
        check_access([tmp_path / "note.docx"])
