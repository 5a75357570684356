"""A drawing of our documents as native shapes of a slide: polygons, boxes, words. Knows python-pptx, not the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm, Pt

from ctg_docs.documents.presentation.formes import BLANC, ENCRE, GRIS, PRIMAIRE, add_box, set_alt
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte
from ctg_docs.documents.presentation.tables import add_remark
from ctg_docs.gabarit.dessin import Boite, Motif, Polygone

if TYPE_CHECKING:
    from ctg_docs.documents.presentation.diapo import Diapo

__all__ = ["add_map"]

_CORPS = 16
_ECART = 5.0


def add_map(slide: Any, diapo: Diapo) -> None:
    """Put the map at the left, one group that says it all; the figures in a column at its right."""
    dessin = diapo.carte
    assert dessin is not None
    group = slide.shapes.add_group_shape()
    for forme in dessin.formes:
        if isinstance(forme, Polygone):
            _polygon(group, forme)
        elif isinstance(forme, Boite):
            _box(group, forme)
    set_alt(group, dessin.alt)
    x = GAUCHE + dessin.largeur + 6
    place = HAUTEUR - (hauteur_texte(diapo.remarque, LARGEUR, _CORPS) if diapo.remarque else 0.0)
    hauteur = (place + _ECART) / max(len(diapo.cartes), 1) - _ECART
    for rang, carte in enumerate(diapo.cartes):
        lignes = [(carte.titre, 28, PRIMAIRE, True), *((t, _CORPS, ENCRE, False) for t in carte.lignes)]
        lignes += [(carte.note, _CORPS, GRIS, False)] if carte.note else []
        add_box(slide.shapes, (x, HAUT + rang * (hauteur + _ECART), GAUCHE + LARGEUR - x, hauteur), lignes, haut=False,
                serre=True, marge=4)  # fmt: skip
    add_remark(slide, diapo)


def _polygon(group: Any, polygone: Polygone) -> None:
    premier, *autres = polygone.anneaux
    builder = group.shapes.build_freeform(*_emu(premier[0]), scale=1.0)
    builder.add_line_segments([_emu(p) for p in premier[1:]], close=True)
    for anneau in autres:
        builder.move_to(*_emu(anneau[0]))
        builder.add_line_segments([_emu(p) for p in anneau[1:]], close=True)
    shape = builder.convert_to_shape()
    _ground(shape, polygone)
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    set_alt(shape, "")


def _emu(point: tuple[float, float]) -> tuple[int, int]:
    return Mm(GAUCHE + point[0]), Mm(HAUT + point[1])


def _box(group: Any, boite: Boite) -> None:
    place = (GAUCHE + boite.x, HAUT + boite.y, boite.largeur, boite.hauteur)
    lignes = [(mots, _CORPS, ENCRE, style == "CarteNom") for mots, style in boite.lignes]
    shape = add_box(group.shapes, place, lignes, fond=None, bord=None, forme=MSO_SHAPE.from_xml(boite.geometrie),
                    centre=bool(lignes) and boite.ancre == "ctr", haut=boite.ancre == "t", marge=0)  # fmt: skip
    shape.text_frame.word_wrap = boite.ancre == "t"
    _ground(shape, boite)


def _ground(shape: Any, forme: Boite | Polygone) -> None:
    if isinstance(forme.fond, Motif):
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.from_xml(forme.fond.trame)
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.from_xml(forme.fond.couleur)
        shape.fill.back_color.theme_color = BLANC
    elif forme.fond:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.from_xml(forme.fond)
    if forme.bord:
        shape.line.color.theme_color = MSO_THEME_COLOR.from_xml(forme.bord)
        shape.line.width = Pt(forme.epaisseur)
