"""Mark paragraphs, rows and runs as inserted or deleted."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.redline.side import BOOKMARKS, Node

__all__ = ["CONTAINERS", "Marker", "properties"]

CONTAINERS: Final = {qn("w:hyperlink"), qn("w:fldSimple"), qn("w:smartTag")}
"""Elements that hold runs and can't stand inside a mark: the marks go inside them."""

_DELETED: Final = {qn("w:t"): qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def properties(node: Node, name: str) -> Node:
    """Return the properties of an element, made first when absent."""
    found = node.find(qn(name))
    if found is None:
        found = etree.Element(qn(name))
        node.insert(0, found)
    return found


class Marker:
    """Signs every mark with an author, a date and a number of its own."""

    def __init__(self, author: str, date: str) -> None:
        self.author, self.date = author, date
        self._rank = 900_000

    def number(self) -> str:
        """Return a number that nothing else bears."""
        self._rank += 1
        return str(self._rank)

    def mark(self, kind: str) -> Node:
        """Return an empty mark: `w:ins`, `w:del`, `w:pPrChange`…"""
        node = etree.Element(qn(kind))
        node.set(qn("w:id"), self.number())
        node.set(qn("w:author"), self.author)
        node.set(qn("w:date"), self.date)
        return node

    def block(self, node: Node, kind: str) -> None:
        """Mark a whole paragraph, table or container of blocks, in place."""
        if node.tag == qn("w:p"):
            self.paragraph(node, kind)
        elif node.tag == qn("w:tbl"):
            for row in node.findall(qn("w:tr")):
                self.row(row, kind)
        else:
            for child in node:
                self.block(child, kind)

    def row(self, row: Node, kind: str) -> None:
        """Mark a row and all it holds."""
        holder = row.find(qn("w:trPr"))
        if holder is None:
            holder = etree.Element(qn("w:trPr"))
            exception = row.find(qn("w:tblPrEx"))
            row.insert(0 if exception is None else 1, holder)
        holder.append(self.mark(kind))
        for cell in row.findall(qn("w:tc")):
            for child in cell:
                if child.tag in (qn("w:p"), qn("w:tbl")):
                    self.block(child, kind)

    def paragraph(self, node: Node, kind: str) -> None:
        """Mark a paragraph: its sign and all its runs."""
        holder = properties(node, "w:pPr")
        sign = holder.find(qn("w:rPr"))
        if sign is None:
            sign = etree.Element(qn("w:rPr"))
            after = holder.find(qn("w:sectPr"))
            holder.append(sign) if after is None else after.addprevious(sign)
        sign.insert(0, self.mark(kind))
        inside = [child for child in node if child.tag != qn("w:pPr")]
        for child in inside:
            node.remove(child)
        node.extend(self.runs(inside, kind))

    def runs(self, nodes: list[Node], kind: str) -> list[Node]:
        """Return the elements of a paragraph inside marks; bookmarks and containers stay outside."""
        out: list[Node] = []
        for node in nodes:
            if node.tag in BOOKMARKS:
                out.append(node)
                continue
            if node.tag in CONTAINERS:
                inside = list(node)
                for child in inside:
                    node.remove(child)
                node.extend(self.runs(inside, kind))
                out.append(node)
                continue
            if kind == "w:del":
                self._delete(node)
            if not out or out[-1].tag != qn(kind):
                out.append(self.mark(kind))
            out[-1].append(node)
        return out

    def _delete(self, node: Node) -> None:
        """Turn the texts of a run into deleted texts; the paragraphs that a drawing holds bear marks of their own."""
        for child in node:
            if child.tag in _DELETED:
                child.tag = _DELETED[child.tag]
                child.set(_SPACE, "preserve")
            elif child.tag == qn("w:p"):
                self.paragraph(child, "w:del")
            else:
                self._delete(child)

    def change(self, holder: Node, old: Node | None, kind: str, skip: tuple[str, ...]) -> None:
        """Record the former properties in those of now."""
        record = self.mark(kind)
        former = etree.SubElement(record, qn(kind.removesuffix("Change")))
        for child in old if old is not None else ():
            if child.tag not in {qn(name) for name in skip}:
                former.append(copy.deepcopy(child))
        holder.append(record)
