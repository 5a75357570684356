"""Slides as a PDF that everybody can read and that can be kept."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

import ctg_docs
from ctg_docs.engine.pdf.conformance import Attachment, attachments_of
from ctg_docs.engine.pdf.content import heights
from ctg_docs.engine.pdf.making import Finished, PdfOptions
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.parallel import finish_any
from ctg_docs.engine.pdf.slides import is_slides
from ctg_docs.engine.pdf.tree import elements
from ctg_docs.errors import MissingToolError
from tests.engine.pdf.proof import failures, open_bytes
from tests.engine.pdf.test_converter import office_of
from tests.engine.pdf.word import docx, par

ROOT = Path(__file__).parents[3]
HEURISTIC = re.compile(r"TBL-012|LNK-010")
"""Second opinions that guess: a calendar is mostly empty cells, a slide is shown, its addresses not followed."""


@pytest.fixture(scope="module")
def slides() -> bytes:
    ctg = ctg_docs.load(ROOT / "examples" / "mellois-en-poitou")
    [document] = ctg_docs.render(ctg, "presentation")
    return document.data


@pytest.fixture(scope="module")
def done(slides: bytes) -> Finished:
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    data = Attachment("ctg-donnees.json", b"{}", "Les données")
    return finish_any({"diapos": slides}, attachments={"diapos": [data]})["diapos"]


def test_validators_find_nothing(done: Finished) -> None:
    assert not done.error
    assert [f for f in failures(done.pdf, archive=True) if not HEURISTIC.match(f)] == []
    assert attachments_of(done.pdf) == {"ctg-donnees.json": b"{}"}


def test_each_slide_has_a_title_below_that_of_the_first(done: Finished) -> None:
    with open_bytes(done.pdf) as pdf:
        titles = [str(e.S) for e in elements(pdf) if str(e.S).startswith("/H")]
        assert titles == ["/H1", *["/H2"] * (len(pdf.pages) - 1)]
        with pdf.open_outline() as outline:
            assert len(outline.root) == len(pdf.pages)


def test_footers_are_not_read_on_each_slide(done: Finished) -> None:
    with open_bytes(done.pdf) as pdf:
        tagged = [
            (height, float(page.mediabox[3])) for page in pdf.pages for height in heights(page.obj).values()
        ]
    assert len(tagged) > 40
    assert all(height > 0.06 * whole for height, whole in tagged)


def test_no_name_is_longer_than_the_norm_allows(done: Finished) -> None:
    with open_bytes(done.pdf) as pdf:
        names = [
            key for held in pdf.objects if isinstance(held, pikepdf.Dictionary) for key, _ in held.items()
        ]
    assert len(names) > 1000
    assert max(len(name.encode()) for name in names) <= 127


def test_the_slides_are_kept_as_they_were(done: Finished, slides: bytes) -> None:
    assert (done.word, done.extension) == (slides, ".pptx")


def test_a_word_file_is_not_slides(slides: bytes) -> None:
    assert is_slides(slides)
    assert not is_slides(docx(par("Bonjour")))
    assert not is_slides(b"%PDF")


def test_without_impress_the_package_is_named(slides: bytes, tmp_path: Path) -> None:
    found = finish_any({"diapos": slides}, options=PdfOptions(program=office_of(tmp_path, "exit 0\n")))[
        "diapos"
    ]
    assert found.error
    assert "libreoffice-impress-nogui" in found.error.message
    assert "Le diaporama est conservé" in found.error.message
    assert found.word == slides
