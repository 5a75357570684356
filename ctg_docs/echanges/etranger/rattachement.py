"""Where the actions of a sheet hang: the axe that a title above the table, or the name of the sheet, tells."""

from __future__ import annotations

import re
from typing import Final

from ctg_docs.echanges.etranger.colonnes import Mapping
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.recueil import AXE, Heading
from ctg_docs.echanges.etranger.valeurs import without_number
from ctg_docs.models.convention import Thematique

__all__ = ["axis_of", "level_name", "theme_of", "under"]

_PLAIN: Final = re.compile(
    r"(?:sommaire|index|menu|matrice|synth[eè]se|r[ée]cap\w*|ensemble|g[ée]n[ée]ral|global|liste|base|annexe|version|copie|feuil(?:le)?|sheet|tableau|table|plan|actions?|suivi|donn[ée]es|export|planning|budget|fa\b|fiche)|\d|$",
    re.IGNORECASE,
)
"""Names of sheets that name no axe."""


def axis_of(grid: Grid, shape: Mapping, *, many: bool) -> Heading | None:
    """Return the axe that the title above the table names, else the sheet."""
    first = next((c.header for c in shape.columns if c.field == "niveau_1"), "")
    if AXE.match(first):
        return None
    above = [
        Heading(1, text, row, rank)
        for row in range(shape.row)
        for rank, text in enumerate(grid.rows[row])
        if isinstance(text, str) and (row, rank) not in grid.merged and AXE.match(text)
    ]
    if above:
        return above[-1]
    named = AXE.match(grid.name) or (many and not _PLAIN.match(grid.name))
    return Heading(1, grid.name, -1, 0) if named else None


def level_name(header: str) -> str:
    """Return the name of a level that a header gives: « axe » of « Axe / Enjeu (x) »."""
    return " ".join(re.split(r"[(/]", header)[0].lower().split()).strip(" :") or "niveau"


def under(own: Heading | None, headings: list[Heading]) -> list[Heading]:
    """Return the titles of an action; that of the table is above those across it, unless they begin with an axe too."""
    if own is None or (headings and not (AXE.match(own.text) and not AXE.match(headings[0].text))):
        return headings
    return [own, *headings]


def theme_of(title: str) -> Thematique | None:
    """Return the theme that a title names, its number apart."""
    return Thematique.read(without_number(title).strip())
