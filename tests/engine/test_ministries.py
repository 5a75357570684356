"""Templates of administrations: docxtpl's document, or a better one for a reason given here."""

from __future__ import annotations

import pytest

from benchmarks.differential import compare
from ctg_docs.engine.lint import lint_file
from ctg_docs.problems import Severity
from tests.engine.ministries import TEMPLATES
from tests.engine.words import problems

#: where ours differs: what ours says there
BETTER = {
    "boxes": ("<w:br>", "docxtpl leaves a line end as a blank in a paragraph that holds a text box"),
    "formula": ("ligne+", "an equation has no line ends: docxtpl leaves one raw"),
    "links": ("fiche_2", "docxtpl gives one name to two bookmarks, and every reference the first"),
    "merged": ("</w:tbl><w:sectPr>", "a row without cells is no row: Word refuses docxtpl's file"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_same_document_or_a_better_one(name: str) -> None:
    found = compare(TEMPLATES[name](), name)
    if name in BETTER:
        assert found.word == "different"
        assert BETTER[name][0] in found.why.rpartition("ours")[2]
    else:
        assert (found.word, found.why) == ("equal", "")


@pytest.mark.parametrize("name", TEMPLATES)
def test_lint_and_load_say_the_same_of_a_stranger_too(name: str) -> None:
    data = TEMPLATES[name]()
    told = [str(p) for p in lint_file(data, name="modèle") if p.severity is Severity.ERROR]
    assert told == problems(data) == []
