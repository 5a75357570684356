"""Photographs of the dossier: cut to the frame of a cover or of an enjeu, their credit under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from ctg_docs.documents._communs.identite import load_picture
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Picture
from ctg_docs.gabarit.charte import PORTRAIT
from ctg_docs.gabarit.mesure import hauteur, hauteur_utile
from ctg_docs.holes import hole, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.organisme import Photographie

__all__ = ["Photo", "build_photo", "build_photo_de_couverture"]

_LARGEUR: Final = PORTRAIT.texte.mm
_HAUT_MIN, _HAUT_MAX, _ENJEU = 30.0, 92.0, 46.0
"""Heights on a cover, the smallest that still shows something; and beside an enjeu."""
_BLANC = 14.0
"""Millimetres around the photograph of a cover, the rule and the logos left aside."""


class Photo(Bloc):
    """A photograph and who took it."""

    image: Picture
    credit: str = Field("", title="Crédit", description="« Photographie : Marie Durand », ou vide")


def build_photo(
    photo: Photographie | None, situation: Situation, largeur: float = _LARGEUR, haut: float = _ENJEU
) -> Photo | None:
    """Return a photograph cut to a frame, in millimetres; None when there is none or its bytes are not at hand."""
    image = load_picture(
        photo,
        situation,
        plain(hole("texte de remplacement de la photographie")),
        crop=True,
        width_mm=largeur,
        height_mm=haut,
    )
    if image is None or photo is None:
        return None
    return Photo(image=image, credit=f"Photographie\u00a0: {photo.credit}" if photo.credit else "")


def build_photo_de_couverture(
    photo: Photographie | None,
    situation: Situation,
    logos: Iterable[Picture],
    lignes: Iterable[tuple[str, str]],
) -> Photo | None:
    """Return the photograph of a cover as high as the page allows; none where its words take the page.

    Args:
        photo: of the dossier.
        situation: of the generation.
        logos: printed above.
        lignes: the other paragraphs, each with its style.
    """
    pris = max((logo.height_mm or 0.0 for logo in logos), default=0.0) + _BLANC
    haut = min(
        _HAUT_MAX, hauteur_utile() - pris - sum(hauteur(style, texte) for style, texte in lignes if texte)
    )
    return build_photo(photo, situation, haut=round(haut, 1)) if haut >= _HAUT_MIN else None
