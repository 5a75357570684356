"""The thresholds of reconciliation: one place, each with its reason."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ALIKE",
    "ALIKE_PRINTED",
    "CITED",
    "EQUAL_CELLS",
    "NEAR",
    "REWORKED",
    "SAME_CONTENT",
    "SAME_HEADER",
    "SAME_PAGE",
    "SAME_TABLE",
    "SHORT",
]

ALIKE: Final = 0.5
"""Share of equal cells from which two rows are one, edited: a person who changes more than half of a row means another."""

EQUAL_CELLS: Final = 3
"""Equal cells that this share must count: two rows of two cells have half of them in common by chance."""

ALIKE_PRINTED: Final = 0.6
"""Likeness of two printed rows from which one is the other, edited: they share their headings and units, which cells do not."""

SAME_TABLE: Final = 0.6
"""Share of the titles of a table of ours from which a sheet of another name is it: no two of them share so many."""

SAME_HEADER: Final = 0.8
"""Likeness of two titles, one of which the sheet lacks: « Constats » for « Constat », not « Montant » for « Moment »."""

SAME_CONTENT: Final = 0.5
"""Share of the values that a column has in common with the dossier from which it is that field under another title."""

SAME_PAGE: Final = 0.5
"""Share of the columns that a sheet has in common with the fullest one, from which it is another page of the same plan."""

CITED: Final = 0.5
"""Share of a column that must name actions for its sheet to complete them: the others may be totals, or actions of the past."""

NEAR: Final = 0.7
"""Likeness from which a name was probably meant: one letter in four may differ, « Dupond » for « Dupont »."""

REWORKED: Final = 12
"""Cells by which a file may be further from what was last taken of it than from an older state, and still be that one,
put right: half a dozen values put back to what they were. Beyond, it is an older copy that somebody worked in."""

SHORT: Final = 4
"""Letters up to which nothing is near: « ARS », « MSA » and « MSP » are three bodies, not one and its mistakes."""
