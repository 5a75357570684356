"""The table of the sigles of a document, after its contents: empty, it is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["add_table_sigles"]

_SIGLE = Mm(30)
_COURTE = 26
"""Rows that stand on one page: such a table is kept whole, at the foot of the contents or on the next page."""


def add_table_sigles(g: Gabarit) -> None:
    """Add the table of a `ContexteLong`, with its heading: under the contents when the page holds it, never cut if short."""
    with g.si("sigles"), g.si(f"sigles | length <= {_COURTE}"):
        _add(g, court=True)
        g.sinon()
        g.saut_de_page()
        _add(g, court=False)


def _add(g: Gabarit, *, court: bool) -> None:
    table = Tableau(
        [_SIGLE, g.page.texte - _SIGLE],
        titre="Table des sigles",
        description="Chaque sigle employé dans ce document et ce qu’il signifie.",
        style="TableauSerre" if court else "TableauCtg",
    )
    table.entete("Sigle", "Signification")
    with table.boucle("for ligne in sigles"):
        if court:  # rows hold together, the last one to nothing
            with table.si("not loop.last"):
                table.ligne(*_cellules("Lie"))
                table.sinon()
                table.ligne(*_cellules(""))
        else:
            table.ligne(*_cellules(""))
    g.titre(1, "Table des sigles")
    g.ajouter_tableau(table)


def _cellules(fin: str) -> tuple[Cellule, Cellule]:
    return Cellule("{{ ligne.sigle }}", f"TableauGras{fin}"), Cellule("{{ ligne.sens }}", f"Tableau{fin}")
