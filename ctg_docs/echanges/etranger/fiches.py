"""Fiches laid out vertically, one per sheet or one under the other: labels at the left, values at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.etranger.champs import ENOUGH, FIELDS, LEVELS, likeness
from ctg_docs.echanges.etranger.colonnes import Column
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.lignes import AXE, Heading, Left, Record, Value
from ctg_docs.echanges.etranger.valeurs import items, text_of
from ctg_docs.french import cle

__all__ = ["Upright", "gather_upright", "upright"]

_FEWEST: Final = 4
"""Labels from which a sheet is a fiche: fewer may be a table that happens to have such words at its left."""
_LONGEST: Final = 90
_TALLEST: Final = 400
"""Rows above which a sheet is a table, not fiches one under the other."""


@dataclass(frozen=True, slots=True)
class Upright:
    """The labels of a sheet: its name, the column of the labels, and each row that has one with its meaning."""

    sheet: str
    column: int
    labels: tuple[tuple[int, Column], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the labels mean, each once."""
        return tuple({c.key: c for _, c in self.labels}.values())

    @property
    def fields(self) -> frozenset[str]:
        """What the sheet tells that is understood."""
        return frozenset(c.field for _, c in self.labels) - {IGNORE, "note"}


def upright(grid: Grid, known: Known) -> Upright | None:
    """Return the labels of a vertical fiche; None when the sheet is none."""
    best: Upright | None = None
    for column in (0, 1) if len(grid.rows) <= _TALLEST else ():
        labels = tuple(_labels(grid, column, known))
        found = Upright(grid.name, column, labels)
        if (
            "intitule" in found.fields
            and len(found.fields) >= _FEWEST
            and (best is None or len(found.fields) > len(best.fields))
        ):
            best = found
    return best


def _labels(grid: Grid, column: int, known: Known) -> list[tuple[int, Column]]:
    found: list[tuple[int, Column]] = []
    for row in range(len(grid.rows)):
        text = grid.cell(row, column)
        wide = grid.merged.get((row, column + 1)) == (row, column)
        if not isinstance(text, str) or (row, column) in grid.merged or wide or len(text) > _LONGEST:
            continue
        shown = " ".join(text.split()).strip(" :")
        values = [c for c in grid.own(row) if c > column]
        written = known.columns.get(cle(shown))
        field = written or _meaning(shown)
        if field == IGNORE and written is None and values:
            field = "note"
        found.append((row, Column(column, shown, shown, field, guessed=written is None, filled=len(values))))
    return found


def _meaning(label: str) -> str:
    scores = {field: likeness(label, names) for field, names in FIELDS.items()}
    best = max(scores, key=lambda f: scores[f])
    if scores[best] < ENOUGH:
        return IGNORE
    return "objectifs" if best in LEVELS[1:] and cle(label).startswith("objectif") else best


def gather_upright(grid: Grid, shape: Upright) -> tuple[list[Record], list[Heading], list[Left]]:
    """Return the actions of a sheet of fiches, no lonely title, and the rows left."""
    labels = dict(shape.labels)
    records: list[Record] = []
    headings: list[Heading] = []
    left: list[Left] = []
    label: Column | None = None
    spots: list[int] = []
    for row in range(len(grid.rows)):
        own = grid.own(row)
        values = {c: v for c, v in own.items() if c > shape.column}
        label = labels.get(row, label if not any(c <= shape.column for c in own) else None)
        if label is None or not values:
            headings += [
                Heading(0, text_of(v), row, c)
                for c, v in own.items()
                if c <= shape.column and AXE.match(text_of(v))
            ]
            if not any(AXE.match(text_of(v)) for v in own.values()) and own and label is None:
                left.append(
                    Left(
                        row,
                        "titre de la fiche" if not records else "texte sans étiquette",
                        told=bool(records or values),
                    )
                )
        elif label.field == "intitule" and row in labels:
            column, value = next(iter(values.items()))
            records.append(Record(text_of(value).strip(), row, column, list(headings), [], [row]))
            records[-1].values += [Value(_note(label), v, row, c) for c, v in list(values.items())[1:]]
            headings, spots = [], []
        elif label.field in LEVELS:
            (column, value), depth = next(iter(values.items())), LEVELS.index(label.field) + 1
            heading = Heading(depth, text_of(value), row, column)
            (records[-1].levels if records else headings).append(heading)
        elif records:
            spots = _one_row(records[-1], label, row, values, spots)
        else:
            left.append(Left(row, "avant l’intitulé de l’action", told=True))
    return records, [], left


def _note(label: Column) -> Column:
    return Column(label.rank, label.header, label.key, "note")


def _one_row(record: Record, label: Column, row: int, values: dict[int, Cell], spots: list[int]) -> list[int]:
    """Add the values of a label: to the opération of their column when the row comes below the opérations."""
    record.rows.append(row)
    if label.field == "operation":
        for column, value in values.items():
            titles = items(text_of(value))
            record.operations += [Heading(0, title, row, column) for title in titles]
            spots = [*spots, *[column] * len(titles)]
        return spots
    for column, value in values.items():
        at = spots.index(column) if spots.count(column) == 1 else None
        record.values.append(Value(label, value, row, column, at))
    return spots
