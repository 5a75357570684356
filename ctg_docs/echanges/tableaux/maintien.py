"""Rows read from a file over a dossier: what can't be read leaves what the dossier says. Knows no file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import Assembled, assemble, key_of
from ctg_docs.echanges.tableaux.attendus import complaint, expected
from ctg_docs.echanges.tableaux.enrolement import enrol
from ctg_docs.echanges.tableaux.fusion import label, shown
from ctg_docs.echanges.tableaux.jumeaux import Twins, meaning, name_header, said
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.memoire import Rows
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.references import References, references_of
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import Path, shorten, typeset

__all__ = ["Held", "hold", "where_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """The dossier that the rows give, and everything that was converted or left.

    Attributes:
        ctg: None when nothing makes a dossier.
        problems: what was converted, and the cells and rows that are not taken.
        rows: the rows it was built from.
        refused: the cells of the file that are not taken, and the rows by an empty header.
        short: the tables from which no row is taken away this time.
        offered: the bodies and persons that are cited and in no register.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    rows: Rows = field(default_factory=dict)
    refused: frozenset[tuple[int, str]] = frozenset()
    short: frozenset[str] = frozenset()
    offered: tuple[str, ...] = ()


def hold(
    found: Rows, known: Rows | None = None, made_from: Rows | None = None, *, create: bool = False
) -> Held:
    """Build the dossier that rows describe; where they can't be taken, it says what it said.

    A cell is left first, then its row. While a row of a table is left, no row is taken away from that table:
    the missing one may be that one.

    Args:
        found: rows by the name of their table.
        known: the rows of the dossier as it is.
        made_from: those of the dossier when the file was made; a column of which it said nothing takes nothing away.
        create: True to add the bodies and persons that are cited and in no register.
    """
    work = _Hold(found, known or {}, made_from)
    work.create = create
    step = work.settle()
    whole = step.ctg if not work.stuck or not known else None
    refused = work.given | {(row, "") for row in work.whole}
    problems = (*work.problems, *step.warnings)
    return Held(whole, problems, work.found, frozenset(refused), frozenset(work.short), tuple(work.offered))


class _Hold:
    def __init__(self, found: Rows, known: Rows, made_from: Rows | None) -> None:
        self.made_from = made_from
        self.found = {name: list(rows) for name, rows in found.items()}
        self.known = known
        self.twins = Twins(found, known)
        self.problems: list[Problem] = []
        self.stuck = False
        self.given: set[tuple[int, str]] = set()
        self.whole: set[int] = set()
        self._gone: set[tuple[str, str]] = set()
        self.short: set[str] = set()
        self.create = False
        self.offered: dict[str, None] = {}

    def settle(self) -> Assembled:
        """Give back cells and rows until what is left makes a dossier."""
        self._fill()
        self._cited()
        references = References(self.found, self.twins)
        self.problems += references.read_names()
        if self.create:
            self.problems += enrol(self.found, references)
        self._unread()
        for table, row, header, rest, problem in list(references.misnamed()):
            self._refer(table, row, header, rest, problem)
        self._doubles()
        while True:
            step = assemble(self.found, self.known)
            if self._lost(step) or self._faults(step):
                continue
            if self.stuck or step.ctg is None:
                return step
            unknown = list(references.unknown(step.ctg))
            for table, row, header, rest, problem in unknown:
                self._refer(table, row, header, rest, problem)
            if not unknown:
                return step

    def _fill(self) -> None:
        """Take from the dossier what a column or a line that is not there does not say; tell each.

        A list made by hand with a few of our columns never had the others: they are not told.
        """
        for table in tables():
            rows = self.found.get(table.name, [])
            missing = [h for h in table.headers if rows and h not in rows[0].values]
            twins = [(row, twin) for row in rows if missing and (twin := self.twins.of(table, row))]
            needed = {c.header for c in table.columns if c.required or c.wanted}
            before = [twin for _, twin in twins]
            if self.made_from is not None:
                before = list(self.made_from.get(table.name, ()))
            few = self.made_from is None and 2 * len(missing) > len(table.headers)
            for header in () if few else missing:
                if header in needed or any(said(table.name, header, r.values.get(header)) for r in before):
                    place = Place(rows[0].place.file, cell=table.name)
                    self.problems.append(note("TAB008", place, header=header))
            for row, twin in twins:
                row.values.update({h: twin.values.get(h) for h in missing})

    def _cited(self) -> None:
        """Keep the rows taken away that other rows still cite; where others belong to such a row, tell only."""
        cited: dict[tuple[str, str], Place] = {}
        for table in tables():
            columns = [(header, register) for header, register, column in references_of(table) if column]
            for row in self.found.get(table.name, ()):
                for header, register in columns:
                    for id in str(row.values.get(header) or "").split("\n"):
                        cited.setdefault((register, id), row.places.get(header, row.place))
        for table in (t for t in tables()[1:] if t.name in self.found and name_header(t)):
            names = {place.names[-1] for place in table.locations}
            ids = {key_of(row.values.get(name_header(table))) for row in self.found[table.name]}
            for orphan in self.twins.orphans(table):
                own = key_of(orphan.values.get(name_header(table)))
                place = next((cited[name, own] for name in names if (name, own) in cited), None)
                if place is None or own in ids:
                    continue
                code = "TAB065" if names & ANCESTORS.keys() else "TAB064"
                self.problems.append(note(code, place, value=own, sheet=table.name))
                if code == "TAB064":
                    self._put_back(table, orphan)

    def _unread(self) -> None:
        for table in tables():
            for row in list(self.found.get(table.name, ())):
                for header, problem in row.unread.items():
                    twin = self.twins.of(table, row) if problem.code == "TAB017" else None
                    if twin is not None:
                        row.values[header] = twin.values.get(header)
                    else:
                        self._give_back(table, row, [header], problem)

    def _doubles(self) -> None:
        """Two rows of one name: the second one is left, unless it is clear which row it was."""
        for table in tables()[1:]:
            header = name_header(table)
            if not header:
                continue
            seen = Counter(_named(table, row) for row in self.known.get(table.name, ()))
            room = {name: max(count, 1) for name, count in seen.items()}
            for row in list(self.found.get(table.name, ())):
                name = _named(table, row)
                room[name] = room.get(name, 1) - 1
                if name[-1] and room[name] < 0:
                    place = row.places.get(header, row.place)
                    problem = note("TAB014", place, value=name[-1], sheet=table.name)
                    self._give_back(table, row, [header], problem)

    def _lost(self, step: Assembled) -> bool:
        behind: dict[tuple[str, str], list[Problem]] = {}
        for lost in step.lost:
            if lost.row.kept:
                self._remove(lost.table, lost.row)
            elif (lost.header, lost.value) in self._gone:
                behind.setdefault((lost.header, lost.value), []).append(lost.problem)
                self._drop(lost.table, lost.row)
            else:
                self._give_back(lost.table, lost.row, [lost.header], lost.problem)
        for (header, value), problems in behind.items():
            count = "1 ligne" if len(problems) == 1 else f"{len(problems)} lignes"
            self.problems.append(note("TAB013", problems[0].place, value=value, header=header, count=count))
        return bool(step.lost)

    def _faults(self, step: Assembled) -> bool:
        faults = list(zip(step.outcome.faults, step.outcome.problems, strict=True))
        for path, problem in faults:
            table, row, headers = where_of(step, path)
            self._give_back(table, row, headers, _at_cell(table, row, headers, problem))
        return bool(faults) and not self.stuck

    def _refer(self, table: Table, row: Row, header: str, rest: str | None, problem: Problem) -> None:
        """Leave a cell that names nobody of a register; offer to add it there."""
        if problem.code == "TAB069":
            self.offered.setdefault(problem.value)
        self._give_back(table, row, [header], problem, rest)

    def _give_back(
        self, table: Table, row: Row, headers: Sequence[str], problem: Problem, rest: str | None = None
    ) -> None:
        """Leave the cells as the dossier has them, else the row, else take the row out; tell which."""
        fresh = [h for h in headers if (id(row), h) not in self.given]
        self.given |= {(id(row), h) for h in fresh}
        twin = self.twins.of(table, row)
        if twin is not None and any(_differ(table, row, twin, h) or h in row.unread for h in fresh):
            row.values.update({h: twin.values.get(h) for h in fresh})
            kept = shown(twin.values.get(headers[0]))
            end = (
                f"Le dossier garde « {kept} »." if kept else "Le dossier n’en dit rien ; la case reste vide."
            )
        elif twin is None and any(_is_told(table, row, h) for h in fresh):
            row.values.update(dict.fromkeys(fresh, rest))
            end = (
                "Cette case n’est pas reprise."
                if rest is None
                else f"Repris sans elle : « {shorten(rest)} »."
            )
        elif twin is not None and id(row) not in self.whole:
            self.whole.add(id(row))
            row.values.update(twin.values)
            end = "Le dossier garde cette ligne telle quelle."
        elif table.name == DOSSIER:
            self.stuck, end = True, ""
        else:
            self._drop(table, row)
            end = "Cette ligne n’est pas reprise."
        self.problems.append(replace(problem, suggestion=f"{problem.suggestion} {typeset(end)}".strip()))

    def _drop(self, table: Table, row: Row) -> None:
        self._remove(table, row)
        if header := name_header(table):
            own = key_of(row.values.get(header))
            names = {place.names[-1] for place in table.locations} & ANCESTORS.keys()
            self._gone |= {(ANCESTORS[name], own) for name in names if own}
        if table.name not in self.short:
            self.short.add(table.name)
            self._keep_all(table, row)

    def _remove(self, table: Table, row: Row) -> None:
        self.found[table.name] = [r for r in self.found[table.name] if r is not row]

    def _keep_all(self, table: Table, left: Row) -> None:
        """Put back the rows that the file does not have: one of them may be the row that is left."""
        names = []
        for orphan in self.twins.orphans(table):
            self._put_back(table, orphan)
            names.append(label(table, orphan))
        if names:
            self.problems.append(note("TAB016", left.place, value=", ".join(names), sheet=table.name))

    def _put_back(self, table: Table, orphan: Row) -> None:
        """Put a row of the dossier back where it was among the others."""
        rows = self.found[table.name]
        before = next((r for r in self.twins.before(table, orphan) if any(r is x for x in rows)), None)
        rank = next(i for i, r in enumerate(rows) if r is before) + 1 if before is not None else 0
        while rank < len(rows) and rows[rank].kept:
            rank += 1
        rows.insert(rank, Row(dict(orphan.values), kept=True))


def where_of(step: Assembled, path: Path) -> tuple[Table, Row, list[str]]:
    """Return the row that a path of the data leads into, and the cells concerned."""
    depth = next(n for n in range(len(path), -1, -1) if path[:n] in step.rows)
    table, row = step.rows[path[:depth]]
    rest = path[depth:]
    shared = [(c, min(len(c.keys), len(rest))) for c in table.columns]
    return table, row, [c.header for c, n in shared if n and c.keys[:n] == rest[:n]]


def _at_cell(table: Table, row: Row, headers: Sequence[str], problem: Problem) -> Problem:
    column = next((c for c in table.columns if headers and c.header == headers[0]), None)
    if column is None:
        return problem
    value = row.values.get(column.header)
    said = complaint(column, value, problem.message)
    place = row.places.get(column.header, problem.place)
    return replace(problem, place=place, message=typeset(said), suggestion=typeset(expected(column, value)))


def _differ(table: Table, row: Row, twin: Row, header: str) -> bool:
    column = next((c for c in table.columns if c.header == header), None)
    return meaning(column, row.values.get(header)) != meaning(column, twin.values.get(header))


def _is_told(table: Table, row: Row, header: str) -> bool:
    """True when a cell holds something that its row can do without."""
    names = (name_header(table), *(ANCESTORS[a] for a in table.ancestors))
    return header not in names and (row.values.get(header) is not None or header in row.unread)


def _named(table: Table, row: Row) -> tuple[str, ...]:
    links = (key_of(row.values.get(ANCESTORS[a])) for a in table.ancestors)
    return (*links, key_of(row.values.get(name_header(table))))
