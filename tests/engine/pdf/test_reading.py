"""What a screen reader hears: links, contents, drawings."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from ctg_docs.engine.pdf.content import heights
from ctg_docs.engine.pdf.making import PdfOptions, finish
from ctg_docs.engine.pdf.tree import children, elements, elements_under, is_element, place_of
from tests.engine.pdf.conftest import Sample
from tests.engine.pdf.proof import failures, open_bytes
from tests.engine.pdf.word import docx, drawing, field, link, marked, page_break, par, run


def entry(bookmark: str, text: str) -> str:
    """An entry of contents, as the engine writes it."""
    inner = run(text) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", "")
    return par(f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inner}</w:hyperlink>', "TOC1")


@pytest.fixture(scope="module")
def pdf(sample: Sample) -> bytes:
    assert sample.raw
    word = docx(
        par("Sommaire"),
        entry("_Toc90000000", "Article\u00a01 – Objet"),
        entry("_Toc90000001", "Deux"),
        page_break(),
        marked("_Toc90000000", "Article\u00a01 – Objet", 1, "Titre1"),
        drawing("Valide", "Décide", "Agit"),
        link("la Caf\u00a0: son site"),
        marked("_Toc90000001", "Deux", 2, "Titre1"),
        par("fin"),
    )
    return finish({"Essai de lecture": word}, options=PdfOptions(workers=1))["Essai de lecture"].pdf


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with open_bytes(pdf) as found:
        yield found


def test_result_conforms(pdf: bytes) -> None:
    assert [f for f in failures(pdf) if not f.startswith("ORD-001")] == []


def test_links_can_be_followed(opened: pikepdf.Pdf) -> None:
    notes = [note for page in opened.pages for note in page.obj.get("/Annots", ())]
    assert sorted(str(n.get("/A", pikepdf.Dictionary()).get("/URI", "dans le document")) for n in notes) == [
        "dans le document",
        "dans le document",
        "https://www.caf.fr/",
    ]
    assert {n.Dest[0].objgen for n in notes if "/Dest" in n} == {opened.pages[1].obj.objgen}


def test_a_link_is_heard_once_with_its_no_break_spaces(opened: pikepdf.Pdf) -> None:
    links = [e for e in elements(opened) if str(e.S) == "/Link"]
    assert [
        sum("/Obj" in kid for kid in children(e) if isinstance(kid, pikepdf.Dictionary)) for e in links
    ] == [1] * 3
    parents = opened.Root.StructTreeRoot.ParentTree.Nums
    held = {int(k): v for k, v in zip(list(parents)[::2], list(parents)[1::2], strict=True)}
    for element in links:
        marks = [
            kid for kid in children(element) if not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid
        ]
        assert marks
        for kid in marks:
            page, number = place_of(kid, element)
            assert held[int(page.StructParents)][number].objgen == element.objgen


def test_contents_are_announced_as_such(opened: pikepdf.Pdf) -> None:
    [table] = [e for e in elements(opened) if str(e.S) == "/TOC"]
    assert [str(e.S) for e in children(table)] == ["/TOCI"] * 2
    assert [[str(e.S) for e in children(entry)] for entry in children(table)] == [["/Link"]] * 2


def test_boxes_of_a_drawing_are_read_from_the_top(opened: pikepdf.Pdf) -> None:
    boxes = ["/Div"] * 3
    [drawn] = [e for e in elements(opened) if [str(k.S) for k in children(e) if is_element(k)] == boxes]
    places = [
        place_of(kid, e)
        for e in elements_under(drawn)
        for kid in children(e)
        if place_of(kid, e)[0] is not None
    ]
    on_page = heights(opened.pages[1].obj)
    found = [on_page[number] for _, number in places]
    assert len(found) == 3
    assert found == sorted(found, reverse=True)
