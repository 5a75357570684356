"""The comments of a Word file: who says what, and near which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.package import read_members
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.engine.word.control_text import plain_text

__all__ = ["Remark", "read_remarks"]

_DOCUMENT: Final = "word/document.xml"
_COMMENTS: Final = "word/comments.xml"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment.

    Attributes:
        author: as Word knows the person.
        text: what it says.
        near: the paragraph that it is pinned on.
    """

    author: str
    text: str
    near: str


def read_remarks(document: bytes) -> list[Remark]:
    """Return the comments of a Word file, in the order of the page."""
    members = read_members(document, Limits())
    if _COMMENTS not in members or _DOCUMENT not in members:
        return []
    root = parse_xml(members[_COMMENTS].unpack(), _COMMENTS)
    comments = {comment.get(qn("w:id")): comment for comment in root.iter(qn("w:comment"))}
    found: dict[str | None, Remark] = {}
    for paragraph in parse_xml(members[_DOCUMENT].unpack(), _DOCUMENT).iter(qn("w:p")):
        for mark in paragraph.iter(qn("w:commentReference")):
            comment = comments.get(mark.get(qn("w:id")))
            if comment is not None:
                text = "\n".join(plain_text(p) for p in comment.iter(qn("w:p"))).strip()
                author = str(comment.get(qn("w:author")) or "")
                found.setdefault(mark.get(qn("w:id")), Remark(author, text, plain_text(paragraph).strip()))
    return list(found.values())
