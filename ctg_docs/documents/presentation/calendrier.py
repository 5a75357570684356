"""The rétroplanning as a chart: a bar from its first period to its last, milestones, where we are. Knows python-pptx."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE

from ctg_docs.documents.presentation.formes import (
    ACCENT,
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
from ctg_docs.documents.presentation.mesures import (
    ENTETE_PLANCHE,
    LARGEUR,
    etiquette_planche,
    hauteur_barre,
    hauteur_rangee,
)
from ctg_docs.documents.presentation.tables import add_remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents._communs.calendrier.planning import Case, Planche, Rangee
    from ctg_docs.documents.presentation.diapo import Diapo

__all__ = ["add_planning"]

_CORPS = 16
_ASPECTS: dict[str, tuple[Any, Any, Any]] = {
    "faite": (PRIMAIRE, PRIMAIRE, BLANC),
    "en_cours": (FILET, PRIMAIRE, ENCRE),
    "prevue": (TEINTE, PRIMAIRE, PRIMAIRE),
    "a_confirmer": (BLANC, PRIMAIRE, ENCRE),
    "jalon": (BLANC, None, ACCENT),
}
"""Ground, border and ink of a bar; its words say its state too."""


def add_planning(slide: Any, diapo: Diapo) -> None:
    """Draw the periods, the tracks, a row a step; one group, whose alternative text says each row."""
    planche = diapo.planche
    assert planche is not None
    group = slide.shapes.add_group_shape()
    etiquette = etiquette_planche(planche)
    x, pas = GAUCHE + etiquette, (LARGEUR - etiquette) / planche.nombre
    bas = HAUT + ENTETE_PLANCHE + sum(hauteur_rangee(planche, r) for r in planche.rangees)
    _periods(group, planche, x, pas, bas)
    haut = HAUT + ENTETE_PLANCHE
    for rangee in planche.rangees:
        hauteur = hauteur_rangee(planche, rangee)
        if rangee.nature == "piste":
            add_box(group.shapes, (GAUCHE, haut, LARGEUR, hauteur), [(rangee.titre, _CORPS, PRIMAIRE, True)], bord=None,
                    haut=False, marge=2)  # fmt: skip
        else:
            _step(group, rangee, (x, haut, pas, hauteur), etiquette, planche.nombre)
        haut += hauteur
    set_alt(group, " ".join(_said(diapo, planche)))
    add_remark(slide, diapo)


def _periods(group: Any, planche: Planche, x: float, pas: float, bas: float) -> None:
    """Write the periods, a light line between them, and where we are."""
    for rang, periode in enumerate(planche.periodes):
        gauche = x + rang * pas
        add_line(group.shapes, (gauche, HAUT + 2, gauche, bas), epaisseur=0.5, couleur=FILET)
        add_box(group.shapes, (gauche, HAUT, pas, 16), [(periode, _CORPS, PRIMAIRE, True)], fond=None, bord=None,
                centre=True, haut=False, marge=0.5)  # fmt: skip
    for rang, repere in enumerate(planche.reperes):
        if repere:
            milieu = x + (rang + 0.5) * pas
            add_line(
                group.shapes, (milieu, HAUT + ENTETE_PLANCHE - 3, milieu, bas), epaisseur=2, couleur=ACCENT
            )
            add_box(group.shapes, (milieu - 22, HAUT + 16, 44, 8), [("Aujourd’hui", _CORPS, ACCENT, True)], fond=BLANC,
                    bord=None, centre=True, haut=False, marge=0)  # fmt: skip


def _step(
    group: Any, rangee: Rangee, place: tuple[float, float, float, float], etiquette: float, nombre: int
) -> None:
    x, haut, pas, hauteur = place
    add_box(group.shapes, (GAUCHE, haut, etiquette, hauteur), [(rangee.titre, _CORPS, ENCRE, False)], fond=None, bord=None,
            haut=False, marge=2)  # fmt: skip
    if rangee.nature == "a_dater":
        add_box(group.shapes, (x, haut, nombre * pas, hauteur), [(rangee.note, _CORPS, GRIS, False)], fond=None, bord=None,
                centre=True, haut=False, marge=1)  # fmt: skip
    for debut, duree, case in _bars(rangee):
        fond, bord, encre = _ASPECTS[case.aspect]
        plein = case.aspect != "jalon"
        epaisseur = min(hauteur - 1, hauteur_barre(case.texte, duree * pas))
        barre = add_box(
            group.shapes,
            (x + debut * pas + 0.8 * plein, haut + (hauteur - epaisseur) / 2, duree * pas - 1.6 * plein, epaisseur),
            [(case.texte, _CORPS, encre, True)],
            fond=fond, bord=bord, forme=MSO_SHAPE.ROUNDED_RECTANGLE if plein else MSO_SHAPE.RECTANGLE,
            centre=True, haut=False, marge=0.4,
        )  # fmt: skip
        if case.aspect == "a_confirmer":
            barre.line.dash_style = MSO_LINE.DASH
        barre.text_frame.word_wrap = epaisseur >= hauteur_barre("", pas) * 1.5


def _bars(rangee: Rangee) -> Iterator[tuple[int, int, Case]]:
    """Yield the bars of a row: first period, number of periods, what they say; milestones stand alone."""
    cases = enumerate(rangee.cases)
    for _, suite in groupby(
        cases, key=lambda c: (c[1].aspect, c[1].texte, c[0] if c[1].aspect == "jalon" else -1)
    ):
        (rang, case), *reste = suite
        if case.aspect != "vide":
            yield rang, 1 + len(reste), case


def _said(diapo: Diapo, planche: Planche) -> Iterator[str]:
    """Yield the chart in words: where we are, then each row."""
    yield f"{diapo.titre}."
    if diapo.position:
        yield f"Nous en sommes là\u00a0: {diapo.position}."
    for rangee in planche.rangees:
        if rangee.nature != "etape":
            yield f"{rangee.titre}\u00a0: {rangee.note}." if rangee.note else f"{rangee.titre}."
            continue
        quand = "\u202f; ".join(
            f"{case.texte}, {' à '.join(dict.fromkeys((planche.periodes[debut], planche.periodes[debut + duree - 1])))}"
            for debut, duree, case in _bars(rangee)
        )
        yield f"{rangee.titre}\u00a0: {quand or 'à dater'}."
