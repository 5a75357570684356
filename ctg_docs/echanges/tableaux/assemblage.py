"""The rows of the tables to a dossier, every fault at its sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.cellules import EMPTY, Value, decode
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import ANCESTORS, RECURSIVE
from ctg_docs.echanges.tableaux.schema import Location, Table, tables
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import Path
from ctg_docs.sources.validate import Validated, validate

__all__ = ["Assembled", "Lost", "assemble", "key_of"]

_Key = tuple[str, ...]
_Home = tuple[_Key, _Key]
"""Names of the lists that lead to a row, and the key of a row in each."""


@dataclass(slots=True)
class _Node:
    """A row on its way to its place in the data."""

    row: Row
    data: dict[str, Any]
    chain: _Key
    parent: str
    own: str
    cells: dict[Path, Place] = field(default_factory=dict)
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A row that belongs to no other: the cell that names it holds nothing, or nothing known."""

    table: Table
    row: Row
    header: str
    value: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dossier read from tables.

    Attributes:
        outcome: the sound part of it, and its faults.
        warnings: what was converted, and what goes with a row taken away.
        lost: the rows that have no place.
        rows: the table and the row of each element, by its path in the data.
    """

    outcome: Validated[Ctg]
    warnings: tuple[Problem, ...]
    lost: tuple[Lost, ...]
    rows: Mapping[Path, tuple[Table, Row]]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return (*self.warnings, *(lost.problem for lost in self.lost), *self.outcome.problems)

    @property
    def ctg(self) -> Ctg | None:
        """The dossier without its faulty values; None when nothing could be read."""
        return self.outcome.model


def assemble(
    found: Mapping[str, Sequence[Row]], known: Mapping[str, Sequence[Row]] | None = None
) -> Assembled:
    """Build the dossier that the rows of the tables describe.

    Args:
        found: rows by the name of their table.
        known: the rows of the dossier as it is: what belonged to a row taken away goes with it, and is told.
    """
    work = _Work(_named(known or {}))
    whole = tables()[0]
    for row in found.get(whole.name, ()):
        node = work.read(whole, row)
        work.data |= node.data
        work.places |= node.cells
        work.rows[()] = whole, row
    for table in sorted(tables()[1:], key=lambda t: len(t.ancestors)):
        work.attach(table, [work.read(table, row) for row in found.get(table.name, ())])
    work.tell_followers()
    outcome = validate(Ctg, work.data, work.places)
    return Assembled(outcome, tuple(work.problems), tuple(work.lost), work.rows)


def _named(known: Mapping[str, Sequence[Row]]) -> frozenset[_Home]:
    """Return the rows that others belong to."""
    return frozenset(
        home
        for table in tables()[1:]
        if {place.names[-1] for place in table.locations} & ANCESTORS.keys()
        for row in known.get(table.name, ())
        if (home := _home(table, row)) is not None
    )


def _home(table: Table, row: Row) -> _Home | None:
    """Return what names a row from the dossier down: lists, then the keys of a row in each."""
    chain = [(name, key) for name in table.ancestors if (key := key_of(row.values.get(ANCESTORS[name])))]
    names = tuple(name for name, _ in chain)
    own = key_of(row.values.get("N°" if table.key == "n°" else "Identifiant")) if table.key else ""
    place = next((place for place in table.locations if place.names[:-1] == names), None)
    if place is None or not own:
        return None
    return place.names, (*(key for _, key in chain), own)


class _Work:
    def __init__(self, known: frozenset[_Home]) -> None:
        self.known = known
        self.followers: dict[_Home, list[Place]] = {}
        self.data: dict[str, Any] = {}
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.lost: list[Lost] = []
        self.rows: dict[Path, tuple[Table, Row]] = {}
        self.nodes: dict[tuple[_Key, _Key], _Node] = {}

    def read(self, table: Table, row: Row) -> _Node:
        """Decode the cells of a row."""
        data: dict[str, Any] = {}
        cells: dict[Path, Place] = {}
        for column in table.columns:
            raw = row.values.get(column.header)
            if raw == EMPTY and len(column.keys) > 1 and not column.many:
                _dig(data, column.keys if column.kind == "section" else column.keys[:-1])
                continue
            value, changed = decode(column, raw)
            if value is None:
                continue
            place = row.places.get(column.header, row.place)
            _dig(data, column.keys[:-1])[column.keys[-1]] = value
            for depth in range(len(column.keys), 0, -1):
                cells.setdefault(column.keys[:depth], place)
            if changed:
                self.problems.append(note("TAB004", place, value=raw, change=changed))
        chain = tuple(key_of(row.values.get(ANCESTORS[name])) for name in table.ancestors)
        parent = key_of(row.values.get(RECURSIVE[table.recursive])) if table.recursive else ""
        own = key_of(row.values.get("N°") if table.key == "n°" else data.get("id")) if table.key else ""
        return _Node(row, data, chain, parent, own, cells)

    def attach(self, table: Table, nodes: list[_Node]) -> None:
        """Put each row where it belongs; the rows below another one come after it, whatever their order."""
        if table.key == "n°":
            _number(nodes)
        known = {(node.chain, node.own): node for node in reversed(nodes) if node.own}
        waiting = nodes
        while waiting:
            later = [n for n in waiting if n.parent and known.get((n.chain, n.parent), n).path is None]
            for node in waiting:
                if node not in later:
                    self._place(table, node, known)
            if len(later) == len(waiting):
                for node in later:
                    self._lost(table, node, RECURSIVE[table.recursive], node.parent)
                return
            waiting = later

    def tell_followers(self) -> None:
        """Tell, once per row taken away, how many rows of other sheets went with it."""
        for (names, keys), places in self.followers.items():
            count = "1 ligne" if len(places) == 1 else f"{len(places)} lignes"
            value = ", ".join(reversed(keys))
            self.problems.append(
                note("TAB012", places[0], value=value, header=ANCESTORS[names[-1]], count=count)
            )

    def _place(self, table: Table, node: _Node, known: Mapping[tuple[_Key, str], _Node]) -> None:
        location, missing = self._location(table, node)
        if location is None:
            self._lost(table, node, *missing)
            return
        names = [n for n, k in zip(table.ancestors, node.chain, strict=True) if k]
        if node.parent:
            above: _Node | None = known[node.chain, node.parent]
            step: tuple[str, ...] = (table.recursive,)
        else:
            above = self.nodes.get((tuple(names), tuple(k for k in node.chain if k)))
            step = location.steps[-1]
        base: Path = above.path or () if above else ()
        holder = above.data if above else self.data
        items = _dig(holder, step[:-1]).setdefault(step[-1], [])
        node.path = (*base, *step, len(items))
        items.append(node.data)
        self.places.setdefault((*base, *step), node.row.place)
        self.places[node.path] = node.row.place
        self.rows[node.path] = table, node.row
        self.places |= {(*node.path, *path): place for path, place in node.cells.items()}
        if node.own:
            key = ((*names, location.names[-1]), (*(k for k in node.chain if k), node.own))
            self.nodes.setdefault(key, node)

    def _location(self, table: Table, node: _Node) -> tuple[Location | None, tuple[str, str]]:
        names = tuple(n for n, k in zip(table.ancestors, node.chain, strict=True) if k)
        location = next((place for place in table.locations if place.names[:-1] == names), None)
        if location is None:
            lacking = next(n for n, k in zip(table.ancestors, node.chain, strict=True) if not k)
            return None, (ANCESTORS[lacking], "")
        keys = tuple(k for k in node.chain if k)
        for depth in range(1, len(names) + 1):
            if (names[:depth], keys[:depth]) not in self.nodes:
                return None, (ANCESTORS[names[depth - 1]], keys[depth - 1])
        return location, ("", "")

    def _lost(self, table: Table, node: _Node, header: str, value: str) -> None:
        names = tuple(n for n, k in zip(table.ancestors, node.chain, strict=True) if k)
        keys = tuple(k for k in node.chain if k)
        above = ((names[:depth], keys[:depth]) for depth in range(1, len(names) + 1))
        gone = next((home for home in above if home in self.known and home not in self.nodes), None)
        if gone is not None:
            self.followers.setdefault(gone, []).append(node.row.place)
            return
        place = node.row.places.get(header, node.row.place)
        code = "TAB002" if value else "TAB003"
        problem = note(code, place, value=value, header=header, sheet=table.name)
        self.lost.append(Lost(table, node.row, header, value, problem))


def _number(nodes: Sequence[_Node]) -> None:
    """Give a number to the rows that have none: the next one among their neighbours."""
    used: dict[_Key, set[str]] = {}
    for node in nodes:
        used.setdefault(node.chain, set()).add(node.own)
    for node in nodes:
        if not node.own:
            rank = 1
            while str(rank) in used[node.chain]:
                rank += 1
            node.own = str(rank)
            used[node.chain].add(node.own)


def _dig(data: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    for key in keys:
        data = data.setdefault(key, {})
    return data


def key_of(value: Value | Any) -> str:
    """Return what names a row, as text: an identifier or a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
