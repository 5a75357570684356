"""Native shapes of a slide: boxes, arrows, tables, in the colours of the theme. Knows python-pptx, not the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ACCENT", "BLANC", "ENCRE", "FILET", "GRIS", "PRIMAIRE", "TEINTE", "add_box", "add_line", "add_table",
           "set_alt", "shade", "write"]  # fmt: skip

PRIMAIRE = MSO_THEME_COLOR.ACCENT_1
ACCENT = MSO_THEME_COLOR.ACCENT_2
FILET = MSO_THEME_COLOR.ACCENT_3
GRIS = MSO_THEME_COLOR.ACCENT_4
ENCRE = MSO_THEME_COLOR.TEXT_1
TEINTE = MSO_THEME_COLOR.BACKGROUND_2
BLANC = MSO_THEME_COLOR.BACKGROUND_1
_DECORATIF = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_DESSOUS = (
    '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="9525"><a:solidFill>'
    '<a:schemeClr val="accent3"/></a:solidFill></a:lnB>'
)
"""A hairline under a cell."""


def write(
    paragraph: Any,
    texte: str,
    corps: float,
    couleur: Any = ENCRE,
    *,
    gras: bool = False,
    centre: bool = False,
) -> None:
    """Write one run of a paragraph, in French."""
    run = paragraph.add_run()
    run.text = plain(texte)
    run.font.size = Pt(corps)
    run.font.bold = gras
    run.font.color.theme_color = couleur
    run.font.language_id = MSO_LANGUAGE_ID.FRENCH
    if centre:
        paragraph.alignment = PP_ALIGN.CENTER


def set_alt(shape: Any, texte: str) -> None:
    """Say what a shape shows; an empty text marks it as decorative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    if texte:
        properties.set("descr", plain(texte))
        return
    properties.append(parse_xml(_DECORATIF))


def add_box(
    shapes: Any,
    place: tuple[float, float, float, float],
    lignes: Sequence[tuple[str, float, Any, bool]],
    *,
    fond: Any = TEINTE,
    bord: Any = FILET,
    forme: Any = MSO_SHAPE.RECTANGLE,
    centre: bool = False,
    haut: bool = True,
    marge: float = 3.0,
    serre: bool = False,
) -> Any:
    """Add a box with its words.

    Args:
        shapes: where.
        place: x, y, width, height in millimetres.
        lignes: text, size in points, colour and weight of each paragraph; none makes the box decorative.
        fond: colour of the theme; None for no fill.
        bord: colour of the border; None for none.
        forme: shape.
        centre: True to centre the words.
        haut: False to centre them in height.
        marge: inner margin.
        serre: True to leave no space between the paragraphs.
    """
    x, y, width, height = place
    shape = shapes.add_shape(forme, Mm(x), Mm(y), Mm(max(width, 0.1)), Mm(max(height, 0.1)))
    _without_style(shape)
    _paint(shape, fond, bord)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Mm(marge)
    frame.margin_top = frame.margin_bottom = Mm(min(marge, 2.0 if fond is not None else 0.8))
    frame.vertical_anchor = MSO_ANCHOR.TOP if haut else MSO_ANCHOR.MIDDLE
    for rang, (texte, corps, couleur, gras) in enumerate(lignes):
        paragraph = frame.paragraphs[0] if rang == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.LEFT
        if rang and not serre:
            paragraph.space_before = Pt(corps / 4)
        write(paragraph, texte, corps, couleur, gras=gras)
    if not lignes:
        set_alt(shape, "")
    return shape


def _without_style(shape: Any) -> None:
    """Take out the shadow and the white text that a new shape gets from Office."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def _paint(shape: Any, fond: Any, bord: Any) -> None:
    if fond is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = fond
    if bord is None:
        shape.line.fill.background()
    else:
        shape.line.color.theme_color = bord
        shape.line.width = Pt(1)


def add_line(
    shapes: Any,
    ends: tuple[float, float, float, float],
    *,
    fleche: bool = False,
    epaisseur: float = 1.75,
    couleur: Any = PRIMAIRE,
) -> None:
    """Add a straight line, with an arrow head at its end if asked; decorative: the words say the same."""
    x1, y1, x2, y2 = ends
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Mm(x1), Mm(y1), Mm(x2), Mm(y2))
    _without_style(line)
    line.line.color.theme_color = couleur
    line.line.width = Pt(epaisseur)
    if fleche:
        outline = line.line._get_or_add_ln()
        outline.append(outline.makeelement(qn("a:tailEnd"), {"type": "triangle", "w": "med", "len": "med"}))
    set_alt(line, "")


def add_table(shapes: Any, place: tuple[float, float, float], largeurs: Sequence[float], hauteurs: Sequence[float],
              alt: str) -> Any:  # fmt: skip
    """Add a bare table: hairlines and a head row, no style of Office."""
    x, y, width = place
    frame = shapes.add_table(len(hauteurs), len(largeurs), Mm(x), Mm(y), Mm(width), Mm(sum(hauteurs)))
    table = frame.table
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")
    for style in properties.findall(qn("a:tableStyleId")):
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for column, largeur in zip(table.columns, largeurs, strict=True):
        column.width = Mm(largeur)
    for row, hauteur in zip(table.rows, hauteurs, strict=True):
        row.height = Mm(hauteur)
    set_alt(frame, alt)
    return table


def shade(cell: Any, couleur: Any, lignes: Sequence[tuple[str, float, Any, bool]], *, centre: bool = False,
          hachure: bool = False) -> None:  # fmt: skip
    """Paint and write a cell of a table."""
    if hachure:
        cell.fill.patterned()
        cell.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        cell.fill.fore_color.theme_color = FILET
        cell.fill.back_color.theme_color = BLANC
    elif couleur is None:
        cell.fill.background()
    else:
        cell.fill.solid()
        cell.fill.fore_color.theme_color = couleur
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(_DESSOUS))
    cell.margin_left = cell.margin_right = Mm(0.6 if centre else 1.5)
    cell.margin_top = cell.margin_bottom = Mm(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    for rang, (texte, corps, couleur_texte, gras) in enumerate(lignes):
        paragraph = frame.paragraphs[0] if rang == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.LEFT
        write(paragraph, texte, corps, couleur_texte, gras=gras)
    if not lignes:
        frame.paragraphs[0].font.size = Pt(10)
