"""Where a tag stands in a Word file, in words a Word user understands. Knows the tree, not Jinja."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from ctg_docs.engine.opc.names import NS, qn
from ctg_docs.problems import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lxml.etree import XPath, _Element

__all__ = [
    "Passage",
    "Spot",
    "Tag",
    "paragraph_text",
    "paragraphs_with",
    "passages",
    "shorten",
    "text_nodes",
]

_P, _T, _TBL, _TR, _TC = (qn(f"w:{n}") for n in ("p", "t", "tbl", "tr", "tc"))
_READ = {_T, qn("m:t")}
_PPR, _STYLE, _VAL = qn("w:pPr"), qn("w:pStyle"), qn("w:val")
_TEXT_LIKE = _READ | {qn("w:instrText"), qn("a:t")}


class Spot(NamedTuple):
    """A place in a template.

    Attributes:
        part: « corps », « en-tête », « note de bas de page »…
        heading: text of the nearest heading above, empty when there is none.
        table, row, column: position from 1 in the innermost table; 0 outside tables.
        sentence: text of the paragraph, shortened.
        expression: the tag as the author wrote it.
        paragraph: position of the paragraph in its part, from 1.
    """

    part: str
    heading: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    sentence: str = ""
    expression: str = ""
    paragraph: int = 0

    def __str__(self) -> str:
        words = [self.part]
        if self.heading:
            words.append(f"sous « {self.heading} »")
        if self.table:
            words.append(f"tableau {self.table}, ligne {self.row}, colonne {self.column}")
        elif self.paragraph:
            words.append(f"paragraphe {self.paragraph}")
        return ", ".join(words)

    def quoting(self, message: str) -> str:
        """Return a message that quotes the paragraph, unless it does already: nobody counts to the 458th."""
        told = not self.sentence or self.sentence == self.expression or self.sentence[:40] in message
        return message if told else f"{message} Phrase : « {self.sentence} »."

    def place(self, file: str) -> Place:
        """Return the place as problems carry it."""
        return Place(file=file, cell=str(self))


class Tag(NamedTuple):
    """One tag of a template.

    Attributes:
        spot: where it stands.
        kind: `p`, `tr`, `tc`, `r` for docxtpl's hoisting tags; `t` in the text of a run; `x` elsewhere
            (attribute, field code), where only plain text fits.
        ppr, rpr: properties of the paragraph and of the run around, as XML.
        style: identifier of the paragraph's style.
        splittable: a value may open a new paragraph here.
        room_mm: width of the cell around, 0 outside tables.
    """

    spot: Spot
    kind: str
    ppr: str = ""
    rpr: str = ""
    style: str = ""
    splittable: bool = False
    room_mm: float = 0.0


def shorten(text: str, size: int = 80) -> str:
    """Cut a text to one short line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= size else flat[: size - 1] + "…"


def text_nodes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the text elements of a paragraph; not those of a text box inside it, nor what was struck out."""
    found = list(paragraph.iter(_P, *_TEXT_LIKE))
    if not any(node.tag == _P for node in found[1:]):
        yield from found[1:]
        return
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _TEXT_LIKE:
            yield node
        elif node.tag != _P:
            stack.extend(reversed(node))


def paragraph_text(paragraph: _Element) -> str:
    """Return the text a reader sees in a paragraph."""
    _, *nodes = paragraph.iter(_P, *_READ)
    if any(node.tag == _P for node in nodes):
        nodes = [node for node in text_nodes(paragraph) if node.tag in _READ]
    return "".join([node.text or "" for node in nodes])


def paragraphs_with(root: _Element, word: str) -> list[_Element]:
    """Return the paragraphs that hold a short text, in order; found without walking the tree in Python."""
    return cast("list[_Element]", _holding()(root, word=word))


@cache
def _holding() -> XPath:
    """Compile the path once; a template that was kept compiled needs neither it nor its library."""
    from lxml import etree

    return etree.XPath("descendant-or-self::w:p[contains(., $word)]", namespaces=NS)


class Passage(NamedTuple):
    """A paragraph, its place, the text a reader sees in it, and the elements of its text.

    `nodes` are those that `text_nodes` gives, fields included.
    """

    paragraph: _Element
    spot: Spot
    text: str
    nodes: list[_Element]


def passages(
    root: _Element, part: str, levels: Mapping[str, int], wanted: Collection[_Element] | None = None
) -> Iterator[Passage]:
    """Walk the paragraphs of a part in order, each with its place.

    Args:
        root: root element of the part.
        part: French label of the part.
        levels: outline level of each heading style, by style identifier.
        wanted: only these.
    """
    if wanted is not None and not wanted:
        return
    heading, tables = "", {table: n for n, table in enumerate(root.iter(_TBL), 1)}
    heads = _headings(root, levels)
    among = None if wanted is None else set(wanted)
    for number, paragraph in enumerate(root.iter(_P), 1):
        if among is None or paragraph in among:
            nodes = list(text_nodes(paragraph))
            text = "".join([node.text or "" for node in nodes if node.tag in _READ])
            table, row, column = _cell_of(paragraph, tables) if tables else (0, 0, 0)
            spot = Spot(part, heading, table, row, column, shorten(text), "", number)
            yield Passage(paragraph, spot, text, nodes)
        if paragraph in heads:
            heading = shorten(heads[paragraph], 60) or heading


def _headings(root: _Element, levels: Mapping[str, int]) -> dict[_Element, str]:
    """Return the text of each paragraph whose style is that of a heading, before any is changed."""
    found: dict[_Element, str] = {}
    for style in root.iter(_STYLE):
        around = style.getparent() if style.get(_VAL) in levels else None
        paragraph = around.getparent() if around is not None and around.tag == _PPR else None
        if paragraph is not None and paragraph.tag == _P:
            found[paragraph] = paragraph_text(paragraph)
    return found


def _cell_of(paragraph: _Element, tables: Mapping[_Element, int]) -> tuple[int, int, int]:
    cell = next(paragraph.iterancestors(_TC), None)
    row = next(cell.iterancestors(_TR), None) if cell is not None else None
    table = next(row.iterancestors(_TBL), None) if row is not None else None
    if cell is None or row is None or table is None:
        return 0, 0, 0
    return tables[table], 1 + _before(row, _TR), 1 + _before(cell, _TC)


def _before(node: _Element, tag: str) -> int:
    return sum(1 for _ in node.itersiblings(tag, preceding=True))
