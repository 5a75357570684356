"""Read the content controls of a filled Word file, and what was written beside them. Knows Word, not the form.

A field is known by the tag of its control. LibreOffice before 7.5 drops tags, and every version keeps only the first
paragraph of a block control: a bookmark of the same name (`bookmark_of`) then tells the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.word.control_text import blocks_text, is_flag, plain_text, run_text
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Control", "Loose", "WordForm", "bookmark_of", "read_form"]

_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_P, _TBL, _TR, _TC, _SDT, _R = (qn(f"w:{n}") for n in ("p", "tbl", "tr", "tc", "sdt", "r"))
_CONTENT, _PROPERTIES = qn("w:sdtContent"), qn("w:sdtPr")
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_SKIPPED = {
    qn(f"w:{n}") for n in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
}
_TICKED = "☒☑✓✔"
_FIELD = "\0"
"""Where a field stands among the words around it; text typed over a whole bookmark lands behind it."""


@dataclass(frozen=True, slots=True)
class Control:
    """A field as it was filled.

    Attributes:
        tag: name of the field; that of its bookmark when the tag was lost.
        title: what Word shows above the control.
        text: its text, one line per paragraph; `rich` is the same with Markdown marks.
        blank: True when it shows its invitation to write.
        ticked: True or False for a check box.
        row: rank of the table row around, 0 outside tables.
        where: « Plan de financement, ligne 2 », or « tableau 3 » when the table has no title; rows count under the head.
        table: True when a table was pasted inside.
    """

    tag: str
    title: str
    text: str
    rich: str
    blank: bool
    ticked: bool | None
    row: int
    where: str
    table: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Words that stand outside every field."""

    text: str
    where: str
    table: bool = False


@dataclass(slots=True)
class WordForm:
    """What a form says.

    Attributes:
        controls: fields, in order.
        loose: what stands beside them, printed labels included.
        tagged: False when the program that saved it dropped the tags.
    """

    controls: list[Control] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    tagged: bool = True


def bookmark_of(tag: str, *, block: bool) -> str:
    """Return the name of the bookmark that doubles a tag: `b_` for a whole cell, `c_` inside a line."""
    return ("b_" if block else "c_") + re.sub(r"\W", "_", tag)


def read_form(document: bytes) -> WordForm:
    """Read the body of a Word file.

    Raises:
        TemplateError: not a Word file.
    """
    package = open_package(document)
    root = package.tree(package.main)
    body = root.find(qn("w:body")) if root is not None else None
    if body is None:
        raise TemplateError("Ce document Word n’a pas de corps.")
    return _Reader(body).form


class _Reader:
    def __init__(self, body: _Element) -> None:
        self.form = WordForm(tagged=any(_tag(s) and not _is_section(s) for s in body.iter(_SDT)))
        self.tables = self.rows = self.row = 0
        self.where = ""
        self.table_rank = ""
        self._blocks(body)

    def _blocks(self, node: _Element) -> None:
        for child in node:
            if child.tag == _P:
                self._paragraph(child)
            elif child.tag == _TBL:
                self._table(child)
            elif child.tag == _SDT and _tag(child) and not _is_section(child):
                self._add(child, _tag(child), child)
            elif child.tag not in _SKIPPED:
                self._blocks(child)

    def _table(self, table: _Element) -> None:
        self.tables += 1
        name, before = _caption(table) or f"tableau {self.tables}", (self.row, self.where)
        heads = sum(
            1 for row in _inside(table, _TR) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        )
        if not self._has_field(table):
            words = [" ".join(plain_text(cell).split()) for cell in table.iter(_TC)]
            self.form.loose.append(Loose(" | ".join(w for w in words if w), name, table=True))
            return
        for rank, row in enumerate(_inside(table, _TR), 1 - heads):
            self.rows += 1
            self.row, self.where = self.rows, f"{name}, ligne {rank}" if heads and rank > 0 else name
            for cell in _inside(row, _TC):
                self._cell(cell)
        self.row, self.where = before

    def _cell(self, cell: _Element) -> None:
        control = next((s for s in cell.iter(_SDT) if _is_block(s, cell) and _tag(s)), None)
        mark = next((b for b in cell.iter(_START) if str(b.get(qn("w:name"))).startswith("b_")), None)
        if control is None and mark is None:
            self._blocks(cell)
            return
        tag = (
            _tag(control) if control is not None else str(mark.get(qn("w:name"))) if mark is not None else ""
        )
        self._add(control, tag, cell)

    def _paragraph(self, paragraph: _Element) -> None:
        words: list[str] = []
        known = len(self.form.controls)
        self._inline(paragraph, words)
        label, mark, after = "".join(words).partition(_FIELD)
        if (
            mark
            and not self.form.controls[-1].text
            and len(self.form.controls) == known + 1
            and after.strip()
        ):
            emptied = self.form.controls.pop()
            self.form.controls.append(replace(emptied, text=after.strip(), rich=after.strip(), blank=False))
            after = ""
        text = " ".join(f"{label}{after.replace(_FIELD, '')}".split())
        if text:
            self.form.loose.append(Loose(text, self.where))

    def _inline(self, node: _Element, words: list[str]) -> None:
        opened: tuple[str, str, list[_Element]] | None = None
        for child in node:
            if child.tag == _START and not self.form.tagged:
                name = str(child.get(qn("w:name")))
                opened = (name, str(child.get(qn("w:id"))), []) if name.startswith("c_") else opened
            elif child.tag == _END and opened and child.get(qn("w:id")) == opened[1]:
                self._captured(opened[0], opened[2])
                words.append(_FIELD)
                opened = None
            elif opened is not None:
                opened[2].append(child)
            elif child.tag == _SDT and _tag(child) and not _is_section(child):
                self._add(child, _tag(child), child)
            elif child.tag == _R:
                words.append(run_text(child))
            elif child.tag not in _SKIPPED:
                self._inline(child, words)
        if opened is not None:
            self._captured(opened[0], opened[2])
            words.append(_FIELD)

    def _captured(self, tag: str, nodes: list[_Element]) -> None:
        text = "".join(run_text(n) if n.tag == _R else plain_text(n) for n in nodes)
        boxes = [n for node in nodes for n in node.iter(qn("w14:checkbox"))]
        ticked = any(c in text for c in _TICKED) if boxes or text.strip() in (*_TICKED, "☐") else None
        text = text.strip()
        self.form.controls.append(Control(tag, "", text, text, not text, ticked, self.row, self.where))

    def _add(self, control: _Element | None, tag: str, node: _Element) -> None:
        properties = None if control is None else control.find(_PROPERTIES)
        inside = node if control is None or node is not control else control.find(_CONTENT)
        if inside is None:
            inside = node
        paragraphs = list(inside.iter(_P))
        text = blocks_text(paragraphs, rich=False) if paragraphs else plain_text(inside).strip()
        rich = blocks_text(paragraphs, rich=True) if paragraphs else text
        title = properties.find(qn("w:alias")) if properties is not None else None
        box = properties.find(qn("w14:checkbox")) if properties is not None else None
        self.form.controls.append(
            Control(
                tag,
                "" if title is None else str(title.get(qn("w:val"))),
                text,
                rich,
                not text or is_flag(properties, "w:showingPlcHdr"),
                None if box is None else _checked(box),
                self.row,
                self.where,
                next(inside.iter(_TBL), None) is not None,
            )
        )

    @staticmethod
    def _has_field(table: _Element) -> bool:
        if any(_tag(s) for s in table.iter(_SDT)):
            return True
        return any(str(b.get(qn("w:name")))[:2] in ("b_", "c_") for b in table.iter(_START))


def _checked(box: _Element) -> bool:
    found = box.find(qn("w14:checked"))
    return found is not None and found.get(qn("w14:val")) in ("1", "true")


def _caption(table: _Element) -> str:
    found = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    return "" if found is None else str(found.get(qn("w:val")) or "")


def _tag(control: _Element) -> str:
    found = control.find(f"{_PROPERTIES}/{qn('w:tag')}")
    return "" if found is None else str(found.get(qn("w:val")) or "")


def _is_section(control: _Element) -> bool:
    properties = control.find(_PROPERTIES)
    return properties is not None and any(
        properties.find(f"{_W15}{name}") is not None for name in ("repeatingSection", "repeatingSectionItem")
    )


def _is_block(control: _Element, cell: _Element) -> bool:
    return control.getparent() is cell


def _inside(node: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, through the controls around them, not those of inner tables."""
    for child in node:
        if child.tag == name:
            yield child
        elif child.tag not in (_TBL, _P):
            yield from _inside(child, name)
