"""Portraits of the chargés de coopération: their initials in a round, their name, what they do. Knows python-pptx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE

from ctg_docs.documents.presentation.equipe import (
    ECART,
    LARGEUR_PORTRAIT,
    MEDAILLON,
    hauteur_portrait,
    hauteur_titre,
    rangees_de_portraits,
    titres,
)
from ctg_docs.documents.presentation.formes import BLANC, ENCRE, FILET, GRIS, PRIMAIRE, TEINTE, add_box
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte
from ctg_docs.documents.presentation.tables import add_remark

if TYPE_CHECKING:
    from ctg_docs.documents.presentation.diapo import Carte, Diapo

__all__ = ["add_portraits"]

_CIVILITES = {"M.", "Mme", "Mmes", "MM."}


def add_portraits(slide: Any, diapo: Diapo) -> None:
    """Add the portraits, those of a direction under its name."""
    haut, pas = HAUT - 2, LARGEUR_PORTRAIT + ECART
    rangees = rangees_de_portraits(diapo.cartes)
    pris = sum(max(map(hauteur_portrait, r)) + ECART + hauteur_titre(r) for r in rangees)
    pied = hauteur_texte(diapo.remarque, LARGEUR, 16) if diapo.remarque else 0.0
    aise = min(12.0, max(0.0, HAUTEUR + ECART - pied - pris) / len(rangees))
    for rangee in rangees:
        bande = hauteur_titre(rangee)
        for rang, nombre, direction in titres(rangee):
            add_box(slide.shapes, (GAUCHE + rang * pas, haut, nombre * pas - ECART, bande), [(direction, 16, GRIS, True)],
                    fond=None, bord=None, haut=False, marge=0.5)  # fmt: skip
        haut += bande
        hauteur = max(map(hauteur_portrait, rangee)) + aise
        for rang, boite in enumerate(rangee):
            _portrait(slide, boite, (GAUCHE + rang * pas, haut, LARGEUR_PORTRAIT, hauteur))
        haut += hauteur + ECART
    add_remark(slide, diapo)


def _portrait(slide: Any, boite: Carte, place: tuple[float, float, float, float]) -> None:
    x, y, largeur, hauteur = place
    fond, encre = (BLANC, PRIMAIRE) if boite.accent else (PRIMAIRE, BLANC)
    add_box(slide.shapes, place, [], fond=BLANC if boite.accent else TEINTE, bord=FILET)
    add_box(slide.shapes, (x + 4, y + (hauteur - MEDAILLON) / 2, MEDAILLON, MEDAILLON),
            [("?" if boite.accent else _initiales(boite.titre), 18, encre, True)], fond=fond, bord=PRIMAIRE,
            forme=MSO_SHAPE.OVAL, centre=True, haut=False, marge=0)  # fmt: skip
    lignes = [(boite.titre, 18, PRIMAIRE, True), *((ligne, 16, ENCRE, False) for ligne in boite.lignes)]
    add_box(slide.shapes, (x + MEDAILLON + 6, y, largeur - MEDAILLON - 7, hauteur), lignes, fond=None, bord=None,
            haut=False, serre=True, marge=1)  # fmt: skip


def _initiales(nom: str) -> str:
    mots = [mot for mot in nom.replace("-", " ").split() if mot not in _CIVILITES and mot[:1].isalpha()]
    return (mots[0][:1] + mots[-1][:1]).upper() if len(mots) > 1 else "".join(mots)[:2].upper()
