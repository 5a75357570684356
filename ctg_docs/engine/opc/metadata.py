"""Take away from an Office file who wrote it and where: names of authors, company, remarks. Knows no domain."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.engine.opc.xml import parse_xml, to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["clean_metadata"]

_COMPANY = re.compile(r"<(Company|Manager|HyperlinkBase|Template)>.*?</\1>", re.DOTALL)
_PROPERTIES = re.compile(r"<property .*?</property>", re.DOTALL)
_PERSONS = re.compile(r"<w15:person .*?</w15:person>|<w15:person [^>]*/>", re.DOTALL)
_REMARKS = re.compile(r"<w:comment .*?</w:comment>", re.DOTALL)
_MARKS = re.compile(
    r"<w:comment(?:RangeStart|RangeEnd) [^>]*/>|<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    r"<w:commentReference [^>]*/></w:r>"
)
_MARKERS = tuple(qn(f"w:{name}") for name in ("bookmarkStart", "r", "alias", "tag"))
_HIDDEN = re.compile(rb"<w:(?:bookmarkStart|vanish|alias|tag)\b")
_CALLS = re.compile(rb'<w:instrText[^>]*>([^<]*)<|w:(?:anchor|instr)="([^"]*)"')
_NAME = re.compile(rb"[\w.-]+")
_AUTHOR = re.compile(r'( w:(?:author|initials|userId)=)"[^"]*"')


def clean_metadata(data: bytes) -> bytes:
    """Return the same file without its authors' names, remarks, company and own properties.

    Texts, styles and the properties written for the reader (title, subject, language) stay.

    Raises:
        TemplateError: not an Office file.
    """
    package = open_package(data, wanted="office")
    for name, member in list(package.members.items()):
        clean = _cleaner(name)
        if clean is None:
            continue
        before = member.unpack().decode("utf-8", "surrogateescape")
        after = clean(before)
        if after != before:
            package.members[name] = pack(name, after.encode("utf-8", "surrogateescape"))
    _strip_hidden(package.members)
    return package.write()


def _strip_hidden(members: dict[str, Member]) -> None:
    """Take out of the parts of a Word file what is in them and on no page: hidden texts, names of places and of controls."""
    parts = {n: m.unpack() for n, m in members.items() if n.startswith("word/") and n.endswith(".xml")}
    called = {
        word
        for data in parts.values()
        for found in _CALLS.findall(data)
        for word in _NAME.findall(b" ".join(found))
    }
    for name, data in parts.items():
        if not _HIDDEN.search(data):
            continue
        root = parse_xml(data, name)
        gone = [node for node in root.iter(*_MARKERS) if _is_hidden(node, called)]
        open_marks = {node.get(qn("w:id")) for node in gone if node.tag == qn("w:bookmarkStart")}
        gone += [node for node in root.iter(qn("w:bookmarkEnd")) if node.get(qn("w:id")) in open_marks]
        for node in gone:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
        if gone:
            members[name] = pack(name, to_bytes(root))


def _is_hidden(node: _Element, called: set[bytes]) -> bool:
    if node.tag == qn("w:bookmarkStart"):
        return node.get(qn("w:name"), "").encode() not in called
    if node.tag == qn("w:r"):
        mark = node.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
        return mark is not None and mark.get(qn("w:val"), "1") not in {"0", "false", "off"}
    return True


def _cleaner(name: str) -> Callable[[str], str] | None:
    if name == "docProps/app.xml":
        return lambda text: _COMPANY.sub("", text)
    if name == "docProps/custom.xml":
        return lambda text: _PROPERTIES.sub("", text)
    if name == "word/people.xml":
        return lambda text: _PERSONS.sub("", text)
    if name == "word/comments.xml":
        return lambda text: _REMARKS.sub("", text)
    if name.startswith("word/") and name.endswith(".xml"):
        return lambda text: _AUTHOR.sub(r'\1""', _MARKS.sub("", text))
    return None
