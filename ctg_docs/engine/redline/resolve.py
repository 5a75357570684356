"""Accept or reject every tracked change of a document."""

from __future__ import annotations

from typing import Final

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.engine.redline.marks import CONTAINERS
from ctg_docs.engine.redline.side import BOOKMARKS, Node, Side

__all__ = ["accept_all", "reject_all"]

_CHANGES: Final = (
    "w:pPrChange",
    "w:rPrChange",
    "w:sectPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
)
_KEPT: Final = {
    "w:pPrChange": ("w:rPr", "w:sectPr"),
    "w:sectPrChange": ("w:headerReference", "w:footerReference"),
    "w:trPrChange": ("w:ins", "w:del"),
}
_RESTORED: Final = {qn("w:delText"): qn("w:t"), qn("w:delInstrText"): qn("w:instrText")}


def accept_all(data: bytes) -> bytes:
    """Return the document with every change taken."""
    return _resolve(data, kept="w:ins", dropped="w:del")


def reject_all(data: bytes) -> bytes:
    """Return the document as it was before the changes."""
    return _resolve(data, kept="w:del", dropped="w:ins")


def _resolve(data: bytes, *, kept: str, dropped: str) -> bytes:
    side = Side(data)
    for part in side.stories:
        root = side.root(part)
        _drop_blocks(root, dropped)
        for mark in list(root.iter(qn(dropped))):
            if mark.getparent() is not None:
                mark.getparent().remove(mark)
        for mark in list(root.iter(qn(kept))):
            _unwrap(mark)
        for node in root.iter(*_RESTORED):
            node.tag = _RESTORED[node.tag]
        for name in _CHANGES:
            for record in list(root.iter(qn(name))):
                if dropped == "w:ins":
                    _restore(record, name)
                record.getparent().remove(record)
        _tidy(root)
        side.parts[part] = to_bytes(root)
    return side.save()


def _drop_blocks(root: Node, dropped: str) -> None:
    for mark in list(root.iter(qn(dropped))):
        holder = mark.getparent()
        if holder is None:
            continue
        if holder.tag == qn("w:trPr"):
            row = holder.getparent()
            row.getparent().remove(row)
        elif holder.tag == qn("w:rPr") and holder.getparent().tag == qn("w:pPr"):
            _drop_paragraph(holder.getparent().getparent(), mark, dropped)
    for table in list(root.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)


def _drop_paragraph(paragraph: Node, mark: Node, dropped: str) -> None:
    """Remove a paragraph whose sign goes; what stays of it opens the next one."""
    whole = _whole_bookmarks(paragraph)
    left = [
        n
        for n in paragraph
        if n.tag not in (qn("w:pPr"), qn(dropped))
        and n not in whole
        and not (n.tag in CONTAINERS and _only(n, dropped))
    ]
    following = paragraph.getnext()
    if left and following is not None and following.tag == qn("w:p"):
        at = 1 if following.find(qn("w:pPr")) is not None else 0
        for rank, node in enumerate(left):
            following.insert(at + rank, node)
    elif any(n.tag not in BOOKMARKS for n in left):
        mark.getparent().remove(mark)
        return
    paragraph.getparent().remove(paragraph)


def _whole_bookmarks(paragraph: Node) -> set[Node]:
    """Return the marks of the bookmarks that begin and end in a paragraph: they go with it."""
    ends = {n.get(qn("w:id")): n for n in paragraph.iter(qn("w:bookmarkEnd"))}
    starts = {n.get(qn("w:id")): n for n in paragraph.iter(qn("w:bookmarkStart"))}
    return {n for number in ends.keys() & starts.keys() for n in (ends[number], starts[number])}


def _only(node: Node, dropped: str) -> bool:
    return all(child.tag == qn(dropped) for child in node)


def _unwrap(mark: Node) -> None:
    parent = mark.getparent()
    if parent.tag in (qn("w:rPr"), qn("w:trPr")):
        parent.remove(mark)
        if len(parent) == 0:
            parent.getparent().remove(parent)
        return
    at = parent.index(mark)
    for rank, child in enumerate(list(mark)):
        parent.insert(at + rank, child)
    parent.remove(mark)


def _restore(record: Node, name: str) -> None:
    """Put the former properties back; what the record never holds stays."""
    holder = record.getparent()
    former = record[0] if len(record) else ()
    stay = {qn(n) for n in _KEPT.get(name, ())}
    kept = [n for n in holder if n.tag in stay]
    for child in [n for n in holder if n is not record]:
        holder.remove(child)
    head = kept if name == "w:sectPrChange" else []
    tail = [] if name == "w:sectPrChange" else kept
    for rank, child in enumerate([*head, *former, *tail]):
        holder.insert(rank, child)


def _tidy(root: Node) -> None:
    for name in CONTAINERS:
        for node in list(root.iter(name)):
            if len(node) == 0:
                node.getparent().remove(node)
    for holder in list(root.iter(qn("w:pPr"), qn("w:rPr"))):
        if len(holder) == 0:
            holder.getparent().remove(holder)
