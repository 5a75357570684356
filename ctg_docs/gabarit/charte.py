"""The tokens of the visual identity: colours, font, page. Everything else is derived from them."""

from __future__ import annotations

from dataclasses import dataclass

from ctg_docs.gabarit.unites import Longueur, Mm

__all__ = [
    "ACCENT",
    "ENCRE",
    "FICHES",
    "FILET",
    "FILIGRANE",
    "GRIS",
    "PAYSAGE",
    "POLICE",
    "PORTRAIT",
    "PRIMAIRE",
    "TEINTE",
    "TROU",
    "Page",
]

ENCRE = "1B2733"
"""Text."""
PRIMAIRE = "1F4E79"
"""Headings, the band of the cover. Themed by the dossier."""
TEINTE = "E8EEF4"
"""Background of table heads and boxes: the primary at about a tenth. Themed."""
FILET = "BCCAD7"
"""Hairlines: the primary at about three tenths. Themed."""
FILIGRANE = "EEF2F6"
"""The diagonal watermark of a draft, paler than the tint. Themed."""
ACCENT = "B4531A"
"""The draft mark and the short rule of the cover. Themed."""
GRIS = "55616D"
"""Captions, header and footer: readable on white (6.3 to 1)."""
TROU = "FFF4C2"
"""Background of what is missing."""

POLICE = "Calibri"
"""Carlito is its metric twin where Word is absent."""

_HAUT, _BAS, _GAUCHE, _DROITE = Mm(30), Mm(22), Mm(28), Mm(25)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins."""

    largeur: Longueur
    hauteur: Longueur
    haut: Longueur = _HAUT
    bas: Longueur = _BAS
    gauche: Longueur = _GAUCHE
    droite: Longueur = _DROITE

    @property
    def texte(self) -> Longueur:
        """Width of the text."""
        return self.largeur - self.gauche - self.droite

    @property
    def paysage(self) -> bool:
        """True when the sheet is wider than high."""
        return self.largeur > self.hauteur


PORTRAIT = Page(Mm(210), Mm(297))
FICHES = Page(Mm(210), Mm(297), haut=Mm(24), bas=Mm(15.5))
"""Sheets of cards: as much of each as a page can hold under the stamp."""
PAYSAGE = Page(Mm(297), Mm(210), gauche=Mm(25), bas=Mm(20))
