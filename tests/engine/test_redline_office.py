"""LibreOffice accepts or rejects our marks as its user does: the new file comes out, or the old one.

What LibreOffice 7.4 does not do, with the marks that Word itself writes, is left out of what is compared:

- a paragraph that goes just before a table leaves its empty sign: no paragraph can be joined with a table;
- paragraphs in a frame (`w:framePr`, the foot of covers): their marks are moved by two letters when opened;
- a chart that comes is not tracked: it stays when rejected;
- a picture that stands alone in its paragraph and changes takes the next paragraph along when rejected;
- words that go here and come there are taken for a move, and the paragraph after them keeps their style. So styles
  there are only held in `CASES`, where nothing moves.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm
from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.redline import redline
from ctg_docs.engine.redline.side import text_of
from ctg_docs.steps.batch import render
from tests.office import work_in_word
from tests.variante import COMPLETE, load_pair

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

KINDS = (
    "convention",
    "fiches_actions",
    "fiche_action",
    "compte_rendu",
    "plan_actions",
    "gouvernance",
    "bilan_annuel",
)
COUNTED = ("PAGE", "NUMPAGES", "PAGEREF")
"""Fields that LibreOffice counts itself, before its pages are settled: their numbers are left out."""

_ALONE = ("Photographie|", "Crditdephotographie|")
LOGOS = COMPLETE / "logos"
Pair = tuple[bytes, bytes]


def resolved(pairs: dict[str, Pair], folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield, for each pair and each of its states, what that file says in LibreOffice and what the redline says."""
    jobs = []
    for name, (old, new) in pairs.items():
        marked = redline(old, new, author="ctg-docs", date=datetime(2024, 1, 19, tzinfo=UTC))
        for state, data in (("avant", old), ("apres", new), ("marques", marked)):
            (folder / f"{name}-{state}.docx").write_bytes(data)
        source = folder / f"{name}-marques.docx"
        for state, command in (("avant", "Reject"), ("apres", "Accept")):
            plain = folder / f"{name}-{state}.docx"
            jobs.append((plain, "", folder / f"{name}-{state}-seul.docx"))
            jobs.append((source, f".uno:{command}AllTrackedChanges", folder / f"{name}-{state}-resolu.docx"))
    work_in_word(jobs, folder)
    for name in pairs:
        for state in ("avant", "apres"):
            alone, done = (folder / f"{name}-{state}-{end}.docx" for end in ("seul", "resolu"))
            yield f"{name}, {state}", said(alone), said(done)


def said(path: Path) -> list[str]:
    """Return what a file says, a line for each paragraph, row and cell: style, list, text; then headers and footers."""
    body: Any
    with zipfile.ZipFile(path) as package:
        parts = {n: etree.fromstring(package.read(n)) for n in package.namelist() if n.endswith((".xml", ".rels"))}  # fmt: skip
    body = parts["word/document.xml"].find(qn("w:body"))
    links = {n.get("Id"): n.get("Target") for n in parts["word/_rels/document.xml.rels"]}
    lines, before = list(_blocks(body)), list[str]()
    for section in body.iter(qn("w:sectPr")):
        sheet = [f"section {s.get(qn('w:w'))} × {s.get(qn('w:h'))}" for s in section.iter(qn("w:pgSz"))]
        for link in section.iter(qn("w:headerReference"), qn("w:footerReference")):
            sheet += [str(link.get(qn("w:type"))), *_blocks(parts[f"word/{links[link.get(qn('r:id'))]}"])]
        if sheet != before:  # LibreOffice may write one section for two that are alike and follow each other
            lines += sheet
        before = sheet
    return lines


def _blocks(node: Any, depth: str = "") -> Iterator[str]:
    for child in node:
        if child.tag == qn("w:p"):
            text = _text(child)
            if text and child.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is None:
                yield f"{depth}{_look(child)}|{text}"
        elif child.tag == qn("w:tbl"):
            for row in child.findall(qn("w:tr")):
                yield f"{depth}row"
                for cell in row.findall(qn("w:tc")):
                    yield f"{depth} cell"
                    yield from _blocks(cell, f"{depth}  ")
        elif child.tag == qn("w:sdt"):
            yield from _blocks(child.find(qn("w:sdtContent")), depth)


def _look(paragraph: Any) -> str:
    head = paragraph.find(qn("w:pPr"))
    style, level = (head.find(qn("w:pStyle")), head.find(f"{qn('w:numPr')}/{qn('w:ilvl')}"))
    return " ".join(str(n.get(qn("w:val"))) for n in (style, level) if n is not None)


def _text(paragraph: Any) -> str:
    out, fields = "", []
    for node in paragraph.iter():
        if node.tag == qn("w:fldChar"):
            kind = node.get(qn("w:fldCharType"))
            if kind == "begin":
                fields.append("")
            elif kind == "end" and fields:
                fields.pop()
        elif node.tag == qn("w:instrText") and fields:
            fields[-1] += node.text or ""
        elif node.tag == qn("w:t"):
            counted = any(name in field.split() for field in fields for name in COUNTED)
            out += "" if counted and (node.text or "").isdigit() else node.text or ""
        elif node.find(f".//{_CHART}") is not None and node.tag == qn("w:drawing"):
            out = out.removesuffix("▥") + "▥"
        elif node.tag in _SIGNS and node.getparent().tag == qn("w:r"):
            out += _SIGNS[node.tag]
        elif node.tag in (qn("w:ins"), qn("w:del")):
            out += "⟦mark⟧"
    return out


_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_SIGNS = {qn("w:tab"): "→", qn("w:br"): "↵", qn("w:drawing"): "▣"}


_STYLES = {"N": "Normal", "H": "Heading 1", "B": "List Bullet", "L": "List Number", "Q": "Quote"}
_TABLE = ("a|b", "c|d", "e|f")
_FIRST, _SECOND = "une phrase qui se coupe.", "Une autre qui la suit."
Lines = list[Any]
CASES: dict[str, tuple[Lines, Lines]] = {
    "retrait": (["N un", "B deux", "H trois"], ["N un", "H trois"]),
    "remplacement": (["N un", "B deux", "B trois", "H quatre"], ["N un", "Q cinq", "N six", "H quatre"]),
    "fin et suite": (["N un mot", "H trois"], ["N un mot de plus", "B deux", "H trois"]),
    "mot et suite": (["N un mot doux", "H trois"], ["N un mot bien", "B deux", "Q encore", "H trois"]),
    "début": (["N un", "B deux", "H alors donc trois"], ["N un", "H donc trois fois"]),
    "style": (["N un", "B deux"], ["H un", "N deux"]),
    "coupe": ([f"N {_FIRST} {_SECOND}"], [f"N {_FIRST}", f"N {_SECOND}"]),
    "numéros": (["L un", "L deux", "L trois"], ["L un", "L deux bis", "L plus", "L trois"]),
    "ordre": (["L un", "L deux", "L trois"], ["L trois", "L un"]),
    "rangs": (["N un", _TABLE], ["N un", (_TABLE[0], _TABLE[2], "g|h")]),
    "cellules": ([("a\nb|c", "d|e")], [("a|c\nz", "d|e")]),
    "tableau": (["N un", "N deux", _TABLE, "H trois"], ["N un", "H trois"]),
    "image": ([LOGOS / "caf.png"], [LOGOS / "msa.png"]),
    "image retirée": (["N un", LOGOS / "cc.png", "N deux"], ["N un", "N deux"]),
}
"""Each on its own between two headings: style and text, rows and their cells, pictures."""


def built(side: int) -> bytes:
    """Build one file with a side of every case."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = ("Avant tout", "Après tout")[side]
    for name, sides in CASES.items():
        document.add_paragraph(f"Cas « {name} »", style="Title")
        for line in sides[side]:
            if isinstance(line, Path):
                document.add_paragraph(f"{name} : ").add_run().add_picture(str(line), Cm(2))
            elif isinstance(line, tuple):
                table = document.add_table(0, 2)
                for row in line:
                    for cell, text in zip(table.add_row().cells, row.split("|"), strict=True):
                        cell.text = f"{name} {text}"
            else:
                document.add_paragraph(f"{name} {line[2:]}", style=_STYLES[line[0]])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def gap(wanted: list[str], found: list[str]) -> list[str]:
    """Return the lines that differ, as `diff` writes them."""
    return [line for line in unified_diff(wanted, found, lineterm="", n=0) if line[:3] not in ("---", "+++")]


def test_small_changes_both_ways(tmp_path: Path) -> None:
    old, new = built(0), built(1)
    found = resolved({"cas": (old, new), "inverse": (new, old)}, tmp_path)
    assert {state: lines for state, *sides in found if (lines := gap(*sides))} == {}


def test_documents_both_ways(tmp_path: Path) -> None:
    dossiers = load_pair()
    old, new = ({kind: render(ctg, kind)[0].data for kind in KINDS} for ctg in dossiers)
    pairs = {kind: (old[kind], new[kind]) for kind in KINDS}
    assert all(old != new for old, new in pairs.values())
    for old_file, new_file in pairs.values():  # those that LibreOffice joins are all in our file
        marked = redline(old_file, new_file, author="ctg-docs", date=datetime(2024, 1, 19, tzinfo=UTC))
        assert _sections(marked) == max(_sections(old_file), _sections(new_file))
    found = {}
    for state, *sides in resolved(pairs, tmp_path):
        loose = after_marks(tmp_path / f"{state.split(',')[0]}-marques.docx")
        wanted, done = (
            [_plain(line, loose) for line in side if not line.startswith(_ALONE)] for side in sides
        )
        if lines := gap(wanted, done):
            found[state] = lines
    assert found == {}


def _sections(document: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read("word/document.xml").count(b"<w:sectPr")


def after_marks(path: Path) -> set[str]:
    """Return the texts of the paragraphs that follow one that comes or goes."""
    body: Any
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(qn("w:body"))
    marked = (n.getparent().getparent().getparent() for n in body.iter(qn("w:ins"), qn("w:del"))
              if n.getparent().tag == qn("w:rPr") and n.getparent().getparent().tag == qn("w:pPr"))  # fmt: skip
    return {text_of(n.getnext()) for n in marked if n.getnext() is not None}


def _plain(line: str, loose: set[str]) -> str:
    head, _, text = line.partition("|")
    return f"|{text}" if text.rstrip("→") in loose else f"{head}|{text}"
