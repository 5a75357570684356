"""Put the parts of a Word file together, always the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ctg_docs.gabarit.catalogue import write_styles
from ctg_docs.gabarit.charte import ACCENT, ENCRE, FILET, GRIS, POLICE, PRIMAIRE, TEINTE
from ctg_docs.gabarit.numerotation import write_numbering
from ctg_docs.gabarit.xml import NAMESPACES, el

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["write_package"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED = ("styles", "numbering", "settings", "fontTable")


def _settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        el("w:compatSetting", {"w:name": name, "w:uri": uri, "w:val": value})
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="fr-FR"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{POLICE}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _theme() -> str:
    colours = (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", ENCRE), ("lt2", TEINTE), ("accent1", PRIMAIRE),
        ("accent2", ACCENT), ("accent3", FILET), ("accent4", GRIS), ("accent5", PRIMAIRE), ("accent6", ACCENT),
        ("hlink", PRIMAIRE), ("folHlink", GRIS),
    )  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours)
    font = f'<a:latin typeface="{POLICE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="CTG"><a:themeElements>'
        f'<a:clrScheme name="CTG">{scheme}</a:clrScheme><a:fontScheme name="CTG"><a:majorFont>{font}'
        f'</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="CTG">'
        f"<a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _core(titre: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(titre)}</dc:title><dc:creator>ctg-docs</dc:creator>"
        '<cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z'
        '</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:modified>'
        "<dc:language>fr-FR</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><Application>ctg-docs</Application></Properties>'


def _relations(items: list[tuple[str, str, str]]) -> str:
    body = "".join(el("Relationship", {"Id": i, "Type": kind, "Target": target}) for i, kind, target in items)
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{body}</Relationships>"
    )


def _types(stories: list[str]) -> str:
    parts = [("document", f"{_WORD}.document.main+xml")]
    parts += [(name, f"{_WORD}.{name}+xml") for name in _FIXED]
    parts += [(name, f"{_WORD}.{name.rstrip('0123456789')}+xml") for name in stories]
    overrides = "".join(
        el("Override", {"PartName": f"/word/{name}.xml", "ContentType": kind}) for name, kind in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{overrides}"
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def write_package(titre: str, document: str, stories: Mapping[str, str]) -> bytes:
    """Return the bytes of the .docx.

    Args:
        titre: title in the properties.
        document: document.xml without its XML declaration.
        stories: headers and footers by the name of their part; the relation has the same name.
    """
    noms = sorted(stories)
    main = [(f"rId{i}", f"{_OFFICE}/{name}", f"{name}.xml") for i, name in enumerate(_FIXED, start=1)]
    main.append(("rId9", f"{_OFFICE}/theme", "theme/theme1.xml"))
    main += [(name, f"{_OFFICE}/{name.rstrip('0123456789')}", f"{name}.xml") for name in noms]
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = [
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{package}/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    parts = {
        "[Content_Types].xml": _types(noms),
        "_rels/.rels": _relations(root),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(titre),
        "word/_rels/document.xml.rels": _relations(main),
        "word/document.xml": document,
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": write_numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": write_styles(),
        "word/theme/theme1.xml": _theme(),
        **{f"word/{name}.xml": stories[name] for name in noms},
    }
    return _zip(parts)


def _zip(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, (_HEAD + content).encode("utf-8"))
    return buffer.getvalue()
