"""Fiches laid out vertically, one per sheet or one under the other, gathered: what each says, under which label."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.encarts import Inset
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.etiquettes import OPENS, Upright
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.periodes import is_mark
from ctg_docs.echanges.etranger.recueil import AXE, REMARK, Heading, Left, Record, Value
from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.echanges.etranger.valeurs import items, text_of
from ctg_docs.french import cle

__all__ = ["gather_upright"]

_WHAT: Final = re.compile(
    r"\w+(?:er|ir|oir|re)\b|il s agit|(?:l|cette|la presente) ?action|nous |(?:ce|le) (?:projet|dispositif)|\w+(?:ra|ront)\b"
)
"""How a paragraph that tells what will be done begins; another below a title tells why."""
_CHOICES: Final = 2
"""Words from which a row of them is a choice."""
_TITLE: Final = Column(0, "titre de la fiche", "titre de la fiche", "intitule")


def gather_upright(grid: Grid, shape: Upright) -> tuple[list[Record], list[Heading], list[Left]]:
    """Return the actions of a sheet of fiches, no lonely title, and the rows left."""
    work = _Gathering(grid, shape)
    for row in range(len(grid.rows)):
        work.read(row)
    work.end()
    return work.records, [], work.left


class _Gathering:
    def __init__(self, grid: Grid, shape: Upright) -> None:
        self.grid, self.shape = grid, shape
        self.records: list[Record] = []
        self.left: list[Left] = []
        self.headings: list[Heading] = []
        self.owners: dict[int, Column] = {}
        self.block: Column | None = None
        self.spots: list[int] = []
        self.across: list[Heading] = []
        """The title across the sheet that stands above the fiches met now: it holds until the next one."""
        self.early: list[tuple[Column, int, dict[int, Cell]]] = []
        """What a fiche says before its title."""
        self.before: set[str] = set()
        """The labels that stand above the title of a fiche: met again, they are those of the next one."""
        self.opened = False
        self.fresh = False
        """True from the title of a fiche to the first thing that it says."""
        self.band = ""
        self.inside = {r: inset for inset in shape.insets for r in (inset.row, *inset.rows)}
        self.chosen = {row: said for row in range(1, len(grid.rows)) if (said := _chosen(grid, shape, row))}
        """The rows of ticks, with the words above each tick."""
        named = {_head(grid, shape, row - 1) for row in self.chosen}
        bare = (
            r for r in range(len(grid.rows) - 1) if not grid.own(r + 1) and _head(grid, shape, r) in named
        )
        self.choices = {*(row - 1 for row in self.chosen), *(r for r in bare if len(grid.own(r)) >= _CHOICES)}
        """The rows of the words to choose from, were none of them ticked."""
        self.axed = any(c.field == LEVELS[0] for c in shape.labels.values())

    def read(self, row: int) -> None:
        """Read a row: its titles, or the values of its labels, of the one above them or of those further up."""
        own = {**self.grid.own(row), **self.chosen.get(row, {})}
        if row in self.choices:
            self.left.append(Left(row, "choix proposés"))
            own = {c: v for c, v in own.items() if (row, c) in self.shape.labels}
        if inset := self.inside.get(row):
            self._inset(inset, row, own)
            return
        if self._headed(row, own):
            return
        marks = {c: self.shape.labels[row, c] for c in own if (row, c) in self.shape.labels}
        if any((row, c) in self.shape.bands for c in own):
            self.owners, self.block, self.band = {}, None, text_of(next(iter(own.values())))
            self._title(row, own, marks)
            return
        if marks:
            at = min(marks)
            if marks[at].field == "numero" and OPENS.fullmatch(marks[at].header):
                self.opened = bool(self.records)
            self.block = marks[at] if (row, at) in self.shape.blocks else None
            self.owners, self.band = dict(marks), ""
        elif self.block is None and any(c <= self.shape.column for c in own):
            text = text_of(next(iter(own.values())))
            flows = (
                bool(self.grid.parts) and bool(self.owners) and not AXE.match(text) and not OPENS.match(text)
            )
            self.owners = (
                {-1: self.owners[max(self.owners)]} if flows else {}
            )  # a paragraph goes on with the one above
        groups: dict[int, dict[int, Cell]] = {}
        loose: dict[int, Cell] = {}
        for column, value in own.items():
            if column in marks:
                continue
            beside = [c for c in self.owners if c < column or self.block is not None]
            (groups.setdefault(max(beside), {}) if beside else loose)[column] = value
        if loose or not groups:
            self._title(row, own, marks)
        for rank in sorted(groups, key=lambda c: self.owners[c].field != "intitule"):
            self._take(row, self.owners[rank], groups[rank], named=rank in marks or self.block is not None)

    def _headed(self, row: int, own: dict[int, Cell]) -> bool:
        """Take a row that is the title of a fiche, its number, or a heading above several."""
        titled = next(({c: v} for c, v in own.items() if (row, c) in self.shape.titles), None)
        numbered = len(own) == 1 and OPENS.fullmatch(text_of(next(iter(own.values())))) is not None
        if row not in self.shape.axes and titled is None and not numbered:
            return False
        self.owners, self.block = {}, None
        if row in self.shape.axes:
            self.band = ""
            self._level(row, own)
        elif titled is not None:
            self._take(row, _TITLE, titled, named=True)
        else:
            self.opened, self.band = bool(self.records), ""
            self.left.append(Left(row, "numéro de la fiche"))
        return True

    def _level(self, row: int, own: dict[int, Cell]) -> None:
        """Take a heading of the document above the fiches that follow, until the next one of its level."""
        depth, (column, value) = self.shape.axes[row], next(iter(own.items()))
        levels = {h.row: self.shape.axes[h.row] for h in self.across if h.row in self.shape.axes}
        self.across = [h for h in self.across if levels.get(h.row, depth) < depth]
        self.across.append(Heading(0, text_of(value), row, column))

    def _title(self, row: int, own: dict[int, Cell], marks: dict[int, Column]) -> None:
        """Take a title that stands across the fiche, keep a text that nothing heads as a note, or leave the row."""
        titles = [
            Heading(0, text_of(v), row, c)
            for c, v in own.items()
            if c <= self.shape.column and AXE.match(text_of(v)) and not sure(text_of(v))
        ]
        if self.fresh and titles and not self.opened:  # between the title of a fiche and what it says
            last, kinds = self.records[-1], {_kind(h) for h in titles}
            last.headings = [*(h for h in last.headings if _kind(h) not in kinds), *titles]
        else:
            self.headings += titles
        if not own or titles or marks:
            return
        if self.band and any((row, c) in self.shape.bands for c in own):
            self.left.append(Left(row, "titre dans la fiche"))
        elif not self.records or self.opened:
            self.left.append(Left(row, "titre de la fiche", told=len(own) > 1))
        elif REMARK.match(text_of(next(iter(own.values())))):
            self.left.append(Left(row, "remarque", told=True))
        else:
            said = self.band.strip(" :") or "texte"
            first = not self.band and not self.records[-1].values and bool(self.grid.parts)
            field = (
                ("descriptif" if _WHAT.match(cle(text_of(next(iter(own.values()))))) else "constat")
                if first
                else "note"
            )
            self._take(row, Column(self.shape.column, said, said, field), own, named=False)

    def _take(self, row: int, label: Column, values: dict[int, Cell], *, named: bool) -> None:
        column, value = next(iter(values.items()))
        if label.field == "numero" and REMARK.match(text_of(value)):
            self.left.append(Left(row, "remarque", told=True, cells=tuple(values)))
        elif label.field == "intitule" and named:
            self._open(row, label, values)
        elif not self.records or self.opened or label.key in self.before:
            if not self.records:
                self.before.add(label.key)
            self.early.append((label, row, values))
        elif label.field in LEVELS and not (label.field != LEVELS[0] and not self.axed):
            self.records[-1].levels.append(
                Heading(LEVELS.index(label.field) + 1, text_of(value), row, column)
            )
            self.records[-1].rows.append(row)
        else:
            self.fresh = False
            self._values(self.records[-1], _aimed(label), row, values)

    def _open(self, row: int, label: Column, values: dict[int, Cell]) -> None:
        """Open a fiche by its title; what stood above it is its own."""
        column, value = next(iter(values.items()))
        above = self.headings or self.across
        self.across = [h for h in above if not h.depth]
        record = Record(text_of(value).strip(), row, column, above, [], [row])
        record.values += [Value(_note(label), v, row, c) for c, v in list(values.items())[1:]]
        self.records.append(record)
        self.headings, self.spots, self.opened, self.fresh = [], [], False, True
        early, self.early = self.early, []
        for named, line, told in early:
            at, said = next(iter(told.items()))
            if named.field in LEVELS:
                record.levels.append(Heading(LEVELS.index(named.field) + 1, text_of(said), line, at))
                record.rows.append(line)
            else:
                self._values(record, named, line, told)

    def end(self) -> None:
        """Give what no title followed to the last fiche, or leave it; tell the headings that have no fiche below."""
        used = {h.row for record in self.records for h in record.headings}
        self.left += [
            Left(row, "aucune fiche au-dessous", told=True)
            for row in self.shape.axes
            if row not in used and self.grid.own(row)
        ]
        for label, row, values in self.early:
            if self.records:
                self._values(self.records[-1], _aimed(label), row, values)
            else:
                self.left.append(Left(row, "avant l’intitulé de l’action", told=True, cells=tuple(values)))

    def _values(self, record: Record, label: Column, row: int, values: dict[int, Cell]) -> None:
        """Add the values of a label: to the opération of their column when the row comes below the opérations."""
        record.rows.append(row)
        for column, value in values.items():
            if label.field == "operation":
                titles = items(text_of(value))
                record.operations += [Heading(0, title, row, column) for title in titles]
                self.spots = [*self.spots, *[column] * len(titles)]
            else:
                at = self.spots.index(column) if self.spots.count(column) == 1 else None
                record.values.append(Value(label, value, row, column, at))

    def _inset(self, inset: Inset, row: int, own: dict[int, Cell]) -> None:
        """Read a row of a table inside the fiche: its cells say one thing together."""
        self.owners, self.block = {}, None
        if row == inset.row or row in inset.sums or not self.records:
            why = "total" if row in inset.sums else "titres d’un tableau de la fiche"
            self.left.append(Left(row, why, told=row != inset.row and row not in inset.sums))
            return
        record = self.records[-1]
        self.fresh = False
        record.rows.append(row)
        columns = {c: inset.column(c) for c in own}
        operation = None
        for column in (c for c, named in columns.items() if named.field == "operation"):
            record.operations.append(Heading(0, text_of(own[column]).strip(), row, column))
            operation = len(record.operations) - 1
        record.values += [
            Value(columns[c], v, row, c, operation, grouped=True)
            for c, v in own.items()
            if columns[c].field != "operation"
        ]


def _chosen(grid: Grid, shape: Upright, row: int) -> dict[int, Cell]:
    """Return what a row of ticks chooses among the words above it: years as one span; nothing when it is no such row."""
    ticks = {c: v for c, v in grid.own(row).items() if (row, c) not in shape.labels}
    words = {c: v for c, v in grid.own(row - 1).items() if (row - 1, c) not in shape.labels}
    if (
        not ticks
        or _head(grid, shape, row - 1) is None
        or not set(ticks) <= set(words)
        or len(words) < _CHOICES
    ):
        return {}
    if not all(map(is_mark, ticks.values())) or any(map(is_mark, words.values())):
        return {}
    said = {c: words[c] for c in ticks}
    years = [v for v in said.values() if isinstance(v, int)]
    runs = sorted(years) == [*range(min(years), max(years) + 1)] if years else False
    joint = f"{min(years)}-{max(years)}" if runs else ", ".join(str(y) for y in sorted(years))
    span = joint if len(years) == len(said) > 1 else ""
    return dict.fromkeys(said, span) if span else said


def _head(grid: Grid, shape: Upright, row: int) -> tuple[int, int] | None:
    """Return the first label of a row, were it merged with one further up."""
    spots = (grid.merged.get((row, c), (row, c)) for c in range(len(grid.rows[row])))
    return next((spot for spot in spots if spot in shape.labels), None)


def _kind(heading: Heading) -> str:
    """Return what a title across calls itself: « axe »."""
    found = AXE.match(heading.text)
    return cle(found[1]) if found else ""


def _aimed(label: Column) -> Column:
    """Return an objective that stands in a fiche without an axe as one of the action."""
    return replace(label, field="objectifs") if label.field in LEVELS else label


def _note(label: Column) -> Column:
    return Column(label.rank, label.header, label.key, "note")
