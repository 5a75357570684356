"""Who made a template, and with what, stays with the template: names, remarks, company, variables, marks of sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.engine.opc.xml import to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["forget_authors"]

_NOTES = tuple(
    qn(f"w:{name}") for name in ("docVars", "mailMerge", "rsids", "saveThroughXslt", "attachedSchema")
)
_REMARKS = tuple(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_NAMES = (qn("w:author"), qn("w:initials"), qn("w:userId"))
_COMPANY = re.compile(rb"<(Company|Manager|HyperlinkBase|Template)>[^<{]*</\1>")
_MARKED = re.compile(
    rb":(?:author|initials|userId)=|:comment(?:Range|Reference)|:(?:docVars|mailMerge|rsids|saveThroughXslt|attachedSchema)\b"
)


def forget_authors(members: dict[str, Member], parse: Callable[[bytes, str], _Element]) -> None:
    """Take out of the parts the names of those who wrote and reviewed the template, and what Word notes for them."""
    remarks = any("comments" in name for name in members)
    for name, member in list(members.items()):
        data = member.unpack() if name.endswith(".xml") else b""
        if name == "docProps/app.xml":
            members[name] = pack(name, _COMPANY.sub(b"", data))
        elif _MARKED.search(data):
            root = parse(data, name)
            _forget(root, remarks=remarks)
            members[name] = pack(name, to_bytes(root))


def _forget(root: _Element, *, remarks: bool) -> None:
    for node in list(root.iter(*_NOTES, *(() if remarks else _REMARKS))):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for node in root.iter():
        for name in _NAMES:
            if name in node.attrib:
                node.set(name, "")
