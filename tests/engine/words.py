"""Make small Word templates inside the tests, so that cause and assertion stand side by side."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from html import unescape
from pathlib import Path
from typing import Any

from ctg_docs.engine import Template
from ctg_docs.errors import TemplateError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:w14="{W14}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Corps"><w:name w:val="Corps"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Puces"><w:name w:val="Liste à puces"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numeros"><w:name w:val="Liste numérotée"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Intertitre"><w:name w:val="Intertitre"/><w:basedOn w:val="Normal"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Titre1"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
    '<w:pStyle w:val="Titre2"/><w:lvlText w:val="Article %2"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:pStyle w:val="Numeros"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def p(text: str = "", style: str = "", rpr: str = "") -> str:
    """A paragraph of one run; `text` is plain text."""
    ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{ppr}{r(text, rpr)}</w:p>"


def r(text: str, rpr: str = "") -> str:
    """A run."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def table(*rows: list[str], columns: int | None = None) -> str:
    """A table; cells are plain text, or XML when they begin with `<`."""
    cells = [[c if c.startswith("<") else p(c) for c in row] for row in rows]
    grid = '<w:gridCol w:w="2000"/>' * (columns or max(map(len, rows)))
    body = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in row)
        + "</w:tr>"
        for row in cells
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def make_docx(
    *blocks: str,
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    styles: str = STYLES,
    numbering: str = NUMBERING,
    files: dict[str, str | bytes] | None = None,
    types: str = "",
    rels: str = "",
    core: str = "",
) -> bytes:
    """A Word file; each block is plain text for one paragraph, or XML when it begins with `<`."""
    body = "".join(block if block.startswith("<") else p(block) for block in blocks)
    section = SECTION
    extra_types, extra_rels = types, rels
    content: dict[str, str | bytes] = {}
    for kind, text, tag in (("header", header, "hdr"), ("footer", footer, "ftr")):
        if text:
            inner = text if text.startswith("<") else p(text)
            content[f"word/{kind}1.xml"] = f"{HEAD}<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"
            extra_types += f'<Override PartName="/word/{kind}1.xml" ContentType="{MAIN}.{kind}+xml"/>'
            extra_rels += f'<Relationship Id="rId{kind}" Type="{R}/{kind}" Target="{kind}1.xml"/>'
            reference = f'<w:{kind}Reference w:type="default" r:id="rId{kind}"/>'
            section = (
                section.replace("<w:sectPr>", f"<w:sectPr>{reference}")
                if kind == "header"
                else section.replace("<w:pgSz", f"{reference}<w:pgSz")
            )
    if footnotes:
        content["word/footnotes.xml"] = f"{HEAD}<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>"
        extra_types += f'<Override PartName="/word/footnotes.xml" ContentType="{MAIN}.footnotes+xml"/>'
        extra_rels += f'<Relationship Id="rIdnotes" Type="{R}/footnotes" Target="footnotes.xml"/>'
    package = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{MAIN}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{MAIN}.numbering+xml"/>'
        + (
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            if core
            else ""
        )
        + f"{extra_types}</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        + (
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            'core-properties" Target="docProps/core.xml"/>'
            if core
            else ""
        )
        + "</Relationships>",
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rIdS" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdN" Type="{R}/numbering" Target="numbering.xml"/>{extra_rels}</Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        **({"docProps/core.xml": core} if core else {}),
        **content,
        **(files or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def part(docx: bytes, name: str = "word/document.xml") -> str:
    """The XML of a part of a document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name).decode()


def texts(docx: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, line breaks as `\\n`, tabs as `\\t`."""
    found = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", part(docx, name), re.DOTALL):
        pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)\b[^>]*/>", paragraph)
        found.append("".join({"br": "\n", "tab": "\t"}.get(kind, unescape(text)) for text, kind in pieces))
    return found


def _png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x1f\x4e\x79" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PNG = _png()
#: what our smallest templates lack, and Word does without
_MISSING = ("relationships/settings", "relationships/fontTable", "relationships/theme")


def audit(docx: bytes) -> list[str]:
    """What openxml-audit and ooxml-integrity find wrong in a document."""
    import ooxml_integrity
    from openxml_audit import OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(docx)
        found = [error.description for error in OpenXmlValidator().validate(str(path)).errors]
        found += [f"{f.code} {f.message}" for f in ooxml_integrity.check(str(path)) if f.severity == "ERROR"]
    return [text for text in found if not any(name in text for name in _MISSING)]


def problems(docx: bytes, **options: Any) -> list[str]:
    """What loading refuses, which is what linting says too."""
    try:
        Template.load(docx, **options)
    except TemplateError as error:
        return [str(problem) for problem in error.problems]
    return []
