"""What every kind computes the same way: draft mark, footer, file name, logos. Pure: no layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.template.pictures import read_size
from ctg_docs.engine.values import Picture
from ctg_docs.errors import DataError
from ctg_docs.french import cle, date_longue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.organisme import Image

__all__ = [
    "balance_logos",
    "build_author",
    "build_mention",
    "build_stem",
    "load_picture",
    "logos_des_parties",
]

_HAUT_MIN, _HAUT_MAX, _AIRE, _LARGEUR, _ECART = 14.0, 22.0, 620.0, 157.0, 8.0


def build_mention(ctg: Ctg, situation: Situation) -> str:
    """Return « PROJET – version du 12 mars 2024 », empty for a final document."""
    if situation.final:
        return ""
    jour = situation.date_version or ctg.version.date
    return f"PROJET – version du {date_longue(jour)}" if jour else "PROJET"


def build_author(ctg: Ctg) -> str:
    """Return the name of the body that carries the convention: the first collectivité, or the first party."""
    bodies = [o for s in ctg.signataires for id in s.organismes if (o := ctg.organisme(id))]
    carriers = [o for o in bodies if o.profil.collectivite] or bodies
    return carriers[0].nom if carriers else ctg.territoire.nom


def build_stem(*parts: str) -> str:
    """Return a file name without its extension: « convention-mellois-en-poitou »."""
    return "-".join(re.sub(r"\s+", "-", cle(part)) for part in parts if part)


def load_picture(
    image: Image | None, situation: Situation, alt: str, *, crop: bool = False, **size: float
) -> Picture | None:
    """Return a picture of the dossier, None when there is none or its bytes are not at hand; `alt` when it says none."""
    if image is None or image.fichier not in situation.pictures:
        return None
    return Picture(situation.pictures[image.fichier], image.texte_alternatif or alt, crop=crop, **size)


def balance_logos(logos: Iterable[Picture]) -> tuple[Picture, ...]:
    """Give logos the same visual weight (area), 14 to 22 mm high, on one line of the page."""
    sized = [(logo, ratio) for logo in logos if (ratio := _ratio(logo.data))]
    heights = [min(_HAUT_MAX, max(_HAUT_MIN, (_AIRE / ratio) ** 0.5)) for _, ratio in sized]
    width = sum(h * r for h, (_, r) in zip(heights, sized, strict=True))
    scale = min(1.0, (_LARGEUR - _ECART * len(sized)) / width) if sized else 1.0
    return tuple(
        Picture(logo.data, logo.alt, height_mm=int(height * scale * 10) / 10)
        for height, (logo, _) in zip(heights, sized, strict=True)
    )


def _ratio(data: bytes) -> float:
    try:
        size = read_size(data)
    except DataError:
        return 0.0
    return size.width_mm / size.height_mm


def logos_des_parties(ctg: Ctg, situation: Situation) -> tuple[Picture, ...]:
    """Return the logos of the parties, in their order, balanced; a party without one is only named.

    The communes of a grouped party give theirs only if all still fit, high enough, on one line.
    """
    seuls = _logos(ctg, situation, groupes=False)
    tous = _logos(ctg, situation, groupes=True)
    return tous if all((p.height_mm or 0) >= _HAUT_MIN for p in tous) else seuls


def _logos(ctg: Ctg, situation: Situation, *, groupes: bool) -> tuple[Picture, ...]:
    signataires = [s for s in ctg.signataires if groupes or not s.groupe]
    bodies = [o for s in signataires for id in s.organismes if (o := ctg.organisme(id))]
    pictures = (load_picture(o.logo, situation, f"Logo de {o.nom}") for o in bodies)
    return balance_logos(p for p in pictures if p is not None)
