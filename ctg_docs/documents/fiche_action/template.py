"""The Word template of a single fiche action."""

from __future__ import annotations

from ctg_docs.documents._communs.fiches.gabarit import add_fiche
from ctg_docs.gabarit.charte import FICHES
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Fiche action", FICHES)
    add_fiche(g, seule=True)
    return g.build()
