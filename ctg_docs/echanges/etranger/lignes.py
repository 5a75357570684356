"""The rows of a foreign plan gathered by action: titles above, levels filled down, rows that go on, rows that are none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.colonnes import MONEY, Mapping
from ctg_docs.echanges.etranger.correspondances import IGNORE
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.legendes import explains
from ctg_docs.echanges.etranger.libelles import labelled
from ctg_docs.echanges.etranger.periodes import is_mark, period_of
from ctg_docs.echanges.etranger.recueil import AXE, REMARK, Heading, Left, Record, Value
from ctg_docs.echanges.etranger.ressemblance import year_of
from ctg_docs.echanges.etranger.valeurs import items, text_of
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut

__all__ = ["gather"]

_BULLETS: Final = "-–—•▪◦·→>*↳└➔➢ \u00a0"
_TOTAL: Final = re.compile(r"(?:sous ?)?tota(?:l|ux)\b.*|cumul\b.*|montant total\b.*")
_HELP: Final = re.compile(
    r"\(?(?:champ|texte|zone) (?:texte|libre|de texte|numerique|date|obligatoire|a choix)\b.*|liste (?:deroulante|de choix|a choix)\b.*|"
    r"menu deroulant.*|(?:jj|mm|aaaa)(?: (?:jj|mm|aaaa))*|.*\bseparateur\b.*|format\b.*|saisir\b.*|indiquer\b.*|preciser\b.*|choisir\b.*|"
    r"renseigner\b.*|a (?:remplir|completer|choisir|saisir|cocher)\b.*|oui non|(?:obligatoire|facultatif|optionnel)\b.*|ex(?:emple)?s?\b.*|"
    r".*\b\d+ (?:caracteres|signes|mots) max.*|.*\bmax(?:imum)? \d+ (?:caracteres|signes|mots)\b.*|montant en .*|en euros?|date|nombre|texte|"
    r"numerique|un choix|choix (?:unique|multiple)s?|(?:nom|prenom)s? .*separes?.*|\d"
)


_DONE: Final = re.compile(r"realisee?s?|realisations?|reel|constatee?s?|executee?s?|fait")
_PLANNED: Final = re.compile(r"prevue?s?|previsionn?el(?:le)?s?|previsions?|attendue?s?|cibles?|budgete?e?s?")
_NUMBER: Final = re.compile(r"\s*([A-Z]{0,3}\d+(?:\.\d+)*)(?![\d/%])", re.IGNORECASE)


_PERIOD: Final = "période"
_SUMS: Final = 2
"""Amounts that a row of sums has: one alone may be equal to what is above it by chance."""
_CENT: Final = 0.005
_TICKED: Final = frozenset(
    ["publics_cibles", "thematiques", "partenaires", "secteur", "objectifs", "resultats_attendus"]
)
"""Lists whose items may be columns to tick."""


def gather(grid: Grid, mapping: Mapping) -> tuple[list[Record], list[Heading], list[Left]]:
    """Return the actions of a sheet, the titles that have none below, and the rows left."""
    return _Gathering(grid, mapping).run()


class _Gathering:
    def __init__(self, grid: Grid, mapping: Mapping) -> None:
        self.grid, self.mapping = grid, mapping
        self.records: list[Record] = []
        self.left: list[Left] = []
        self.headings: list[Heading] = []
        self.pending: list[Heading] = []
        self.levels: dict[int, Heading] = {}
        self.after_total = False
        above = " ".join(text_of(v) for r in range(mapping.row) for v in grid.own(r).values())
        self.told_year = year_of(f"{above} {grid.name}")
        self.period: Value | None = None
        """The last row that only says when: « 1er semestre 2026 »."""
        self.title = mapping.title
        self.by_rank = {c.rank: c for c in mapping.columns}
        self.operation = next(iter(mapping.field("operation")), None)
        self.number = next(iter(mapping.field("numero")), None)
        self.sides = next(
            (c.rank for c in mapping.columns if c.field == "note" and self._is_sides(c.rank)), None
        )
        self.done = (
            frozenset()
            if self.sides is None
            else frozenset(
                row
                for row in range(mapping.last + 1, len(grid.rows))
                if _DONE.fullmatch(cle(text_of(grid.cell(row, self.sides))))
            )
        )
        self.year = next(iter(mapping.field("annee")), None)
        below = [r for r in range(mapping.last + 1, len(grid.rows)) if grid.cell(r, self.title) is not None]
        self.indents = sorted({grid.indent(r, self.title) for r in below})
        full = [r for r in below if len(grid.own(r)) > 1]
        self.plain = bool(full) and not any(
            (r, self.title) in grid.strong or _is_upper(grid.cell(r, self.title)) for r in full
        )
        """True when the actions are neither in bold nor in capitals: a title that is alone in its row may be."""
        self.level_columns = [(n, c) for n, name in enumerate(LEVELS, 1) for c in mapping.field(name)]

    def _is_sides(self, rank: int) -> bool:
        """True for a column that tells what was planned from what was done."""
        said = [
            cle(text_of(row[rank]))
            for row in self.grid.rows[self.mapping.last + 1 :]
            if len(row) > rank and row[rank] is not None
        ]
        return any(_DONE.fullmatch(t) for t in said) and all(
            _DONE.fullmatch(t) or _PLANNED.fullmatch(t) for t in said
        )

    def run(self) -> tuple[list[Record], list[Heading], list[Left]]:
        for row in range(self.mapping.row):
            self._dated(row, self.grid.own(row))
        for row in range(self.mapping.last + 1, len(self.grid.rows)):
            own = self.grid.own(row)
            if own and not self._dated(row, own) and not self._leave(row, own) and not self._head(row, own):
                self._take(row)
        for record in self.records:  # a day of its own comes before the period of its rows
            record.values.sort(key=lambda v: v.column.key == _PERIOD)
        lonely = [h for h in self.pending if AXE.match(h.text)]
        self.left += [
            Left(h.row, "texte sous le tableau", told=True) for h in self.pending if h not in lonely
        ]
        return self.records, lonely, self.left

    def _dated(self, row: int, own: dict[int, Cell]) -> bool:
        """Take a row that only says when the actions below it take place."""
        (column, value) = next(iter(own.items()), (0, None))
        period = period_of(value, self.told_year) if len(own) == 1 else None
        if period is None:
            return False
        label = Column(column, _PERIOD, _PERIOD, "calendrier")
        self.period = Value(label, str(period), row, column)
        return True

    def _leave(self, row: int, own: dict[int, Cell]) -> bool:
        """True for a row that is no action: a repeated header, a help, a total, a remark."""
        reason, told = self._reason(row, own), False
        if not reason and len(own) == 1 and REMARK.match(text_of(next(iter(own.values())))):
            column = self.by_rank.get(next(iter(own)))
            if column is None or column.rank == 0 or column.field in (IGNORE, *LEVELS, "numero", "intitule"):
                explained = explains(text_of(next(iter(own.values()))))
                reason, told = ("légende", False) if explained else ("remarque", True)
        if reason:
            self.left.append(Left(row, reason, told=told))
        return bool(reason)

    def _reason(self, row: int, own: dict[int, Cell]) -> str:
        texts = {c: cle(text_of(v)) for c, v in own.items()}
        (first_at, first_text) = next(iter(texts.items()))
        if len(own) == 1 and (row, first_at - 1) in self.grid.coloured and Statut.read(first_text):
            return "légende"
        heads = {
            c: {cle(text_of(self.grid.cell(r, c))) for r in (self.mapping.row, self.mapping.last)}
            for c in own
        }
        if len(own) > 1 and sum(texts[c] in heads[c] for c in own) >= 0.6 * len(own):
            return "titres répétés"
        helps = sum(_HELP.fullmatch(t) is not None for t in texts.values())
        if not self.records and len(own) > 1 and helps > 0.5 * len(own):
            return "aide à la saisie"
        first = next((texts[c] for c in sorted(own) if isinstance(own[c], str)), "")
        if _TOTAL.fullmatch(first) or self._is_sum(row, own):
            self.after_total = True
            return "total"
        numbers = [v for v in own.values() if not isinstance(v, str) or re.fullmatch(r"[\d\s.,%€-]+", v)]
        if self.after_total and len(numbers) >= len(own) - 1 and len(own) > 1:
            return "calcul sous le total"
        return ""

    def _is_sum(self, row: int, own: dict[int, Cell]) -> bool:
        """True for a row whose amounts are those of their columns added up, whatever its words: no action is."""
        amounts = {c: v for c, v in own.items() if isinstance(v, int | float) and not isinstance(v, bool)}
        if len(amounts) < _SUMS or len(own) > len(amounts) + 1 or self.number in own:
            return False
        above = {c: [self._amount(r, c) for r in range(self.mapping.last + 1, row)] for c in amounts}
        several = any(sum(v != 0 for v in column) > 1 for column in above.values())
        return several and all(abs(sum(above[c]) - v) < _CENT for c, v in amounts.items())

    def _amount(self, row: int, column: int) -> float:
        value = self.grid.cell(row, column)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else 0

    def _head(self, row: int, own: dict[int, Cell]) -> bool:
        """Take a row that only names a level, in a column of its own or across the table."""
        levels = {c for _, c in self.level_columns}
        if set(own) <= levels and self.grid.cell(row, self.title) is None:
            self._descend(row)
            return True
        if depth := self._outlined(row, own):
            self.pending = [
                *(h for h in self.pending if h.depth < depth),
                Heading(depth, text_of(own[self.title]), row, self.title),
            ]
            return True
        if len(own) != 1 or not isinstance(next(iter(own.values())), str):
            return False
        (column, value), field = next(iter(own.items())), ""
        if column in self.by_rank:
            field = self.by_rank[column].field
        wide = self.grid.merged.get((row, column + 1)) == (row, column)
        text = text_of(value)
        goes_on = bool(self.records) and field not in ("", IGNORE, "numero", "intitule", "note")
        named = wide or AXE.match(text) is not None
        free = field in ("", IGNORE, "numero", "note", *LEVELS) and column != self.title and not goes_on
        if not (named or free):
            return False
        if self.records and not wide and not AXE.match(text) and column > self.title:
            return False
        self.pending = [
            *(h for h in self.pending if h.depth < _depth(text) or h.row == row - 1),
            Heading(_depth(text), text, row, column),
        ]
        return True

    def _outlined(self, row: int, own: dict[int, Cell]) -> int:
        """Return the depth of a title whose number opens that of the next row: « 1.2 » above « 1.2.1 »; else nothing.

        So is one set in less than the next row, or in bold or capitals above actions that are not. Such a row says
        nothing but its number and its words.
        """
        if self.title not in own or not set(own) <= {self.number, self.title}:
            return 0
        following = next((r for r in range(row + 1, len(self.grid.rows)) if self.grid.own(r)), row)
        mine, next_ = self._numbered(row), self._numbered(following)
        own_indent, next_indent = self.grid.indent(row, self.title), self.grid.indent(following, self.title)
        if following > row and self.grid.cell(following, self.title) is not None and own_indent < next_indent:
            return self.indents.index(own_indent) + 1
        marked = (row, self.title) in self.grid.strong or _is_upper(own[self.title])
        if self.plain and marked and following > row and not (mine and next_.startswith(f"{mine}.")):
            return (
                self.indents.index(own_indent) + 1
                if len(self.indents) > 1
                else _depth(text_of(own[self.title]))
            )
        return mine.count(".") + 1 if mine and next_.startswith(f"{mine}.") else 0

    def _numbered(self, row: int) -> str:
        """Return the number of a row, in its own column or before its title."""
        typed = self.grid.cell(row, self.title if self.number is None else self.number)
        found = _NUMBER.match(text_of(typed).replace(",", ".") if not isinstance(typed, str) else typed)
        return found[1] if found else ""

    def _descend(self, row: int) -> None:
        """Fill the levels down: a blank goes on from above, unless what is above it is typed again in this row."""
        typed = False
        for level, column in self.level_columns:
            value = self.grid.cell(row, column)
            if value is None:
                if typed:
                    self.levels.pop(level, None)
                continue
            repeats = (row, column) in self.grid.merged
            text = text_of(value).strip()
            if level not in self.levels or self.levels[level].text != text:
                first = self.grid.merged.get((row, column), (row, column))
                self.levels = {n: h for n, h in self.levels.items() if n < level}
                self.levels[level] = Heading(level, text, *first)
                typed = True
            typed = typed or not repeats

    def _flush(self) -> None:
        for heading in self.pending:
            self.headings = [*(h for h in self.headings if h.depth < heading.depth), heading]
            self.levels = {}
        self.pending = []

    def _take(self, row: int) -> None:
        """Open an action, or go on with the last one."""
        self.after_total = False
        typed = text_of(self.grid.cell(row, self.title)).strip()
        last = self.records[-1] if self.records else None
        repeated = last is not None and self.grid.merged.get((row, self.title), (row, 0))[0] in last.rows
        if typed and last is not None and self._is_part(last, row, typed):
            last.operations.append(Heading(0, typed.lstrip(_BULLETS), row, self.title))
        elif typed and not repeated:
            self._flush()
            self._descend(row)
            levels = [self.levels[n] for n in sorted(self.levels)]
            same = (
                last is not None
                and cle(last.title) == cle(typed)
                and [h.text for h in last.levels] == [h.text for h in levels]
            )
            if not same or last is None or last.headings != self.headings:
                last = Record(typed, row, self.title, list(self.headings), levels)
                last.values += [self.period] if self.period else []
                self.records.append(last)
        elif last is None or self.pending or self._new_level(row):
            why = "un niveau, mais aucune action" if self._new_level(row) else "aucune action au-dessus"
            self.left.append(Left(row, why, told=True))
            return
        last.rows.append(row)
        part = bool(last.operations) and last.operations[-1].row == row
        operation = len(last.operations) - 1 if part else self._operation(last, row)
        for column in self.mapping.columns:
            self._value(last, column, row, operation)

    def _is_part(self, record: Record, row: int, typed: str) -> bool:
        """True for « - Recruter un animateur » below an action that no bullet opens, and for « 1.3.1 » below « 1.3 »: its opérations."""
        if self.operation is not None or self.pending or self._new_level(row):
            return False
        bullet = typed[0] in _BULLETS and "\n" not in typed and record.title[0] not in _BULLETS
        above = self._numbered(record.row)
        return bullet or ("." in above and self._numbered(row).startswith(f"{above}."))

    def _new_level(self, row: int) -> bool:
        """True when a row without an action names a level that is not the one above it."""
        own = self.grid.own(row)
        typed = {level: text_of(own[c]).strip() for level, c in self.level_columns if c in own}
        return any(level not in self.levels or self.levels[level].text != t for level, t in typed.items())

    def _operation(self, record: Record, row: int) -> int | None:
        if self.operation is None:
            return None
        value = self.grid.cell(row, self.operation)
        if value is not None and (row, self.operation) not in self.grid.merged:
            titles = items(text_of(value))
            record.operations += [Heading(0, title, row, self.operation) for title in titles]
            if len(titles) > 1:
                return None
        return len(record.operations) - 1 if record.operations else None

    def _value(self, record: Record, column: Column, row: int, operation: int | None) -> None:
        if column.field in ("intitule", "operation", *LEVELS):
            return
        value = self.grid.cell(row, column.rank)
        first = self.grid.merged.get((row, column.rank), (row, column.rank))
        if value is None or first[1] != column.rank or (first[0] != row and first[0] in record.rows[:-1]):
            return
        if column.nature and column.field in _TICKED and (is_mark(value) or column.field == "secteur"):
            if not is_mark(value):  # what a commune gives
                paid = replace(column, field="recette", payer=column.nature, nature="")
                record.values.append(Value(paid, value, row, column.rank, operation))
            value = column.nature
        if row in self.done and column.rank != self.sides:
            column = replace(column, field="note", header=f"Réalisé – {column.header}")
        if column.root in MONEY and column.moment is None and self.year is not None:
            column = replace(column, moment=_year(self.grid.cell(row, self.year)))
        shared = first[0] != row or self.grid.merged.get((row + 1, column.rank)) == first
        part = None if shared else operation
        record.values += [
            Value(named, said, row, column.rank, part, grouped=self.mapping.linked)
            for named, said in labelled(column, value)
        ]


def _is_upper(value: Cell) -> bool:
    return isinstance(value, str) and value.isupper() and len(value.split()[0]) > 3


def _year(value: Cell) -> Moment | None:
    text = text_of(value).strip()
    return Moment.parse(text) if re.fullmatch(r"20\d\d", text) else None


def _depth(text: str) -> int:
    """Return the depth that a title tells by its words or its number; 1 when it tells none."""
    key = cle(text)
    if re.match(r"(?:objectif|but)s? (?:operationnel|specifique)|sous sous|sous objectif", key):
        return 3
    if re.match(r"objectif|sous ", key):
        return 2
    number = re.match(r"\s*(?:[^\W\d]+\s*(?:n\s*°\s*)?)?(\d+(?:\.\d+)*)", text)
    return min(3, number[1].count(".") + 1) if number else 1
