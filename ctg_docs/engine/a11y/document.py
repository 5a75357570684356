"""A Word file opened for reading: its parts, its styles, and the place of any element in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ctg_docs.engine.a11y.cascade import Cascade
from ctg_docs.engine.a11y.reading import TBL, TC, TR, P
from ctg_docs.engine.opc.names import REL, TEXT_PARTS
from ctg_docs.engine.opc.office import Package
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.engine.word.spots import Spot
from ctg_docs.engine.word.styles import StyleSheet, read_styles
from ctg_docs.problems import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Document", "Story", "open_document"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TOO_FAR = ("commentaires", "propriétés du document")


@dataclass(frozen=True)
class Story:
    """A part that a reader sees.

    Attributes:
        label: « corps », « en-tête 2 »…
        links: address of each link out of the document, by its identifier.
    """

    label: str
    root: _Element
    links: dict[str, str]

    @property
    def is_body(self) -> bool:
        """True for the text itself, False for headers, footers and notes."""
        return self.label == "corps"

    def place(self, node: _Element, file: str) -> Place:
        """Return where an element stands: table, row and column, or rank of its paragraph."""
        table = node if node.tag == TBL else next(node.iterancestors(TBL), None)
        if table is not None:
            number = next(n for n, t in enumerate(self.root.iter(TBL), 1) if t is table)
            cell = node if node.tag == TC else next(node.iterancestors(TC), None)
            row = node if node.tag == TR else next(node.iterancestors(TR), None)
            if node is table or row is None:
                return Place(file, cell=f"{self.label}, tableau {number}")
            if cell is None:
                return Place(file, cell=f"{self.label}, tableau {number}, ligne {_rank(row)}")
            return Spot(self.label, table=number, row=_rank(row), column=_rank(cell)).place(file)
        paragraph = node if node.tag == P else next(node.iterancestors(P), None)
        rank = next((n for n, p in enumerate(self.root.iter(P), 1) if p is paragraph), 0)
        return Spot(self.label, paragraph=rank).place(file)


@dataclass(frozen=True)
class Document:
    """A Word file.

    Attributes:
        parts: body, headers, footers, notes; the body first.
        core: root of the properties, None when absent.
        styles: what the style names mean.
        cascade: how styles add up.
    """

    parts: tuple[Story, ...]
    core: _Element | None
    styles: StyleSheet
    cascade: Cascade

    @property
    def body(self) -> Story:
        """The text itself."""
        return self.parts[0]


def _rank(node: _Element) -> int:
    return 1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True))


def open_document(data: bytes) -> Document:
    """Read a Word file.

    Raises:
        TemplateError: not a Word file, or a file that no one should open.
    """
    source = open_package(data)
    core = next((r.target for r in source.relations("") if r.kind == REL["core"]), "")
    styles = source.members.get(source.sibling("styles") or "")
    return Document(tuple(_parts(source)), source.tree(core), *_styles(styles.unpack() if styles else b""))


@lru_cache(maxsize=32)
def _styles(data: bytes) -> tuple[StyleSheet, Cascade]:
    """Read the styles once for all the documents of a template."""
    root = parse_xml(data, "word/styles.xml") if data else None
    return read_styles(root), Cascade(root)


def _parts(source: Package) -> list[Story]:
    """Return the parts that the body uses; what Word keeps for older readers is left out."""
    used = {source.main, *(r.target for r in source.relations(source.main) if not r.outside)}
    names = sorted((n for n in source.types if n in used), key=lambda n: (n != source.main, n))
    found: list[Story] = []
    counts: dict[str, int] = {}
    for name in names:
        label, root = TEXT_PARTS.get(source.types[name], ""), source.tree(name)
        if not label or label in _TOO_FAR or root is None:
            continue
        counts[label] = counts.get(label, 0) + 1
        for old in list(root.iter(f"{_MC}Fallback")):
            parent = old.getparent()
            if parent is not None and parent.find(f"{_MC}Choice") is not None:
                parent.remove(old)
        numbered = label if counts[label] == 1 else f"{label} {counts[label]}"
        found.append(Story(numbered, root, _links(source, name)))
    return found


def _links(source: Package, name: str) -> dict[str, str]:
    return {r.id: r.target for r in source.relations(name) if r.outside}
