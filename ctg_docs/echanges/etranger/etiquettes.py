"""The labels of fiches laid out vertically, one per sheet or one under the other: beside their values, or over them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.colonnes import CODE
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.encarts import Inset, insets, is_band
from ctg_docs.echanges.etranger.entetes import Column, Head
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.legendes import scale_of
from ctg_docs.echanges.etranger.recettes import as_receipt, as_written
from ctg_docs.echanges.etranger.recueil import AXE
from ctg_docs.echanges.etranger.ressemblance import meaning, sure, year_of
from ctg_docs.echanges.etranger.sections import GENERIC, sections
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment

__all__ = ["OPENS", "Spot", "Upright", "upright"]

Spot = tuple[int, int]
_FEWEST: Final = 4
"""Labels from which a sheet is a fiche: fewer may be a table that happens to have such words at its left."""
_LONGEST: Final = 90
_TALLEST: Final = 600
"""Rows above which a sheet is a table, not fiches one under the other."""
_BESIDE: Final = 2
"""Labels from which a column at the right is one of labels too."""
_DEEPEST: Final = 4
"""Columns among which the labels of a fiche may begin: the first ones are often margins."""


_TITLED: Final = re.compile(
    r"\s*(?:fiche(?:[ -]actions?)?|action|projet)\s*(?:n\s*°\s*)?[A-Z]{0,3}\d+(?:\.\d+)*\s*[-–—:.]\s*\S.{4}",
    re.IGNORECASE,
)
_FICHE: Final = re.compile(r"(?:fiche(?: (?:action|projet)s?)?|action|projet)(?: n(?:o|umero)?)?")
OPENS: Final = re.compile(
    r"\s*(?:fiche(?:[ -](?:actions?|projet))?|action|projet)\s*(?:n\s*[°o]\s*)?[A-Z]{0,3}[ .-]?\d+(?:[.-]\d+)*\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
"""« Fiche action n° 3 », alone: a fiche begins."""
_AIMED: Final = re.compile(r"objectif (?:strategique|operationnel|general|specifique)")
"""« Objectif stratégique » of a fiche that names its axe: a level, in the singular."""


@dataclass(frozen=True, slots=True)
class Upright:
    """The labels of a sheet.

    Attributes:
        sheet: its name; column: the first column of labels.
        labels: cell of each label to its meaning; blocks: those whose text stands below them.
        titles: cells that are the heading of a fiche and its title, « Fiche n° 3 – Ouvrir une crèche », when no label is.
        bands: titles across the fiche that say nothing themselves; insets: the tables inside.
        axes: rows of headings above the fiches, with their level.
    """

    sheet: str
    column: int
    labels: Mapping[Spot, Column]
    blocks: frozenset[Spot] = frozenset()
    titles: frozenset[Spot] = frozenset()
    bands: frozenset[Spot] = frozenset()
    insets: tuple[Inset, ...] = ()
    axes: Mapping[int, int] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the labels mean, each once."""
        inside = (c for inset in self.insets for c in inset.columns.values())
        return tuple({c.key: c for c in (*self.labels.values(), *inside)}.values())

    @property
    def fields(self) -> frozenset[str]:
        """What the sheet tells that is understood."""
        named = {"intitule"} if self.titles else set[str]()
        return frozenset(c.field for c in self.columns) - {IGNORE, "note"} | named


def upright(grid: Grid, known: Known) -> Upright | None:
    """Return the labels of a vertical fiche; None when the sheet is none."""
    best: Upright | None = None
    inside = tuple(insets(grid, known)) if len(grid.rows) <= _TALLEST else ()
    for column in range(_DEEPEST) if len(grid.rows) <= _TALLEST else ():
        found = _labels(grid, column, inside, known)
        labels = {c.field for c in found.labels.values()} - {IGNORE, "note"}
        if len(labels) + bool(found.titles) >= _FEWEST and (
            best is None or len(found.fields) > len(best.fields)
        ):
            best = found
    return best if best is None or "intitule" in best.fields else _named(grid, best)


def joined_titles(grid: Grid) -> Grid:
    """Return the sheet with « Fiche action n° | 3 | Ouvrir une crèche » in one cell, as fiches are mostly headed."""
    rows = [[*row] for row in grid.rows]
    for row in range(len(rows)):
        (at, *others), (head, *said) = [*grid.own(row)] or [0], [*grid.own(row).values()] or [None]
        if len(said) == 2 and isinstance(head, str) and _FICHE.fullmatch(cle(head)):
            number, title = (text_of(v).strip() for v in said)
            if CODE.fullmatch(number) and not CODE.fullmatch(title) and not sure(title):
                rows[row][at] = f"{head.strip()} {number} : {title}"
                for other in others:
                    rows[row][other] = None
        elif isinstance(head, str) and OPENS.fullmatch(head) and len(said) == 1 and _is_name(said[0]):
            rows[row][at] = f"{head.strip(' :')} : {text_of(said[0]).strip()}"
            rows[row][others[0]] = None
    return replace(grid, rows=rows) if rows != grid.rows else grid


def _is_name(value: Cell) -> bool:
    """True for words that may be the title of a fiche."""
    return isinstance(value, str) and not CODE.fullmatch(value.strip()) and not sure(value)


def _named(grid: Grid, shape: Upright) -> Upright | None:
    """Return a fiche without a label for its title: the words across its top, that nothing heads, are."""
    known = {spot for spot, c in shape.labels.items() if c.field not in ("note", IGNORE)}
    first = min(row for row, _ in known)
    for row in range(first):
        for column, value in grid.own(row).items():
            lone = len(grid.own(row)) == 1 and isinstance(value, str) and not AXE.match(value)
            if (
                lone
                and not OPENS.fullmatch(str(value))
                and not sure(str(value))
                and not GENERIC.search(cle(str(value)))
            ):
                heads = {s: replace(c, field="numero") for s, c in shape.labels.items() if s[0] < row}
                labels = {s: c for s, c in shape.labels.items() if s[0] > row} | heads
                return replace(shape, labels=labels, titles=frozenset({(row, column)}))
    return None


def _labels(grid: Grid, column: int, inside: tuple[Inset, ...], known: Known) -> Upright:
    """Return the labels of a column, those of the columns at its right, and those that stand over their text."""
    taken = {row for inset in inside for row in (inset.row, *inset.rows)}
    rows = [row for row in range(len(grid.rows)) if row not in taken and grid.own(row)]
    opening, axes = sections(grid) if column == 0 else (frozenset[int](), {})
    lone = _lone(grid, column, [r for r in rows if r not in opening and r not in axes], taken)
    blocks = {(row, column) for row, text in lone.items() if text}
    bands = {(row, column) for row, text in lone.items() if not text}
    under = {
        r for row, text in lone.items() for r in text
    }  # the text below a label is no label itself, however short it is
    beside = [spot for row in rows for spot in _beside(grid, row, column)]
    often = Counter(c for _, c in beside)
    spots = {(row, c) for row, c in beside if often[c] >= _BESIDE or _alternates(grid, row, c)} | blocks
    second = {c for _, c in spots if c > column and often[c] >= _BESIDE}
    for row in (r for r in rows if r not in under and (r, column) not in bands):
        text, own = grid.own(row).get(column), grid.own(row)
        if (
            isinstance(text, str)
            and len(text) <= _LONGEST
            and (len(own) > 1 or _is_open(grid, row, column, text))
        ):
            spots.add((row, column))
            spots |= {(row, c) for c in second if isinstance(own.get(c), str) and c + 1 in own}
    labels = {spot: _label(grid, spot, spots, known) for spot in sorted(spots)}
    titles = {
        (row, column)
        for row in rows
        if _TITLED.match(text_of(grid.own(row).get(column))) and len(grid.own(row)) == 1
    } | {(row, column) for row in opening}
    axes = {row: level for row, level in axes.items() if (row, column) not in titles}
    shape = Upright(grid.name, column, labels, frozenset(blocks), frozenset(), frozenset(bands), inside, axes)
    numbers = {spot for spot, c in labels.items() if OPENS.fullmatch(c.header) and c.field == "intitule"}
    if any(c.field == "intitule" and c.filled for spot, c in labels.items() if spot not in titles | numbers):
        numbered = {s: replace(c, field="numero") if s in numbers else c for s, c in labels.items()}
        return replace(shape, labels=numbered)
    labels = {spot: label for spot, label in labels.items() if spot not in titles}
    blocks, bands = blocks - titles, bands - titles
    return replace(
        shape, labels=labels, blocks=frozenset(blocks), titles=frozenset(titles), bands=frozenset(bands)
    )


def _is_open(grid: Grid, row: int, column: int, text: str) -> bool:
    """True for a label whose value nobody wrote yet: nothing beside it, nor merged with it."""
    return sure(text) and grid.merged.get((row, column + 1)) != (row, column)


def _lone(grid: Grid, column: int, rows: Sequence[int], taken: set[int]) -> dict[int, tuple[int, ...]]:
    """Return the titles across a fiche with the rows of text below each; none when it only heads labels or a table."""
    alone = {r for r in rows if list(grid.own(r)) == [column]}
    found: dict[int, tuple[int, ...]] = {}
    under: set[int] = set()
    for row in (r for r in rows if r in alone):
        text = text_of(grid.cell(row, column))
        first = row - 1 in found  # what follows a title is its text, were it in capitals
        named = len(text) <= _LONGEST and (
            sure(text) or (is_band(text) and not (first and row - 1 not in under))
        )
        if row in under or not named or _TITLED.match(text):
            continue
        below: list[int] = []
        for r in range(row + 1, len(grid.rows)):
            said = text_of(grid.cell(r, column))
            if (
                r not in alone
                or sure(said)
                or OPENS.fullmatch(said)
                or _TITLED.match(said)
                or (is_band(said) and (below or said.isupper()))
            ):
                break
            below.append(r)
        over = row + 1 in taken or (row + 1 in rows and row + 1 not in alone) or bool(below)
        if below or over or is_band(text):
            found[row] = tuple(below)
            under |= set(below)
    return found


def _beside(grid: Grid, row: int, column: int) -> Iterator[Spot]:
    """Yield the cells of a row that are labels for sure, among the values of the first one, with a value beside."""
    own = grid.own(row)
    for c, value in own.items():
        alone = c > column + 1 and c + 1 in own
        if alone and isinstance(value, str) and len(value) <= _LONGEST and sure(value):
            yield row, c


def _alternates(grid: Grid, row: int, column: int) -> bool:
    """True for a label of « label | value | label | value »."""
    own = list(grid.own(row))
    return len(own) % 2 == 0 and own.index(column) % 2 == 0


def _label(grid: Grid, spot: Spot, spots: set[Spot], known: Known) -> Column:
    row, column = spot
    shown = " ".join(text_of(grid.cell(row, column)).split()).strip(" :")
    stop = min((c for r, c in spots if r == row and c > column), default=len(grid.rows[row]))
    values = [v for c, v in grid.own(row).items() if column < c < stop]
    head = Head(column, shown, "", values)
    written = known.columns.get(cle(shown))
    field = written or _meaning(shown)
    found = Column(
        column, shown, shown, field, guessed=written is None, filled=len(values), scale=scale_of(shown, grid)
    )
    if field == "bilan" and (year := year_of(shown)):
        found = replace(found, moment=Moment.parse(str(year)))
    if field == "intitule" and values and all(CODE.fullmatch(text_of(v).strip()) for v in values):
        return replace(found, field="numero")
    if written is not None:
        return as_written(found, written, head)
    if field != IGNORE:
        return found
    gives = as_receipt(replace(found, field=""), head, head.share(numbers=True)) if values else found
    return gives if gives.field not in ("", IGNORE) else replace(found, field="note")


def _meaning(label: str) -> str:
    best = meaning(label) or IGNORE
    aims = best in LEVELS[1:] and cle(label).startswith("objectif") and not _AIMED.fullmatch(cle(label))
    return "objectifs" if aims else best
