"""Write the metadata of a PDF: one XMP packet and one information dictionary that say the same. Knows no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from ctg_docs.engine.values import Properties

__all__ = ["PRODUCER", "Level", "info_of", "xmp_packet"]

PRODUCER = "ctg-docs (LibreOffice, pikepdf)"

_HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
)
_TAIL = '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
# PDF/A refuses a property that no schema declares, and PDF/UA asks for one that PDF/A doesn't know.
_EXTENSION = (
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
)


@dataclass(frozen=True, slots=True)
class Level:
    """What the file claims to be: PDF/A part (2, or 3 with attachments) and PDF/UA-1."""

    pdf_a: int = 2
    pdf_ua: bool = True


def _moment(value: date | datetime) -> datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def info_of(properties: Properties) -> dict[str, str]:
    """Return the information dictionary, keys as PDF names."""
    values = {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Subject": properties.subject,
        "/Keywords": properties.keywords,
        "/Creator": "ctg-docs",
        "/Producer": PRODUCER,
    }
    dates = {"/CreationDate": properties.created, "/ModDate": properties.modified or properties.created}
    values |= {key: _moment(value).strftime("D:%Y%m%d%H%M%S+00'00'") for key, value in dates.items() if value}
    return {key: value for key, value in values.items() if value}


def xmp_packet(properties: Properties, level: Level) -> bytes:
    """Return the XMP packet that says the same as `info_of`, and what the file conforms to."""
    created, modified = properties.created, properties.modified or properties.created
    pieces = [
        _HEAD,
        f"<pdfaid:part>{level.pdf_a}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n",
        "<pdfuaid:part>1</pdfuaid:part>\n" if level.pdf_ua else "",
        _list("dc:title", "Alt", properties.title, ' xml:lang="x-default"'),
        _list("dc:creator", "Seq", properties.author),
        _list("dc:description", "Alt", properties.subject, ' xml:lang="x-default"'),
        _list("dc:language", "Bag", properties.language),
        _one("pdf:Keywords", properties.keywords),
        _one("pdf:Producer", PRODUCER),
        _one("xmp:CreatorTool", "ctg-docs"),
        _one("xmp:CreateDate", _moment(created).strftime("%Y-%m-%dT%H:%M:%SZ") if created else ""),
        _one("xmp:ModifyDate", _moment(modified).strftime("%Y-%m-%dT%H:%M:%SZ") if modified else ""),
        _EXTENSION if level.pdf_ua else "",
        _TAIL,
    ]
    return "".join(pieces).encode()


def _one(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>\n" if value else ""


def _list(name: str, kind: str, value: str, attribute: str = "") -> str:
    if not value:
        return ""
    return f"<{name}><rdf:{kind}><rdf:li{attribute}>{escape(value)}</rdf:li></rdf:{kind}></{name}>\n"
