"""Read a printed Word file rubric by rubric: headings, labelled rows, other tables. Knows styles, not their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.engine.controles_texte import blocks_text, plain_text
from ctg_docs.engine.limits import Limits
from ctg_docs.engine.names import qn
from ctg_docs.engine.package import read_members
from ctg_docs.engine.source import parse_xml
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Rubric", "read_rubrics"]

_DOCUMENT = "word/document.xml"
_P, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))


@dataclass(frozen=True, slots=True)
class Rubric:
    """What stands under a heading or beside a label; `rich` is the same text with Markdown marks."""

    name: str
    text: str
    rich: str


def read_rubrics(document: bytes, *, heading: str, label: str) -> dict[str, Rubric]:
    """Return the rubrics of a Word file by name: « Constat », « Acteurs et moyens / Pilote », « Indicateurs / tableau ».

    Args:
        document: the Word file.
        heading: start of the name of the styles of headings.
        label: style of the first cell of a row that it names.

    Raises:
        TemplateError: not a Word file.
    """
    members = read_members(document, Limits())
    if _DOCUMENT not in members:
        raise TemplateError("Ce fichier n’est pas un document Word.")
    body = parse_xml(members[_DOCUMENT].unpack(), _DOCUMENT).find(qn("w:body"))
    found: dict[str, list[_Element]] = {}
    name = ""
    for block in _blocks(body) if body is not None else ():
        if block.tag == _P and _style(block).startswith(heading):
            name = " ".join(plain_text(block).split())
            found.setdefault(name, [])
        elif block.tag == _P:
            found.setdefault(name, []).append(block)
        else:
            for own, paragraphs in _rows(block, name, label):
                found.setdefault(own, []).extend(paragraphs)
    return {
        own: Rubric(own, blocks_text(paragraphs, rich=False), blocks_text(paragraphs, rich=True))
        for own, paragraphs in found.items()
    }


def _blocks(node: _Element) -> Iterator[_Element]:
    for child in node:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag != qn("w:sectPr"):
            yield from _blocks(child)


def _rows(table: _Element, name: str, label: str) -> Iterator[tuple[str, list[_Element]]]:
    for row in table.iter(_TR):
        cells = list(row.iter(_TC))
        first = cells[0].find(_P) if cells else None
        if len(cells) == 2 and first is not None and _style(first) == label:
            yield f"{name} / {' '.join(plain_text(cells[0]).split())}", list(cells[1].iter(_P))
        else:
            yield f"{name} / tableau", [p for cell in cells for p in cell.iter(_P)]


def _style(paragraph: _Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))
