"""The columns of a foreign plan: their headers, on one row or two, and what each means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ctg_docs.echanges.etranger.champs import ENOUGH, FIELDS, LEVELS, MANY, likeness, year_of
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.mots import kind_of
from ctg_docs.echanges.etranger.periodes import is_mark, periods
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import NatureOrganisme

__all__ = ["Column", "Mapping", "as_receipt", "best_headers"]

_DEEPEST: Final = 30
_SAMPLE: Final = 200
_SURE: Final = 4
"""Fields from which a row of headers is one for sure, and nobody looks much below it."""
_LONGEST: Final = 90
_PAYS: Final = re.compile(
    r"(?:(?:montants? )?(?:financements?|subventions?|parts?|participations?|aides?|contributions?|recettes?|produits?|cofinancements?)"
    r"(?: (?:de la|de l|du|des|de|d))? |dont (?:la |l |le )?)?(?P<name>.+)"
)
_PAYERS: Final = frozenset(
    [
        "usagers",
        "familles",
        "autofinancement",
        "europe",
        "leader",
        "feader",
        "fse",
        "detr",
        "dsil",
        "etat",
        "ars",
        "ddets",
        "communes",
        "epci",
        "autres",
        "autre",
        "financeurs",
        "fonds",
        "propres",
        "collectivites",
        "mecenat",
        "participation",
        "drac",
        "anct",
        "cnaf",
    ]
)
_MONEY_WORDS: Final = ("budget", "recette", "financeur")
_CODE: Final = re.compile(r"(?:[A-Za-z]{0,4}[ .-]?)?\d+(?:[.\-]\d+)*[a-z]?\.?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        rank: from 0; header: as written, with what stands above it; key: the same, told apart from its twins.
        field: what it holds; moment: its period or its year; payer, nature: of a column of receipts.
        guessed: False when a person wrote its field; filled: how many values it has.
    """

    rank: int
    header: str
    key: str
    field: str
    moment: Moment | None = None
    payer: str = ""
    nature: str = ""
    guessed: bool = True
    filled: int = 0

    @property
    def root(self) -> str:
        """The field without its year: « budget » of « budget_2026 »."""
        return self.field.partition("_20")[0]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet mean.

    Attributes:
        sheet: name of the sheet; row, last: ranks of the first and last rows of headers, from 0.
        columns: those that have a header or a value.
    """

    sheet: str
    row: int
    last: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[str]:
        """What the sheet tells that is understood."""
        return frozenset(c.root for c in self.columns) - {IGNORE, "note", "calcul"}

    def field(self, name: str) -> list[int]:
        """Return the columns of a field."""
        return [c.rank for c in self.columns if c.field == name]

    @property
    def title(self) -> int:
        """The column of the actions."""
        return self.field("intitule")[0]

    @property
    def guessed(self) -> bool:
        """True when nobody decided."""
        return all(c.guessed for c in self.columns)


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: its own words, those above it, the rank of its column and a look at its values."""

    rank: int
    value: Cell
    above: str
    values: Sequence[Cell]

    @property
    def words(self) -> str:
        return " ".join(str(self.value).split()) if self.value is not None else ""

    @property
    def shown(self) -> str:
        return f"{self.above} – {self.words}" if self.above and self.words else self.words or self.above

    def share(self, *, numbers: bool = False, marks: bool = False) -> float:
        """Return the share of the values that are numbers, or marks of a calendar."""
        filled = [v for v in self.values if v is not None]
        if not filled:
            return 0.0
        good = sum((numbers and _is_number(v)) or (marks and is_mark(v)) for v in filled)
        return good / len(filled)


def _is_number(value: Cell) -> bool:
    if isinstance(value, bool):
        return False
    text = str(value)
    return (
        isinstance(value, int | float)
        or re.fullmatch(r"-?[\d\s\u00a0\u202f.,]+\s*(?:[kKM]?€|euros?)?|0", text) is not None
    )


def best_headers(grid: Grid, known: Known) -> Mapping | None:
    """Return the headers of a plan d'actions and what its columns mean; None when there are none.

    Args:
        grid: the sheet.
        known: what a person decided; it wins over the guesses.
    """
    best: Mapping | None = None
    for row in range(min(len(grid.rows), _DEEPEST)):
        if best is not None and len(best.fields) >= _SURE and row > best.last + 2:
            break
        if sum(isinstance(v, str) and len(v) <= _LONGEST for v in grid.own(row).values()) < 2:
            continue
        last = row + 1 if _has_second_row(grid, row) else row
        found = Mapping(grid.name, row, last, tuple(_columns(grid, row, last, known)))
        enough = "intitule" in found.fields and len(found.fields) >= 2
        if enough and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def _has_second_row(grid: Grid, row: int) -> bool:
    """True when the next row only parts the headers of this one: « 2025 » over its months, « CAF » over its aids."""
    if row + 2 > len(grid.rows) - 1:
        return False
    below = grid.own(row + 1)
    if not below or any(isinstance(v, str) and len(v) > 40 for v in below.values()):
        return False
    for column in below:
        own = grid.cell(row, column)
        wide = grid.merged.get((row, column), (row, column))[0] == row and _is_wide(grid, row, column)
        if not wide and not (own is None and _left(grid, row, column) is not None):
            return False
    under_wide = sum(_is_wide(grid, row, c) or (row, c) in grid.merged for c in below)
    return len(below) >= 2 and (under_wide >= 2 or all(isinstance(v, str | int) for v in below.values()))


def _is_wide(grid: Grid, row: int, column: int) -> bool:
    first = grid.merged.get((row, column), (row, column))
    return first[0] == row and grid.merged.get((row, first[1] + 1)) == first


def _left(grid: Grid, row: int, column: int) -> Cell:
    """Return the header that a blank one goes on from: the nearest at its left, in Gantt and budget tables."""
    return next((v for c in range(column, -1, -1) if (v := grid.cell(row, c)) is not None), None)


def _heads(grid: Grid, row: int, last: int) -> list[_Head]:
    width = max((len(r) for r in grid.rows[row : last + _SAMPLE]), default=0)
    found = []
    for column in range(width):
        top = grid.cell(row, column)
        if (row, column) in grid.merged and grid.merged[row, column][1] != column and last == row:
            top = None
        values = [
            grid.cell(r, column)
            for r in range(last + 1, min(len(grid.rows), last + 1 + _SAMPLE))
            if (r, column) not in grid.merged
        ]
        own, above = top, ""
        if last > row:
            below = grid.cell(last, column)
            split = below is not None and (last, column) not in grid.merged
            parent = top if top is not None else _left(grid, row, column) if split else None
            own, above = (below, " ".join(str(parent or "").split())) if split else (top, "")
        if isinstance(own, str) and len(own) > _LONGEST:
            own = " ".join(own.split())[: _LONGEST - 1] + "…"
        if own is not None or any(v is not None for v in values):
            found.append(_Head(column, own, above, values))
    return found


def _columns(grid: Grid, row: int, last: int, known: Known) -> list[Column]:
    heads = _heads(grid, row, last)
    title = " ".join(str(v) for r in grid.rows[:row] for v in r if isinstance(v, str)) + " " + grid.name
    moments = periods([(h.value, h.above) for h in heads], year_of(title))
    columns, seen = list[Column](), dict[str, int]()
    for head, moment in zip(heads, moments, strict=True):
        shown = head.shown or f"(colonne {head.rank + 1} sans titre)"
        count = seen[cle(shown)] = seen.get(cle(shown), 0) + 1
        key = shown if count == 1 else f"{shown} ({count})"
        filled = sum(v is not None for v in head.values)
        column = Column(head.rank, shown, key, "", guessed=True, filled=filled)
        written = known.columns.get(cle(key))
        if written is not None:
            columns.append(_as_written(replace(column, guessed=False), written, head))
        else:
            columns.append(_special(column, head, moment))
    return _levelled(_guessed(columns, heads))


def _as_written(column: Column, field: str, head: _Head) -> Column:
    root, _, dated = field.partition("_20")
    if dated:
        return replace(column, field=field, moment=Moment.parse(f"20{dated}"))
    if root in ("recette", "montant_financeur"):
        return replace(_payer(column, head), field=root)
    return replace(column, field=field)


def _payer(column: Column, head: _Head) -> Column:
    """Say who pays in a column of receipts, and for what."""
    own, above = (_PAYS.fullmatch(cle(t)) for t in (head.words, head.above))
    if above and kind_of(above["name"]) is not NatureOrganisme.AUTRE:
        return replace(column, payer=head.above, nature=head.words)
    del own
    name = re.sub(
        r"^(?:dont |montants? |financements? |subventions? |parts? |participations? |aides? |contributions? )(?:de la |de l['’]|du |des |de |d['’])?",
        "",
        head.words,
        flags=re.IGNORECASE,
    )
    return replace(column, payer=name, nature=head.words)


def _special(column: Column, head: _Head, moment: Moment | None) -> Column:
    """Know a column by more than its words: a period, a year of budget, a funder with amounts."""
    numbers, marks = head.share(numbers=True), head.share(marks=True)
    year = year_of(head.words) or (year_of(head.above) if head.above else None)
    stem = re.sub(r"\b20\d\d\b", "", f"{head.above} {head.words}").strip(" –-:()")
    if year and stem and re.search(r"[^\W\d]", stem):
        for field in ("bilan", "budget"):
            if likeness(stem, FIELDS[field]) >= ENOUGH and not (field == "bilan" and numbers > 0.5):
                return replace(column, field=f"{field}_{year}", moment=Moment.parse(str(year)))
        if numbers > 0.5 and re.match(r"(?:realise|depense|consomme|execute)", cle(stem)):
            return replace(column, field=f"depense_{year}", moment=Moment.parse(str(year)))
    alone = year is not None and re.fullmatch(r"(?:année )?20\d\d", head.words, re.IGNORECASE)
    if alone and not head.above and numbers > 0.5 and numbers > marks:
        return replace(column, field=f"budget_{year}", moment=Moment.parse(str(year)))
    dated = marks >= 0.5 or not column.filled or bool(head.above) or not alone
    if moment is not None and dated and numbers - marks < 0.5:
        return replace(column, field=f"periode_{moment.texte}", moment=moment)
    return _receipts(column, head, numbers)


def _receipts(column: Column, head: _Head, numbers: float) -> Column:
    found = _PAYS.fullmatch(cle(head.words))
    above = cle(head.above)
    name = found["name"] if found else ""
    pays = bool(name) and (
        kind_of(name) is not NatureOrganisme.AUTRE
        or bool(_PAYERS & set(name.split()))
        or _is_acronym(head.words)
    )
    pooled = bool(above) and any(likeness(head.above, FIELDS[f]) >= ENOUGH for f in _MONEY_WORDS)
    under = bool(above) and kind_of(above) is not NatureOrganisme.AUTRE
    if re.match(r"(?:total|ecart|solde|reste|depense|cout)", cle(head.words)):
        return column
    if (pays and (numbers >= 0.5 or pooled)) or ((under or pooled) and (numbers >= 0.5 or not column.filled)):
        return replace(_payer(column, head), field="recette")
    return column


def as_receipt(column: Column, words: str, values: Sequence[Cell]) -> Column:
    """Return a label of a vertical fiche as a receipt when it names who gives the amounts beside it."""
    head = _Head(column.rank, words, "", values)
    return _receipts(column, head, head.share(numbers=True))


def _is_acronym(words: str) -> bool:
    return re.fullmatch(r"[A-Z]{2,8}\d{0,3}", words) is not None


def _guessed(columns: list[Column], heads: list[_Head]) -> list[Column]:
    """Give a field to the columns that have none yet: the most alike first, a field to one column unless it may have many."""
    scores = []
    for at, (column, head) in enumerate(zip(columns, heads, strict=True)):
        if column.field or not head.words:
            continue
        codes = [v for v in head.values if v is not None]
        coded = bool(codes) and all(_CODE.fullmatch(str(v).strip()) for v in codes)
        for field, names in FIELDS.items():
            score = likeness(head.shown if head.above else head.words, names)
            score = max(score, likeness(head.words, names)) if head.above else score
            if field == "intitule" and coded:
                continue
            if field == "secteur" and codes and head.share(numbers=True) > 0.5:
                continue
            if field == "calcul" and not re.match(r"(?:total|ecart|solde|reste|taux)", cle(head.words)):
                score -= 0.1
            scores.append((score, -at, field))
        if coded and likeness(head.words, FIELDS["intitule"]) >= ENOUGH:
            scores.append((1.0, -at, "numero"))
    found = list(columns)
    used = {c.field for c in columns if c.field}
    for score, minus, field in sorted(scores, reverse=True):
        if score < ENOUGH or found[-minus].field or (field in used and field not in MANY):
            continue
        found[-minus] = replace(found[-minus], field=field)
        if field == "recette":
            found[-minus] = replace(_payer(found[-minus], heads[-minus]), field=field)
        used.add(field)
    return found


def _levelled(columns: list[Column]) -> list[Column]:
    """Number the levels from left to right; what follows the actions is theirs; what nothing explains is a note."""
    at = {c.field: i for i, c in enumerate(columns)}
    if "intitule" not in at:
        return columns
    title = columns[at["intitule"]].rank
    rivals = [
        i
        for i, c in enumerate(columns)
        if not c.field and likeness(c.header, FIELDS["intitule"]) >= 0.9 and c.rank != title
    ]
    if rivals and "operation" not in at:
        first, second = sorted((at["intitule"], rivals[0]), key=lambda i: columns[i].rank)
        columns[first] = replace(columns[first], field="intitule")
        columns[second] = replace(columns[second], field="operation")
        title = columns[first].rank
    rank = 0
    if "niveau_1" not in at and (top := at.get("thematiques")) is not None and columns[top].rank < title:
        columns[top] = replace(columns[top], field="niveau_1" if columns[top].guessed else "thematiques")
    for i, column in enumerate(columns):
        is_level = column.field in LEVELS or (
            column.field == "objectifs" and column.rank < title and column.guessed
        )
        if is_level and column.rank > title and column.guessed and "objectif" in cle(column.header):
            columns[i] = replace(column, field="objectifs")
        elif is_level and column.guessed:
            rank += 1
            columns[i] = replace(column, field=f"niveau_{rank}" if rank <= 3 else "note")
        elif not column.field:
            columns[i] = replace(column, field="note" if column.filled else IGNORE)
    return _paired(columns)


def _paired(columns: list[Column]) -> list[Column]:
    """The amount at the right of a funder is what that funder gives."""
    several = sum(c.field == "financeur" for c in columns) > 1
    for i, (left, right) in enumerate(pairwise(columns), 1):
        beside = left.field == "financeur" and right.root == "budget" and right.rank == left.rank + 1
        one = several or not cle(left.header).split()[0].endswith("s")
        if beside and one and right.guessed:
            columns[i] = replace(right, field="montant_financeur")
    return columns
