"""Drawings of a slide: the strategy as a tree, the logos of the parties on one line. Knows python-pptx, not the dossier."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pptx.util import Mm

from ctg_docs.documents.presentation.diapo import LARGEUR, hauteur_texte
from ctg_docs.documents.presentation.formes import BLANC, ENCRE, PRIMAIRE, add_box, add_line, set_alt
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT

if TYPE_CHECKING:
    from ctg_docs.documents.presentation.context import Presentation
    from ctg_docs.documents.presentation.diapo import Diapo

__all__ = ["add_logos", "add_tree"]


def add_logos(slide: Any, contexte: Presentation, pied: float) -> None:
    """Put the logos on one line that ends above the names of the parties; smaller when the line is full."""
    pictures = []
    for logo in contexte.logos:
        picture = slide.shapes.add_picture(io.BytesIO(logo.data), 0, 0, height=Mm(logo.height_mm or 18))
        set_alt(picture, logo.alt)
        pictures.append(picture)
    place = Mm(287) - Mm(10) * (len(pictures) - 1)
    part = min(1.0, place / max(1, sum(p.width for p in pictures)), max(0.2, 0.9 * (pied - 130) / 18))
    x = Mm(34)
    for picture in pictures:
        picture.width, picture.height = int(picture.width * part), int(picture.height * part)
        picture.left, picture.top = x, Mm(pied) - picture.height
        x += picture.width + Mm(10)


def add_tree(slide: Any, diapo: Diapo) -> None:
    """Draw the strategy from its name at the top: a branch per enjeu, its objectives under it."""
    nombre = len(diapo.cartes)
    largeur = (LARGEUR - 6 * (nombre - 1)) / nombre
    haut, centre = HAUT + (22 if diapo.chapeau else 0), GAUCHE + LARGEUR / 2
    if diapo.chapeau:
        for rang in range(nombre):
            x = GAUCHE + rang * (largeur + 6) + largeur / 2
            add_line(slide.shapes, (x, HAUT + 17, x, haut))
        add_line(slide.shapes, (GAUCHE + largeur / 2, HAUT + 17, GAUCHE + LARGEUR - largeur / 2, HAUT + 17))
        add_line(slide.shapes, (centre, HAUT + 12, centre, HAUT + 17))
        add_box(slide.shapes, (centre - 70, HAUT - 2, 140, 14), [(diapo.chapeau, 20, BLANC, True)], fond=PRIMAIRE,
                bord=None, centre=True, haut=False)  # fmt: skip
    tete = max(hauteur_texte(f"{b.titre} – {b.note}", largeur - 8, diapo.corps) for b in diapo.cartes) + 4
    for rang, branche in enumerate(diapo.cartes):
        x = GAUCHE + rang * (largeur + 6)
        add_box(slide.shapes, (x, haut, largeur, tete),
                [(f"{branche.titre} – {branche.note}" if branche.note else branche.titre, diapo.corps, PRIMAIRE, True)],
                bord=PRIMAIRE, haut=False, marge=4)  # fmt: skip
        y = haut + tete + 3
        for feuille in branche.lignes:
            bas = hauteur_texte(feuille, largeur - 16, diapo.corps - 2) + 4
            add_box(slide.shapes, (x + 6, y, largeur - 6, bas), [(feuille, diapo.corps - 2, ENCRE, False)], fond=BLANC,
                    haut=False, marge=4)  # fmt: skip
            y += bas + 3
