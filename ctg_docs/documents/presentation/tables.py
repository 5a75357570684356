"""Slides that hold a table: the posts, the rétroplanning. Knows python-pptx, not the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctg_docs.documents.presentation.diapo import (
    ENTETE_PLANCHE,
    HAUTEUR,
    LARGEUR,
    etiquette_planche,
    hauteur_ligne,
    hauteur_rangee,
    hauteur_texte,
)
from ctg_docs.documents.presentation.formes import (
    ACCENT,
    BLANC,
    ENCRE,
    FILET,
    GRIS,
    PRIMAIRE,
    TEINTE,
    add_box,
    add_table,
    shade,
)
from ctg_docs.documents.presentation.maquette import GAUCHE, HAUT

if TYPE_CHECKING:
    from ctg_docs.documents._communs.calendrier.planning import Rangee
    from ctg_docs.documents.presentation.diapo import Diapo

__all__ = ["add_grid", "add_rows"]

_CORPS = 16
_ASPECTS: dict[str, tuple[Any, Any]] = {
    "vide": (None, GRIS),
    "faite": (PRIMAIRE, BLANC),
    "en_cours": (FILET, ENCRE),
    "prevue": (TEINTE, PRIMAIRE),
    "a_confirmer": (None, ENCRE),
    "jalon": (None, ACCENT),
}


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
    _add_remark(slide, diapo, sum(hauteurs) + 4)


def _add_remark(slide: Any, diapo: Diapo, dessous: float = HAUTEUR) -> None:
    """Add the remark at this distance under the top of the content, or at the foot of the slide."""
    if diapo.remarque:
        hauteur = hauteur_texte(diapo.remarque, LARGEUR, _CORPS)
        haut = HAUT + min(dessous, HAUTEUR - hauteur)
        add_box(slide.shapes, (GAUCHE, haut, LARGEUR, hauteur), [(diapo.remarque, _CORPS, GRIS, False)],
                fond=None, bord=None, marge=2.54)  # fmt: skip


def add_grid(slide: Any, diapo: Diapo) -> None:
    """Add the rétroplanning as a table; each bar says in words what its shade shows."""
    planche = diapo.planche
    assert planche is not None
    etiquette = etiquette_planche(planche)
    pas = (LARGEUR - etiquette) / planche.nombre
    largeurs = [etiquette, *[pas] * planche.nombre]
    hauteurs = [17.0, ENTETE_PLANCHE - 17.0, *(hauteur_rangee(planche, r) for r in planche.rangees)]
    alt = f"{diapo.titre}\u00a0: une colonne par période, une ligne par étape. Nous en sommes là\u00a0: {diapo.position}."
    table = add_table(slide.shapes, (GAUCHE, HAUT, LARGEUR), largeurs, hauteurs, alt)
    shade(table.cell(0, 0), TEINTE, [("Étape", _CORPS, PRIMAIRE, True)])
    shade(table.cell(1, 0), None, [("Nous en sommes là" if diapo.position else "–", _CORPS, ACCENT, True)])
    for i in range(planche.nombre):
        shade(table.cell(0, i + 1), TEINTE, [(planche.periodes[i], _CORPS, PRIMAIRE, True)], centre=True)
        shade(
            table.cell(1, i + 1),
            None,
            [(planche.reperes[i], _CORPS, ACCENT, True)] if planche.reperes[i] else [],
            centre=True,
        )
    for rang, rangee in enumerate(planche.rangees, start=2):
        _row(table, rang, rangee, planche.nombre)
    _add_remark(slide, diapo)


def _row(table: Any, rang: int, rangee: Rangee, nombre: int) -> None:
    if rangee.nature == "piste":
        table.cell(rang, 0).merge(table.cell(rang, nombre))
        shade(table.cell(rang, 0), TEINTE, [(rangee.titre, 18, PRIMAIRE, True)])
        return
    shade(table.cell(rang, 0), None, [(rangee.titre, _CORPS, ENCRE, False)])
    if rangee.nature == "a_dater":
        table.cell(rang, 1).merge(table.cell(rang, nombre))
        shade(table.cell(rang, 1), None, [(rangee.note, _CORPS, GRIS, False)], centre=True)
        return
    for i, case in enumerate(rangee.cases, start=1):
        fond, encre = _ASPECTS[case.aspect]
        lignes = [(case.texte, _CORPS, encre, True)] if case.texte else []
        shade(table.cell(rang, i), fond, lignes, centre=True, hachure=case.aspect == "a_confirmer")
