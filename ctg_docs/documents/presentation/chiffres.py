"""A slide of figures: numbers in large type, and a native chart beside them. Knows python-pptx, not the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Mm

from ctg_docs.documents.presentation.formes import ENCRE, GRIS, PRIMAIRE, add_box, set_alt
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte
from ctg_docs.engine.template.charts import chart_xml
from ctg_docs.engine.template.workbook import write_workbook

if TYPE_CHECKING:
    from ctg_docs.documents.presentation.diapo import Carte, Diapo
    from ctg_docs.engine.values import Chart

__all__ = ["add_figures"]

_ECART = 6.0
_NOMBRE, _LIBELLE, _REPERE, _AXE = 32, 18, 16, 16
"""Sizes of the text, in points."""


def add_figures(slide: Any, diapo: Diapo) -> None:
    """Put the cards at the left, two a row, and the chart at the right; either takes the width when it is alone."""
    partage = bool(diapo.graphique and diapo.cartes)
    largeur = (LARGEUR - _ECART) / 2 if partage else LARGEUR
    colonnes = 2 if partage else min(3, len(diapo.cartes))
    rangs = -(-len(diapo.cartes) // max(colonnes, 1))
    pas = (largeur - _ECART * (colonnes - 1)) / max(colonnes, 1)
    hauteur = min((HAUTEUR - _ECART * (rangs - 1)) / max(rangs, 1), HAUTEUR / 2)
    for rang, carte in enumerate(diapo.cartes):
        ligne, colonne = divmod(rang, colonnes)
        place = (GAUCHE + colonne * (pas + _ECART), HAUT + ligne * (hauteur + _ECART), pas, hauteur)
        add_box(slide.shapes, place, _card(carte, pas - 8, hauteur), marge=4)
    if diapo.graphique:
        x = GAUCHE + (largeur + _ECART if partage else 0)
        add_box(slide.shapes, (x, HAUT, largeur, 10), [(diapo.chapeau, _LIBELLE, PRIMAIRE, True)], fond=None,
                bord=None, marge=1)  # fmt: skip
        _add_chart(slide, diapo.graphique, (x, HAUT + 10, largeur, HAUTEUR - 10))


def _card(carte: Carte, largeur: float, hauteur: float) -> list[tuple[str, float, Any, bool]]:
    """Return the lines of a card, a little smaller when they are many; the notes of the slide say what has no room."""
    titre = (carte.titre, _NOMBRE if len(carte.titre) <= 8 else 26, PRIMAIRE, True)
    lignes: list[tuple[str, float, Any, bool]] = []
    for corps, note in ((_LIBELLE, carte.note), (_REPERE, carte.note), (_REPERE, "")):
        lignes = [titre, *((t, corps, ENCRE, False) for t in carte.lignes)]
        lignes += [(note, _REPERE, GRIS, False)] if note else []
        if sum(hauteur_texte(texte, largeur, points) for texte, points, *_ in lignes) <= hauteur:
            break
    return lignes


class _ChartData:
    """What the library asks of the data of a chart: the part and the workbook that the Word documents have."""

    def __init__(self, figure: Chart) -> None:
        self._figure = figure
        self.xlsx_blob = write_workbook(figure)

    def xml_bytes(self, _chart_type: Any) -> bytes:
        """Return the chart part, which the library then ties to its workbook."""
        return chart_xml(self._figure, points=_AXE, workbook="")


def _add_chart(slide: Any, figure: Chart, place: tuple[float, float, float, float]) -> None:
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(Mm(v) for v in place), _ChartData(figure))
    set_alt(frame, figure.alt)
