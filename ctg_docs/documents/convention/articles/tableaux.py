"""An article told as a table that one can scan, and the same in words for what quotes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.markdown import blocs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LigneArticle", "TableauArticle", "build_tableau"]


class LigneArticle(Bloc):
    """A row: its name, then what stands under each head."""

    nom: Rich
    cellules: tuple[Rich, ...]


class TableauArticle(Bloc):
    """The table of an article."""

    entetes: tuple[str, ...] = Field(title="En-têtes", description="Celui des noms, puis ceux des cellules")
    lignes: tuple[LigneArticle, ...] = Field(title="Lignes", description="Une par partie ou par instance")

    @property
    def mots(self) -> str:
        """The same as headings and paragraphs."""
        return blocs(*(self._section(ligne) for ligne in self.lignes))

    def _section(self, ligne: LigneArticle) -> str:
        seule = len(ligne.cellules) == 1
        parties = zip(self.entetes[1:], (c.text for c in ligne.cellules), strict=True)
        return blocs(
            f"## {ligne.nom.text}",
            *(texte if seule else blocs(f"{entete}\u00a0:", texte) for entete, texte in parties if texte),
        )


def build_tableau(
    entetes: Sequence[str], lignes: Sequence[tuple[str, Sequence[str]]]
) -> TableauArticle | None:
    """Return the table of rows given as a name and texts; none without rows."""
    if not lignes:
        return None
    return TableauArticle(
        entetes=tuple(entetes),
        lignes=tuple(LigneArticle(nom=Rich(n), cellules=tuple(map(Rich, textes))) for n, textes in lignes),
    )
