"""How much room words take on a slide: sizes in points and millimetres, an estimate, a little more than less."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.calendrier.planning import Planche, Rangee

__all__ = [
    "CORPS",
    "ENTETE_PLANCHE",
    "HAUTEUR",
    "LARGEUR",
    "PHOTO_COUVERTURE",
    "_CELLULE",
    "etiquette_planche",
    "hauteur_barre",
    "hauteur_chapeau",
    "hauteur_ligne",
    "hauteur_rangee",
    "hauteur_texte",
    "lignes_par_hauteur",
    "nombre_lignes",
    "signes_par_ligne",
]  # fmt: skip

LARGEUR, HAUTEUR = 302.0, 133.0
"""Room under the title, in millimetres."""
PHOTO_COUVERTURE = 112.0
"""Width of the photograph of the cover, at its right edge, in millimetres."""
CORPS = 24
"""Main text, in points."""
ENTETE_PLANCHE = 26.5
"""Height of the periods and of today's mark, above the rows of a grid."""
_LETTRE, _INTERLIGNE, _MM = 0.52, 1.2, 0.3528
_CELLULE = 0.46
"""Width of a letter in a cell, which may grow: less is added for safety."""
_ESPACE = 3.5


def signes_par_ligne(largeur: float, corps: float, lettre: float = _LETTRE) -> int:
    """Return how many letters of a size a width holds."""
    return max(6, int(largeur / (corps * _MM * lettre)))


def lignes_par_hauteur(hauteur: float, corps: float) -> int:
    """Return how many lines of a size a height holds."""
    return int(hauteur / (corps * _MM * _INTERLIGNE))


def nombre_lignes(texte: str, largeur: float, corps: float, lettre: float = _LETTRE) -> int:
    """Return how many lines a text takes, a little more than less."""
    return max(1, len(textwrap.wrap(plain(texte), signes_par_ligne(largeur, corps, lettre))))


def hauteur_texte(texte: str, largeur: float, corps: float) -> float:
    """Return the height of a text with the space under it, in millimetres."""
    return nombre_lignes(texte, largeur, corps) * corps * _MM * _INTERLIGNE + _ESPACE


def hauteur_chapeau(texte: str) -> float:
    """Return the height of the introduction of a slide with the space under it, 0 without any."""
    return hauteur_texte(texte, LARGEUR, CORPS) + _ESPACE if texte else 0.0


def hauteur_ligne(ligne: Sequence[str], largeurs: Sequence[float], corps: int) -> float:
    """Return the height of a row of a table."""
    lignes = max(nombre_lignes(t, w - 3, corps, _CELLULE) for t, w in zip(ligne, largeurs, strict=True))
    return 2.2 + lignes * corps * _MM * _INTERLIGNE


def etiquette_planche(planche: Planche) -> float:
    """Return the width of the names of steps in a grid."""
    return 118.0 if planche.nombre <= 7 else 92.0 if planche.nombre <= 9 else 74.0


def hauteur_rangee(planche: Planche, rangee: Rangee, corps: float = 16) -> float:
    """Return the height of a row of the grid."""
    etiquette = etiquette_planche(planche)
    pas = (LARGEUR - etiquette) / planche.nombre
    titre = nombre_lignes(
        rangee.titre, LARGEUR if rangee.nature == "piste" else etiquette - 3, corps, _CELLULE
    )
    barres = (hauteur_barre(case.texte, pas, corps) + 1.2 for case in rangee.cases if case.texte)
    return max(1.8 + titre * corps * _MM * _INTERLIGNE, *barres, 0.0)


def hauteur_barre(texte: str, largeur: float, corps: float = 16) -> float:
    """Return the height of a bar of the grid, enough for its words."""
    return 1.0 + nombre_lignes(texte, largeur - 1, corps, _CELLULE) * corps * _MM * _INTERLIGNE
