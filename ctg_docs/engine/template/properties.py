"""Write `docProps/core.xml`. Knows no document kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import XML_HEAD
from ctg_docs.engine.word.runs import flat

if TYPE_CHECKING:
    from ctg_docs.engine.values import Properties

__all__ = ["core_xml"]

_HEAD = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
#: used when nothing in the data says when: the same each time, and visibly not a real date
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def core_xml(properties: Properties) -> bytes:
    """Return the core properties part; empty ones are left out, holes become plain text."""
    p = properties
    created = p.created or p.modified or _EPOCH
    texts = (
        ("dc:title", p.title),
        ("dc:subject", p.subject),
        ("dc:creator", p.author),
        ("cp:keywords", p.keywords),
        ("dc:description", p.description),
        ("cp:lastModifiedBy", p.author),
        ("cp:revision", "1"),
        ("dc:language", p.language),
        ("cp:category", p.category),
        ("cp:contentStatus", p.status),
        ("cp:version", p.version),
    )
    lines = "".join(f"<{name}>{flat(value)}</{name}>" for name, value in texts if value)
    for name, moment in (("created", created), ("modified", p.modified or created)):
        lines += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_w3c(moment)}</dcterms:{name}>'
    return f"{XML_HEAD}{_HEAD}{lines}</cp:coreProperties>".encode()


def _w3c(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
