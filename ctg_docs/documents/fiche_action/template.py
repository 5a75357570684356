"""The Word template of a single fiche action."""

from __future__ import annotations

from ctg_docs.documents._blocs.gabarit import Gabarit
from ctg_docs.documents._blocs.gabarit_fiche import add_fiche

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Fiche action")
    add_fiche(g, seule=True)
    return g.build()
