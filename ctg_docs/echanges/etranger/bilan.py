"""What became of a foreign plan, counted: each column, each row left, each value changed. Nothing is lost unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.echanges.etranger.champs import LABELS
from ctg_docs.echanges.etranger.correspondances import IGNORE
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.lignes import Left
from ctg_docs.problems import Problem
from ctg_docs.sources.report import shorten

__all__ = ["CONVERTED", "LEFT", "NOTED", "TAKEN", "Account", "table"]

TAKEN, CONVERTED, NOTED, LEFT = "prises", "converties", "en note", "laissées"
_FATES: Final = (TAKEN, CONVERTED, NOTED, LEFT)
_CHANGED: Final = frozenset({"TAB022", "TAB023", "TAB024", "TAB026", "TAB028"})
_KEPT: Final = frozenset({"TAB039", "TAB041"})


@dataclass(slots=True)
class Account:
    """The account of one sheet.

    Attributes:
        grid: the sheet; columns: what its columns mean.
        fates: cell to what became of it; left: rows that are no action.
        above: rows of the headers and above them; labels: cells that name those beside them, with what they mean.
        upright: True for a vertical fiche; keys: cell to the label it was read under.
    """

    grid: Grid
    columns: Sequence[Column]
    fates: dict[tuple[int, int], str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    above: int = 0
    upright: bool = False
    labels: Mapping[tuple[int, int], Column] = field(default_factory=dict)
    keys: dict[tuple[int, int], str] = field(default_factory=dict)

    def take(self, row: int, rank: int) -> None:
        """Say that a cell was taken: a title, a level."""
        self.fates[row, rank] = TAKEN
        beside = [c for r, c in self.labels if r == row and c <= rank]
        if beside and self.upright:
            self.keys.setdefault((row, rank), self.labels[row, max(beside)].key)

    @property
    def _lost(self) -> list[tuple[int, int]]:
        """The cells of the rows left that say something."""
        return [
            (item.row, c)
            for item in self.left
            if item.told
            for c in self.grid.own(item.row)
            if (item.row, c) not in self.fates and (item.row, c) not in self.labels
        ]

    def settle(self, row: int, rank: int, problems: Iterable[Problem], key: str = "") -> None:
        """Say what became of a cell, by what was told of it."""
        codes = {p.code for p in problems}
        fate = NOTED if codes & _KEPT else CONVERTED if codes & _CHANGED else TAKEN
        self.fates[row, rank] = fate
        if key:
            self.keys[row, rank] = key

    def forgotten(self) -> list[tuple[int, int]]:
        """Return the cells below the headers of which nothing was said."""
        gone = {item.row for item in self.left}
        ignored = {c.rank for c in self.columns if c.field == IGNORE} if not self.upright else set()
        return [
            (row, column)
            for row in range(self.above, len(self.grid.rows))
            if row not in gone
            for column in self.grid.own(row)
            if (row, column) not in self.fates and (row, column) not in self.labels and column not in ignored
        ]

    def counts(self, column: Column) -> Counter[str]:
        """Return how many values of a column had each fate."""
        if self.upright:
            return Counter(fate for spot, fate in self.fates.items() if self.keys.get(spot) == column.key)
        found = Counter(fate for (_, rank), fate in self.fates.items() if rank == column.rank)
        gone = self._lost
        if column.field == IGNORE:
            below = range(self.above, len(self.grid.rows))
            gone = [(r, column.rank) for r in below if column.rank in self.grid.own(r)]
        found[LEFT] += sum(rank == column.rank for _, rank in gone)
        return found

    @property
    def total(self) -> Counter[str]:
        """How many values had each fate."""
        if self.upright:
            return Counter([*self.fates.values(), *[LEFT] * len(self._lost)])
        return sum((self.counts(c) for c in self.columns), Counter())


def table(
    accounts: Sequence[Account], problems: Sequence[Problem], left_sheets: Sequence[tuple[str, str]]
) -> str:
    """Return the page that says what became of each column and of each row."""
    totals = sum((a.total for a in accounts), Counter[str]())
    parts = [", ".join(f"{totals[f]} {f}" for f in _FATES) + " (valeurs)."]
    for account in accounts:
        parts += [
            "",
            f"Feuille « {account.grid.name} »" if account.grid.name else "Colonnes",
            *_columns(account),
        ]
        if account.left:
            parts += ["", *_rows(account)]
    parts += [f"\nFeuille « {name} » laissée : {reason}." for name, reason in left_sheets]
    if problems:
        parts += ["", "Valeurs changées ou gardées en note, case par case"]
        parts += [f"  {p.place.cell} : {p.message}" for p in problems]
    return "\n".join(parts) + "\n"


def _columns(account: Account) -> list[str]:
    rows = [["colonne", "lue comme", *_FATES]]
    for column in account.columns:
        counts = account.counts(column)
        said = column.field.replace("_", " ") if column.moment else LABELS.get(column.root, column.root)
        rows.append([shorten(column.key, 34), said, *(str(counts[f] or "–") for f in _FATES)])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  " + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _rows(account: Account) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for item in account.left:
        own = account.grid.own(item.row).values()
        said = " | ".join(" ".join(str(v).split()) for v in own)  # whole: it stands nowhere else
        reasons.setdefault(item.reason, []).append(f"{item.row + 1} ({said})")
    return [f"  Lignes laissées, {reason} : {', '.join(rows)}" for reason, rows in reasons.items()]
