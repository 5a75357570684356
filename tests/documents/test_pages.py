"""The convention as pages, through the real converter: no blank page, nothing lost, accessible."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.kind import Situation
from ctg_docs.engine import Properties, Template
from tests.engine.pdf.proof import open_bytes

EXEMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/ctg.yaml"))


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    """The convention of each example as a PDF."""
    from ctg_docs.engine.pdf.making import finish

    kind = get_kind("convention")
    template = Template.load(kind.build_template())
    words = {}
    for folder in EXEMPLES:
        dossier = ctg_docs.load(folder)
        contexte = kind.build(dossier, Situation(pictures=dossier.provenance.files))[0]
        words[folder.name] = template.render(contexte, properties=Properties(title=contexte.titre))
    found = finish(words)
    assert all(one.error is None and one.stable for one in found.values())
    return {name: one.pdf for name, one in found.items()}


@pytest.mark.parametrize("nom", [folder.name for folder in EXEMPLES])
def test_no_page_is_blank(pages: dict[str, bytes], nom: str) -> None:
    """Header and footer alone draw few words; a page of ours holds more."""
    with open_bytes(pages[nom]) as pdf:
        words = [len(re.findall(rb"T[jJ]", sheet.Contents.read_bytes())) for sheet in pdf.pages]

    assert len(words) > 8
    assert min(words) > 5


@pytest.mark.parametrize("nom", [folder.name for folder in EXEMPLES])
def test_pages_are_accessible_and_archivable(pages: dict[str, bytes], nom: str) -> None:
    for profile in ("2b", "ua1"):
        report = page.validate_pdf_bytes(pages[nom], profile=page.ValidationProfile(profile))
        assert report.rules.total > 50
        assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_wide_annexes_lie_on_their_side(pages: dict[str, bytes]) -> None:
    with open_bytes(pages["pays-auvrelle"]) as pdf:
        wide = [sheet.mediabox[2] > sheet.mediabox[3] for sheet in pdf.pages]

    assert any(wide)
    assert not wide[0]
    assert not wide[-1]
