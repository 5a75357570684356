"""Carry data inside a Word or PowerPoint file, in a part of its own that is kept and never shown. Knows no content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import count

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.names import REL, RELS, TYPES_PART, XML_HEAD, rels_name
from ctg_docs.engine.opc.package import Member, Static, pack, read_members, write_package
from ctg_docs.errors import TemplateError

__all__ = ["NAMESPACE", "DataPart", "embed_data", "read_data"]

NAMESPACE = "urn:ctg-docs:donnees:1"

_ITEM, _PROPERTIES = "customXml/item{}.xml", "customXml/itemProps{}.xml"
_ITEM_RELS = "customXml/_rels/item{}.xml.rels"
_CUSTOM = f"{REL['document'].rsplit('/', 1)[0]}/customXml"
_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_TEXT = re.compile(rb"<donnees\b[^>]*>(.*)</donnees>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DataPart:
    """The data of many documents, compressed once.

    Attributes:
        item: the data.
        properties, relations: what the office program needs to find them.
    """

    item: Member
    properties: Member
    relations: Member

    @classmethod
    def build(cls, data: bytes, rank: int = 1) -> DataPart:
        """Return the part that carries a text in UTF-8.

        Args:
            data: the text; control characters must be escaped already, as JSON does.
            rank: number of the part, when a template has some of its own.
        """
        guid = hashlib.sha256(data).hexdigest().upper()
        item_id = f"{{{guid[:8]}-{guid[8:12]}-{guid[12:16]}-{guid[16:20]}-{guid[20:32]}}}"
        escaped = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        text = f'{XML_HEAD}<donnees xmlns="{NAMESPACE}">'.encode() + escaped + b"</donnees>"
        properties = (
            f'{XML_HEAD}<ds:datastoreItem ds:itemID="{item_id}" '
            'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        relations = (
            f'{XML_HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{_CUSTOM}Props" '
            f'Target="itemProps{rank}.xml"/></Relationships>'
        )
        return cls(
            pack(_ITEM.format(rank), text, fast=False),
            pack(_PROPERTIES.format(rank), properties.encode(), fast=False),
            pack(_ITEM_RELS.format(rank), relations.encode(), fast=False),
        )

    def ranked(self, names: Collection[str]) -> DataPart:
        """Return the same part under numbers that a document has not taken."""
        rank = next(
            n for n in count(1) if not {f.format(n) for f in (_ITEM, _PROPERTIES, _ITEM_RELS)} & set(names)
        )
        if self.item.name == _ITEM.format(rank):
            return self
        relations = re.sub(rb"itemProps\d+", f"itemProps{rank}".encode(), self.relations.unpack())
        return DataPart(
            replace(self.item, name=_ITEM.format(rank)),
            replace(self.properties, name=_PROPERTIES.format(rank)),
            pack(_ITEM_RELS.format(rank), relations, fast=False),
        )


def embed_data(document: bytes, part: DataPart) -> bytes:
    """Return the Word or PowerPoint file that carries the data; those it carried before are replaced.

    Raises:
        TemplateError: another file.
    """
    members, main = _opened(document)
    members, relations = _without_data(members), rels_name(main)
    if relations not in members:
        members[relations] = pack(
            relations, f'{XML_HEAD}<Relationships xmlns="{RELS}"></Relationships>'.encode()
        )
    part = part.ranked(members)
    for member in (part.item, part.properties, part.relations):
        members[member.name] = member
    override = f'<Override PartName="/{part.properties.name}" ContentType="{_TYPE}"/>'
    relation = f'<Relationship Id="rIdDonnees" Type="{_CUSTOM}" Target="../{part.item.name}"/>'
    _insert(members, TYPES_PART, "</Types>", override)
    _insert(members, relations, "</Relationships>", relation)
    if b'Extension="xml"' not in members[TYPES_PART].unpack():
        _insert(members, TYPES_PART, "</Types>", '<Default Extension="xml" ContentType="application/xml"/>')
    pieces: list[bytes] = []
    write_package(Static(members.values()), (), pieces.append)
    return b"".join(pieces)


def _opened(document: bytes) -> tuple[dict[str, Member], str]:
    """Return the members of a file and its main part; one that is named as usual needs no XML parser."""
    members = read_members(document, Limits(), "office")
    for main in ("word/document.xml", "ppt/presentation.xml"):
        if main in members and rels_name(main) in members:
            return members, main
    from ctg_docs.engine.opc.opening import open_package

    package = open_package(document, wanted="office")
    return package.members, package.main


def read_data(document: bytes) -> bytes | None:
    """Return the data that a Word or PowerPoint file carries, or None.

    Raises:
        TemplateError: another file.
    """
    from xml.sax.saxutils import unescape  # brings the whole network library, useless where data are written

    for name, member in read_members(document, Limits(), "office").items():
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            body = member.unpack()
            match = _TEXT.search(body) if NAMESPACE.encode() in body[:300] else None
            if match:
                return unescape(
                    match.group(1).decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"}
                ).encode()
    return None


def _insert(members: dict[str, Member], name: str, before: str, text: str) -> None:
    if name not in members:
        raise TemplateError(f"Le document Word n’a pas de partie « {name} ».")
    body = members[name].unpack().decode("utf-8")
    if text not in body:
        head, found, tail = body.rpartition(before)
        members[name] = pack(name, f"{head}{text}{found}{tail}".encode(), fast=False)


def _without_data(members: dict[str, Member]) -> dict[str, Member]:
    """Take out the data put by an earlier run."""
    ours = {
        name.removeprefix("customXml/item").removesuffix(".xml")
        for name, member in members.items()
        if re.fullmatch(r"customXml/item\d+\.xml", name) and NAMESPACE.encode() in member.unpack()[:300]
    }
    gone = {form.format(rank) for rank in ours for form in (_ITEM, _PROPERTIES, _ITEM_RELS)}
    return {name: member for name, member in members.items() if name not in gone}
