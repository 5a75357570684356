"""Read and change parts of a finished Word file without touching the others. Same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.office import Package
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.engine.values import Properties

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["parse_part", "read_part", "read_properties", "replace_parts"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_part(document: bytes, name: str) -> bytes | None:
    """Return the bytes of a part of a file, or None when it has no such part.

    Raises:
        TemplateError: the file is no Word document and no presentation.
    """
    return _opened(document).part(name)


@lru_cache(maxsize=256)
def _opened(document: bytes) -> Package:
    """Return a file to read; the steps that finish PDFs ask the same documents for many parts, one step after the other."""
    return open_package(document, wanted="office")


def parse_part(data: bytes) -> etree._Element:
    """Parse a part of a file made here.

    Raises:
        TemplateError: it is not well formed.
    """
    return parse_xml(data, "partie", huge=True)


def replace_parts(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the Word file with some parts replaced or added, the others as they were."""
    package = replace(_opened(document), trees={})
    package.members = dict(package.members)
    for name, data in parts.items():
        package.replace(name, data)
    return package.write()


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
