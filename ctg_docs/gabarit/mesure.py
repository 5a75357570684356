"""How much of a page a text takes, from its style: an estimate, a little more than less."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ctg_docs.gabarit.catalogue import CORPS, INTERLIGNE, STYLES
from ctg_docs.gabarit.charte import PORTRAIT, Page
from ctg_docs.gabarit.unites import Longueur

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctg_docs.gabarit.styles import Style

__all__ = ["SERRE", "hauteur", "hauteur_utile"]

SERRE = 1.12
"""Pages of a paper that tightened whites bring back to one."""

_MM = 0.3528
_LETTRE, _LETTRE_GRASSE = 0.45, 0.48
_LIGNE = 1.22
"""Mean width of a letter and height of a line of the house's font, for one of its size."""

T = TypeVar("T")


def hauteur(style: str, texte: str, page: Page = PORTRAIT) -> float:
    """Return the height of a paragraph with the space around it, in millimetres.

    Args:
        style: identifier in the catalogue.
        texte: plain words, without what stands in the margin of the style: number, label.
        page: the sheet it is printed on.
    """
    corps = _valeur(style, lambda s: s.taille, CORPS).points
    retrait = sum(_valeur(style, lire, Longueur(0)).mm for lire in (lambda s: s.gauche, lambda s: s.droite))
    lettre = _LETTRE_GRASSE if _valeur(style, lambda s: s.gras, False) else _LETTRE
    ligne = corps * _MM * _LIGNE * _valeur(style, lambda s: s.interligne, INTERLIGNE)
    autour = sum(_valeur(style, lire, Longueur(0)).mm for lire in (lambda s: s.avant, lambda s: s.apres))
    signes = max(6, int((page.texte.mm - retrait) / (corps * _MM * lettre)))
    return max(1, len(textwrap.wrap(texte, signes))) * ligne + autour


def hauteur_utile(page: Page = PORTRAIT) -> float:
    """Return the height between the margins of a page, in millimetres."""
    return (page.hauteur - page.haut - page.bas).mm


@cache
def _styles() -> dict[str, Style]:
    return {style.id: style for style in STYLES}


def _valeur(style: str, lire: Callable[[Style], T | None], sinon: T) -> T:
    """Return what a style says, or the one it is based on."""
    nom: str | None = style
    while nom is not None:
        found = _styles()[nom]
        if (valeur := lire(found)) is not None:
            return valeur
        nom = found.base
    return sinon
