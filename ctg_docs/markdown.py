"""Compose the small Markdown that the engine prints with the template's styles. Pure text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["annoncer", "blocs", "echapper", "liste", "points", "ponctuer"]

_SIGNES = re.compile(r"(\\(?=[\\*_\[\]#-])|[*_\[\]])")
_PLUSIEURS = re.compile(r", | et ")
"""What tells that one element names several things."""
_TROU = re.compile("(\x02[^\x03]*\x03)")


def echapper(texte: str) -> str:
    """Return a text of the dossier so that it prints as it is inside a sentence: no sign becomes a mark."""
    pieces = _TROU.split(re.sub(r"[ \t]*\n\s*", " ", texte))
    return "".join(p if p.startswith("\x02") else _SIGNES.sub(r"\\\1", p) for p in pieces)


def liste(elements: Iterable[str]) -> str:
    """Return bullets, « ; » after each item and « . » after the last; a sign already there is kept."""
    return "\n".join(f"- {element}" for element in ponctuer(elements))


def ponctuer(elements: Iterable[str]) -> tuple[str, ...]:
    """Return plain items with their signs: « ; » after each, « . » after the last."""
    textes = [e.strip() for e in elements if e.strip()]
    return tuple(_ponctuer(texte, i == len(textes)) for i, texte in enumerate(textes, start=1))


def points(elements: Iterable[str]) -> str:
    """Return bullets of data, escaped."""
    return liste(echapper(e) for e in elements)


def annoncer(sujet: str, une: str, plusieurs: str, elements: Sequence[str]) -> str:
    """Return « … exerce la compétence suivante : » and what it announces: in the sentence when it is one, else as bullets.

    Args:
        sujet: what comes before the noun: « La Commune exerce ».
        une: « la compétence suivante ».
        plusieurs: « les compétences suivantes ».
        elements: data, escaped here.
    """
    if len(elements) != 1:
        return blocs(f"{sujet} {plusieurs}\u00a0:", points(elements))
    (seul,) = elements
    nom = plusieurs if _PLUSIEURS.search(seul) else une
    if "\u00a0:" in seul or " :" in seul:
        return blocs(f"{sujet} {nom}\u00a0:", points(elements))
    return f"{sujet} {nom}\u00a0: {echapper(seul.strip().rstrip('.;'))}."


def blocs(*parties: str | None) -> str:
    """Join blocks (paragraphs, lists, sub-headings) with a blank line; empty ones vanish."""
    return "\n\n".join(p for p in parties if p)


def _ponctuer(texte: str, dernier: bool) -> str:
    if texte[-1] in ".;:!?…":
        return texte
    return f"{texte}." if dernier else f"{texte}\u202f;"
