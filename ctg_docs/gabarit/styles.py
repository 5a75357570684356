"""What a style is, and how it is written in styles.xml. The styles themselves are in `catalogue.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ctg_docs.gabarit.charte import FILET
from ctg_docs.gabarit.unites import Longueur
from ctg_docs.gabarit.xml import el

__all__ = ["Bordure", "Style", "write_style"]

Cote = Literal["top", "left", "bottom", "right"]


@dataclass(frozen=True, slots=True)
class Bordure:
    """A rule on one side of a paragraph."""

    cote: Cote
    couleur: str
    epaisseur: Longueur
    espace: Longueur

    def write(self) -> str:
        """Return the border element."""
        return el(
            f"w:{self.cote}",
            {
                "w:val": "single",
                "w:sz": self.epaisseur.eighths,
                "w:space": round(self.espace.points),
                "w:color": self.couleur,
            },
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style. None means: as the style it is based on.

    Attributes:
        hachure: True to hatch the background with the hairline colour.
    """

    id: str
    nom: str
    caractere: bool = False
    base: str | None = "Normal"
    suite: str | None = None
    taille: Longueur | None = None
    gras: bool | None = None
    italique: bool | None = None
    majuscules: bool | None = None
    approche: Longueur | None = None
    souligne: bool = False
    couleur: str | None = None
    fond: str | None = None
    hachure: bool = False
    avant: Longueur | None = None
    apres: Longueur | None = None
    interligne: float | None = None
    gauche: Longueur | None = None
    droite: Longueur | None = None
    suspension: Longueur | None = None
    alignement: Literal["left", "center", "right"] | None = None
    garder_suivant: bool | None = None
    garder_lignes: bool | None = None
    saut_avant: bool | None = None
    rapproche: bool = False
    sans_coupure: bool = False
    niveau: int | None = None
    liste: tuple[int, int] | None = None
    bordures: tuple[Bordure, ...] = ()
    tabulations: tuple[tuple[Literal["left", "right"], Longueur, bool], ...] = ()
    ordre: int = 50
    visible: bool = True


def write_style(style: Style) -> str:
    """Return the `w:style` element."""
    kind = "character" if style.caractere else "paragraph"
    base = "DefaultParagraphFont" if style.caractere and style.base == "Normal" else style.base
    default = "1" if style.id == "Normal" else None
    builtin = style.nom == style.nom.lower() or style.id in _BUILT_IN
    ppr = "" if style.caractere else _paragraph(style)
    rpr = _character(style)
    return el(
        "w:style",
        {
            "w:type": kind,
            "w:default": default,
            "w:customStyle": None if builtin else "1",
            "w:styleId": style.id,
        },
        el("w:name", {"w:val": style.nom}),
        el("w:basedOn", {"w:val": base}) if base else "",
        el("w:next", {"w:val": style.suite}) if style.suite else "",
        el("w:uiPriority", {"w:val": style.ordre}),
        "<w:qFormat/>" if style.visible else "",
        el("w:pPr", None, ppr) if ppr else "",
        el("w:rPr", None, rpr) if rpr else "",
    )


_BUILT_IN = frozenset(
    ["Normal", "Title", "Subtitle", "Strong", "Emphasis", "Hyperlink", "ListBullet", "ListNumber"]
)


def _flag(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def _paragraph(s: Style) -> str:
    liste = ""
    if s.liste is not None:
        num, niveau = s.liste
        liste = el("w:numPr", None, el("w:ilvl", {"w:val": niveau}), el("w:numId", {"w:val": num}))
    return "".join(
        [
            _flag("keepNext", s.garder_suivant),
            _flag("keepLines", s.garder_lignes),
            _flag("pageBreakBefore", s.saut_avant),
            liste,
            el("w:pBdr", None, *(b.write() for b in s.bordures)) if s.bordures else "",
            "" if s.caractere or not s.fond else _shade(s.fond, hachure=s.hachure),
            _tabs(s),
            "<w:suppressAutoHyphens/>" if s.sans_coupure else "",
            _spacing(s),
            _indent(s),
            "<w:contextualSpacing/>" if s.rapproche else "",
            el("w:jc", {"w:val": s.alignement}) if s.alignement else "",
            el("w:outlineLvl", {"w:val": s.niveau}) if s.niveau is not None else "",
        ]
    )


def _shade(fond: str, *, hachure: bool = False) -> str:
    motif, couleur = ("diagStripe", FILET) if hachure else ("clear", "auto")
    return el("w:shd", {"w:val": motif, "w:color": couleur, "w:fill": fond})


def _tabs(s: Style) -> str:
    if not s.tabulations:
        return ""
    written = (
        el("w:tab", {"w:val": cote, "w:leader": "dot" if points else None, "w:pos": position.twips})
        for cote, position, points in s.tabulations
    )
    return el("w:tabs", None, *written)


def _spacing(s: Style) -> str:
    if s.avant is None and s.apres is None and s.interligne is None:
        return ""
    return el(
        "w:spacing",
        {
            "w:before": None if s.avant is None else s.avant.twips,
            "w:after": None if s.apres is None else s.apres.twips,
            "w:line": None if s.interligne is None else round(240 * s.interligne),
            "w:lineRule": None if s.interligne is None else "auto",
        },
    )


def _indent(s: Style) -> str:
    if s.gauche is None and s.droite is None and s.suspension is None:
        return ""
    return el(
        "w:ind",
        {
            "w:left": None if s.gauche is None else s.gauche.twips,
            "w:right": None if s.droite is None else s.droite.twips,
            "w:hanging": None if s.suspension is None else s.suspension.twips,
        },
    )


def _character(s: Style) -> str:
    return "".join(
        [
            _flag("b", s.gras),
            _flag("bCs", s.gras),
            _flag("i", s.italique),
            _flag("iCs", s.italique),
            _flag("caps", s.majuscules),
            el("w:color", {"w:val": s.couleur}) if s.couleur else "",
            el("w:spacing", {"w:val": s.approche.twips}) if s.approche else "",
            el("w:sz", {"w:val": s.taille.half_points}) if s.taille else "",
            el("w:szCs", {"w:val": s.taille.half_points}) if s.taille else "",
            '<w:u w:val="single"/>' if s.souligne else "",
            _shade(s.fond) if s.caractere and s.fond else "",
        ]
    )
