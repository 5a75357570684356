from __future__ import annotations

import re
import shutil
import subprocess
from typing import Any

import pytest
from pikepdf import Array

from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.pdf.assembly import Assembly, Piece, merge
from ctg_docs.engine.pdf.conformance import Attachment, attachments_of, mend
from ctg_docs.engine.pdf.making import Finished, PdfOptions
from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.engine.pdf.parallel import finish_by_parts
from ctg_docs.engine.pdf.splitting import split
from ctg_docs.engine.pdf.table_roles import table_roles
from ctg_docs.errors import ConversionError
from tests.engine.pdf.conftest import PROPERTIES, Sample
from tests.engine.pdf.proof import failures, open_bytes
from tests.engine.pdf.word import contents, docx, marked, numbered, page_break, par, table

COUNT = 24
BREAK = "<w:pageBreakBefore/>"


def _cards() -> list[str]:
    """One card per page, but two pages for each fifth, so that a first guess of the lengths is wrong."""
    blocks = []
    for n in range(1, COUNT + 1):
        heading = marked(f"_Toc{n:08d}", f"Action {n}", n, "Titre1").replace(
            "</w:pPr>", f"{BREAK}</w:pPr>", 1
        )
        blocks += [
            heading,
            numbered(f"numéro {n} 0123456789"),
            table([["Pilote", "Budget"], ["Caf", str(n)]], head=True),
            par(""),
        ]
        if n % 5 == 0:
            blocks += [page_break(), par(f"suite de {n}" + " encore" * n)]
    return blocks


@pytest.fixture(scope="module")
def document() -> bytes:
    entries = {f"_Toc{n:08d}": f"Action {n}" for n in range(1, COUNT + 1)}
    return docx(contents(entries), *_cards())


@pytest.fixture(scope="module")
def finished(document: bytes, sample: Sample) -> Finished:
    assert sample.raw
    return finish_by_parts(document, "dossier", parts=4, options=PdfOptions(workers=2))


def _text(pdf: bytes) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("reads the text of the PDF with poppler")
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return shown.stdout.decode().split("\f")[:-1]


def test_document_is_cut_where_pages_begin(document: bytes) -> None:
    parts = split(document, 4)
    assert len(parts) == 4
    bodies = [(read_part(p.number_pages(1, 30), "word/document.xml") or b"").decode() for p in parts]
    assert sum(len(re.findall(r">Action \d+</w:t></w:r><w:bookmarkEnd", b)) for b in bodies) == COUNT
    assert all(re.search(r"<w:body>\s*<w:p><w:pPr><w:pStyle w:val=\"Titre1\"/>", b) for b in bodies[1:])


def test_document_without_page_starts_stays_whole() -> None:
    assert len(split(docx(*(par(str(n)) for n in range(100))), 4)) == 1


def test_pages_are_counted_on_through_the_parts(finished: Finished) -> None:
    assert finished.error is None
    assert finished.stable
    pages = _text(finished.pdf)
    total = 1 + COUNT + COUNT // 5
    assert len(pages) == total
    assert [re.findall(r"page (\d+) / (\d+)", page) for page in pages] == [
        [(str(n), str(total))] for n in range(1, total + 1)
    ]


def test_contents_of_the_whole_tell_true_pages(finished: Finished) -> None:
    pages = _text(finished.pdf)
    told = {int(a): int(p) for a, p in re.findall(r"Action (\d+)\.*\s*(\d+)\n", pages[0])}
    assert len(told) == COUNT
    assert all(
        re.search(rf"^Action {action}$", pages[page - 1], re.MULTILINE) for action, page in told.items()
    )


def test_numbered_list_goes_on_in_the_next_part(finished: Finished) -> None:
    found = re.findall(r"(\d+)\.\s+numéro (\d+) ", "".join(_text(finished.pdf)))
    assert [(int(a), int(b)) for a, b in found] == [(n, n) for n in range(1, COUNT + 1)]


def test_merged_parts_conform_and_keep_their_outline(finished: Finished) -> None:
    assert failures(finished.pdf) == []
    with open_bytes(finished.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"Action {n}" for n in range(1, COUNT + 1)]


def test_links_of_the_contents_reach_the_other_parts(finished: Finished) -> None:
    with open_bytes(finished.pdf) as pdf:
        pages: dict[Any, int] = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        notes = list(pdf.pages[0].obj.Annots)
        reached = sorted(pages[note.Dest[0].objgen] for note in notes if "/Dest" in note)
    assert len(notes) == len(reached) == COUNT
    assert reached[-1] == COUNT + 1 + (COUNT - 1) // 5


def test_the_same_file_is_made_whichever_converter_is_first(document: bytes, finished: Finished) -> None:
    again = finish_by_parts(document, "dossier", parts=4, options=PdfOptions(workers=2))
    assert (again.word, again.pdf) == (finished.word, finished.pdf)


def test_pieces_find_their_place_whatever_their_order(sample: Sample) -> None:
    piece = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    titles = ("Un", "Deux", "Trois")
    with Assembly() as work:
        for rank in (2, 0, 1):
            with open_pdf(piece) as pdf:
                work.add(rank, pdf, title=titles[rank], prefix=f"{rank}.")
        work.remove(0)
        with open_pdf(piece) as pdf:
            work.add(0, pdf, title=titles[0], prefix="0.")
        assert [page.index for page in work.pages_of(1)] == [3, 4, 5]
        merged = work.write(PROPERTIES)
    whole = merge([Piece(piece, title, f"{rank}.") for rank, title in enumerate(titles)], PROPERTIES)
    assert failures(merged.pdf) == []
    assert merged.spans == whole.spans == ((1, 3), (4, 3), (7, 3))
    assert _text(merged.pdf) == _text(whole.pdf)
    with open_bytes(merged.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == list(titles)
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        leading = [item.destination for item in outline.root]
        assert [pages[to[0].objgen] for to in leading if isinstance(to, Array)] == [0, 3, 6]
        assert [pages[pdf.Root.Dests[f"/{n}.signature5F1"][0].objgen] for n in range(3)] == [2, 5, 8]


def test_pieces_of_both_orientations_make_one_conform_file(sample: Sample) -> None:
    piece = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    merged = merge([Piece(piece, "Convention", "a."), Piece(piece, "Annexe", "b.")], PROPERTIES)
    assert failures(merged.pdf) == []
    assert merged.spans == ((1, 3), (4, 3))
    with open_bytes(merged.pdf) as pdf:
        wide = [float(p.mediabox[2]) > float(p.mediabox[3]) for p in pdf.pages]
        assert wide == [False, True, False] * 2
        assert "/b.signature5F1" in pdf.Root.Dests
        with pdf.open_outline() as outline:
            assert [i.title for i in outline.root] == ["Convention", "Annexe"]
            assert [i.title for i in outline.root[1].children] == ["Convention", "Annexe", "Signatures"]
    assert merge([Piece(piece, "Convention", "a."), Piece(piece, "Annexe", "b.")], PROPERTIES) == merged


def test_merged_file_can_carry_its_data(sample: Sample) -> None:
    piece = Piece(mend(sample.raw, PROPERTIES))
    merged = merge([piece], PROPERTIES, [Attachment("ctg.json", b"{}", "Données")])
    assert failures(merged.pdf, archive=True) == []
    assert attachments_of(merged.pdf) == {"ctg.json": b"{}"}


def test_nothing_to_merge_is_refused() -> None:
    with pytest.raises(ConversionError, match="aucun PDF"):
        merge([], PROPERTIES)


def test_links_of_a_part_have_a_style_without_which_the_converter_drops_them(document: bytes) -> None:
    part = split(document, 4)[0].number_pages(1, 30)
    links = re.findall(rb"<w:hyperlink .*?</w:hyperlink>", read_part(part, "word/document.xml") or b"")
    assert len(links) >= COUNT
    styles = {style for link in links for style in re.findall(rb'<w:rStyle w:val="(\w+)"', link)}
    assert all(link.count(b"<w:rStyle ") == link.count(b"<w:r>") for link in links)
    defined = read_part(part, "word/styles.xml") or b""
    assert styles
    assert all(b'w:styleId="%s"' % style in defined for style in styles)
