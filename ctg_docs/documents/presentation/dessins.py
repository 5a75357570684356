"""Drawings of a slide: the strategy as a tree, an enjeu, pictures and logos. Knows python-pptx, not the dossier."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pptx.oxml.ns import qn
from pptx.util import Mm

from ctg_docs.documents.presentation.enjeux import COLONNE, hauteur_objectif
from ctg_docs.documents.presentation.formes import (
    BLANC,
    ENCRE,
    FILET,
    GRIS,
    PRIMAIRE,
    TEINTE,
    add_box,
    add_line,
    set_alt,
)
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte
from ctg_docs.documents.presentation.rangs import add_lines
from ctg_docs.engine.template.pictures import read_size

if TYPE_CHECKING:
    from ctg_docs.documents._communs.gouvernance.organigramme import Boite, Organigramme
    from ctg_docs.documents._communs.photos import Photo
    from ctg_docs.documents.presentation.context import Presentation
    from ctg_docs.documents.presentation.diapo import Diapo
    from ctg_docs.engine.values import Picture

__all__ = ["add_chart", "add_enjeu", "add_logos", "add_photo", "add_tree"]

_LARGE = 120.0
"""Width of a box of the governance with room around its words, in millimetres."""


def add_logos(slide: Any, contexte: Presentation, place: tuple[float, float, float]) -> None:
    """Put the logos on one line that ends above the names of the parties; smaller when the line is full.

    Args:
        slide: the cover.
        contexte: its logos.
        place: under the titles, above the names of the parties, width; in millimetres.
    """
    haut, pied, largeur = place
    tailles = [(logo, read_size(logo.data).fit(None, logo.height_mm or 18)) for logo in contexte.logos]
    reste = Mm(largeur) - Mm(10) * (len(tailles) - 1)
    part = min(1.0, reste / max(1, sum(cx for _, (cx, _) in tailles)), max(0.2, (pied - haut) / 18))
    x = 34.0
    for logo, (cx, cy) in tailles:
        across, down = cx * part / 36_000, cy * part / 36_000
        add_picture(slide, logo, (x, pied - down, across, down))
        x += across + 10


def add_picture(slide: Any, image: Picture, place: tuple[float, float, float, float]) -> None:
    """Put a picture upright in a frame in millimetres; what exceeds is hidden, evenly."""
    x, y, across, down = place
    size = read_size(image.data)
    left, top = size.hidden(across, down) if image.crop else (0.0, 0.0)
    wide, high = (down, across) if size.sideways else (across, down)
    shape = slide.shapes.add_picture(io.BytesIO(image.data), Mm(x + (across - wide) / 2), Mm(y + (down - high) / 2),
                                     Mm(wide), Mm(high))  # fmt: skip
    shape.crop_left = shape.crop_right = left
    shape.crop_top = shape.crop_bottom = top
    for name, value in re.findall(r'(\w+)="(\d+)"', size.turn):
        shape._element.spPr.find(qn("a:xfrm")).set(name, value)
    set_alt(shape, image.alt)


def add_photo(slide: Any, photo: Photo, place: tuple[float, float, float, float]) -> None:
    """Put a photograph in its frame, its credit at the foot of the frame."""
    x, y, across, down = place
    pied = hauteur_texte(photo.credit, across, 16) if photo.credit else 0.0
    add_picture(slide, photo.image, (x, y, across, down - pied))
    if photo.credit:
        add_box(slide.shapes, (x, y + down - pied, across, pied), [(photo.credit, 16, GRIS, False)], fond=None,
                bord=None, marge=1)  # fmt: skip


def add_enjeu(slide: Any, diapo: Diapo) -> None:
    """Tell an enjeu at the left; at the right its photograph, then its objectives."""
    largeur = LARGEUR - COLONNE - 8
    haut = HAUT
    if diapo.chapeau:
        bas = hauteur_texte(diapo.chapeau, largeur, 20) + 3
        add_box(slide.shapes, (GAUCHE, haut, largeur, bas), [(diapo.chapeau, 20, GRIS, False)], fond=None, bord=None,
                marge=1)  # fmt: skip
        haut += bas + 2
    add_lines(slide, diapo.puces, haut, 22, largeur)
    haut, x = HAUT, GAUCHE + LARGEUR - COLONNE
    hauteurs = [hauteur_objectif(b) for b in diapo.cartes]
    if diapo.photo:
        place = HAUTEUR - sum(hauteurs) - 4 * len(hauteurs)
        add_photo(slide, diapo.photo, (x, haut, COLONNE, place))
        haut += place + 4
    for boite, hauteur in zip(diapo.cartes, hauteurs, strict=True):
        lignes = [(f"{boite.titre} – {' '.join(boite.lignes)}", 20, PRIMAIRE, True)]
        add_box(slide.shapes, (x, haut, COLONNE, hauteur), lignes, haut=False, marge=4)
        haut += hauteur + 4


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
    branches = [[hauteur_texte(t, largeur - 16, diapo.corps - 2) + 4 for t in b.lignes] for b in diapo.cartes]
    reste = HAUT + HAUTEUR - haut - tete - max(sum(b) + 3 * len(b) for b in branches)
    aise = min(10.0, max(0.0, reste) / (1 + max(map(len, branches))))
    tete += aise
    for rang, (branche, hauteurs) in enumerate(zip(diapo.cartes, branches, strict=True)):
        x = GAUCHE + rang * (largeur + 6)
        add_box(slide.shapes, (x, haut, largeur, tete),
                [(f"{branche.titre} – {branche.note}" if branche.note else branche.titre, diapo.corps, PRIMAIRE, True)],
                bord=PRIMAIRE, haut=False, marge=4)  # fmt: skip
        y = haut + tete + 3
        for feuille, besoin in zip(branche.lignes, hauteurs, strict=True):
            bas = besoin + aise
            add_box(slide.shapes, (x + 6, y, largeur - 6, bas), [(feuille, diapo.corps - 2, ENCRE, False)], fond=BLANC,
                    haut=False, marge=4)  # fmt: skip
            y += bas + 3


def add_chart(slide: Any, diapo: Diapo) -> None:
    """Draw the governance, box by box, as the Word document does."""
    chart = diapo.organigramme
    assert chart is not None
    group = slide.shapes.add_group_shape()
    for trait in chart.traits:
        add_line(group.shapes, (GAUCHE + trait.x1, HAUT + trait.y1, GAUCHE + trait.x2, HAUT + trait.y2),
                 fleche=trait.fleche)  # fmt: skip
    for boite in chart.boites:
        plein = boite.aspect == "plein"
        lignes = [
            (ligne.texte, chart.corps, BLANC if plein else ENCRE if ligne.role == "detail" else PRIMAIRE,
             ligne.role != "detail")
            for ligne in boite.lignes
        ]  # fmt: skip
        fond = {"plein": PRIMAIRE, "teinte": TEINTE, "blanc": BLANC}[boite.aspect]
        add_box(group.shapes, (GAUCHE + boite.x, HAUT + boite.y, boite.largeur, boite.hauteur), lignes, fond=fond,
                bord=PRIMAIRE if plein else FILET, centre=boite.aspect != "teinte", haut=_is_full(chart, boite), serre=True,
                marge=4 if boite.aspect == "teinte" and boite.largeur > _LARGE else 2)  # fmt: skip
    set_alt(group, chart.texte_alternatif)


def _is_full(chart: Organigramme, boite: Boite) -> bool:
    """True when small boxes stand at the foot of a box: its words then keep to the top."""
    return boite.aspect == "teinte" and any(
        b.aspect == "blanc"
        and boite.y < b.y < boite.y + boite.hauteur
        and boite.x <= b.x < boite.x + boite.largeur
        for b in chart.boites
    )
