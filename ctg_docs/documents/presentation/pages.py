"""One function per form of slide. Knows python-pptx and the charte, not the dossier."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm, Pt

from ctg_docs.documents.presentation.calendrier import add_planning
from ctg_docs.documents.presentation.carte import add_map
from ctg_docs.documents.presentation.chiffres import add_figures
from ctg_docs.documents.presentation.dessins import add_chart, add_enjeu, add_logos, add_photo, add_tree
from ctg_docs.documents.presentation.diapo import (
    grille,
    hauteur_carte,
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
    add_line,
    write,
)
from ctg_docs.documents.presentation.maquette import COUVERTURE, GAUCHE, HAUT, TITRE_SEUL
from ctg_docs.documents.presentation.mesures import (
    HAUTEUR,
    LARGEUR,
    PHOTO_COUVERTURE,
    hauteur_chapeau,
    hauteur_texte,
    nombre_lignes,
)
from ctg_docs.documents.presentation.portraits import add_portraits
from ctg_docs.documents.presentation.rangs import add_lines
from ctg_docs.documents.presentation.tables import add_rows
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctg_docs.documents.presentation.context import Presentation
    from ctg_docs.documents.presentation.diapo import Carte, Diapo

__all__ = ["add_slide"]

_SLIDE, _BANDE = 338.67, 7.0
"""Width of a slide, and of the band at its left, in millimetres."""


def add_slide(deck: Any, diapo: Diapo, contexte: Presentation, rang: int) -> None:
    """Add a slide: its title as a true title, its form, its number, its notes."""
    cover = diapo.forme == "couverture"
    slide = deck.slides.add_slide(deck.slide_layouts[COUVERTURE if cover else TITRE_SEUL])
    slide.shapes.title.text_frame.text = plain(diapo.titre)
    if cover:
        _cover(slide, diapo, contexte)
    else:
        _head(slide, diapo)
        _FORMES[diapo.forme](slide, diapo)
        _foot(slide, contexte.pied, rang)
    slide.notes_slide.notes_text_frame.text = plain(diapo.commentaire or diapo.titre)


def _foot(slide: Any, pied: str, rang: int) -> None:
    """Copy the footer and the number of the layout, which a new slide lacks."""
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.xpath(".//p:ph")[0].get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        element = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(element)
        own = slide.shapes[-1]
        element.xpath(".//p:cNvPr")[0].set("id", str(900 + (kind == "ftr")))
        if kind == "ftr":
            own.text_frame.clear()
            write(own.text_frame.paragraphs[0], pied, 16, GRIS)
        else:
            for text in element.xpath(".//a:t"):
                text.text = str(rang)


def _head(slide: Any, diapo: Diapo) -> None:
    """Recall the point of the agenda where one is, the bar shows how far the story has gone; tighten a long title."""
    if nombre_lignes(diapo.titre, LARGEUR, 32) > 1:
        for run in slide.shapes.title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(26)
    rang, nombre = diapo.etape
    faite = (_SLIDE - _BANDE) * rang / max(nombre, 1)
    if nombre:
        add_box(slide.shapes, (_BANDE, 0, _SLIDE - _BANDE, 2.2), [], bord=None)
        add_box(slide.shapes, (_BANDE, 0, faite, 2.2), [], fond=ACCENT, bord=None)
    if diapo.fil:
        add_box(
            slide.shapes,
            (GAUCHE, 3.4, LARGEUR, 9),
            [(diapo.fil, 16, ACCENT, True)],
            fond=None,
            bord=None,
            marge=2.54,
        )


def _cover(slide: Any, diapo: Diapo, contexte: Presentation) -> None:
    """Write the cover; a photograph takes its right edge, and the words are a little smaller."""
    titre, corps = slide.shapes.title, (40, 28, 24)
    largeur = 290.0
    if diapo.photo:
        largeur -= PHOTO_COUVERTURE + 6
        corps = (34, 24, 20)
        add_photo(slide, diapo.photo, (_SLIDE - PHOTO_COUVERTURE, 0, PHOTO_COUVERTURE, 184))
    sous = 77 if diapo.photo else 92
    for shape, haut, bas in ((titre, 42, sous - 4), (slide.placeholders[1], sous, 132)):
        shape.left, shape.top, shape.width, shape.height = Mm(34), Mm(haut), Mm(largeur - 10), Mm(bas - haut)
    for paragraph in titre.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(corps[0])
    frame = slide.placeholders[1].text_frame
    for rang, puce in enumerate(diapo.puces):
        paragraph = frame.paragraphs[0] if rang == 0 else frame.add_paragraph()
        write(paragraph, puce.texte, corps[1] if rang == 0 else corps[2], ENCRE if rang == 0 else GRIS)
    add_box(slide.shapes, (34, 36, 60, 1.8), [], fond=ACCENT, bord=None)
    parties = [(diapo.chapeau, 16, GRIS, False)] if diapo.chapeau else []
    if contexte.mention:
        parties.append((contexte.mention, 16, ACCENT, True))
    hauteur = 4 + sum(hauteur_texte(texte, largeur - 15, 16) for texte, *_ in parties) if parties else 0.0
    hauteur = min(hauteur, HAUTEUR / 2)  # names without end go on below, none pushes the logos off the slide
    if parties:
        add_box(slide.shapes, (31, 187 - hauteur, largeur, hauteur), parties, fond=None, bord=None)
    corps_sous = (corps[min(rang, 1) + 1] for rang in range(len(diapo.puces)))
    sous_titres = sum(
        hauteur_texte(p.texte, largeur - 15, c) for p, c in zip(diapo.puces, corps_sous, strict=True)
    )
    add_logos(slide, contexte, (sous + sous_titres + 2, 187 - hauteur - 4, largeur - 3))


def _lead(slide: Any, diapo: Diapo) -> float:
    """Add the introduction above the form; return where the form begins."""
    if not diapo.chapeau:
        return HAUT
    hauteur = min(hauteur_chapeau(diapo.chapeau), HAUTEUR / 2)
    add_box(slide.shapes, (GAUCHE, HAUT - 1, LARGEUR, hauteur), [(diapo.chapeau, 24, GRIS, False)], fond=None,
            bord=None, marge=2.54)  # fmt: skip
    return HAUT + hauteur


def _list(slide: Any, diapo: Diapo) -> None:
    add_lines(slide, diapo.puces, _lead(slide, diapo), diapo.corps)


def _timeline(slide: Any, diapo: Diapo) -> None:
    """Draw the line of the years, those of the slide filled, then the facts."""
    pas = LARGEUR / max(len(diapo.reperes), 1)
    axe = HAUT + 4
    add_line(slide.shapes, (GAUCHE, axe, GAUCHE + LARGEUR, axe), epaisseur=3)
    for rang, annee in enumerate(diapo.reperes):
        actif = annee in diapo.actifs
        centre = GAUCHE + pas * (rang + 0.5)
        rayon = 3.5 if actif else 2.2
        add_box(slide.shapes, (centre - rayon, axe - rayon, 2 * rayon, 2 * rayon), [], fond=ACCENT if actif else BLANC,
                bord=ACCENT if actif else PRIMAIRE, forme=MSO_SHAPE.OVAL)  # fmt: skip
        mot = f"▸\u00a0{annee}" if actif else annee
        add_box(slide.shapes, (centre - pas / 2, axe + 4, pas, 10), [(mot, 16, ACCENT if actif else GRIS, actif)],
                fond=None, bord=None, centre=True, marge=0)  # fmt: skip
    add_lines(slide, diapo.puces, HAUT + 26, diapo.corps)


def _card(
    slide: Any, boite: Carte, place: tuple[float, float, float, float], corps: int, *, seul: bool
) -> None:
    """Draw a box; `seul` when all of them are a title alone, in the middle."""
    numero = boite.titre.isdigit()
    lignes = [
        (boite.titre, 32 if numero else corps + 2, ACCENT if boite.accent or numero else PRIMAIRE, True)
    ]
    lignes += [(ligne, corps, ENCRE, False) for ligne in boite.lignes]
    if boite.note:
        lignes.append((f"▲\u00a0{boite.note}" if boite.accent else boite.note, max(16, corps - 4),
                       ACCENT if boite.accent else GRIS, True))  # fmt: skip
    add_box(
        slide.shapes,
        place,
        lignes,
        bord=ACCENT if boite.accent else FILET,
        haut=not seul,
        centre=seul,
        marge=4,
    )


def _cards(
    slide: Any, diapo: Diapo, haut: float | None = None, bas: float = HAUT + HAUTEUR, marge: float = 0
) -> None:
    haut = _lead(slide, diapo) if haut is None else haut
    boites = diapo.cartes[1:] if diapo.forme == "ensemble" else diapo.cartes
    rangs, colonnes = grille(len(boites))
    largeur = (LARGEUR - 2 * marge - 6 * (colonnes - 1)) / max(colonnes, 1)
    besoin = max((hauteur_carte(b, largeur - 10, diapo.corps) for b in boites), default=0.0)
    place = (bas - haut - 6 * (rangs - 1)) / rangs
    seuls = not any(boite.lignes or boite.note for boite in boites)
    hauteur = min(place, max(besoin + 14, (0.7 if seuls else 0.5) * place))
    for i, boite in enumerate(boites):
        ligne, colonne = divmod(i, colonnes)
        x, y = GAUCHE + marge + colonne * (largeur + 6), haut + ligne * (hauteur + 6)
        _card(slide, boite, (x, y, largeur, hauteur), diapo.corps, seul=seuls)


def _nested(slide: Any, diapo: Diapo) -> None:
    """Draw the plan that holds the others as a frame around them."""
    haut = _lead(slide, diapo)
    dehors = diapo.cartes[0]
    titre = " – ".join((dehors.titre, *dehors.lignes))
    add_box(slide.shapes, (GAUCHE, haut, LARGEUR, HAUT + HAUTEUR - haut), [], fond=BLANC, bord=PRIMAIRE)
    add_box(slide.shapes, (GAUCHE + 8, haut + 2, LARGEUR - 16, 14), [(titre, 24, PRIMAIRE, True)], fond=None, bord=None,
            centre=True)  # fmt: skip
    _cards(slide, diapo, haut + 18, HAUT + HAUTEUR - 6, marge=8)


def _steps(slide: Any, diapo: Diapo) -> None:
    """Draw the steps as chevrons, what they hold under them."""
    haut = _lead(slide, diapo)
    largeur = LARGEUR / max(len(diapo.cartes), 1)
    for rang, boite in enumerate(diapo.cartes):
        x = GAUCHE + rang * largeur
        encre = BLANC if boite.accent else PRIMAIRE
        add_box(slide.shapes, (x, haut, largeur - 1, 30), [(boite.titre, 18, encre, True)],
                fond=PRIMAIRE if boite.accent else TEINTE, bord=PRIMAIRE, forme=MSO_SHAPE.PENTAGON, centre=True,
                haut=False)  # fmt: skip
        if boite.note:
            add_box(slide.shapes, (x, haut + 31, largeur - 4, 18),
                    [(f"▲\u00a0{boite.note}" if boite.accent else boite.note, 16, ACCENT if boite.accent else GRIS, True)],
                    fond=None, bord=None, centre=True, marge=0)  # fmt: skip
        lignes = [(f"•\u00a0{t}", max(diapo.corps, 16), ENCRE, False) for t in boite.lignes]
        if lignes:
            add_box(
                slide.shapes,
                (x, haut + 50, largeur - 4, HAUT + HAUTEUR - haut - 50),
                lignes,
                fond=None,
                bord=None,
            )


def _contact(slide: Any, diapo: Diapo) -> None:
    if diapo.puces:
        lignes = [(p.texte, 28 if rang == 0 else 24, PRIMAIRE if rang == 0 else ENCRE, rang == 0)
                  for rang, p in enumerate(diapo.puces)]  # fmt: skip
        add_box(slide.shapes, (GAUCHE, HAUT + 8, LARGEUR, 14.0 * len(lignes) + 6), lignes, marge=10)


_FORMES: dict[str, Callable[[Any, Diapo], None]] = {
    "puces": _list,
    "arbre": add_tree,
    "cartes": _cards,
    "chiffre": _cards,
    "chiffres": add_figures,
    "carte": add_map,
    "etapes": _steps,
    "frise": _timeline,
    "ensemble": _nested,
    "table": add_rows,
    "organigramme": add_chart,
    "planning": add_planning,
    "portraits": add_portraits,
    "enjeu": add_enjeu,
    "contact": _contact,
}
