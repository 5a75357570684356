"""Every code that the program can tell has one entry in the catalogue, in the guide and in `explain`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.phrases import phrases
from ctg_docs.problems import FAMILIES
from ctg_docs.steps.codes import codes
from tests.checks.test_regles import FIRING

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


def test_each_entry_can_be_told() -> None:
    """Each is seen told by its name in some test; those of a field's value, by every error of Pydantic (test_validate)."""
    tests = [p for p in (ROOT / "tests").rglob("test_*.py") if p.name != Path(__file__).name]
    seen = {code for path in tests for code in re.findall(r"[A-Z]{3}\d{3}", path.read_text(encoding="utf-8"))}
    cases = {code for code, _, _ in FIRING}
    assert [code for code in codes() if code not in seen | cases and not code.startswith("CHP")] == []


def test_each_entry_says_everything_in_words_of_its_own() -> None:
    assert list(phrases()) == list(codes())
    for entry in codes().values():
        assert entry.code[:3] in FAMILIES
        assert entry.titre
        assert entry.source
        written = phrases()[entry.code]
        assert (entry.cause, entry.remede) == (written.cause, written.remede)
        for text in (entry.cause, entry.remede):
            assert text[0].isupper() or text[0] in "«@", entry.code
            assert text.endswith("."), entry.code


def test_fields_named_in_a_remedy_exist() -> None:
    schema = ctg_docs.schema()
    named = {
        name
        for entry in codes().values()
        for quoted in re.findall("« ([a-z_ :]+) »", entry.remede)
        for name in re.findall("[a-z]+_[a-z_]+", quoted)
    }
    assert len(named) > 2
    assert [name for name in sorted(named) if f'"{name}"' not in schema] == []


def test_the_guide_has_them_all() -> None:
    page = (ROOT / "docs" / "problemes-et-codes.md").read_text(encoding="utf-8")
    assert [code for code in codes() if f"| {code} |" not in page] == []


def test_explain_knows_each_and_suggests_for_a_misspelt_one() -> None:
    assert ctg_docs.explain("ctg205").code == "CTG205"
    with pytest.raises(ctg_docs.CtgDocsError, match="Vouliez-vous « CTG20"):
        ctg_docs.explain("CTG2O5")
