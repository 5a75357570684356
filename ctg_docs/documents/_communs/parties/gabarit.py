"""Layout of what the convention and its avenants share: the parties block and the visas."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_parties", "add_visas"]


def add_parties(g: Gabarit) -> None:
    """Add « Entre » and the lines of `comparution`."""
    g.paragraphe("Entre\u00a0:", "Formule")
    with g.boucle("for ligne in comparution"), g.si('ligne.genre == "partie"'):
        g.paragraphe("{{ ligne.texte }}", "Partie")
        g.sinon('ligne.genre == "membre"')
        g.paragraphe("{{ ligne.texte }}", "PartieMembre")
        g.sinon()
        g.paragraphe("{{ ligne.texte }}", "Lien")


def add_visas(g: Gabarit) -> None:
    """Add the list `visas`, the first kept with the heading."""
    with g.boucle("for visa in visas"), g.si("loop.first"):
        g.paragraphe("{{ visa }}", "VisaSuivi")
        g.sinon()
        g.paragraphe("{{ visa }}", "Visa")
