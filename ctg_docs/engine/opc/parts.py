"""Read and change parts of a finished Word file without touching the others. Same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from lxml import etree

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import Static, pack, read_members, write_package
from ctg_docs.engine.values import Properties
from ctg_docs.errors import TemplateError

__all__ = ["parse_part", "read_part", "read_properties", "replace_parts", "serialize_part"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_part(document: bytes, name: str) -> bytes | None:
    """Return the bytes of a part of a Word file, or None when it has no such part.

    Raises:
        TemplateError: the file is not a Word document.
    """
    member = read_members(document, Limits()).get(name)
    return member.unpack() if member else None


def parse_part(data: bytes) -> etree._Element:
    """Parse a part strictly.

    Raises:
        TemplateError: it is not well formed.
    """
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise TemplateError(f"Le document Word est abîmé : {error.msg}.") from error


def serialize_part(root: etree._Element) -> bytes:
    """Return the bytes of a part, as Word writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def replace_parts(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the Word file with some parts replaced or added, the others as they were."""
    members = read_members(document, Limits())
    members |= {name: pack(name, data, fast=False) for name, data in parts.items()}
    pieces: list[bytes] = []
    write_package(Static(members.values()), (), pieces.append)
    return b"".join(pieces)


def read_properties(document: bytes, title: str = "") -> Properties:
    """Return the properties that a Word or PowerPoint file carries; `title` stands in for one that it lacks."""
    data = read_part(document, "docProps/core.xml")
    if data is None:
        return Properties(title=title)
    root = parse_part(data)

    def text(name: str) -> str:
        return (root.findtext(name) or "").strip()

    def moment(name: str) -> datetime | None:
        try:
            return datetime.fromisoformat(text(name))
        except ValueError:
            return None

    return Properties(
        title=text(f"{_DC}title") or title,
        subject=text(f"{_DC}subject"),
        author=text(f"{_DC}creator"),
        keywords=text(f"{_CP}keywords"),
        category=text(f"{_CP}category"),
        status=text(f"{_CP}contentStatus"),
        language=text(f"{_DC}language") or "fr-FR",
        created=moment(f"{_TERMS}created"),
        modified=moment(f"{_TERMS}modified"),
        version=text(f"{_CP}version"),
        description=text(f"{_DC}description"),
    )
