"""Read printed Word pages rubric by rubric: titles, headings, labelled rows, tables. Knows styles, not their meaning.

A style is known by its name: LibreOffice writes identifiers of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.word.control_text import blocks_text, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Page", "PageStyles", "Row", "Rubric", "Words", "read_pages"]

_P, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))


@dataclass(frozen=True, slots=True)
class PageStyles:
    """Names of styles, in lower case: what opens a page, what ends it, headings of rubrics, labels of rows."""

    titles: tuple[str, ...]
    ends: tuple[str, ...]
    headings: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or a cell; `rich` is the same text with Markdown marks."""

    text: str
    rich: str
    style: str

    @property
    def lines(self) -> list[str]:
        """Its lines, those without a word left out."""
        return [" ".join(line.split()) for line in self.text.split("\n") if line.strip()]


Row = tuple[Words, ...]


@dataclass(slots=True)
class Rubric:
    """What stands under a heading: paragraphs, rows that a label names, other tables."""

    paragraphs: list[Words] = field(default_factory=list)
    labels: dict[str, Words] = field(default_factory=dict)
    tables: list[list[Row]] = field(default_factory=list)
    text: str = ""
    rich: str = ""


@dataclass(slots=True)
class Page:
    """What stands under a title, by rubric; the empty name is what comes before the first heading."""

    title: str
    style: str
    rubrics: dict[str, Rubric] = field(default_factory=dict)


def read_pages(document: bytes, styles: PageStyles) -> list[Page]:
    """Return the pages of a Word file that a title opens, in order.

    Raises:
        TemplateError: not a Word file; says what it is.
    """
    package = open_package(document)
    look, root = package.tree(package.sibling("styles") or ""), package.tree(package.main)
    body = root.find(qn("w:body")) if root is not None else None
    reader = _Reader(styles, _names(look) if look is not None else {})
    for block in _blocks(body) if body is not None else ():
        reader.take(block)
    reader.close()
    return reader.pages


def _names(styles: _Element) -> dict[str, str]:
    found = {}
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[str(style.get(qn("w:styleId")))] = str(name.get(qn("w:val")))
    return found


def _blocks(node: _Element) -> Iterator[_Element]:
    for child in node:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag != qn("w:sectPr"):
            yield from _blocks(child)


class _Reader:
    def __init__(self, styles: PageStyles, named: Mapping[str, str]) -> None:
        self.styles, self.named = styles, named
        self.pages: list[Page] = []
        self._page: Page | None = None
        self._rubric = Rubric()
        self._loose: list[_Element] = []

    def take(self, block: _Element) -> None:
        """Read a paragraph or a table."""
        style = self._style(block) if block.tag == _P else ""
        if style in self.styles.titles or style in self.styles.ends:
            self.close()
            self._page = None
            if style in self.styles.titles:
                self._page = Page(" ".join(plain_text(block).split()), style, {"": self._rubric})
                self.pages.append(self._page)
        elif self._page is None:
            return
        elif style in self.styles.headings:
            self.close()
            name = " ".join(plain_text(block).split())
            self._rubric = self._page.rubrics.setdefault(name, self._rubric)
        elif block.tag == _P:
            self._loose.append(block)
            if plain_text(block).strip():
                self._rubric.paragraphs.append(self._words(block, [block]))
        else:
            self._table(block)

    def close(self) -> None:
        """End a rubric."""
        rubric = self._rubric
        rubric.text = "\n".join(t for t in (rubric.text, blocks_text(self._loose, rich=False)) if t)
        rubric.rich = "\n\n".join(t for t in (rubric.rich, blocks_text(self._loose, rich=True)) if t)
        self._rubric, self._loose = Rubric(), []

    def _table(self, table: _Element) -> None:
        rows: list[Row] = []
        for row in table.iter(_TR):
            cells = [self._words(cell, list(cell.iter(_P))) for cell in row.iter(_TC)]
            if len(cells) == 2 and cells[0].style == self.styles.label and not rows:
                self._rubric.labels[" ".join(cells[0].text.split())] = cells[1]
            else:
                rows.append(tuple(cells))
        if rows:
            self._rubric.tables.append(rows)

    def _words(self, node: _Element, paragraphs: list[_Element]) -> Words:
        first = node if node.tag == _P else node.find(_P)
        style = "" if first is None else self._style(first)
        return Words(blocks_text(paragraphs, rich=False), blocks_text(paragraphs, rich=True), style)

    def _style(self, paragraph: _Element) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        id = "" if found is None else str(found.get(qn("w:val")))
        return self.named.get(id, id).lower()
