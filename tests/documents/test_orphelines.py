"""Pages through the real converter: none nearly empty, fiches of two pages at most; the page is named."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.engine.pdf.making import finish
from ctg_docs.steps.render import render_kind
from tests.documents.test_kinds import dossier

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads the text of PDFs with poppler")

LIGNES = 6
"""A page holds more lines than this between its header and its footer."""
DOCUMENTS = (
    ("pays-auvrelle", "convention"),
    ("pays-auvrelle", "fiches_actions"),
)


@cache
def feuilles() -> dict[str, list[list[str]]]:
    """The lines of each page of each document; one start of the converter for all."""
    words = {}
    for exemple, kind in DOCUMENTS:
        ctg = dossier(exemple)
        final = exemple == "pays-auvrelle"
        (document, *_) = render_kind(ctg, get_kind(kind), replace(Options(), final=final))
        words[f"{exemple}/{kind}"] = document.data
    return {nom: _pages(fini.pdf) for nom, fini in finish(words).items()}


def _pages(pdf: bytes) -> list[list[str]]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


@pytest.mark.parametrize("nom", [f"{exemple}/{kind}" for exemple, kind in DOCUMENTS])
def test_no_page_is_nearly_empty(nom: str) -> None:
    """The cover and the last page of a document may hold few lines."""
    pages = feuilles()[nom]
    presque_vides = [
        f"page {rang} / {len(pages)} : {lignes}"
        for rang, lignes in enumerate(pages[1:-1], 2)
        if len(lignes) - 2 < LIGNES
    ]
    assert presque_vides == []


def test_a_fiche_of_the_convention_takes_two_pages_at_most() -> None:
    codes = sorted(set(dossier("pays-auvrelle").codes_fiches.values()))
    pages = feuilles()["pays-auvrelle/convention"]
    debuts = {
        code: rang
        for code in codes
        for rang, page in enumerate(pages)
        if any(_ouvre(code, li) for li in page[1:2])
    }
    assert len(debuts) == len(codes)
    fins = {code: next(r for r, page in enumerate(pages) if r >= debuts[code] and any("Version " in li for li in page[1:]))
            for code in codes}  # fmt: skip
    assert {code: fins[code] - debuts[code] + 1 for code in codes if fins[code] - debuts[code] > 1} == {}


def _ouvre(code: str, ligne: str) -> bool:
    return ligne.startswith(code.replace("\u00a0", " ")) or ligne.replace("\u00a0", " ").startswith(code)
