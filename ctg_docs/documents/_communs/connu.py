"""The dossier that a paper shows: as it was known on its day, never after the date of the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.tete import date_de_version
from ctg_docs.models.au_jour import au_jour, consolide

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["connu_le"]


def connu_le(ctg: Ctg, situation: Situation, jour: date | None = None) -> Ctg:
    """Return the dossier as it was known on a day: who was a party, until when, what had happened.

    Args:
        ctg: the dossier, as written.
        situation: gives the date of the version.
        jour: the day of the paper; that of the version by default, and never a later one.
    """
    version = date_de_version(ctg, situation)
    connus = [d for d in (jour, version) if d]
    if not connus:
        return ctg
    jour = min(connus)
    return consolide(ctg if jour == version else au_jour(ctg, jour), jour)
