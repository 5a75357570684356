"""The table of the sigles of a document, after its contents: empty, it is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_table_sigles"]

_SIGLE = Mm(30)


def add_table_sigles(g: Gabarit) -> None:
    """Add the table of a `ContexteLong`, with its heading."""
    with g.si("sigles"):
        g.saut_de_page()
        g.titre(1, "Table des sigles")
        g.tableau(
            [
                Colonne("Sigle", _SIGLE, Cellule("{{ ligne.sigle }}", "TableauGras")),
                Colonne("Signification", g.page.texte - _SIGLE, "{{ ligne.sens }}"),
            ],
            boucle="for ligne in sigles",
            titre="Table des sigles",
            description="Chaque sigle employé dans ce document et ce qu’il signifie.",
            legende="",
        )
