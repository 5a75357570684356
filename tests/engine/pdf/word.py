"""Small Word files written by hand, so that a test shows its cause beside its assertion."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"""
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>"""
_DOCUMENT_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="{_REL}/styles" Target="styles.xml"/><Relationship Id="n" Type="{_REL}/numbering" Target="numbering.xml"/><Relationship Id="f" Type="{_REL}/footer" Target="footer1.xml"/><Relationship Id="i" Type="{_REL}/image" Target="media/i.png"/><Relationship Id="l" Type="{_REL}/hyperlink" Target="https://www.caf.fr/" TargetMode="External"/></Relationships>"""
_STYLES = f"""<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Corps"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Corps"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Corps"/><w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs></w:pPr></w:style></w:styles>"""
_NUMBERING = f"""<w:numbering {_NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def field(code: str, result: str) -> str:
    """A field with its cached result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str = "", style: str = "Corps", extra: str = "") -> str:
    inner = text if text.startswith("<") or not text else run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inner}</w:p>'


def marked(name: str, text: str, number: int, style: str = "Corps") -> str:
    """A paragraph inside a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return par(f'{start}{run(text)}<w:bookmarkEnd w:id="{number}"/>', style)


def bullet(text: str) -> str:
    return par(text, extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def page_break() -> str:
    return par('<w:r><w:br w:type="page"/></w:r>')


def link(text: str) -> str:
    return par(f'<w:hyperlink r:id="l">{run(text)}</w:hyperlink>')


def table(rows: list[list[str]], *, head: bool = False, first_column: bool = False) -> str:
    """A table; a cell is a text or ready paragraphs."""
    width = 9000 // len(rows[0])
    look = f'<w:tblLook w:val="0000" w:firstRow="{int(head)}" w:firstColumn="{int(first_column)}"/>'
    written = []
    for number, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and number == 0 else ""
        cells = [c if c.startswith("<w:p>") else par(c) for c in row]
        written.append(
            f"<w:tr>{mark}"
            + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in cells)
            + "</w:tr>"
        )
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(written)}</w:tbl>'


def picture(alt: str, number: int = 1) -> str:
    """A small red picture in a line; no alternative text means decorative."""
    size = '<wp:extent cx="360000" cy="360000"/>'
    described = f' descr="{alt}"' if alt else ""
    return par(
        f'<w:r><w:drawing><wp:inline>{size}<wp:docPr id="{number}" name="Image {number}"{described}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="i"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="i"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def section(*, landscape: bool = False, last: bool = False) -> str:
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if landscape
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    inner = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="f"/><w:type w:val="nextPage"/>{size}'
        '<w:pgMar w:top="1700" w:right="1417" w:bottom="1247" w:left="1417" w:header="700" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return inner if last else f"<w:p><w:pPr>{inner}</w:pPr></w:p>"


def docx(*body: str, landscape: bool = False) -> bytes:
    """A whole file; its footer prints « page n / N »."""
    footer = par(run("page ") + field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1"))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {_NS}><w:body>{''.join(body)}{section(landscape=landscape, last=True)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/footer1.xml": f"<w:ftr {_NS}>{footer}</w:ftr>",
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        archive.writestr(zipfile.ZipInfo("word/media/i.png"), png())
    return output.getvalue()


def png() -> bytes:
    """A picture of 8 × 8 red points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x10\x10" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def contents(entries: dict[str, str]) -> str:
    """A table of contents as the engine writes it, page numbers still empty."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" \\h </w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = []
    for number, (name, text) in enumerate(entries.items(), 1):
        tail = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if number == len(entries) else ""
        page = field(f"PAGEREF {name} \\h", " ")
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{begin if number == 1 else ""}'
            f'<w:hyperlink w:anchor="{name}">{run(text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>{tail}</w:p>'
        )
    return "".join(lines)


def numbered(text: str) -> str:
    return par(text, extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')


def box(name: str, number: int, lines: list[str], signatory: str, *, named: bool = False) -> str:
    """A place to sign, inside a bookmark; with `named`, another one around the name."""
    first, *others = lines
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    inner = run(signatory)
    if named:
        inner = f'<w:bookmarkStart w:id="{number + 100}" w:name="{name}_nom"/>{inner}<w:bookmarkEnd w:id="{number + 100}"/>'
    return par(start + run(first)) + "".join(par(line) for line in others) + par(inner + end)


def drawing(*boxes: str) -> str:
    """A group of text boxes, one below the other."""
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    group = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
    size = '<a:ext cx="2000000" cy="{}"/>'
    whole = size.format(600_000 * len(boxes))
    shapes = "".join(
        f'<wps:wsp><wps:cNvPr id="{n + 50}" name="Case {n}"/><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="{600_000 * n}"/>{size.format(500_000)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{par(text)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        for n, text in enumerate(boxes)
    )
    frame = f'<a:off x="0" y="0"/>{whole}<a:chOff x="0" y="0"/>{whole.replace("a:ext", "a:chExt")}'
    return par(
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wpg="{group}" xmlns:wps="{shape}"><mc:Choice Requires="wpg"><w:drawing><wp:inline>'
        f'{whole.replace("a:ext", "wp:extent")}<wp:docPr id="49" name="Schéma" descr="Trois cases"/><a:graphic>'
        f'<a:graphicData uri="{group}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>'
        f"{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
