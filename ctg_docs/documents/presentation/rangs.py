"""Lines of text as rows that fill the slide: a bar or a label at the left, hairlines between. Knows python-pptx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctg_docs.documents.presentation.diapo import corps_etiquette, hauteur_puce, largeur_etiquette
from ctg_docs.documents.presentation.formes import ACCENT, ENCRE, FILET, GRIS, PRIMAIRE, add_box, add_line
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.presentation.diapo import Puce

__all__ = ["add_lines"]

_ECART, _BARRE = 2.0, 2.4
_AISE = 16.0
"""Millimetres that a row gains at most where there is room."""


def add_lines(slide: Any, puces: Sequence[Puce], haut: float, corps: int, largeur: float = LARGEUR) -> None:
    """Add the lines under this height: each with its label, or with a bar when none has one."""
    etiquette = largeur_etiquette(puces)
    besoins = [hauteur_puce(puce, etiquette, corps, largeur) for puce in puces]
    aise = min(_AISE, max(0.0, HAUT + HAUTEUR - haut - sum(besoins)) / max(len(puces), 1))
    for rang, (puce, besoin) in enumerate(zip(puces, besoins, strict=True)):
        if etiquette:
            _labelled(slide, puce, (haut, besoin + aise), (etiquette, corps), premier=rang == 0)
        else:
            add_box(slide.shapes, (GAUCHE, haut, _BARRE, besoin + aise - _ECART), [], fond=ACCENT, bord=None)
            add_box(slide.shapes, (GAUCHE + _BARRE, haut, largeur - _BARRE, besoin + aise - _ECART),
                    [(puce.texte, corps, ENCRE, False)], bord=None, haut=False, marge=4)  # fmt: skip
        haut += besoin + aise


def _labelled(
    slide: Any, puce: Puce, place: tuple[float, float], mesure: tuple[float, int], *, premier: bool
) -> None:
    (haut, hauteur), (etiquette, corps) = place, mesure
    couleur = GRIS if puce.discret else ENCRE
    if puce.etiquette:
        if not premier:
            add_line(slide.shapes, (GAUCHE, haut, GAUCHE + LARGEUR, haut), epaisseur=0.5, couleur=FILET)
        lignes = [(puce.etiquette, corps_etiquette(etiquette, corps), PRIMAIRE, not puce.discret)]
        add_box(slide.shapes, (GAUCHE, haut, etiquette, hauteur), lignes, fond=None, bord=None, haut=False,
                marge=2.54)  # fmt: skip
    add_box(slide.shapes, (GAUCHE + etiquette, haut, LARGEUR - etiquette, hauteur), [(puce.texte, corps, couleur, False)],
            fond=None, bord=None, haut=False, marge=2.54)  # fmt: skip
