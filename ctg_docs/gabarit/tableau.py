"""Tables: repeated head, rows that never split, widths in millimetres, title and description for screen readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal, get_args

from ctg_docs.gabarit.blocs_jinja import BlocsJinja
from ctg_docs.gabarit.charte import TEINTE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import el, paragraphe, runs, texte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.gabarit.unites import Longueur

__all__ = ["Cellule", "Colonne", "Cote", "Tableau"]

Cote = Literal["top", "left", "bottom", "right"]

_ORDRE: Final[tuple[Cote, ...]] = get_args(Cote)
_ECART = Mm(4.5)
_STYLE = re.compile(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: its head, its width, what each row shows in it.

    Attributes:
        droite: True for amounts, counts and dates: aligned right.
    """

    titre: str
    largeur: Longueur
    contenu: str | Flux | Cellule = ""
    droite: bool = False


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell that is not plain.

    Attributes:
        etendue: number of columns covered.
        fond: background, one of the tokens of `charte.py`; may be a tag.
        signet: name of a bookmark around the content.
        ouverte: sides that have neither rule nor margin.
    """

    contenu: str | Flux
    style: str = "Tableau"
    etendue: int = 1
    fond: str | None = None
    signet: str | None = None
    ouverte: tuple[Cote, ...] = ()


class Tableau(BlocsJinja):
    """A table written row by row.

    Args:
        largeurs: widths of the columns; they should sum to the width of the text.
        titre, description: what a screen reader says of the table.
        style: `TableauCtg` (hairlines), `GrilleCtg` (boxes) or `MiseEnPageCtg` (nothing).
        total: True when the last row is a total.
        libelles: True when the first column names the rows.
        texte: style of plain cells; heads have the same with « Entete ».
        souple: True when the widths follow the content of each document and columns without any leave.
        garde: True when a column without content stays all the same.
    """

    def __init__(
        self,
        largeurs: Sequence[Longueur],
        *,
        titre: str,
        description: str = "",
        style: str = "TableauCtg",
        total: bool = False,
        libelles: bool = False,
        texte: str = "Tableau",
        souple: bool = False,
        garde: bool = False,
    ) -> None:
        self.texte = texte
        self._garde = garde
        self._souple = souple
        self._libelles = libelles
        self.largeurs = tuple(largeurs)
        self._titre = titre
        self._description = description
        self._style = style
        self._total = total
        self._entete = False
        self._rows: list[str] = []

    def entete(self, *cellules: str | Cellule) -> None:
        """Add a head row, repeated on each page."""
        self._entete = True
        cells = [c if isinstance(c, Cellule) else Cellule(c, f"{self.texte}Entete") for c in cellules]
        self._row(cells, "<w:tblHeader/>")

    def ligne(self, *cellules: str | Flux | Cellule, hauteur: Longueur | None = None) -> None:
        """Add a row; a plain text becomes a cell of the style `Tableau`."""
        cells = [c if isinstance(c, Cellule) else Cellule(c, self.texte) for c in cellules]
        height = el("w:trHeight", {"w:val": hauteur.twips, "w:hRule": "atLeast"}) if hauteur else ""
        self._row(cells, height)

    def ligne_liee(self, *cellules: str | Flux | Cellule, quand: str = "loop.revindex <= 4") -> None:
        """Add a row that stays on the page of the next one when the condition holds: no total, no row or two, alone on a page."""
        with self.si(quand):
            self.ligne(*cellules)
            self._rows[-1] = _STYLE.sub(r"\1<w:keepNext/>", self._rows[-1])
            self.sinon()
            self.ligne(*cellules)

    def groupe(self, contenu: str, style: str = "TableauGroupe") -> None:
        """Add a tinted row over the whole width: the name of the rows that follow."""
        self.ligne(Cellule(contenu, style, len(self.largeurs), TEINTE))

    def write(self) -> str:
        """Return the XML of the table."""
        total = sum(width.twips for width in self.largeurs)
        look = el(
            "w:tblLook",
            {
                "w:val": f"{0x0600 | 0x20 * self._entete | 0x40 * self._total | 0x80 * self._libelles:04X}",
                "w:firstRow": int(self._entete),
                "w:lastRow": int(self._total),
                "w:firstColumn": int(self._libelles),
                "w:lastColumn": 0,
                "w:noHBand": 1,
                "w:noVBand": 1,
            },
        )
        properties = el(
            "w:tblPr",
            None,
            el("w:tblStyle", {"w:val": self._style}),
            el("w:tblW", {"w:w": total, "w:type": "dxa"}),
            '<w:tblInd w:w="0" w:type="dxa"/>',
            el("w:tblLayout", {"w:type": "autofit" if self._souple else "fixed"}),
            look,
            el("w:tblCaption", {"w:val": self._titre}),
            el("w:tblDescription", {"w:val": self._description}) if self._description else "",
        )
        if self._souple and not self._garde:
            properties = properties.replace('w:type="dxa"/>', 'w:type="auto"/>', 1)
        grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": w.twips}) for w in self.largeurs))
        return el("w:tbl", None, properties, grid, *self._rows)

    def _tag(self, tag: str) -> None:
        contenu = paragraphe(texte(f"{{%tr {tag} %}}"), "Tableau")
        width = sum(w.twips for w in self.largeurs)
        cell = el("w:tcW", {"w:w": width, "w:type": "dxa"}) + _span(len(self.largeurs))
        self._rows.append(el("w:tr", None, el("w:tc", None, el("w:tcPr", None, cell), contenu)))

    def _row(self, cells: Sequence[Cellule], properties: str) -> None:
        covered = sum(cell.etendue for cell in cells)
        if covered != len(self.largeurs):
            raise ValueError(f"{covered} cells for {len(self.largeurs)} columns in « {self._titre} »")
        written, start = [], 0
        for cell, suivante in zip_longest(cells, cells[1:]):
            width = sum(w.twips for w in self.largeurs[start : start + cell.etendue])
            colle = suivante is not None and "Nombre" in cell.style and "Nombre" not in suivante.style
            written.append(_cell(cell, width, ecart=colle))
            start += cell.etendue
        self._rows.append(el("w:tr", None, f"<w:trPr><w:cantSplit/>{properties}</w:trPr>", *written))


def _span(count: int) -> str:
    return el("w:gridSpan", {"w:val": count}) if count > 1 else ""


def _cell(cell: Cellule, width: int, *, ecart: bool) -> str:
    """Write a cell; a number before words stands off them (`ecart`): both would touch the same edge."""
    borders = el("w:tcBorders", None, *(f'<w:{side} w:val="nil"/>' for side in cell.ouverte))
    marges = {"right": _ECART.twips} if ecart else {}
    marges |= dict.fromkeys(cell.ouverte, 0)
    margins = el(
        "w:tcMar", None, *(f'<w:{c} w:w="{marges[c]}" w:type="dxa"/>' for c in _ORDRE if c in marges)
    )
    shade = el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": cell.fond}) if cell.fond else ""
    properties = el(
        "w:tcPr",
        None,
        el("w:tcW", {"w:w": width, "w:type": "dxa"}),
        _span(cell.etendue),
        borders if cell.ouverte else "",
        shade,
        margins if marges else "",
    )
    body = (
        cell.contenu.write() if isinstance(cell.contenu, Flux) else paragraphe(runs(cell.contenu), cell.style)
    )
    if cell.signet:
        body = _bookmark(body, cell.signet)
    return el("w:tc", None, properties, body)


def _bookmark(body: str, name: str) -> str:
    """Put a bookmark around the runs of the first and last paragraphs of a cell."""
    start = el("w:bookmarkStart", {"w:id": 0, "w:name": name})
    head, _, rest = body.partition("</w:pPr>")
    inner, _, _ = rest.rpartition("</w:p>")
    return f'{head}</w:pPr>{start}{inner}<w:bookmarkEnd w:id="0"/></w:p>'
