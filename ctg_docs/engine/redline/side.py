"""One of the two files: its parts, what its identifiers stand for, and when two elements say the same."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from lxml import etree

from ctg_docs.engine.opc.names import NS, qn, rels_name
from ctg_docs.engine.opc.office import resolve
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.package import Static, pack, write_package
from ctg_docs.engine.opc.xml import parse_xml

__all__ = [
    "BOOKMARKS",
    "FORMER",
    "INSTRUCTIONS",
    "REL_ATTRIBUTES",
    "Node",
    "Side",
    "frame",
    "rename_anchors",
    "signature",
    "text_of",
]

Node = Any
"""An lxml element."""

BOOKMARKS: Final = {
    qn("w:bookmarkStart"),
    qn("w:bookmarkEnd"),
    qn("w:proofErr"),
    qn("w:lastRenderedPageBreak"),
}
INSTRUCTIONS: Final = (qn("w:instrText"), qn("w:delInstrText"))
REL_ATTRIBUTES: Final = {qn(f"r:{name}") for name in ("id", "embed", "link", "pict")}
FORMER: Final = "ancien-"
"""Before the name of a part brought from the old package."""

_FORMER_SHAPE: Final = re.compile(r"_ancien[0-9]+$")
_SILENT: Final = {qn("w:id"), qn("xml:space"), "id"}
_DRAWN: Final = ("}docPr", "}cNvPr")
"""Whose names only count the drawings of a file; a picture is told by its bytes and its text."""
_ANCHOR: Final = qn("w:anchor")
_REFERENCE: Final = re.compile(r'((?:PAGEREF|REF)\s+|HYPERLINK\s+\\l\s+"?)([^\s"\\]+)')
_NUM_ID: Final = qn("w:numId")
_VAL: Final = qn("w:val")


class Side:
    """A package: parts by name; `signature` tells when two elements of two packages say the same."""

    def __init__(self, data: bytes) -> None:
        package = open_package(data)
        self.main = package.main
        self.parts = {name: member.unpack() for name, member in package.members.items()}
        self._roots: dict[str, Node] = {}
        self._signatures: dict[Node, str] = {}
        self.anchors: Mapping[str, str] = {}

    def save(self) -> bytes:
        """Return the package, the same bytes each time."""
        pieces: list[bytes] = []
        members = (pack(name, data, fast=False) for name, data in self.parts.items())
        write_package(Static(members), (), pieces.append)
        return b"".join(pieces)

    @property
    def stories(self) -> list[str]:
        """Names of the parts that hold paragraphs: body, headers, footers."""
        names = [n for n in self.parts if n.startswith(("word/header", "word/footer")) and n.endswith(".xml")]
        return [self.main, *sorted(names)]

    def root(self, part: str) -> Node:
        """Return the parsed root of a part, always the same object."""
        if part not in self._roots:
            self._roots[part] = parse_xml(self.parts[part], part)
        return self._roots[part]

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relationships of a part: identifier to (target part or address, type)."""
        name = rels_name(part) if part else "_rels/.rels"
        if name not in self.parts:
            return {}
        found = {}
        for link in parse_xml(self.parts[name], name):
            target = str(link.get("Target"))
            if link.get("TargetMode") != "External":
                target = resolve(part, target)
            found[str(link.get("Id"))] = (target, str(link.get("Type")))
        return found

    @cached_property
    def bookmarks(self) -> set[str]:
        """Names of the bookmarks of the body."""
        return {str(mark.get(qn("w:name"))) for mark in self.root(self.main).iter(qn("w:bookmarkStart"))}

    @cached_property
    def lists(self) -> dict[str, str]:
        """Number identifier to what the list looks like, whatever its identifiers."""
        if "word/numbering.xml" not in self.parts:
            return {}
        root = self.root("word/numbering.xml")
        looks = {}
        for one in root.findall(qn("w:abstractNum")):
            levels = [etree.tostring(level, method="c14n") for level in one.findall(qn("w:lvl"))]
            looks[one.get(qn("w:abstractNumId"))] = hashlib.sha1(b"".join(levels)).hexdigest()
        found = {}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            found[str(num.get(_NUM_ID))] = looks.get(link.get(_VAL) if link is not None else "", "")
        return found

    def name_anchors(self, names: Mapping[str, str]) -> None:
        """Take the bookmarks to be called by other names from now on."""
        self.anchors = names
        self._signatures.clear()

    def signature(self, node: Node, part: str) -> str:
        """Return what an element says, whatever its identifiers; computed once per element."""
        if node not in self._signatures:
            self._signatures[node] = signature(node, self, part)
        return self._signatures[node]

    def target(self, part: str, identifier: str) -> str:
        """Return what a relationship leads to: a header's name, another part's bytes, else an address."""
        target, kind = self.links(part).get(identifier, ("", ""))
        if kind.endswith(("/header", "/footer")):
            return posixpath.basename(target).removeprefix(FORMER)
        data = self.parts.get(target)
        return hashlib.sha1(data).hexdigest() if data is not None else target


def signature(node: Node, side: Side, part: str) -> str:
    """Return a text equal for two elements that say the same."""
    if not isinstance(node.tag, str) or node.tag in BOOKMARKS:
        return ""
    if node.tag == _NUM_ID:
        return f"<num {side.lists.get(str(node.get(_VAL)), node.get(_VAL))}>"
    inner = "".join(signature(child, side, part) for child in node)
    text = rename_anchors(node.text or "", side.anchors) if node.tag in INSTRUCTIONS else node.text or ""
    return f"{frame(node, side, part)}{text}{inner}</>"


def frame(node: Node, side: Side, part: str) -> str:
    """Return what an element says by itself, without what it holds."""
    attributes = []
    for name, value in sorted(node.attrib.items()):
        shown = value
        if name in REL_ATTRIBUTES:
            shown = side.target(part, value)
        elif name == _ANCHOR:
            shown = side.anchors.get(value, value)
        elif (
            name in _SILENT
            or (name == "name" and node.tag.endswith(_DRAWN))
            or "rsid" in name
            or name.startswith(f"{{{NS['w14']}}}")
        ):
            continue
        attributes.append(f"{name}={_FORMER_SHAPE.sub('', shown)}")
    return f"<{node.tag} {' '.join(attributes)}>"


def rename_anchors(text: str, names: Mapping[str, str]) -> str:
    """Return the instruction of a field with the bookmarks renamed that it refers to."""
    return _REFERENCE.sub(lambda m: m[1] + names.get(m[2], m[2]), text)


def text_of(node: Node) -> str:
    """Return the text of an element."""
    return "".join(t.text or "" for t in node.iter(qn("w:t"), qn("w:delText")))
