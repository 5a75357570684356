"""Fiches laid out vertically, one per sheet or one under the other: labels with their values beside or under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ctg_docs.echanges.etranger.champs import ENOUGH, FIELDS, LEVELS, likeness
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.entetes import Column, Head
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.lignes import AXE, Heading, Left, Record, Value
from ctg_docs.echanges.etranger.recettes import as_receipt, as_written
from ctg_docs.echanges.etranger.valeurs import items, text_of
from ctg_docs.french import cle

__all__ = ["Upright", "gather_upright", "upright"]

Spot = tuple[int, int]
_FEWEST: Final = 4
"""Labels from which a sheet is a fiche: fewer may be a table that happens to have such words at its left."""
_LONGEST: Final = 90
_TALLEST: Final = 400
"""Rows above which a sheet is a table, not fiches one under the other."""
_SURE: Final = 0.9
"""Likeness from which a word that stands among the values, or over a text, is a label: a value may look like one."""
_BESIDE: Final = 2
"""Labels from which a column at the right is one of labels too."""


_TITLED: Final = re.compile(
    r"\s*(?:fiche(?:[ -]actions?)?|action|projet)\s*(?:n\s*°\s*)?[A-Z]{0,3}\d+(?:\.\d+)*\s*[-–—:.]\s*\S.{4}",
    re.IGNORECASE,
)
_TITLE: Final = Column(0, "titre de la fiche", "titre de la fiche", "intitule")


@dataclass(frozen=True, slots=True)
class Upright:
    """The labels of a sheet.

    Attributes:
        sheet: its name; column: the first column of labels.
        labels: cell of each label to its meaning; blocks: those whose text stands below them.
        titles: cells that are the heading of a fiche and its title, « Fiche n° 3 – Ouvrir une crèche », when no label is.
    """

    sheet: str
    column: int
    labels: Mapping[Spot, Column]
    blocks: frozenset[Spot] = frozenset()
    titles: frozenset[Spot] = frozenset()

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the labels mean, each once."""
        return tuple({c.key: c for c in self.labels.values()}.values())

    @property
    def fields(self) -> frozenset[str]:
        """What the sheet tells that is understood."""
        named = {"intitule"} if self.titles else set[str]()
        return frozenset(c.field for c in self.labels.values()) - {IGNORE, "note"} | named


def upright(grid: Grid, known: Known) -> Upright | None:
    """Return the labels of a vertical fiche; None when the sheet is none."""
    best: Upright | None = None
    for column in (0, 1) if len(grid.rows) <= _TALLEST else ():
        found = _labels(grid, column, known)
        if (
            "intitule" in found.fields
            and len(found.fields) >= _FEWEST
            and (best is None or len(found.fields) > len(best.fields))
        ):
            best = found
    return best


def _labels(grid: Grid, column: int, known: Known) -> Upright:
    """Return the labels of a column, those of the columns at its right, and those that stand over their text."""
    blocks = {(row, column) for row in range(len(grid.rows) - 1) if _is_block(grid, row, column)}
    under = {row + 1 for row, _ in blocks}  # the text below a label is no label itself, however short it is
    beside = [spot for row in range(len(grid.rows)) for spot in _beside(grid, row, column)]
    often = Counter(c for _, c in beside)
    spots = {(row, c) for row, c in beside if often[c] >= _BESIDE}
    second = {c for _, c in spots}
    for row in range(len(grid.rows)):
        text = grid.cell(row, column)
        wide = grid.merged.get((row, column + 1)) == (row, column)
        named = isinstance(text, str) and (row, column) not in grid.merged and len(text) <= _LONGEST
        if named and row not in under and (not wide or (row, column) in blocks):
            spots.add((row, column))
            spots |= {
                (row, c) for c in second if isinstance(grid.own(row).get(c), str) and c + 1 in grid.own(row)
            }
    labels = {spot: _label(grid, spot, spots, known) for spot in sorted(spots)}
    titles = {
        (row, column)
        for row in range(len(grid.rows))
        if _TITLED.match(text_of(grid.own(row).get(column))) and len(grid.own(row)) == 1
    }
    if any(c.field == "intitule" and c.filled for spot, c in labels.items() if spot not in titles):
        return Upright(grid.name, column, labels, frozenset(blocks))
    labels = {spot: label for spot, label in labels.items() if spot not in titles}
    return Upright(grid.name, column, labels, frozenset(blocks), frozenset(titles))


def _beside(grid: Grid, row: int, column: int) -> Iterator[Spot]:
    """Yield the cells of a row that are labels for sure, among the values of the first one, with a value beside."""
    own = grid.own(row)
    for c, value in own.items():
        alone = c > column + 1 and c + 1 in own
        if alone and isinstance(value, str) and len(value) <= _LONGEST and _score(value) >= _SURE:
            yield row, c


def _is_block(grid: Grid, row: int, column: int) -> bool:
    """True for a label alone in its row, with a text alone below it."""
    head, text = grid.own(row), grid.own(row + 1)
    if list(head) != [column] or list(text) != [column]:
        return False
    label, below = text_of(head[column]), text_of(text[column])
    return len(label) <= _LONGEST and _score(label) >= _SURE and _score(below) < _SURE


def _score(text: str) -> float:
    return max(likeness(text.strip(" :\n"), names) for names in FIELDS.values())


def _label(grid: Grid, spot: Spot, spots: set[Spot], known: Known) -> Column:
    row, column = spot
    shown = " ".join(text_of(grid.cell(row, column)).split()).strip(" :")
    stop = min((c for r, c in spots if r == row and c > column), default=len(grid.rows[row]))
    values = [v for c, v in grid.own(row).items() if column < c < stop]
    head = Head(column, shown, "", values)
    written = known.columns.get(cle(shown))
    field = written or _meaning(shown)
    found = Column(column, shown, shown, field, guessed=written is None, filled=len(values))
    if written is not None:
        return as_written(found, written, head)
    if field != IGNORE or not values:
        return found
    gives = as_receipt(replace(found, field=""), head, head.share(numbers=True))
    return gives if gives.field else replace(found, field="note")


def _meaning(label: str) -> str:
    scores = {field: likeness(label, names) for field, names in FIELDS.items()}
    best = max(scores, key=lambda f: scores[f])
    if scores[best] < ENOUGH:
        return IGNORE
    return "objectifs" if best in LEVELS[1:] and cle(label).startswith("objectif") else best


def gather_upright(grid: Grid, shape: Upright) -> tuple[list[Record], list[Heading], list[Left]]:
    """Return the actions of a sheet of fiches, no lonely title, and the rows left."""
    work = _Gathering(grid, shape)
    for row in range(len(grid.rows)):
        work.read(row)
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
        self.leads = False
        """True when the level of a fiche stands above its title: met again, it is that of the next one."""

    def read(self, row: int) -> None:
        """Read a row: its titles, or the values of its labels, of the one above them or of those further up."""
        own = self.grid.own(row)
        if titled := next(({c: v} for c, v in own.items() if (row, c) in self.shape.titles), None):
            self.owners, self.block = {}, None
            self._take(row, _TITLE, titled, named=True)
            return
        marks = {c: self.shape.labels[row, c] for c in own if (row, c) in self.shape.labels}
        if marks:
            at = min(marks)
            self.block = marks[at] if (row, at) in self.shape.blocks else None
            self.owners = dict(marks)
        elif self.block is None and any(c <= self.shape.column for c in own):
            self.owners = {}
        groups: dict[int, dict[int, Cell]] = {}
        loose: dict[int, Cell] = {}
        for column, value in own.items():
            if column in marks:
                continue
            at = max((c for c in self.owners if c < column or self.block is not None), default=-1)
            (groups.setdefault(at, {}) if at >= 0 else loose)[column] = value
        if loose or not groups:
            self._title(row, own, marks)
        for at in sorted(groups, key=lambda c: self.owners[c].field != "intitule"):
            self._take(row, self.owners[at], groups[at], named=at in marks or self.block is not None)

    def _title(self, row: int, own: dict[int, Cell], marks: dict[int, Column]) -> None:
        """Take a title that stands across the fiche, or leave the row."""
        titles = [
            Heading(0, text_of(v), row, c)
            for c, v in own.items()
            if c <= self.shape.column and AXE.match(text_of(v)) and _score(text_of(v)) < _SURE
        ]
        self.headings += titles
        if own and not titles and not marks:
            reason = "texte sans étiquette" if self.records else "titre de la fiche"
            self.left.append(Left(row, reason, told=bool(self.records) or len(own) > 1))

    def _take(self, row: int, label: Column, values: dict[int, Cell], *, named: bool) -> None:
        column, value = next(iter(values.items()))
        if label.field == "intitule" and named:
            above = self.headings or self.across
            self.across = [h for h in above if not h.depth]
            record = Record(text_of(value).strip(), row, column, above, [], [row])
            record.values += [Value(_note(label), v, row, c) for c, v in list(values.items())[1:]]
            self.leads = self.leads or any(h.depth for h in self.headings)
            self.records.append(record)
            self.headings, self.spots = [], []
        elif label.field in LEVELS:
            heading = Heading(LEVELS.index(label.field) + 1, text_of(value), row, column)
            (self.records[-1].levels if self.records and not self.leads else self.headings).append(heading)
        elif self.records:
            self._values(self.records[-1], label, row, values)
        else:
            self.left.append(Left(row, "avant l’intitulé de l’action", told=True))

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


def _note(label: Column) -> Column:
    return Column(label.rank, label.header, label.key, "note")
