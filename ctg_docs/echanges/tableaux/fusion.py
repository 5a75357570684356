"""Three-way merge of rows: base = the dossier when the file was made, theirs = the dossier now, ours = the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.jumeaux import Twins, field_at, name_header, said
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.memoire import Rows
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.schema import Table, tables
from ctg_docs.french import heure
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement import Fate, three_way
from ctg_docs.sources.report import shorten

__all__ = ["Merged", "keep_absent", "label", "merge", "shown"]

_NUMBER: Final = "N°"
_NOTHING: Final = "rien"


@dataclass(slots=True)
class Merged:
    """Rows of a file once the dossier's own changes are in them.

    Attributes:
        rows: by the name of their table.
        problems: what both changed, and what is kept of the dossier.
        refused: the cells, and the rows by an empty header, where the file is not followed.
        missed: rows of the state that the file has no more, but that are not taken away.
        base: the row of the state that each row of the file comes from, by identity.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[tuple[int, str]] = field(default_factory=set)
    missed: dict[str, list[Row]] = field(default_factory=dict)
    base: dict[int, Row] = field(default_factory=dict)


def merge(found: Rows, base: Rows, known: Rows, file: str, *, force: bool = False) -> Merged:
    """Take what differs between a file and the state it was made from; keep what the dossier changed since.

    Args:
        found: rows of the file, of the tables it has.
        base: rows of the dossier when the file was made.
        known: rows of the dossier as it is.
        file: name of the file.
        force: True to follow the file in a cell that both changed.
    """
    return _Merge(found, base, known, file, force=force).run()


def keep_absent(found: Rows, known: Rows, file: str) -> Merged:
    """Let a file add and change, not take away: nobody knows what it was made from."""
    done, twins = Merged(), Twins(found, known)
    counts: Counter[str] = Counter()
    for table in tables():
        if table.name not in found:
            continue
        rows = list(found[table.name])
        for row in rows:
            twin = twins.of(table, row)
            blank = [
                h for h, v in row.values.items() if twin and _blank(v) and not _blank(twin.values.get(h))
            ]
            if twin is not None:
                told = [h for h in blank if h not in row.unread]
                row.values.update({h: twin.values.get(h) for h in told})
                counts[table.name] += len(told)
        orphans = twins.orphans(table)
        if _is_short(table):
            orphans = orphans[sum(twins.of(table, row) is None for row in rows) :]
        counts[table.name] += len(orphans)
        order = _Order(known.get(table.name, ()), {id(t): r for r in rows if (t := twins.of(table, r))})
        done.rows[table.name] = order.insert(rows, orphans)
    if counts.total():
        done.problems.append(note("TAB035", Place(file), sheets=_counted(counts)))
    return done


@dataclass(slots=True)
class _Order:
    """Where the rows that only the dossier has go among the others."""

    known: Sequence[Row]
    homes: Mapping[int, Row]

    def insert(self, rows: Iterable[Row], absent: Sequence[Row]) -> list[Row]:
        """Return the rows with those of the dossier, each after the one it follows there."""
        out, homes = list(rows), dict(self.homes)
        wanted = {id(row) for row in absent}
        for rank, row in enumerate(self.known):
            if id(row) not in wanted:
                continue
            above = (homes.get(id(k)) for k in reversed(self.known[:rank]))
            before = next((r for r in above if _has(out, r)), None)
            at = next(i for i, r in enumerate(out) if r is before) + 1 if before is not None else 0
            homes[id(row)] = Row(dict(row.values), place=row.place, kept=True)
            out.insert(at, homes[id(row)])
        return out


class _Merge:
    def __init__(self, found: Rows, base: Rows, known: Rows, file: str, *, force: bool) -> None:
        self.found, self.base, self.known, self.file, self.force = found, base, known, file, force
        self.ours, self.theirs = Twins(found, base), Twins(base, known)
        self.done = Merged()
        self.kept: Counter[str] = Counter()
        self.held: dict[str, list[Row]] = {}
        self.needed: set[tuple[str, str]] = set()
        self.numbers: dict[tuple[str, tuple[str, ...], str], str] = {}

    def run(self) -> Merged:
        mine = [t for t in tables() if t.name in self.found]
        for table in sorted(mine, key=lambda t: -len(t.ancestors)):
            self._gone(table)
        for table in sorted(mine, key=lambda t: len(t.ancestors)):
            self.done.rows[table.name] = self._table(table)
        if self.kept.total():
            sheets = {t.name: self.kept[t.name] for t in mine if self.kept[t.name]}
            self.done.problems.insert(0, note("TAB031", Place(self.file), sheets=_counted(sheets)))
        return self.done

    def _gone(self, table: Table) -> None:
        """Tell the rows taken away in the file that changed in the dossier, or that its new rows belong to."""
        links = [ANCESTORS[name] for name in table.ancestors]
        names = [ANCESTORS[p.names[-1]] for p in table.locations if p.names[-1] in ANCESTORS]
        held: list[Row] = []
        missed: list[Row] = []
        for row in self.ours.orphans(table):
            twin = self.theirs.of(table, row)
            own = key_of(twin.values.get(name_header(table))) if twin else ""
            if twin is not None and (
                self._differ(table, row, twin) or any((name, own) in self.needed for name in names)
            ):
                held.append(twin)
                missed.append(row)
                place = Place(self.file, cell=table.name)
                self.done.problems.append(note("TAB033", place, value=label(table, twin), sheet=table.name))
        fresh = self.theirs.orphans(table)
        self.held[table.name], self.done.missed[table.name] = [*held, *fresh], missed
        for row in (*held, *fresh):
            self.needed |= {(link, key_of(row.values.get(link))) for link in links}

    def _table(self, table: Table) -> list[Row]:
        added = self.theirs.orphans(table)
        again = Twins(
            {table.name: [r for r in self.found[table.name] if self.ours.of(table, r) is None]},
            {table.name: added},
            ranked=False,
        )
        rows: list[Row] = []
        homes: dict[int, Row] = {}
        for row in self.found[table.name]:
            before = self.ours.of(table, row)
            twin = again.of(table, row) if before is None else self.theirs.of(table, before)
            if before is not None:
                self.done.base[id(row)] = before
            if before is not None and twin is None:
                self._dropped(table, row, before)
                continue
            self._renumber(table, row, twin)
            if twin is not None:
                self._cells(table, row, before, twin)
                homes[id(twin)] = row
            rows.append(row)
        absent = [row for row in self.held[table.name] if id(row) not in homes]
        self.kept[table.name] += sum(_has(added, row) for row in absent)
        return self._ordered(table, rows, homes, absent)

    def _ordered(
        self, table: Table, rows: list[Row], homes: dict[int, Row], absent: Sequence[Row]
    ) -> list[Row]:
        """Follow the order of the file when somebody changed it there, that of the dossier otherwise."""
        order = _Order(self.known.get(table.name, ()), homes)
        ranks = {id(row): rank for rank, row in enumerate(self.base.get(table.name, ()))}
        seen = [ranks[id(b)] for r in rows if (b := self.done.base.get(id(r)))]
        if seen != sorted(seen):
            return order.insert(rows, absent)
        out = [homes[id(twin)] for twin in order.known if id(twin) in homes]
        for rank, row in enumerate(rows):
            if not _has(out, row):
                before = rows[rank - 1] if rank else None
                out.insert(next((i + 1 for i, r in enumerate(out) if r is before), 0), row)
        return order.insert(out, absent)

    def _dropped(self, table: Table, row: Row, before: Row) -> None:
        self.done.refused.add((id(row), ""))
        if row.unread or self._differ(table, before, row):
            value = label(table, before)
            self.done.problems.append(note("TAB034", row.place, value=value, sheet=table.name))
        else:
            self.kept[table.name] += 1

    def _cells(self, table: Table, row: Row, before: Row | None, twin: Row) -> None:
        for header in row.values:
            if header in row.unread:
                continue
            mine, then, now = (
                said(table.name, header, r.values.get(header) if r else None) for r in (row, before, twin)
            )
            fate = three_way(then, now, mine)
            if fate is Fate.THEIRS or header == _NUMBER:
                self.kept[table.name] += now not in (then, mine) and header != _NUMBER
                row.values[header] = twin.values.get(header)
            elif fate is Fate.CONFLICT and not self.force:
                place = row.places.get(header, row.place)
                facts = {"header": header, "other": shown(twin.values.get(header)) or _NOTHING}
                self.done.problems.append(
                    note("TAB032", place, value=shown(row.values.get(header)) or _NOTHING, **facts)
                )
                self.done.refused.add((id(row), header))
                row.values[header] = twin.values.get(header)

    def _renumber(self, table: Table, row: Row, twin: Row | None) -> None:
        """Cite the rows that have a number by the number they now have in the dossier."""
        links = [ANCESTORS[name] for name in table.ancestors]
        chain = tuple(key_of(row.values.get(link)) for link in links)
        for rank, link in enumerate(links):
            now = self.numbers.get((link, chain[:rank], chain[rank]))
            if now is not None:
                row.values[link] = now
        number = key_of(row.values.get(_NUMBER))
        if table.key != "n°" or not number:
            return
        if twin is not None:
            now = key_of(twin.values.get(_NUMBER))
        else:
            taken = {
                key_of(r.values.get(_NUMBER))
                for r in (*self.known.get(table.name, ()), *self.found[table.name])
                if tuple(key_of(r.values.get(link)) for link in links) == chain and r is not row
            }
            now = number
            while now in taken:
                now = str(int(now) + 1) if now.isdecimal() else f"{now}1"
            row.values[_NUMBER] = now
        for name in {place.names[-1] for place in table.locations} & ANCESTORS.keys():
            self.numbers[ANCESTORS[name], chain, number] = now

    @staticmethod
    def _differ(table: Table, a: Row, b: Row) -> bool:
        return any(
            said(table.name, h, a.values.get(h)) != said(table.name, h, b.values.get(h))
            for h in b.values
            if h != _NUMBER
        )


def _is_short(table: Table) -> bool:
    """True when a list takes a few rows only: a row that is new there stands in the place of one that is not."""
    steps = table.locations[0].steps if table.locations else ()
    bounds = field_at(Ctg, steps[0]).metadata if len(steps) == 1 else ()
    return any(getattr(bound, "max_length", None) for bound in bounds)


def label(table: Table, row: Row) -> str:
    """Return what a reader calls a row."""
    headers = (name_header(table), *(c.header for c in table.columns if c.kind in ("texte", "identifiant")))
    return next((shorten(text, 40) for h in headers if (text := row.values.get(h))), table.name)


def _has(rows: Sequence[Row], row: Row | None) -> bool:
    return row is not None and any(row is other for other in rows)


def _blank(value: object) -> bool:
    return value is None or not str(value).strip()


def shown(value: Value) -> str:
    """Return what a cell holds as a message says it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return heure(value)
    return shorten(str(value).replace(".", ",") if isinstance(value, Decimal) else value, 60)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}\u00a0: {count}" for name, count in counts.items() if count)
