"""The columns of a foreign plan: their headers, on one row or two, and what each means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from ctg_docs.echanges.etranger.champs import FIELDS, LEVELS, MANY
from ctg_docs.echanges.etranger.connues import special, ticked
from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.entetes import LONGEST, Column, Head, has_crown, has_second_row, heads_of
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.legendes import scale_of
from ctg_docs.echanges.etranger.mesures import figures, year_told
from ctg_docs.echanges.etranger.periodes import periods
from ctg_docs.echanges.etranger.recettes import as_written, sided, with_payer
from ctg_docs.echanges.etranger.ressemblance import DETAIL, ENOUGH, likeness, year_of
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle
from ctg_docs.models.fiche import Priorite
from ctg_docs.models.operation import Statut

__all__ = ["CODE", "DONE", "MONEY", "Mapping", "best_headers"]

MONEY: Final = frozenset({"budget", "financeur", "montant_financeur", "recette"})
"""Fields of amounts: the year of their row is theirs."""

_DEEPEST: Final = 30
_SURE: Final = 4
"""Fields from which a row of headers is one for sure, and nobody looks much below it."""
_FEWEST: Final = 4
"""Fields from which a table without a column of actions is a plan."""
CODE: Final = re.compile(
    r"(?:(?:[A-Za-z]{0,4}|action|fiche(?:[ -]action)?|projet)[ .-]?(?:n\s*°\s*)?)?\d+(?:[.\-]\d+)*[a-z]?\.?",
    re.IGNORECASE,
)
_WORDED: Final = {
    "secteur": "",
    "publics_cibles": "cible",
    "poste": "",
    "role": "",
    "source": "",
    "indicateurs": "cible",
}
"""Fields that are never a column of numbers, with what such numbers are under their header: « Cible » 40 is that of an indicator."""


DONE: Final = re.compile(
    r"(?:l )?(?:actions? )?(?:realisee?s?|faite?s?|terminee?s?|achevee?s?|mise?s? en œuvre)(?: oui non| o n)?$"
)
"""« Réalisé ? »: the header of a state, when its answers are short."""
_ANSWER: Final = 20
_ABOVE: Final = 0.01
"""What a header that only means a field with the words above it is worth less: « Évaluation – Cible » is a target."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet mean.

    Attributes:
        sheet: name of the sheet; row, last: ranks of the first and last rows of headers, from 0.
        columns: those that have a header or a value.
        linked: True when its rows complete the actions of another sheet.
    """

    sheet: str
    row: int
    last: int
    columns: tuple[Column, ...]
    linked: bool = False

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


def best_headers(grid: Grid, known: Known) -> Mapping | None:
    """Return the headers of a plan d'actions and what its columns mean; None when there are none.

    Args:
        grid: the sheet.
        known: what a person decided; it wins over the guesses.
    """
    best: Mapping | None = None
    parted = -1
    for row in range(min(len(grid.rows), _DEEPEST)):
        if row == parted:
            continue  # it only parts the headers above it
        if best is not None and len(best.fields) >= _SURE and row > best.last + 2:
            break
        if sum(isinstance(v, str) and len(v) <= LONGEST for v in grid.own(row).values()) < 2:
            continue  # a header is a word, not a text
        last = row + 1 if has_second_row(grid, row) else row
        parted = last if last > row else parted
        first = row - 1 if last == row and has_crown(grid, row) else row
        found = Mapping(grid.name, first, last, tuple(_columns(grid, first, last, known)))
        enough = "intitule" in found.fields and len(found.fields) >= 2
        if enough and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def _columns(grid: Grid, row: int, last: int, known: Known) -> list[Column]:
    heads = heads_of(grid, row, last)
    title = " ".join(str(v) for r in grid.rows[:row] for v in r if isinstance(v, str)) + " " + grid.name
    moments = periods([(h.value, h.above) for h in heads], year_of(title))
    columns, seen = list[Column](), dict[str, int]()
    for head, moment in zip(heads, moments, strict=True):
        shown = head.shown or f"(colonne {head.rank + 1} sans titre)"
        count = seen[cle(shown)] = seen.get(cle(shown), 0) + 1
        key = shown if count == 1 else f"{shown} ({count})"
        filled = sum(v is not None for v in head.values)
        column = Column(head.rank, shown, key, "", guessed=True, filled=filled, scale=scale_of(shown, grid))
        written = known.columns.get(cle(key))
        if written is not None:
            named = as_written(replace(column, guessed=False), written, head)
            item = ticked(column, head) if head.share(marks=True) == 1.0 and column.filled else column
            columns.append(replace(named, nature=item.nature) if item.field == written else named)
        else:
            columns.append(special(column, head, moment))
    found = _guessed(columns, heads)
    if _PLACES.search(cle(title)):
        found = _places(found, heads)
    found = figures(found, [h.values for h in heads], year_told(title))
    return _levelled(sided(found, heads), heads)


_PLACES: Final = re.compile(r"\bcommunes?\b(?! de\b)")
"""A title that says what the columns of a grid are: « Qui fait quoi dans les communes »."""
_ROW: Final = 3
"""Columns of ticks or amounts that nothing else explains, from which they are those places."""


def _places(columns: list[Column], heads: Sequence[Head]) -> list[Column]:
    """Make places of the columns that only hold ticks and amounts, in a table whose title speaks of communes."""
    spots = [
        i
        for i, (column, head) in enumerate(zip(columns, heads, strict=True))
        if not column.field and head.words and column.filled and head.share(marks=True, numbers=True) == 1.0
    ]
    if len(spots) < _ROW:
        return columns
    return [replace(c, field="secteur", nature=c.header) if i in spots else c for i, c in enumerate(columns)]


def _guessed(columns: list[Column], heads: list[Head]) -> list[Column]:
    """Give a field to the columns that have none yet: the most alike first, a field to one column unless it may have many."""
    scores = []
    for at, (column, head) in enumerate(zip(columns, heads, strict=True)):
        if column.field or not head.words:
            continue
        codes = [v for v in head.values if v is not None]
        coded = bool(codes) and all(not isinstance(v, date) and CODE.fullmatch(str(v).strip()) for v in codes)
        scores += [(*_score(head, field, coded=coded), -at) for field in FIELDS]
        if coded and likeness(head.words, FIELDS["intitule"]) > 0.8:
            scores.append((1.0, "numero", -at))
    found = list(columns)
    used = {c.field for c in columns if c.field}
    for score, field, minus in sorted(scores, key=lambda s: (s[0], s[2], s[1]), reverse=True):
        if score < ENOUGH or found[-minus].field or (field in used and field not in MANY):
            continue
        found[-minus] = replace(found[-minus], field=field)
        if field == "recette":
            found[-minus] = replace(with_payer(found[-minus], heads[-minus]), field=field)
        used.add(field)
    return found


def _score(head: Head, field: str, *, coded: bool) -> tuple[float, str]:
    """Return how much a header means a field, and that field, which its values may make another."""
    names = FIELDS[field]
    said = [v for v in head.values if v is not None]
    if (
        field == "bilan"
        and DONE.match(cle(DETAIL.sub(" ", head.words)))
        and said
        and all(len(str(v)) <= _ANSWER for v in said)
    ):
        return 1.0, "statut"
    if field == LEVELS[0] and said and all(Statut.read(text_of(v)) for v in said):
        field = "statut"  # the lists of a board: « À faire », « En cours »
    score = (
        max(likeness(head.shown, names) - _ABOVE, likeness(head.words, names))
        if head.above
        else likeness(head.words, names)
    )
    if (field == "intitule" and coded) or (field in MONEY and "%" in head.words):
        return 0.0, field
    if field == "calcul" and not re.match(r"(?:total|ecart|solde|reste|taux)", cle(head.words)):
        return score - 0.1, field
    if (
        field == "priorite"
        and said
        and sum(
            Priorite.read(text_of(v)[:2].strip(" -")) is not None or Priorite.read(text_of(v)) is not None
            for v in said
        )
        < len(said) / 2
    ):
        return score, "niveau_1"  # « Priorités » may be the axes
    if field in _WORDED and head.share(numbers=True) > 0.5:
        return (score, _WORDED[field]) if _WORDED[field] else (0.0, field)
    return score, field


def _titled(columns: list[Column], heads: Sequence[Head]) -> list[Column]:
    """Find the actions of a table that does not call them so: its tasks, else the last texts at the left of what it tells."""
    at = {c.field: i for i, c in enumerate(columns)}
    if "intitule" in at:
        return columns
    others = [c for c in columns if c.field in _TOLD]
    for field in ("operation", "descriptif"):
        if field in at and columns[at[field]].guessed and len(at) >= _FEWEST:
            columns[at[field]] = replace(columns[at[field]], field="intitule")
            return columns
    first = min((c.rank for c in others), default=0)
    texts = [
        i
        for i, (c, head) in enumerate(zip(columns, heads, strict=True))
        if c.rank < first
        and c.guessed
        and c.field in ("", *LEVELS, "objectifs")
        and _beside(head, heads, others)
    ]
    if len({c.field for c in others}) >= 2 and texts:
        columns[texts[-1]] = replace(columns[texts[-1]], field="intitule")
    return columns


_TOLD: Final = frozenset(
    [
        "pilote",
        "budget",
        "fin",
        "debut",
        "calendrier",
        "partenaires",
        "statut",
        "indicateurs",
        "publics_cibles",
        "recette",
        "financeur",
    ]
)
"""What a table of actions tells of them."""


def _beside(head: Head, heads: Sequence[Head], others: Sequence[Column]) -> bool:
    """True for texts that stand in the rows where the table tells something."""
    ranks = {c.rank for c in others}
    told = [h for h in heads if h.rank in ranks]
    both = sum(
        isinstance(v, str) and any(h.values[i] is not None for h in told) for i, v in enumerate(head.values)
    )
    filled = sum(any(h.values[i] is not None for h in told) for i in range(len(head.values)))
    return filled > 0 and both >= 0.6 * filled


def _levelled(columns: list[Column], heads: Sequence[Head]) -> list[Column]:
    """Number the levels from left to right; what follows the actions is theirs; what nothing explains is a note."""
    columns = _titled(columns, heads)
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
    for top in (at[field] for field in ("thematiques", "etapes") if field in at and "niveau_1" not in at):
        if columns[top].rank < title and columns[top].guessed:
            columns[top] = replace(columns[top], field="niveau_1")
            break
    for i, column in enumerate(columns):
        is_level = column.field in LEVELS or (
            column.field == "objectifs" and column.rank < title and column.guessed
        )
        untitled = not heads[i].words and heads[i].share(numbers=True, marks=True) < 0.5
        is_level = is_level or (not column.field and untitled and column.filled > 0 and column.rank < title)
        if is_level and column.rank > title and column.guessed and "objectif" in cle(column.header):
            columns[i] = replace(column, field="objectifs")
        elif is_level and column.guessed:
            rank += 1
            columns[i] = replace(column, field=f"niveau_{rank}" if rank <= 3 else "note")
        elif not column.field:
            columns[i] = replace(column, field="note" if column.filled else IGNORE)
    return _paired(columns)


def _paired(columns: list[Column]) -> list[Column]:
    """The amount at the right of a funder, their year between them or not, is what that funder gives."""
    several = sum(c.field == "financeur" for c in columns) > 1
    for i, j in pairwise([rank for rank, c in enumerate(columns) if c.field != "annee"]):
        left, right = columns[i], columns[j]
        beside = left.field == "financeur" and right.root == "budget" and right.moment is None
        beside = beside and right.rank - left.rank == j - i
        one = several or not cle(left.header).partition(" ")[0].endswith("s")
        one = one and not re.match(r"(?:cout|budget|depense|enveloppe)", cle(right.header))
        if beside and one and right.guessed:
            columns[j] = replace(right, field="montant_financeur")
    return columns
