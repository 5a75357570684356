"""What became of a foreign plan, counted: each column, each row left, each value changed. Nothing is lost unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ctg_docs.echanges.constats import DETAIL
from ctg_docs.echanges.etranger.champs import LABELS
from ctg_docs.echanges.etranger.correspondances import IGNORE
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.recueil import Left
from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.problems import Problem
from ctg_docs.sources.report import shorten

__all__ = ["Account", "table"]

TAKEN, CONVERTED, NOTED, LEFT = "prises", "converties", "en note", "laissées"
HEAD, ASIDE = "titres et aides", "écartées à votre demande"
_FATES: Final = (TAKEN, CONVERTED, NOTED, LEFT)
_CHANGED: Final = frozenset({"TAB022", "TAB023", "TAB024", "TAB026", "TAB028"})
_KEPT: Final = frozenset({"TAB039", "TAB041"})

Spot = tuple[int, int]


@dataclass(slots=True)
class Account:
    """The ledger of one sheet: in the end each of its filled cells has one fate, whatever road read it.

    Attributes:
        grid: the sheet; columns: what its columns mean.
        fates: cell to what became of it; left: rows that are no action, with the cells nothing read.
        above: rows of the headers and above them; labels: cells that name those beside them, with what they mean.
        upright: True for a vertical fiche; keys: cell to the label it was read under.
        heads: cells that only name what others say; aside: True when a person asked to leave the sheet.
    """

    grid: Grid
    columns: Sequence[Column] = ()
    fates: dict[Spot, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    above: int = 0
    upright: bool = False
    labels: Mapping[Spot, Column] = field(default_factory=dict)
    keys: dict[Spot, str] = field(default_factory=dict)
    heads: frozenset[Spot] = frozenset()
    aside: bool = False

    def take(self, row: int, rank: int) -> None:
        """Say that a cell was taken: a title, a level."""
        self.fates[row, rank] = TAKEN
        beside = [c for r, c in self.labels if r == row and c <= rank]
        if beside and self.upright:
            self.keys.setdefault((row, rank), self.labels[row, max(beside)].key)

    def settle(self, row: int, rank: int, problems: Iterable[Problem], key: str = "") -> None:
        """Say what became of a cell, by what was told of it."""
        codes = {p.code for p in problems}
        fate = NOTED if codes & _KEPT else CONVERTED if codes & _CHANGED else TAKEN
        self.fates[row, rank] = fate
        if key:
            self.keys[row, rank] = key

    def close(self) -> None:
        """Give a fate to each filled cell that has none yet; what nothing read is left, whatever the reason."""
        gone = {item.row: item for item in self.left}
        asked = {c.rank for c in self.columns if c.field == IGNORE and not c.guessed and not self.upright}
        forgotten: dict[int, list[int]] = {}
        for row, own in ((row, self.grid.own(row)) for row in range(len(self.grid.rows))):
            for rank in (c for c in own if (row, c) not in self.fates):
                if self.aside or rank in asked:
                    fate = ASIDE
                elif row in gone:
                    fate = LEFT if gone[row].told else HEAD
                else:
                    fate = HEAD if self._names(row, rank, own) else LEFT
                    forgotten.setdefault(row, []).extend([rank] if fate == LEFT else [])
                self.fates[row, rank] = fate
        for row, ranks in forgotten.items():
            if ranks:
                why = "au-dessus du tableau" if row < self.above else "non lue"
                self.left.append(Left(row, why, told=True, cells=tuple(ranks)))

    def _names(self, row: int, rank: int, own: Mapping[int, Cell]) -> bool:
        """True for a cell that says nothing of the plan itself: a header, a label, a title above the table."""
        if (row, rank) in self.labels or (row, rank) in self.heads:
            return True
        first = next(iter(own.values()))
        labelled = len(own) > 1 and isinstance(first, str) and sure(first)
        return row < self.above and isinstance(own[rank], str) and not labelled

    def faults(self) -> Iterator[Problem]:
        """Yield the cells that can't be read, but those of totals: the dossier counts them itself."""
        gone = {item.row for item in self.left if not item.told}
        sums = {c.rank for c in self.columns if c.root == "calcul"} if not self.upright else set()
        for spot, problem in self.grid.faults.items():
            if spot[0] not in gone and spot[1] not in sums:
                yield problem

    def counts(self, column: Column) -> Counter[str]:
        """Return how many values of a column had each fate."""
        if self.upright:
            return Counter(fate for spot, fate in self.fates.items() if self.keys.get(spot) == column.key)
        return Counter(fate for (_, rank), fate in self.fates.items() if rank == column.rank)

    @property
    def total(self) -> Counter[str]:
        """How many cells had each fate: together, all that are filled."""
        return Counter(fate for spot, fate in self.fates.items() if spot in self.grid.spots)


def table(
    accounts: Sequence[Account], problems: Sequence[Problem], left_sheets: Sequence[tuple[str, str]]
) -> str:
    """Return the page that says what became of each column and of each row."""
    totals = sum((a.total for a in accounts), Counter[str]())
    others = "".join(f", {totals[f]} {f}" for f in (HEAD, ASIDE) if totals[f])
    parts = [
        ", ".join(f"{totals[f]} {f}" for f in _FATES)
        + f" (valeurs){others} ; {totals.total()} cases remplies en tout."
    ]
    for account in (a for a in accounts if a.columns):
        parts += [
            "",
            f"Feuille « {name} »" if (name := account.grid.title or account.grid.name) else "Colonnes",
            *_columns(account),
        ]
        if account.left:
            parts += ["", *_rows(account)]
    whole = {a.grid.title or a.grid.name: _rows(a) for a in accounts if not a.columns and not a.aside}
    for name, reason in left_sheets:
        parts += [f"\nFeuille « {name} » laissée : {reason}.", *whole.get(name, ())]
    if problems:
        parts += ["", DETAIL]
        parts += [f"  {f'{p.place.cell} : ' if p.place.cell else ''}{p.message}" for p in problems]
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
        own = account.grid.own(item.row)
        said = " | ".join(
            " ".join(str(own[c]).split()) for c in item.cells or own
        )  # whole: it stands nowhere else
        reasons.setdefault(item.reason, []).append(f"{item.row + 1} ({said})")
    return [f"  Lignes laissées, {reason} : {', '.join(rows)}" for reason, rows in reasons.items()]
