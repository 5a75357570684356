"""What is wrong with the pages of a document, read in its PDF: nearly empty, half blank, or parted from what they go with."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pikepdf

from ctg_docs.engine.opc.parts import parse_part, read_part
from ctg_docs.gabarit.catalogue import STYLES

LIGNES = 6
"""A page holds more lines than this, but the last of a long document."""
LONG = 4
"""A document of more pages is long."""
_VIDE = 0.5
"""A page may be blank for a smaller share than this, unless what follows asked for a new page."""
_HAUT, BAS = 85.0, 62.0
"""Points of the margins."""
_MARQUE = re.compile(rb"/([^\s<>()/]+)\s*<</MCID \d+>>\s*BDC")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_X = "{http://www.w3.org/1999/xhtml}"
_PAR_NOM = {style.nom: style for style in STYLES}
_PAR_ID = {style.id: style for style in STYLES}


@dataclass(frozen=True)
class Feuille:
    """A page: its size, the lines of its text, the styles of its paragraphs in order."""

    largeur: float
    hauteur: float
    lignes: tuple[tuple[float, str], ...]
    styles: tuple[str, ...]

    @property
    def rangs(self) -> int:
        """Lines, those side by side counted once."""
        rangs, dernier = 0, -99.0
        for bas, _ in sorted(self.lignes):
            rangs, dernier = (rangs + 1, bas) if bas - dernier > 4 else (rangs, dernier)
        return rangs

    @property
    def dessinee(self) -> bool:
        """True for a page that holds a drawing, beside the watermark of a draft."""
        return "Figure" in self.styles[1:]

    @property
    def vide(self) -> float:
        """Share of the page that is blank under the last line."""
        fin = max((bas for bas, _ in self.lignes), default=_HAUT)
        return 1 - (fin - _HAUT) / (self.hauteur - _HAUT - BAS)

    @property
    def debut(self) -> str:
        """Letters of the first lines: enough to know the paragraph."""
        return _lettres(" ".join(ligne for _, ligne in self.lignes[:3]))


def fautes(word: bytes, pdf: bytes) -> list[str]:
    """Return what is wrong, page by page."""
    pages = lire(pdf)
    voulues = _en_haut(word)
    trouvees = []
    for rang, page in enumerate(pages, 1):
        suivante = pages[rang] if rang < len(pages) else None
        ou = f"page {rang} / {len(pages)}"
        if rang == 1 and suivante is not None and _couverture(page):
            continue
        if page.rangs < LIGNES and not page.dessinee and len(pages) > 1 and (suivante or len(pages) <= LONG):
            trouvees.append(f"{ou} : {page.rangs} lignes seulement ({page.debut[:40]})")
        if suivante is None:
            continue
        tournee = (page.largeur > page.hauteur) != (suivante.largeur > suivante.hauteur)
        if tournee or any(suivante.debut.startswith(v) or v.startswith(suivante.debut) for v in voulues):
            continue
        if page.vide > _VIDE and suivante.lignes:
            trouvees.append(f"{ou} : vide à {page.vide:.0%} avant « {suivante.debut[:40]} »")
        if page.styles and _tient_au_suivant(page.styles[-1]):
            trouvees.append(f"{ou} : « {max(page.lignes)[1][:40]} » ({page.styles[-1]}) séparé de sa suite")
        if _tient_au_precedent(page.styles, suivante.styles):
            trouvees.append(
                f"{ou} : « {suivante.debut[:40]} » ({suivante.styles[0]}) séparé de ce qui précède"
            )
    return trouvees


@cache
def lire(pdf: bytes) -> list[Feuille]:
    """Return the pages of a PDF made from our styles, before or after it is made conform."""
    done = subprocess.run(["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    propre = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", done.stdout)
    styles = _styles(pdf)
    pages = []
    for rang, page in enumerate(ElementTree.fromstring(propre).iter(f"{_X}page")):
        hauteur = float(page.get("height", 0))
        lues = sorted(
            (
                float(ligne.get("yMin", 0)),
                float(ligne.get("yMax", 0)),
                " ".join(mot.text or "" for mot in ligne),
            )
            for ligne in page.iter(f"{_X}line")
        )
        lignes = [(bas, texte) for haut, bas, texte in lues if haut > _HAUT - 24 and bas < hauteur - BAS + 19]
        pages.append(Feuille(float(page.get("width", 0)), hauteur, tuple(lignes), tuple(styles[rang])))
    return pages


def _styles(pdf: bytes) -> list[list[str]]:
    """Return the style of each paragraph of each page, as drawn: the converter tags each stroke with its name."""
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        return [
            [
                role
                for role in _roles(page)
                if role in _PAR_NOM or re.fullmatch(r"P|H[1-6]|Figure|Contents \w+", role)
            ]
            for page in ouvert.pages
        ]


def _roles(page: pikepdf.Page) -> Iterator[str]:
    page.contents_coalesce()
    for nom in _MARQUE.findall(page.Contents.read_bytes()):
        yield re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), nom).decode(
            "utf-8", "replace"
        )


def _couverture(page: Feuille) -> bool:
    return any("couverture" in style for style in page.styles)


@cache
def herite(nom: str, champ: str) -> Any:
    """Return what a style says of a field, itself or by what it stands on."""
    style = _PAR_NOM.get(nom)
    while style is not None:
        valeur = getattr(style, champ)
        if valeur is not None:
            return valeur
        style = _PAR_ID.get(style.base or "")
    return None


def _tient_au_suivant(style: str) -> bool:
    """True for what may not end a page: headings, introductions, heads and first rows of tables, tops of boxes."""
    if re.fullmatch("H[1-6]", style):
        return True
    return bool(herite(style, "garder_suivant")) and not style.endswith(("lié", "liée"))


def _tient_au_precedent(avant: tuple[str, ...], styles: tuple[str, ...]) -> bool:
    """True for what may not begin a page: a total under a repeated head, the first boxes to sign, without a line before."""
    premier = next((s for s in styles if s != "Figure" and "en-tête" not in s), "")
    return "total" in premier or (
        premier.startswith("Signature ") and not any(s.startswith("Signature ") for s in avant)
    )


def _en_haut(word: bytes) -> set[str]:
    """Return how the pages that the document asks for begin."""
    corps = parse_part(read_part(word, "word/document.xml") or b"")
    voulues, section = set[str](), False
    for paragraphe in corps.iter(f"{_W}p"):
        style = paragraphe.find(f"{_W}pPr/{_W}pStyle")
        nom = (
            _PAR_ID[str(style.get(f"{_W}val"))].nom
            if style is not None and str(style.get(f"{_W}val")) in _PAR_ID
            else ""
        )
        texte = _lettres("".join(map(str, paragraphe.itertext(f"{_W}t"))))
        saut = paragraphe.find(f"{_W}pPr/{_W}pageBreakBefore") is not None or herite(nom, "saut_avant")
        if texte and (section or saut):
            voulues.add(texte)
        section = (section and not texte) or paragraphe.find(f"{_W}pPr/{_W}sectPr") is not None
    return voulues


def _lettres(texte: str) -> str:
    """Return the first letters of a text, in their order, without blanks nor numbers of headings."""
    return "".join(re.findall(r"[^\W\d_]", re.sub(r"^(Article|Annexe) \d+ – ", "", texte.strip())))[:24]
