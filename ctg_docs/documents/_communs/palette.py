"""The look chosen by a dossier: colours mixed from its main one, contrast kept readable. Pure arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.charte import ACCENT, FILET, FILIGRANE, POLICE, PRIMAIRE, TEINTE

if TYPE_CHECKING:
    from ctg_docs.models.parametres import Charte

__all__ = ["build_fonts", "build_palette", "contrast", "is_readable"]

_LISIBLE = 4.5
_PARTS = ((TEINTE, 0.10), (FILET, 0.30), (FILIGRANE, 0.075))


def build_palette(charte: Charte) -> dict[str, str]:
    """Return what replaces each colour of the templates; a colour too pale for text is darkened until it reads."""
    palette: dict[str, str] = {}
    if charte.couleur:
        primaire = _darken(charte.couleur.removeprefix("#").upper())
        palette[PRIMAIRE] = primaire
        palette.update({colour: _mix(primaire, part) for colour, part in _PARTS})
    if charte.accent:
        palette[ACCENT] = _darken(charte.accent.removeprefix("#").upper())
    return palette


def build_fonts(charte: Charte) -> dict[str, str]:
    """Return what replaces each font of the templates."""
    return {POLICE: charte.police} if charte.police else {}


def is_readable(couleur: str) -> bool:
    """True when text of this colour reads on the tint made from it (4.5 to 1)."""
    return contrast(couleur, _mix(couleur, 0.10)) >= _LISIBLE


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(couleur: str) -> list[int]:
    return [int(couleur[i : i + 2], 16) for i in (0, 2, 4)]


def _luminance(couleur: str) -> float:
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _channels(couleur)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(couleur: str, part: float) -> str:
    return "".join(f"{round(255 - (255 - c) * part):02X}" for c in _channels(couleur))


def _darken(couleur: str) -> str:
    while not is_readable(couleur):
        couleur = "".join(f"{int(c * 0.94):02X}" for c in _channels(couleur))
    return couleur
