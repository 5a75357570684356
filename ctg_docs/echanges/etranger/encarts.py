"""Small tables inside a fiche: steps with their dates, indicators with their targets, what is spent beside who pays.

A row in which every cell is a label heads them; each row below says one thing, its cells belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ctg_docs.echanges.etranger.colonnes import DONE, MONEY
from ctg_docs.echanges.etranger.correspondances import Known
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.legendes import scale_of
from ctg_docs.echanges.etranger.mesures import figures, is_figure
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.echanges.etranger.ressemblance import meaning, sure, year_of
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment

__all__ = ["Inset", "insets"]

_LONGEST: Final = 60
_KNOWN: Final = 0.6
"""Share of the cells of a row that must be labels for sure: « Indicateur | Cible | Mode de recueil »."""
_OPENS: Final = re.compile(r"\s*(?:axe|enjeu|orientation|fiche|action)s?\b[^a-z]{0,6}\d", re.IGNORECASE)
"""What opens another fiche, or another axe."""
_TOTAL: Final = re.compile(r"(?:sous ?)?tota(?:l|ux)\b.*")
_INCOME: Final = re.compile(r"recettes?|produits?|ressources?|financeurs?|financements?|cofinanc\w+|origine")


@dataclass(frozen=True, slots=True)
class Inset:
    """A table inside a fiche.

    Attributes:
        row: its headers; rows: those below; columns: what its headers mean, by rank.
        sums: those of its rows that only add the others up.
    """

    row: int
    rows: tuple[int, ...]
    columns: dict[int, Column]
    sums: frozenset[int]

    def column(self, rank: int) -> Column:
        """Return what a cell of this column says; one outside of the table goes on with its last column."""
        at = max((c for c in self.columns if c <= rank), default=min(self.columns))
        return self.columns[at]


def insets(grid: Grid, known: Known) -> list[Inset]:
    """Return the tables inside a sheet of fiches, from the top."""
    found: list[Inset] = []
    row = 0
    while row < len(grid.rows) - 1:
        if _is_head(grid, row) and (rows := tuple(_below(grid, row))):
            found.append(_inset(grid, row, rows, known))
            row = rows[-1]
        row += 1
    return found


def _is_head(grid: Grid, row: int) -> bool:
    own, below = grid.own(row), grid.own(row + 1)
    if len(own) < 2 or not below or not all(isinstance(v, str) and len(v) <= _LONGEST for v in own.values()):
        return False
    words = [text_of(v) for v in own.values()]
    counted = meaning(words[0]) == "indicateurs"
    stepped = meaning(words[0]) == "etapes"
    labels = sum(
        sure(w) or (counted and is_figure(w)) or (stepped and DONE.match(cle(w)) is not None) for w in words
    )
    whole = labels == len(own) or (len(own) > 2 and labels >= 2 and labels >= _KNOWN * len(own))
    return whole and not _is_labelled(below) and any(c in below for c in own) and not _is_words(own, below)


def _is_words(own: dict[int, Cell], below: dict[int, Cell]) -> bool:
    """True when what is below stands beside nothing: a text across, that the first label does not head."""
    return len(own) > 2 and len(below) == 1 and len(text_of(next(iter(below.values())))) > 2 * _LONGEST


def _is_labelled(own: dict[int, Cell]) -> bool:
    """True for a row that begins by a label: a pair, another header; a sum of money may bear the name of a field."""
    first = next(iter(own.values()))
    numbers = any(isinstance(v, int | float) or "€" in text_of(v) for v in list(own.values())[1:])
    return isinstance(first, str) and sure(first) and not numbers


def _below(grid: Grid, head: int) -> Iterator[int]:
    first = min(grid.own(head))
    starts = {row for row, _ in grid.parts}
    for row in range(head + 1, len(grid.rows)):
        own = grid.own(row)
        if row in starts or (len(own) == 1 and _OPENS.match(text_of(next(iter(own.values()))))):
            return
        alone = len(own) == 1 and min(own) <= first and grid.merged.get((row, first + 1)) == (row, first)
        if (
            not own
            or alone
            or _is_labelled(own)
            or (len(own) == 1 and is_band(text_of(next(iter(own.values())))))
        ):
            return
        yield row


def is_band(text: str) -> bool:
    """True for the words of a title across a fiche: in capitals, numbered, or that end with a colon."""
    short = len(text) <= _LONGEST and len(text.split()) <= 8 and bool(re.search(r"[^\W\d_]{3}", text))
    marked = (
        text.isupper()
        or text.rstrip().endswith(":")
        or re.match(r"\s*(?:\d{1,2}|[IVX]+|[A-H])\s*[.)–—-]\s*\S", text)
    )
    return short and bool(marked)


def _inset(grid: Grid, row: int, rows: Sequence[int], known: Known) -> Inset:
    columns: dict[int, Column] = {}
    for rank, value in grid.own(row).items():
        shown = " ".join(text_of(value).split()).strip(" :")
        twins = sum(c.header == shown for c in columns.values())
        key = f"{shown} ({twins + 1})" if twins else shown
        written = known.columns.get(cle(key))
        columns[rank] = Column(
            rank,
            shown,
            key,
            written or _meaning(shown),
            guessed=written is None,
            filled=len(rows),
            scale=scale_of(shown, grid),
        )
    columns = _amounts_beside(grid, rows, columns, year_of(_band(grid, row)))
    sums = frozenset(r for r in rows if _TOTAL.fullmatch(cle(text_of(next(iter(grid.own(r).values()))))))
    ranks = sorted(columns)
    values = [[grid.cell(r, c) for r in rows] for c in ranks]
    columns = dict(zip(ranks, figures([columns[c] for c in ranks], values), strict=True))
    return Inset(row, tuple(rows), _sided(grid, [r for r in rows if r not in sums], columns), sums)


def _band(grid: Grid, row: int) -> str:
    """Return the title across the fiche just above a table: « 4. BUDGET (2025) »."""
    own = list(grid.own(row - 1).values()) if row else []
    return text_of(own[0]) if len(own) == 1 else ""


def _amounts_beside(
    grid: Grid, rows: Sequence[int], columns: dict[int, Column], told: int | None
) -> dict[int, Column]:
    """Return the columns of amounts without a header at the right of one of money, whose year is theirs: « Financement 2026 ».

    The title above the table may say a year for all of them.
    """
    found: dict[int, Column] = {}
    for rank, column in columns.items():
        year = (year_of(column.header) or told) if column.field in (*MONEY, "poste") else None
        found[rank] = replace(column, moment=Moment.parse(str(year))) if year else column
    for rank in sorted({c for r in rows for c in grid.own(r)} - set(columns)):
        left = found.get(rank - 1)
        below = [v for r in rows if (v := grid.own(r).get(rank)) is not None]
        if left is not None and left.field in (*MONEY, "poste") and all(map(_is_amount, below)):
            found[rank] = replace(left, rank=rank, key=f"{left.key} (montants)", field="budget")
    return found


def _meaning(label: str) -> str:
    field = "statut" if DONE.match(cle(label)) else meaning(label)
    return {"intitule": "operation", "": "note"}.get(field, field)


def _sided(grid: Grid, rows: Sequence[int], columns: dict[int, Column]) -> dict[int, Column]:
    """Part a table of money in its two sides: the words of each name what the amounts at their right pay, or who pays."""
    if not any(c.field in (*MONEY, "poste", "recette") for c in columns.values()):
        return columns
    found: dict[int, Column] = {}
    side = ""
    for rank, column in sorted(columns.items()):
        values = [v for r in rows if (v := grid.cell(r, rank)) is not None]
        money = bool(values) and sum(_is_amount(v) for v in values) > len(values) / 2
        field = column.field
        if field not in (*MONEY, "poste", "recette") and not (field in ("note", "origine") and not found):
            found[rank] = column
            continue
        if not money and values:
            field = side = (
                "financeur"
                if field in ("financeur", "recette") or _INCOME.match(cle(column.header))
                else "poste"
            )
        elif side and field in ("budget", "montant_financeur"):
            field = "montant_financeur" if side == "financeur" else "budget"
        found[rank] = replace(column, field=field)
    return found


def _is_amount(value: Cell) -> bool:
    if isinstance(value, int | float):
        return True
    amounts, words = read_amounts(text_of(value))
    return bool(amounts) and not words and not amounts[0].label
