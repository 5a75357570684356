"""Table styles: no vertical rule, hairlines, a tinted head, a ruled total."""

from __future__ import annotations

from ctg_docs.gabarit.charte import FILET, PRIMAIRE, TEINTE
from ctg_docs.gabarit.unites import Longueur, Mm, Pt
from ctg_docs.gabarit.xml import el

__all__ = ["TABLE_STYLES"]

_HAIRLINE = Pt(0.5)

_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _rule(side: str, couleur: str = FILET, epaisseur: Longueur = _HAIRLINE) -> str:
    return el(
        f"w:{side}",
        {"w:val": "single", "w:sz": epaisseur.eighths, "w:space": 0, "w:color": couleur},
    )


def _margins(vertical: Longueur, horizontal: Longueur) -> str:
    cotes = (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
    return el("w:tblCellMar", None, *(el(f"w:{c}", {"w:w": v.twips, "w:type": "dxa"}) for c, v in cotes))


def _shade(couleur: str) -> str:
    return el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": couleur})


def _style(style_id: str, nom: str, bordures: str, marges: str, *conditions: str) -> str:
    return el(
        "w:style",
        {"w:type": "table", "w:customStyle": "1", "w:styleId": style_id},
        el("w:name", {"w:val": nom}),
        el("w:basedOn", {"w:val": "TableNormal"}),
        el("w:uiPriority", {"w:val": 40}),
        "<w:qFormat/>",
        el("w:tblPr", None, el("w:tblBorders", None, bordures), marges),
        *conditions,
    )


def _condition(kind: str, properties: str) -> str:
    return el("w:tblStylePr", {"w:type": kind}, el("w:tcPr", None, properties))


_HEAD = _condition(
    "firstRow",
    el("w:tcBorders", None, _rule("top", PRIMAIRE, Pt(1)), _rule("bottom", PRIMAIRE, Pt(0.75)))
    + _shade(TEINTE),
)
_FOOT = _condition("lastRow", el("w:tcBorders", None, _rule("top", PRIMAIRE, Pt(1))))

TABLE_STYLES = "".join(
    [
        _NORMAL,
        _style(
            "TableauCtg",
            "Tableau CTG",
            _rule("bottom") + _rule("insideH"),
            _margins(Mm(1.1), Mm(1.5)),
            _HEAD,
            _FOOT,
        ),
        _style(
            "TableauSerre",
            "Tableau serré",
            _rule("bottom") + _rule("insideH"),
            _margins(Mm(0.05), Mm(1.5)),
            _HEAD,
            _FOOT,
        ),
        _style(
            "GrilleCtg",
            "Grille CTG",
            "".join(_rule(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
            _margins(Mm(2), Mm(3)),
        ),
        _style(
            "PlanningCtg",
            "Planning CTG",
            "".join(_rule(side) for side in ("bottom", "insideH", "insideV")),
            _margins(Mm(0.8), Mm(0)),
            _HEAD,
        ),
        _style(
            "CartesCtg",
            "Cartes CTG",
            "".join(_rule(side, "FFFFFF", Pt(4)) for side in ("bottom", "insideH", "insideV")),
            _margins(Mm(2), Mm(3)),
        ),
        _style("MiseEnPageCtg", "Mise en page CTG", "", _margins(Mm(0), Mm(0))),
    ]
).replace("<w:tblBorders/>", "")
