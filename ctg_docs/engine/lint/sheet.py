"""A plain Word document that holds a title and one table, made with the engine itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache

from ctg_docs.engine.opc.names import NS, RELS, XML_HEAD
from ctg_docs.engine.template.template import Template
from ctg_docs.engine.values import Properties

__all__ = ["sheet"]

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '<w:color w:val="1B2733"/><w:sz w:val="18"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:keepNext/><w:spacing w:after="200"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F4E79"/>'
    '<w:sz w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Entete"><w:name w:val="En-tête de tableau"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Balise"><w:name w:val="Balise"/><w:rPr>'
    '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Grille"><w:name w:val="Grille"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="4" w:color="1F4E79"/><w:bottom w:val="single" w:sz="4" w:color="1F4E79"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="E8EEF4"/></w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)  # fmt: skip
_WIDTH = 14600


def _cell(text: str, width: int, style: str = "", shade: str = "", run: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    rpr = f'<w:rPr><w:rStyle w:val="{run}"/></w:rPr>' if run else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>'
        f'<w:p>{ppr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


@cache
def _template(columns: int) -> Template:
    """The template of a table of so many columns."""
    width = _WIDTH // columns
    head = "".join(_cell(f"{{{{ colonnes[{n}] }}}}", width, "Entete", "E8EEF4") for n in range(columns))
    row = "".join(
        _cell(f"{{{{ ligne[{n}] }}}}", width, run="Balise" if n == 0 else "") for n in range(columns)
    )
    opening = _cell("{%tr for ligne in lignes %}", width) + _cell("", width) * (columns - 1)
    closing = _cell("{%tr endfor %}", width) + _cell("", width) * (columns - 1)
    rows = "".join(f"<w:tr>{r}</w:tr>" for r in (head, opening, row, closing))
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>{{ titre }}</w:t></w:r></w:p>'
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grille"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'</w:tblPr><w:tblGrid>{f"<w:gridCol w:w={chr(34)}{width}{chr(34)}/>" * columns}</w:tblGrid>{rows}</w:tbl><w:p/>'
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1119" '
        'w:bottom="1134" w:left="1119" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )  # fmt: skip
    return Template.load(_package(body), name="feuille")


def _package(body: str) -> bytes:
    spaces = f'xmlns:w="{NS["w"]}"'
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("settings", "settings"))
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("styles", "settings"), 1)
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{_STYLES}</w:styles>",
        "word/settings.xml": f"<w:settings {spaces}/>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, XML_HEAD + data)
    return buffer.getvalue()


def sheet(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a Word document: a title, a table whose first column holds tags."""
    context = {"titre": title, "colonnes": tuple(columns), "lignes": tuple(map(tuple, rows))}
    return _template(len(columns)).render(context, properties=Properties(title=title))
