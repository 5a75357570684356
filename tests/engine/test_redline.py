"""Tracked changes: accepted they give the new file, rejected the old one, and Word opens them."""

from __future__ import annotations

import copy
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from ctg_docs.documents import load_kinds
from ctg_docs.engine.a11y import check_accessibility
from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import read_part
from ctg_docs.engine.redline import accept_all, redline, reject_all
from ctg_docs.engine.redline.inline import join_runs
from ctg_docs.engine.redline.side import BOOKMARKS, Side, signature, text_of
from ctg_docs.errors import TemplateError
from ctg_docs.models import Ctg
from ctg_docs.steps.batch import render
from ctg_docs.steps.load import load
from tests.engine.words import make_docx
from tests.strategies import Fabrique
from tests.validators import word_findings
from tests.variante import COMPLETE, load_pair

DAY = datetime(2024, 1, 19, tzinfo=UTC)
NOT_COMPARED = {"presentation", "bordereau", "a_lire", "annuaire", "cooperateurs", "retroplanning"}
"""Slides, the list of papers sent to be signed, and papers that the two versions say the same in."""


def said(data: bytes) -> dict[str, str]:
    """What a file says, story by story: runs joined, empty runs, bookmarks and empty properties left out.

    A link to a bookmark says the text of the paragraph that it leads to.
    """
    side, found = Side(data), {}
    places = {m.get(qn("w:name")): m.getparent() for m in side.root(side.main).iter(qn("w:bookmarkStart"))}
    side.name_anchors({name: text_of(place) for name, place in places.items()})
    for part in side.stories:
        root = side.root(part)
        for paragraph in reversed(list(root.iter(qn("w:p"), qn("w:hyperlink")))):
            content = [n for n in paragraph if n.tag not in BOOKMARKS and not _is_empty(n)]
            for node in list(paragraph):
                paragraph.remove(node)
            paragraph.extend(join_runs([run for node in content for run in _alone(node)]))
        for holder in list(root.iter(qn("w:pPr"), qn("w:rPr"))):
            if len(holder) == 0:
                holder.getparent().remove(holder)
        for link in list(root.iter(qn("w:headerReference"), qn("w:footerReference"))):
            link.getparent().remove(link)  # Word tracks no change of them
        found[part] = signature(root, side, part)
    return found


def _alone(node: Any) -> list[Any]:
    """Cut a run to one run for each thing that it holds."""
    if node.tag != qn("w:r"):
        return [node]
    look = [n for n in node if n.tag == qn("w:rPr")]
    runs = []
    for child in (n for n in node if n not in look):
        runs.append(etree.Element(qn("w:r")))
        runs[-1].extend([*copy.deepcopy(look), copy.deepcopy(child)])
    return runs


def _is_empty(node: Any) -> bool:
    inside = [n for n in node if n.tag != qn("w:rPr")] if node.tag == qn("w:r") else []
    return len(inside) == 1 and inside[0].tag == qn("w:t") and not inside[0].text


def compared(old: bytes, new: bytes, tmp_path: Path) -> bytes:
    marked = redline(old, new, author="ctg-docs", date=DAY)
    assert said(accept_all(marked)) == said(new)
    assert said(reject_all(marked)) == said(old)
    path = tmp_path / "modifications.docx"
    path.write_bytes(marked)
    assert word_findings(path) == []
    return marked


@pytest.fixture(scope="module")
def pair() -> tuple[Ctg, Ctg]:
    return load_pair()


@pytest.mark.parametrize("kind", [kind.nom for kind in load_kinds() if kind.nom not in NOT_COMPARED])
def test_every_kind_of_document(pair: tuple[Ctg, Ctg], kind: str, tmp_path: Path) -> None:
    old, new = (render(ctg, kind)[0].data for ctg in pair)
    assert old != new
    marked = compared(old, new, tmp_path)
    known = {(p.code, p.message) for data in (old, new) for p in check_accessibility(data)}
    assert {(p.code, p.message) for p in check_accessibility(marked)} <= known


def test_the_marks_are_signed_and_few(pair: tuple[Ctg, Ctg]) -> None:
    old, new = (render(ctg, "convention")[0].data for ctg in pair)
    marked = redline(old, new, author="ctg-docs", date=DAY)
    with zipfile.ZipFile(io.BytesIO(marked)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = ["".join(map(str, n.itertext())) for n in root.iter(qn("w:ins"), qn("w:del"))]
    assert "six" in texts
    assert "trois" in texts
    marks = list(root.iter(qn("w:ins"), qn("w:del")))
    assert {m.get(qn("w:author")) for m in marks} == {"ctg-docs"}
    assert {m.get(qn("w:date")) for m in marks} == {"2024-01-19T00:00:00Z"}
    assert len({m.get(qn("w:id")) for m in marks}) == len(marks)


def test_equal_files_have_no_mark(pair: tuple[Ctg, Ctg], tmp_path: Path) -> None:
    data = render(pair[0], "plan_actions")[0].data
    marked = compared(data, data, tmp_path)
    with zipfile.ZipFile(io.BytesIO(marked)) as package:
        assert b"<w:ins " not in package.read("word/document.xml")


def test_two_dossiers_that_have_nothing_in_common(tmp_path: Path) -> None:
    old, new = (
        render(load(COMPLETE.with_name(n)), "convention")[0].data for n in ("pays-auvrelle", "caf-commune")
    )
    compared(old, new, tmp_path)


def built(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document: Document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text, style="List Number" if text.startswith("n") else None)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for line, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
    document.add_paragraph("fin")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_TEXTS = st.lists(
    st.sampled_from(["un", "un deux", "n trois", "un deux quatre", "", "& < >", "cinq six sept"]), max_size=5
)
_ROWS = st.sampled_from(
    [(), (("a", "b"),), (("a", "b"), ("c d", "e f g")), (("c d", "e f h"),), (("x",), ("y\nz",))]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(_TEXTS, _TEXTS, _ROWS, _ROWS)
def test_any_two_small_documents(a: list[str], b: list[str], r: Any, s: Any) -> None:
    old, new = built(*a, rows=r), built(*b, rows=s)
    marked = redline(old, new, author="x", date=DAY)
    assert said(accept_all(marked)) == said(new)
    assert said(reject_all(marked)) == said(old)


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**16))
def test_any_two_conventions(seed: int) -> None:
    old, new = (render(Fabrique(seed + n, rempli=0.7).ctg(), "convention")[0].data for n in (0, 1))
    marked = redline(old, new, author="x", date=DAY)
    assert said(accept_all(marked)) == said(new)
    assert said(reject_all(marked)) == said(old)


def test_a_file_that_is_no_word_document() -> None:
    with pytest.raises(TemplateError):
        redline(b"PK", b"non", author="x", date=DAY)


def test_a_picture_whose_name_only_counts_the_drawings_is_no_change() -> None:
    drawing = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{0}" name="Image {0}" descr="Un bourg"/></wp:inline></w:drawing></w:r></w:p>'
    old, new = (make_docx(drawing.format(number), text) for number, text in ((5, "Avant"), (6, "Après")))
    body = read_part(
        redline(old, new, author="x", date=datetime(2024, 1, 19, tzinfo=UTC)), "word/document.xml"
    )
    assert body is not None
    assert body.count(b"<w:drawing") == 1
