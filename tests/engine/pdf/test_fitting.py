"""A short paper that overflows by a few lines is tightened, and only such a paper."""

from __future__ import annotations

import re

import pytest

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.fitting import Sheets, read_sheets, tighter
from ctg_docs.engine.pdf.making import finish
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.errors import MissingToolError
from ctg_docs.gabarit.gabarit import Gabarit


def paper(paragraphs: int) -> bytes:
    g = Gabarit("Essai")
    for rank in range(paragraphs):
        g.paragraphe(f"Paragraphe {rank + 1}")
    return g.build()


@pytest.mark.parametrize(
    ("lines", "over"),
    [((30,), False), ((40, 3), True), ((40, 20), False), ((40, 2, 40), True), ((40, 40, 40, 40, 2), False), ((2, 40), False)],
)  # fmt: skip
def test_short_papers_with_a_page_of_few_lines_overflow(lines: tuple[int, ...], over: bool) -> None:
    assert Sheets(lines).overflow is over


def test_fewer_pages_are_better_and_fuller_ones_too() -> None:
    before = Sheets((40, 3))
    assert Sheets((43,)).is_better_than(before)
    assert Sheets((33, 10)).is_better_than(before)
    assert not before.is_better_than(before)
    assert not Sheets((38, 3, 2)).is_better_than(before)


def test_whites_shrink_then_margins_and_nothing_else() -> None:
    word = paper(3)
    gentle, strong = tighter(word)
    before, after = read_part(word, "word/styles.xml") or b"", read_part(gentle, "word/styles.xml") or b""
    assert re.sub(rb'w:(before|after|line|w)="\d+"', b"", before) == re.sub(
        rb'w:(before|after|line|w)="\d+"', b"", after
    )
    white = re.compile(rb'w:styleId="SignatureNom".*?w:before="(\d+)"', re.DOTALL)
    assert white.findall(before) == white.findall(after) != []
    assert read_part(gentle, "word/document.xml") == read_part(word, "word/document.xml")
    margins = re.search(rb'w:top="(\d+)".*?w:bottom="(\d+)"', read_part(strong, "word/document.xml") or b"")
    assert margins
    assert (int(margins[1]), int(margins[2])) == (1417, 963)


def test_a_paper_that_spills_holds_on_one_page_and_a_long_one_stays() -> None:
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    done = finish({"court": paper(36), "long": paper(150)})
    assert len(read_sheets(done["court"].pdf, done["court"].word).lines) == 1
    assert done["long"].word == paper(150)
