"""A drawing of native shapes, in millimetres: boxes with words, lines, polygons. It takes the styles and the theme.

Printed where its value stands, as vectors in Word and in the PDF. Old readers, which know no shapes, show the
alternative text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import el, paragraphe, texte

__all__ = ["Boite", "Dessin", "Forme", "Motif", "Polygone", "Trait"]

_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_NAMES = {
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:wpg": f"{_URI}Group",
    "xmlns:wps": f"{_URI}Shape",
}
_NO_TEXT = "<wps:bodyPr/>"
Couleur = Literal["accent1", "accent2", "accent3", "accent4", "bg1", "bg2", "tx1", "tx2"]
"""A colour of the theme: the dossier's own."""


@dataclass(frozen=True, slots=True)
class Motif:
    """A ground told apart without colour: strokes or dots of a colour of the theme on white.

    Attributes:
        trame: preset of DrawingML, `wdUpDiag`, `pct20`, `horz`…
    """

    trame: str
    couleur: Couleur


@dataclass(frozen=True, slots=True)
class Boite:
    """A box from its top left corner, with its words.

    Attributes:
        geometrie: preset shape of DrawingML: `rect`, `ellipse`, `triangle`, `diamond`…
        fond, bord: grounds; None for none. `epaisseur` of the border is in points.
        lignes: text and paragraph style of each line.
        ancre: `t` at the top, `ctr` in the middle.
        marge: inner margins, across and down.
    """

    x: float
    y: float
    largeur: float
    hauteur: float
    geometrie: str = "rect"
    fond: Couleur | Motif | None = None
    bord: Couleur | None = None
    epaisseur: float = 0.75
    lignes: tuple[tuple[str, str], ...] = ()
    ancre: Literal["t", "ctr"] = "ctr"
    marge: tuple[float, float] = (2.0, 1.5)


@dataclass(frozen=True, slots=True)
class Trait:
    """A straight line; `fleche` puts a head at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    fleche: bool = False
    couleur: Couleur = "accent1"
    epaisseur: float = 1.25


@dataclass(frozen=True, slots=True)
class Polygone:
    """Rings of points, closed and filled; one open line when `ouvert`."""

    anneaux: tuple[tuple[tuple[float, float], ...], ...]
    fond: Couleur | Motif | None = None
    bord: Couleur | None = "accent1"
    epaisseur: float = 0.75
    ouvert: bool = False

    @property
    def cadre(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what holds every point."""
        xs = [x for anneau in self.anneaux for x, _ in anneau]
        ys = [y for anneau in self.anneaux for _, y in anneau]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


Forme = Boite | Trait | Polygone


@dataclass(frozen=True, slots=True)
class Dessin:
    """A drawing to print in a document.

    Attributes:
        nom: what Word calls it in its list of objects.
        alt: what it says, read aloud by a screen reader.
        formes: from the ground up.
        repli: False when the words beside say it all: old readers then show nothing in its place.
    """

    largeur: float
    hauteur: float
    nom: str
    alt: str
    formes: tuple[Forme, ...]
    repli: bool = True

    def __html__(self) -> str:
        """Return the run that holds the drawing."""
        size = {"cx": Mm(self.largeur).emu, "cy": Mm(self.hauteur).emu}
        frame = "".join(
            [
                el("a:off", {"x": 0, "y": 0}),
                el("a:ext", size),
                el("a:chOff", {"x": 0, "y": 0}),
                el("a:chExt", size),
            ]
        )
        shapes = [_write(forme, number) for number, forme in enumerate(self.formes, start=2)]
        group = el(
            "wpg:wgp",
            None,
            "<wpg:cNvGrpSpPr/>",
            f"<wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>",
            *shapes,
        )
        graphic = el("a:graphic", None, el("a:graphicData", {"uri": f"{_URI}Group"}, group))
        inline = el(
            "wp:inline",
            {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            el("wp:extent", size),
            el("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
            el("wp:docPr", {"id": 1, "name": self.nom, "descr": self.alt}),
            "<wp:cNvGraphicFramePr/>",
            graphic,
        )
        choice = el("mc:Choice", {"Requires": "wpg"}, f"<w:drawing>{inline}</w:drawing>")
        words = f'<w:t xml:space="preserve">{escape(self.alt)}</w:t>' if self.repli else ""
        fallback = el("mc:Fallback", None, words)
        return f"<w:r>{el('mc:AlternateContent', dict(_NAMES), choice, fallback)}</w:r>"


def _write(forme: Forme, number: int) -> str:
    if isinstance(forme, Boite):
        return _box(forme, number)
    return _line(forme, number) if isinstance(forme, Trait) else _polygon(forme, number)


def _fill(ground: Couleur | Motif | None) -> str:
    if ground is None:
        return "<a:noFill/>"
    if isinstance(ground, Motif):
        front = el("a:fgClr", None, el("a:schemeClr", {"val": ground.couleur}))
        return el("a:pattFill", {"prst": ground.trame}, front, '<a:bgClr><a:schemeClr val="bg1"/></a:bgClr>')
    return el("a:solidFill", None, el("a:schemeClr", {"val": ground}))


def _border(couleur: Couleur | None, points: float, end: str = "") -> str:
    return el("a:ln", {"w": round(points * 12_700)}, _fill(couleur), end)


def _frame(x: float, y: float, width: float, height: float, flip: dict[str, object] | None = None) -> str:
    return el(
        "a:xfrm",
        flip,
        el("a:off", {"x": Mm(x).emu, "y": Mm(y).emu}),
        el("a:ext", {"cx": Mm(width).emu, "cy": Mm(height).emu}),
    )


def _preset(geometry: str) -> str:
    return f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'


def _shape(number: int, name: str, *parts: str) -> str:
    return el("wps:wsp", None, el("wps:cNvPr", {"id": number, "name": f"{name} {number}"}), *parts)


def _properties(*parts: str) -> str:
    return el("wps:spPr", None, *parts)


def _box(boite: Boite, number: int) -> str:
    shape = _properties(
        _frame(boite.x, boite.y, boite.largeur, boite.hauteur),
        _preset(boite.geometrie),
        _fill(boite.fond),
        _border(boite.bord, boite.epaisseur),
    )
    if not boite.lignes:
        return _shape(number, "Forme", "<wps:cNvSpPr/>", shape, _NO_TEXT)
    words = "".join(paragraphe(texte(mots), style) for mots, style in boite.lignes)
    across, down = Mm(boite.marge[0]).emu, Mm(boite.marge[1]).emu
    body = {"rot": 0, "vert": "horz", "wrap": "square", "lIns": across, "tIns": down, "rIns": across,
            "bIns": down, "anchor": boite.ancre, "anchorCtr": 0}  # fmt: skip
    content = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>"
    return _shape(
        number, "Case", '<wps:cNvSpPr txBox="1"/>', shape, content, el("wps:bodyPr", body, "<a:noAutofit/>")
    )


def _line(trait: Trait, number: int) -> str:
    width, height = abs(trait.x2 - trait.x1), abs(trait.y2 - trait.y1)
    flip: dict[str, object] = {
        "flipH": 1 if trait.x2 < trait.x1 else None,
        "flipV": 1 if trait.y2 < trait.y1 else None,
    }
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if trait.fleche else ""
    shape = _properties(
        _frame(min(trait.x1, trait.x2), min(trait.y1, trait.y2), width, height, flip),
        _preset("line"),
        _border(trait.couleur, trait.epaisseur, head),
    )
    return _shape(number, "Lien", "<wps:cNvCnPr/>", shape, _NO_TEXT)


def _polygon(polygone: Polygone, number: int) -> str:
    left, top, width, height = polygone.cadre
    size = {"w": max(Mm(width).emu, 1), "h": max(Mm(height).emu, 1)}

    def point(x: float, y: float) -> str:
        return el("a:pt", {"x": Mm(x - left).emu, "y": Mm(y - top).emu})

    rings = []
    for anneau in polygone.anneaux:
        rings.append(el("a:moveTo", None, point(*anneau[0])))
        rings += [el("a:lnTo", None, point(x, y)) for x, y in anneau[1:]]
        rings.append("" if polygone.ouvert else "<a:close/>")
    path = el("a:path", {**size, "fill": "none" if polygone.ouvert else None}, *rings)
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
    )
    shape = _properties(
        _frame(left, top, width, height),
        geometry,
        _fill(None if polygone.ouvert else polygone.fond),
        _border(polygone.bord, polygone.epaisseur),
    )
    return _shape(number, "Contour", "<wps:cNvSpPr/>", shape, _NO_TEXT)
