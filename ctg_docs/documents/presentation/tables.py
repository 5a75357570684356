"""Slides that hold a table: the posts, the rétroplanning. Knows python-pptx, not the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctg_docs.documents.presentation.formes import (
    ENCRE,
    GRIS,
    PRIMAIRE,
    TEINTE,
    add_box,
    add_table,
    shade,
)
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT
from ctg_docs.documents.presentation.mesures import (
    HAUTEUR,
    LARGEUR,
    hauteur_ligne,
    hauteur_texte,
)

if TYPE_CHECKING:
    from ctg_docs.documents.presentation.diapo import Diapo

__all__ = ["add_remark", "add_rows"]

_CORPS = 16


def add_rows(slide: Any, diapo: Diapo) -> None:
    """Add a plain table: head, rows; a narrow last column is centred."""
    largeurs, corps = diapo.largeurs, diapo.corps
    hauteurs = [11.0, *(hauteur_ligne(ligne, largeurs, corps) for ligne in diapo.lignes)]
    table = add_table(
        slide.shapes,
        (GAUCHE, HAUT, LARGEUR),
        largeurs,
        hauteurs,
        f"{diapo.titre} : {', '.join(diapo.entetes)}.",
    )
    for colonne, entete in enumerate(diapo.entetes):
        shade(table.cell(0, colonne), TEINTE, [(entete, 18, PRIMAIRE, True)], centre=largeurs[colonne] <= 30)
    for rang, ligne in enumerate(diapo.lignes, start=1):
        for colonne, texte in enumerate(ligne):
            shade(
                table.cell(rang, colonne),
                None,
                [(texte, corps, ENCRE, colonne == 0)],
                centre=largeurs[colonne] <= 30,
            )
    add_remark(slide, diapo, sum(hauteurs) + 4)


def add_remark(slide: Any, diapo: Diapo, dessous: float = HAUTEUR) -> None:
    """Add the remark at this distance under the top of the content, or at the foot of the slide."""
    if diapo.remarque:
        hauteur = hauteur_texte(diapo.remarque, LARGEUR, _CORPS)
        haut = HAUT + min(dessous, HAUTEUR - hauteur)
        add_box(slide.shapes, (GAUCHE, haut, LARGEUR, hauteur), [(diapo.remarque, _CORPS, GRIS, False)],
                fond=None, bord=None, marge=2.54)  # fmt: skip
