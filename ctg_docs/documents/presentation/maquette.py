"""The master of the slides: 16:9, the charte's colours and font as a theme, three layouts. Knows python-pptx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Mm

from ctg_docs.gabarit.charte import ACCENT, ENCRE, FILET, GRIS, POLICE, PRIMAIRE, TEINTE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BAS", "COUVERTURE", "GAUCHE", "HAUT", "TEXTE", "TITRE_SEUL", "new_presentation"]

COUVERTURE, TEXTE, TITRE_SEUL = 0, 1, 2
GAUCHE, HAUT, BAS = 20.0, 42.0, 177.0
_LARGE, _HAUTE, _UTILE = 338.67, 190.5, 302.0
_GARDES = ("Title Slide", "Title and Content", "Title Only")
_NOMS = ("Couverture", "Titre et texte", "Titre seul")
_COULEURS = (
    ("dk1", ENCRE), ("lt1", "FFFFFF"), ("dk2", ENCRE), ("lt2", TEINTE), ("accent1", PRIMAIRE), ("accent2", ACCENT),
    ("accent3", FILET), ("accent4", GRIS), ("accent5", PRIMAIRE), ("accent6", ACCENT), ("hlink", PRIMAIRE),
    ("folHlink", GRIS),
)  # fmt: skip


def new_presentation(palette: Mapping[str, str], polices: Mapping[str, str]) -> Any:
    """Return an empty presentation in the look of the dossier."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(_LARGE), Mm(_HAUTE)
    for layout in list(deck.slide_layouts):
        if layout.name not in _GARDES:
            deck.slide_layouts.remove(layout)
    _theme(deck.slide_master.part, palette, polices)
    _theme(deck.notes_master.part, palette, polices)
    _master(deck.slide_master)
    for layout, nom in zip(deck.slide_layouts, _NOMS, strict=True):
        layout.name = nom
        for date in layout.shapes._spTree.xpath(".//p:sp[.//p:ph[@type='dt']]"):
            layout.shapes._spTree.remove(date)
    _cover(deck.slide_layouts[COUVERTURE])
    return deck


def _theme(part: Any, palette: Mapping[str, str], polices: Mapping[str, str]) -> None:
    """Write the colours and the font in the theme, where a user changes them in one place."""
    theme = part.part_related_by(RT.THEME)
    xml = theme.blob.decode("utf-8")
    for nom, couleur in _COULEURS:
        valeur = palette.get(couleur, couleur)
        xml = re.sub(
            rf"<a:{nom}>.*?</a:{nom}>",
            f'<a:{nom}><a:srgbClr val="{valeur}"/></a:{nom}>',
            xml,
            flags=re.DOTALL,
        )
    police = polices.get(POLICE, POLICE)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', rf'\1"{police}"', xml)
    xml = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"CTG"', xml)
    theme._blob = xml.encode("utf-8")


def _place(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Mm(x), Mm(y), Mm(width), Mm(height)


_ZONES = {
    "title": (GAUCHE, 12.0, _UTILE, 27.0),
    "body": (GAUCHE, HAUT, _UTILE, BAS - HAUT),
    "ftr": (GAUCHE, 179.0, 250.0, 8.0),
    "sldNum": (282.0, 179.0, 40.0, 8.0),
}


def _master(master: Any) -> None:
    tree = master.shapes._spTree
    for shape in list(master.placeholders):
        kind = shape._element.xpath(".//p:ph")[0].get("type")
        if kind == "dt":
            tree.remove(shape._element)
            continue
        _place(shape, *_ZONES[kind])
        for size in shape._element.iter(qn("a:defRPr")):
            size.set("sz", "1600")
        if kind == "ftr":
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
    tree.insert(2, parse_xml(_BANDE.format(height=Mm(_HAUTE), width=Mm(7))))
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    _style(title, 3200, "accent1", bold=True)
    body = styles.find(qn("p:bodyStyle"))
    for level, size in enumerate((2400, 2200, 2000, 1800, 1600), start=1):
        _style(body.find(qn(f"a:lvl{level}pPr")), size, "tx1")


_BANDE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr>'
    '<p:cNvPr id="20" name="Bande"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="fr-FR"/></a:p></p:txBody></p:sp>'
)


def _style(level: Any, size: int, colour: str, *, bold: bool = False) -> None:
    run = level.find(qn("a:defRPr"))
    run.set("sz", str(size))
    run.set("b", "1" if bold else "0")
    run.find(qn("a:solidFill")).find(qn("a:schemeClr")).set("val", colour)


def _cover(layout: Any) -> None:
    for shape in layout.placeholders:
        kind = shape._element.xpath(".//p:ph")[0].get("type")
        if kind == "ctrTitle":
            _place(shape, 34.0, 42.0, 280.0, 46.0)
        elif kind == "subTitle":
            _place(shape, 34.0, 92.0, 280.0, 40.0)
            for level in shape._element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
