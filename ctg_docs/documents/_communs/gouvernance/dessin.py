"""A drawing made of native Word shapes, with its words as text: it takes the styles and the theme of the document.

Printed where its value stands. Old readers, which know no shapes, show the alternative text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctg_docs.documents._communs.gouvernance.organigramme import Boite, Organigramme, Trait
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import el, paragraphe, texte

__all__ = ["Dessin"]

_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_NAMES = {
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:wpg": f"{_URI}Group",
    "xmlns:wps": f"{_URI}Shape",
}
_FONDS = {"plein": "accent1", "teinte": "bg2", "blanc": "bg1"}
_STYLES = {"verbe": "SchemaVerbe", "nom": "SchemaNom", "detail": "SchemaDetail", "groupe": "SchemaGroupe"}


@dataclass(frozen=True, slots=True)
class Dessin:
    """A chart to print in a document."""

    organigramme: Organigramme

    def __html__(self) -> str:
        """Return the run that holds the drawing."""
        chart = self.organigramme
        size = {"cx": Mm(chart.largeur).emu, "cy": Mm(chart.hauteur).emu}
        frame = "".join(
            [
                el("a:off", {"x": 0, "y": 0}),
                el("a:ext", size),
                el("a:chOff", {"x": 0, "y": 0}),
                el("a:chExt", size),
            ]
        )
        shapes = [_line(t, n) for n, t in enumerate(chart.traits, start=2)]
        shapes += [_box(b, n) for n, b in enumerate(chart.boites, start=2 + len(shapes))]
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
            el("wp:docPr", {"id": 1, "name": "Organigramme", "descr": chart.texte_alternatif}),
            "<wp:cNvGraphicFramePr/>",
            graphic,
        )
        choice = el("mc:Choice", {"Requires": "wpg"}, f"<w:drawing>{inline}</w:drawing>")
        fallback = el(
            "mc:Fallback", None, f'<w:t xml:space="preserve">{_escaped(chart.texte_alternatif)}</w:t>'
        )
        return f"<w:r>{el('mc:AlternateContent', dict(_NAMES), choice, fallback)}</w:r>"


def _escaped(value: str) -> str:
    """Return a text escaped for an element."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fill(colour: str) -> str:
    return el("a:solidFill", None, el("a:schemeClr", {"val": colour}))


def _frame(x: float, y: float, width: float, height: float, flip: dict[str, object] | None = None) -> str:
    return el(
        "a:xfrm",
        flip,
        el("a:off", {"x": Mm(x).emu, "y": Mm(y).emu}),
        el("a:ext", {"cx": Mm(width).emu, "cy": Mm(height).emu}),
    )


def _box(boite: Boite, number: int) -> str:
    border = el("a:ln", {"w": 9525}, _fill("accent1" if boite.aspect == "plein" else "accent3"))
    shape = (
        _frame(boite.x, boite.y, boite.largeur, boite.hauteur)
        + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        + _fill(_FONDS[boite.aspect])
        + border
    )
    words = "".join(
        paragraphe(texte(ligne.texte), _style(ligne.role, boite.aspect)) for ligne in boite.lignes
    )
    margin = Mm(2).emu
    body = {
        "rot": 0, "vert": "horz", "wrap": "square", "lIns": margin, "tIns": Mm(1.5).emu, "rIns": margin,
        "bIns": Mm(1.5).emu, "anchor": "t" if boite.aspect == "teinte" else "ctr", "anchorCtr": 0,
    }  # fmt: skip
    return el(
        "wps:wsp",
        None,
        el("wps:cNvPr", {"id": number, "name": f"Case {number}"}),
        '<wps:cNvSpPr txBox="1"/>',
        el("wps:spPr", None, shape),
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>",
        el("wps:bodyPr", body, "<a:noAutofit/>"),
    )


def _style(role: str, aspect: str) -> str:
    return "SchemaVerbePlein" if aspect == "plein" else _STYLES[role]


def _line(trait: Trait, number: int) -> str:
    width, height = abs(trait.x2 - trait.x1), abs(trait.y2 - trait.y1)
    flip: dict[str, object] = {
        "flipH": 1 if trait.x2 < trait.x1 else None,
        "flipV": 1 if trait.y2 < trait.y1 else None,
    }
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if trait.fleche else ""
    shape = (
        _frame(min(trait.x1, trait.x2), min(trait.y1, trait.y2), width, height, flip)
        + '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        + el("a:ln", {"w": 15875}, _fill("accent1"), head)
    )
    return el(
        "wps:wsp",
        None,
        el("wps:cNvPr", {"id": number, "name": f"Lien {number}"}),
        "<wps:cNvCnPr/>",
        el("wps:spPr", None, shape),
        "<wps:bodyPr/>",
    )
