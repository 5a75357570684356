"""Short annexes share a page: which begin under the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents._communs.annexes.assemblage import AnnexeImprimee

__all__ = ["enchainer"]

_TITRES = frozenset(["titre", "paysage", "suite", "suivie", "fichier"])
"""Fields that are counted apart, or printed nowhere."""

_PAGE = 36
"""Lines of a page, a few less than it holds."""
_SIGNES, _SIGNES_RANG = 80, 50
"""Signs of a line of text; of a line of a row, its cells one after the other: the highest is never that high."""
_TITRE, _CADRE, _ENTETE = 4, 4, 3.5
"""Lines of a heading, of the box of an attached file, of the caption and the head of a table."""
_RANG, _LIGNE = 0.5, 0.85
"""A row and each of its lines, in lines of text: smaller letters, and a margin."""


def enchainer(annexes: Iterable[AnnexeImprimee]) -> tuple[AnnexeImprimee, ...]:
    """Put a short annexe under the one before when the page surely holds both; long ones keep pages of their own."""
    pages: list[list[AnnexeImprimee]] = []
    reste = 0.0
    for annexe in annexes:
        lignes = _lignes(annexe)
        if lignes > reste:
            pages.append([])
            reste = _PAGE
        pages[-1].append(annexe)
        reste -= lignes
    return tuple(
        annexe.model_copy(update={"suite": rang > 0, "suivie": rang < len(page) - 1})
        for page in pages
        for rang, annexe in enumerate(page)
    )


def _lignes(annexe: AnnexeImprimee) -> float:
    """Return the lines of a short annexe; more than a page for those on sheets of their own."""
    if annexe.paysage or annexe.fiches:
        return _PAGE + 1
    champs = (getattr(annexe, champ) for champ in type(annexe).model_fields if champ not in _TITRES)
    return _TITRE + _CADRE * bool(annexe.fichier) + sum(_hauteur(valeur) for valeur in champs if valeur)


def _hauteur(valeur: object) -> float:
    """Return the lines of a piece of page: texts, bullets, tables."""
    if isinstance(valeur, Rich):
        textes = [ligne for ligne in plain(valeur.text).splitlines() if ligne.strip()]
        return sum(-(-len(ligne) // _SIGNES) + 0.5 for ligne in textes)
    if isinstance(valeur, str):
        return -(-len(plain(valeur)) // _SIGNES) + 0.5 if valeur else 0
    if isinstance(valeur, Bloc):
        return sum(_hauteur(getattr(valeur, champ)) for champ in type(valeur).model_fields)
    if isinstance(valeur, tuple) and valeur and isinstance(valeur[0], Bloc):
        return _ENTETE + sum(_rang(ligne) for ligne in valeur)
    return sum(_hauteur(element) for element in valeur) if isinstance(valeur, tuple) else 0


def _rang(ligne: Bloc) -> float:
    """Return the lines of a row of a table, with the rows under it."""
    valeurs = [getattr(ligne, champ) for champ in type(ligne).model_fields]
    sous = [b for valeur in valeurs if isinstance(valeur, tuple) for b in valeur if isinstance(b, Bloc)]
    textes = [str(v) for v in valeurs if isinstance(v, str | Rich)]
    textes += [t for v in valeurs if isinstance(v, tuple) for t in v if isinstance(t, str)]
    return (
        _RANG
        + _LIGNE * (1 + sum(len(plain(t)) for t in textes) // _SIGNES_RANG)
        + sum(_rang(b) for b in sous)
    )
