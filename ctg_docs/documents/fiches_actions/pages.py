"""Which parts open above their first fiche, and how full the pages of fiches are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.fiches.aisance import Place, place_fiche, place_rangs, place_textes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.fiches_actions.context import SectionEnjeu
    from ctg_docs.engine.values import Rich

__all__ = ["ouvrir_sur_la_fiche", "pages_de_fiches"]

_AISE = 0.5
"""Share of the air that a fiche keeps under the opening of its part; with less, each has its page."""
_LIGNE = 4.6
"""Millimetres of a line of the list of fiches."""


def ouvrir_sur_la_fiche(section: SectionEnjeu, *tete: Rich | str) -> SectionEnjeu:
    """Return a part whose first fiche begins under its opening when one page holds both with ease.

    Args:
        section: the part.
        tete: what is printed above its text, in the first part.
    """
    if section.photo or not section.fiches:
        return section
    premiere, *autres = section.fiches
    if _ouverture(section, *tete).plus(place_fiche(premiere)).aise < _AISE:
        return section
    return section.model_copy(update={"fiches": (premiere.model_copy(update={"suite": True}), *autres)})


def pages_de_fiches(sections: Sequence[SectionEnjeu], *tete: Rich | str) -> list[Place]:
    """Return what each page with a fiche takes, the opening of its part included."""
    return [
        _ouverture(section, *(() if rang else tete)).plus(place_fiche(f)) if f.suite else place_fiche(f)
        for rang, section in enumerate(sections)
        for f in section.fiches
    ]


def _ouverture(section: SectionEnjeu, *tete: Rich | str) -> Place:
    listes = [liste for liste in (section.points, section.constats, section.resultats) if liste]
    return place_textes("Heading1", section.titre).plus(
        place_textes("Corps", *tete, section.texte),
        *(place_textes("ListBullet", *liste) for liste in listes),
        *(place_textes("Intertitre", "Objectifs") for _ in range(1 + len(listes))),
        place_rangs(
            ([(ligne.intitule, 67.0), (ligne.pilote, 42.0)] for ligne in section.lignes), ligne=_LIGNE
        ),
    )
