"""Every code that the program can tell has one entry in the catalogue, in the guide and in `explain`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.steps.codes import FAMILIES, codes

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r'"([A-Z]{3}\d{3})"')


def written() -> set[str]:
    """Return every code written in the sources: told, or declared."""
    sources = list((ROOT / "ctg_docs").rglob("*.py"))
    assert len(sources) > 400
    return {code for path in sources for code in _CODE.findall(path.read_text(encoding="utf-8"))}


def test_each_code_told_is_in_the_catalogue_and_each_entry_is_told_somewhere() -> None:
    found = written()
    assert len(found) > 250
    assert found == codes().keys()


def test_each_entry_says_everything() -> None:
    for entry in codes().values():
        assert entry.code[:3] in FAMILIES
        assert all((entry.titre, entry.cause, entry.remede, entry.source)), entry.code


def test_the_guide_has_them_all() -> None:
    page = (ROOT / "docs" / "problemes-et-codes.md").read_text(encoding="utf-8")
    assert [code for code in codes() if f"| {code} |" not in page] == []


def test_explain_knows_each_and_suggests_for_a_misspelt_one() -> None:
    assert ctg_docs.explain("ctg205").code == "CTG205"
    with pytest.raises(ctg_docs.CtgDocsError, match="Vouliez-vous « CTG20"):
        ctg_docs.explain("CTG2O5")
