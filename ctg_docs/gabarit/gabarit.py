"""Build a Word template in reviewed Python: the one object that authors of document kinds use."""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from ctg_docs.gabarit.charte import PAYSAGE, PORTRAIT, Page
from ctg_docs.gabarit.couverture import write_cover
from ctg_docs.gabarit.entete import write_footer, write_header
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.paquet import write_package
from ctg_docs.gabarit.signatures import signature_table, trio_table
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.xml import NAMESPACES, el, paragraphe, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Gabarit"]

_STYLES_DE_TITRE = {
    "": "Heading{}",
    "numero": "TitreNumerote{}",
    "article": "Article",
    "annexe": "Annexe",
    "annexe_suite": "AnnexeSuite",
}


class Gabarit(Flux):
    """A Word template, written from top to bottom.

    Args:
        titre: title in the properties of the template.
        page: sheet of the first section.
        paraphes: True for an act that may be initialled on each page; the context then has `paraphes`.
    """

    def __init__(self, titre: str, page: Page = PORTRAIT, *, paraphes: bool = False) -> None:
        super().__init__("Corps")
        self._paraphes = paraphes
        self._titre = titre
        self._page = page
        self._fermeture: tuple[str, Page] = ("", page)

    @property
    def page(self) -> Page:
        """The sheet of the current section; `g.page.texte` is the width that tables fill."""
        return self._page

    def titre(self, niveau: int, contenu: str, numerotation: str = "") -> None:
        """Add a heading.

        Args:
            niveau: 1 to 4.
            contenu: the words, never the number.
            numerotation: `numero` for « 1.2. », `article` for « Article 1 – », `annexe` for « Annexe 1 – », `annexe_suite` for one that does not begin a page.
        """
        style = _STYLES_DE_TITRE[numerotation].format(niveau)
        if self._saut and style == "Heading1":
            self._saut, style = False, "TitrePage"
        self._add(runs(contenu), style)

    def saut_de_page(self) -> None:
        """Begin what follows on a new page; it must be a heading or a paragraph."""
        self._saut = True

    def couverture(
        self, *, periode: str, titre: str, sous_titres: Sequence[str], pied: str, photo: str = ""
    ) -> None:
        """Add the cover, a section of its own: band, logos, period, title, territory, parties at the foot.

        Args:
            periode: the years, above the title.
            titre: two or three lines at most.
            sous_titres: territory, then what else must stand there.
            pied: name of the list of strings listed at the foot. The list `logos` is printed at the top.
            photo: name of a photograph of the context (`image`, `credit`), printed under the titles when it is there.
        """
        self._xml.append(write_cover(periode, titre, sous_titres, pied, photo))
        self._xml.append(self._section(couverture=True))

    def sommaire(self, titre: str = "Sommaire") -> None:
        """Add the table of contents, which the engine fills with the true headings."""
        self.paragraphe(titre, "TOCHeading")
        self.paragraphe("[[sommaire]]", "TOC1")

    def encadre(self, *paragraphes: str, titre: str = "") -> None:
        """Add a tinted box."""
        if titre:
            self.paragraphe(titre, "EncadreTitre")
        for contenu in paragraphes:
            self.paragraphe(contenu, "Encadre")

    def tableau(
        self,
        colonnes: Sequence[Colonne],
        *,
        boucle: str,
        titre: str,
        description: str = "",
        legende: str | None = None,
        vide: str = "",
        total: Sequence[str] | None = None,
        page: Page | None = None,
        solidaire: bool = False,
        suivie: bool = False,
        souple: bool = False,
        style: str = "TableauCtg",
    ) -> None:
        """Add a table of one row per turn of a loop.

        Args:
            colonnes: heads, widths and contents.
            boucle: `for e in equipements`.
            titre: name of the table, for a screen reader.
            description: what the table shows, for a screen reader.
            legende: text printed above; by default the title. "" prints none.
            vide: text of the only row when the loop finds nothing.
            total: texts of the total row, one per column.
            page: the sheet that the widths fill; by default that of the current section.
            solidaire: True for a short table kept on one page.
            suivie: True for a longer one, whose first and last rows never stand alone on a page.
            souple: True when the widths follow the content, see `Tableau`.
            style: `TableauCtg`, or `TableauSerre` for many short lines.
        """
        caption = titre if legende is None else legende
        if caption:
            self.paragraphe(caption, "Caption")
        table = Tableau(
            [c.largeur for c in colonnes],
            titre=titre,
            description=description,
            total=bool(total),
            souple=souple,
            style=style,
        )
        table.entete(*(Cellule(c.titre, _number("TableauEntete", c)) for c in colonnes))
        with table.boucle(boucle):
            row = [_cell(c, "Lie" if solidaire else "") for c in colonnes]
            if (total or suivie) and not solidaire:
                table.ligne_liee(
                    *row, quand="loop.revindex <= 4" if total else "loop.first or loop.revindex == 2"
                )
            else:
                table.ligne(*row)
            if vide:
                table.sinon()
                table.ligne(Cellule(vide, "TableauNote", len(colonnes)))
        if total:
            cells = zip(total, colonnes, strict=True)
            table.ligne(*(Cellule(texte, _number("TableauTotal", c)) for texte, c in cells))
        self.ajouter_tableau(table, page)

    def ajouter_tableau(self, table: Tableau, page: Page | None = None) -> None:
        """Add a table written row by row.

        Args:
            table: the table.
            page: the sheet that its columns fill; by default that of the current section.

        Raises:
            ValueError: when its columns don't fill the width of the text, to 1 mm.
        """
        ecart = sum(w.mm for w in table.largeurs) - (page or self._page).texte.mm
        if abs(ecart) > 1:
            raise ValueError(f"columns are {ecart:+.1f} mm off the width of the text")
        self._xml.append(table.write())
        self._apres_tableau = True

    def signatures(self, rangs: str, *, trio: str = "") -> None:
        """Add the signature boxes, two by two, on as many pages as they need.

        Args:
            rangs: name of the list of `RangSignatures` of the context.
            trio: name of its list of three boxes to stand on one row, empty when they don't.
        """
        boxes = signature_table(rangs, self._page.texte)
        if not trio:
            self.ajouter_tableau(boxes)
            return
        with self.si(trio):
            self.ajouter_tableau(trio_table(trio, self._page.texte))
            self.sinon()
            self.ajouter_tableau(boxes)

    @contextmanager
    def paysage(self) -> Iterator[None]:
        """Put what is added inside on landscape sheets; a section left empty disappears when filled."""
        with self._orientation(PAYSAGE):
            yield

    @contextmanager
    def portrait(self) -> Iterator[None]:
        """Put what is added inside on portrait sheets, in a document that is otherwise landscape."""
        with self._orientation(PORTRAIT):
            yield

    def fin_de_section(self, page: Page) -> None:
        """End here a section of sheets of this kind: for loops whose turns choose their own orientation."""
        before, self._page = self._page, page
        self._xml.append(self._section())
        self._page, self._apres_tableau = before, False

    def build(self) -> bytes:
        """Return the bytes of the template."""
        if (
            self._xml and self._xml[-1] is self._fermeture[0]
        ):  # nothing after: the document ends with that section
            self._page = self._fermeture[1]
            self._xml.pop()
        if self._apres_tableau or not self._xml:
            self._xml.append(paragraphe("", "SautSection"))
        body = _number_bookmarks(el("w:body", None, self.write(), self._section_properties()))
        stories = {
            "header1": write_header(PORTRAIT, 1),
            "header2": write_header(PAYSAGE, 2),
            "header3": write_header(PORTRAIT, 3, couverture=True),
            "footer1": write_footer(PORTRAIT, paraphes=self._paraphes),
            "footer2": write_footer(PAYSAGE, paraphes=self._paraphes),
        }
        return write_package(self._titre, f"<w:document {NAMESPACES}>{body}</w:document>", stories)

    @contextmanager
    def _orientation(self, page: Page) -> Iterator[None]:
        before = self._page
        self._xml.append(self._section())
        self._page, self._apres_tableau = page, False
        yield
        self._fermeture = (self._section(), page)
        self._xml.append(self._fermeture[0])
        self._page, self._apres_tableau = before, False

    def _section(self, *, couverture: bool = False) -> str:
        """Return the paragraph that ends the current section."""
        return paragraphe("", "SautSection", self._section_properties(couverture=couverture))

    def _section_properties(self, *, couverture: bool = False) -> str:
        page = self._page
        number = 2 if page.paysage else 1
        refs = [("header", 3)] if couverture else [("header", number), ("footer", number)]
        return el(
            "w:sectPr",
            None,
            *(el(f"w:{kind}Reference", {"w:type": "default", "r:id": f"{kind}{n}"}) for kind, n in refs),
            '<w:type w:val="nextPage"/>',
            el(
                "w:pgSz",
                {
                    "w:w": page.largeur.twips,
                    "w:h": page.hauteur.twips,
                    "w:orient": "landscape" if page.paysage else None,
                },
            ),
            el(
                "w:pgMar",
                {
                    "w:top": page.haut.twips,
                    "w:right": page.droite.twips,
                    "w:bottom": page.bas.twips,
                    "w:left": page.gauche.twips,
                    "w:header": 680,
                    "w:footer": 567,
                    "w:gutter": 0,
                },
            ),
        )


def _number_bookmarks(body: str) -> str:
    """Give each bookmark its identifier, in the order of the text; they may stand inside each other."""
    numbers, opened = count(1), list[int]()

    def number(match: re.Match[str]) -> str:
        if match[1] == "Start":
            opened.append(next(numbers))
            return f'<w:bookmarkStart w:id="{opened[-1]}"'
        return f'<w:bookmarkEnd w:id="{opened.pop()}"'

    return re.sub(r'<w:bookmark(Start|End) w:id="0"', number, body)


def _cell(colonne: Colonne, suite: str = "") -> Cellule:
    contenu = colonne.contenu
    return contenu if isinstance(contenu, Cellule) else Cellule(contenu, _number("Tableau", colonne) + suite)


def _number(style: str, colonne: Colonne) -> str:
    return f"{style}Nombre" if colonne.droite else style
