"""A Word file as Word writes it: styles, theme, header, footer, a logo, tags cut over runs."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = f'xmlns:w="{W}" xmlns:r="{R}"'
RPR = (
    '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr>'
)


def run(text: str) -> str:
    return f'<w:r w:rsidR="00A1B2C3">{RPR}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, style: str = "Corps") -> str:
    """A paragraph whose tags are cut over runs, as Word's spelling checker does."""
    pieces: list[str] = []
    for piece in text.replace("{{ ", "\0{{\0 ").replace(" }}", " \0}}").split("\0"):
        if piece:
            pieces.append(run(piece))
    return (
        f'<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        + '<w:proofErr w:type="spellStart"/>'.join(pieces)
        + "</w:p>"
    )


def table(*rows: list[str]) -> str:
    width = 9000 // max(map(len, rows))
    grid = f'<w:gridCol w:w="{width}"/>' * max(map(len, rows))
    cells = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cells}{paragraph(c, 'Tableau')}</w:tc>" for c in row) + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="Grille"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def _style(number: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Style{number}"><w:name w:val="Style {number}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:spacing w:before="{number}" w:after="120" w:line="276" w:lineRule="auto"/><w:ind w:left="{number}"/></w:pPr>'
        f'<w:rPr><w:color w:val="{number:06X}"/><w:sz w:val="22"/></w:rPr></w:style>'
    )


def _logo() -> bytes:
    noise = random.Random(1)
    rows = b"".join(b"\0" + bytes(noise.randrange(256) for _ in range(180)) for _ in range(60))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60, 60, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def package(body: str, header: str, footer: str) -> bytes:
    """Return the bytes of a template of about 150 styles."""
    names = [
        ("Corps", "Corps"),
        ("Tableau", "Tableau"),
        ("Titre1", "heading 1"),
        ("Titre2", "heading 2"),
        ("Puces", "Liste à puces"),
    ]
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{n}"/><w:basedOn w:val="Normal"/></w:style>'
            for i, n in names
        )
    )
    styles += "".join(_style(n) for n in range(150))
    override = '<Override PartName="/word/{}.xml" ContentType="' + MAIN + '.{}+xml"/>'
    types = "".join(override.format(n, t) for n, t in (
        ("document", "document.main"), ("styles", "styles"), ("header1", "header"), ("footer1", "footer"), ("settings", "settings")))  # fmt: skip
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"), ("settings", "settings.xml"), ("image", "media/logo.png")], 1)
    )  # fmt: skip
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{types}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{space}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{space}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Document</dc:title></cp:coreProperties>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{space}/relationships">{rels}</Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NS}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {NS}>{styles}</w:styles>",
        "word/header1.xml": f"{HEAD}<w:hdr {NS}>{paragraph(header)}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr {NS}>{paragraph(footer)}</w:ftr>",
        "word/settings.xml": f"{HEAD}<w:settings {NS}/>",
        "word/media/logo.png": _logo(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
