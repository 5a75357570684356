"""The parties block: « Entre », one item per party, « Et », « D’une part » where the dossier takes sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ctg_docs.documents._communs.parties.parties import CONVENTION, comparution
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.holes import hole
from ctg_docs.models.signataire import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.parties.parties import Partie

__all__ = ["LigneComparution", "build_comparution"]


class LigneComparution(Bloc):
    """A line of the block."""

    genre: Literal["partie", "membre", "lien"]
    texte: Rich


def build_comparution(parties: Sequence[Partie], signe: str = CONVENTION) -> tuple[LigneComparution, ...]:
    """Return the lines of the block; a hole when the dossier has no party.

    Args:
        parties: in their order.
        signe: what they sign: « la présente convention », « le présent avenant ».
    """
    if not parties:
        return (LigneComparution(genre="partie", texte=Rich(hole("parties à la convention"))),)
    cotes = [(part, [p for p in parties if p.signataire.part is part]) for part in Part]
    sans_cote = [p for p in parties if p.signataire.part is None]
    if sans_cote or not all(groupe for _, groupe in cotes):
        return tuple(_groupe(parties, signe, fin="."))
    (_, premiers), (_, seconds) = cotes
    return (
        *_groupe(premiers, signe, fin=", d’une part,"),
        _lien("Et"),
        *_groupe(seconds, signe, fin=", d’autre part."),
    )


def _lien(texte: str) -> LigneComparution:
    return LigneComparution(genre="lien", texte=Rich(texte))


def _groupe(parties: Sequence[Partie], signe_quoi: str, fin: str) -> list[LigneComparution]:
    lignes: list[LigneComparution] = []
    for rang, partie in enumerate(parties, start=1):
        if rang > 1:
            lignes.append(_lien("Et"))
        signe = fin if rang == len(parties) else ","
        phrase, membres = comparution(partie, signe_quoi)
        lignes.append(LigneComparution(genre="partie", texte=Rich(f"{phrase}{' :' if membres else signe}")))
        for n, membre in enumerate(membres, start=1):
            dernier = n == len(membres)
            lignes.append(
                LigneComparution(genre="membre", texte=Rich(f"{membre}{signe if dernier else ' ;'}"))
            )
    return lignes
