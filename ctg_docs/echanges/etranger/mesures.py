"""Columns beside an indicator: what it starts from, what it aims at, what it was. Elsewhere the same words mean others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.echanges.etranger.ressemblance import year_of
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment

__all__ = ["figures", "is_figure", "year_told"]

_FIGURES: Final = (
    ("cible", re.compile(r"(?:valeurs? |resultats? )?(?:cibles?|objectifs?|vise\w*|attendue?s?|prevue?s?|prevision\w*|a atteindre)\b")),
    ("initiale", re.compile(r"(?:(?:situation|valeur|etat|niveau|point|donnee)s? )?(?:actuel\w*|initial\w*|de depart|depart|de reference|t0)\b")),
    ("mesure", re.compile(r"(?:valeurs? |resultats? )?(?:realise\w*|atteinte?s?|obtenue?s?|constate\w*|mesure\w*|reel\w*|resultats?)\b")),
)  # fmt: skip
_TOLD: Final = re.compile(
    r"(?:\bmaj\b|mise? [àa] jour|actualis\w+|\bau\b|arr[êe]t[ée]\w*|situation|bilan)[^\d\n]{0,14}(?:\d{1,2}(?:er)?[/. ](?:\d{1,2}|[^\W\d]{3,9})[/. ])?(20\d\d|\d\d(?!\d))",
    re.IGNORECASE,
)
"""« MAJ : 30/06/2025 », « situation au 31 décembre 2025 »: when what a table says is true."""
_FIELDS: Final = frozenset(["", "note", "publics_cibles", "objectifs", "statut", "bilan", "budget", "depense", "mesure", "resultats_attendus", "niveau_1", "niveau_2", "niveau_3", "cible", "initiale"])  # fmt: skip
"""What such a header is taken for when no indicator stands beside it."""


def year_told(title: str) -> int | None:
    """Return the only year in which a title says that its table is true."""
    years = {int(y) + (2000 if len(y) == 2 else 0) for y in _TOLD.findall(title)}
    return years.pop() if len(years) == 1 else None


def is_figure(header: str) -> bool:
    """True for words that head the figures of an indicator, beside it: « Réalisé 2024 », « Objectif 2026 »."""
    return any(words.match(cle(header)) for _, words in _FIGURES)


def figures(
    columns: Sequence[Column], values: Sequence[Sequence[Cell]], told: int | None = None
) -> list[Column]:
    """Return the columns, those at the right of an indicator that hold its figures as such.

    Args:
        columns: from left to right.
        values: what stands below each.
        told: the year in which the table is true.
    """
    found = list(columns)
    beside = False
    for at, (column, below) in enumerate(zip(columns, values, strict=True)):
        if column.field == "indicateurs":
            beside = True
            continue
        header = cle(column.header.rpartition(" – ")[2] or column.header)
        field = next((f for f, words in _FIGURES if words.match(header)), "") if beside else ""
        said = [v for v in below if v is not None]
        counted = sum(isinstance(v, int | float) or bool(re.search(r"\d", str(v))) for v in said)
        if not field or not column.guessed or column.root not in _FIELDS or counted * 2 < len(said):
            beside = beside and column.root in ("source", "cible", "initiale", "mesure")
            continue
        year = year_of(column.header) or (told if field == "mesure" else None)
        dated = f"_{year}" if year and field == "mesure" else ""
        moment = Moment.parse(str(year)) if year else None
        found[at] = replace(column, field=f"{field}{dated}", moment=moment, payer="")
    return found
