"""A dossier to the rows of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ctg_docs.echanges.tableaux.cellules import EMPTY, Value, encode
from ctg_docs.echanges.tableaux.noms import ANCESTORS, RECURSIVE
from ctg_docs.echanges.tableaux.schema import Column, Table, table_of, tables
from ctg_docs.errors import DataError
from ctg_docs.models.base import Modele
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem

__all__ = ["Row", "column_at", "rows_of"]


@dataclass(slots=True)
class Row:
    """One row.

    Attributes:
        values: value by header.
        places: where each was read; place: where the row begins.
        unread: what is wrong with the cells that hold something nobody can read, by header.
        kept: True when the row comes from the dossier, not from the file.
    """

    values: dict[str, Value]
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    unread: dict[str, Problem] = field(default_factory=dict)
    kept: bool = False


def rows_of(ctg: Ctg) -> dict[str, list[Row]]:
    """Return the rows of every table by the table's name; tables without rows are there, empty.

    Raises:
        DataError: two elements that others belong to bear the same identifier.
    """
    found: dict[str, list[Row]] = {table.name: [] for table in tables()}
    whole = tables()[0]
    found[whole.name].append(Row(_values(whole, ctg)))
    _Walk(found).descend(ctg, (), {})
    _refuse_doubles(found)
    return found


def column_at(table: Table, path: tuple[str, ...]) -> Column:
    """Return the column of a field."""
    return next(c for c in table.columns if c.path == path)


class _Walk:
    """Goes down the dossier; each list of models fills its table."""

    def __init__(self, found: dict[str, list[Row]]) -> None:
        self.found = found

    def descend(self, model: Any, names: tuple[str, ...], above: dict[str, Value]) -> None:
        """Emit the rows of every list below a model."""
        for name, items in _lists(model):
            inner = _Items(self, table_of((*names, name)), (*names, name), above)
            for item in items:
                inner.emit(item, None)


class _Items:
    """The rows of one list, the ones nested in them included."""

    def __init__(self, walk: _Walk, table: Table, names: tuple[str, ...], above: dict[str, Value]) -> None:
        self.walk, self.table, self.names, self.above = walk, table, names, above
        self.count = 0

    def emit(self, item: Any, parent: Value) -> None:
        """Emit the row of an element, then what it holds."""
        table = self.table
        self.count += 1
        key: Value = self.count if table.key == "n°" else getattr(item, "id", None)
        values: dict[str, Value] = dict(self.above)
        if table.key == "n°":
            values["N°"] = key
        if table.recursive:
            values[RECURSIVE[table.recursive]] = parent
        self.walk.found[table.name].append(Row(values | _values(table, item)))
        self.walk.descend(item, self.names, {**self.above, ANCESTORS.get(self.names[-1], ""): key})
        for child in getattr(item, table.recursive) if table.recursive else ():
            self.emit(child, key)


def _lists(model: Any, own: type | None = None) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the lists of models below, those of the sections held by the model included."""
    own = own or type(model)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Modele):
            if type(value[0]) is not own:
                yield name, value
        elif isinstance(value, Modele):
            yield from _lists(value, own)


def _values(table: Table, model: Any) -> dict[str, Value]:
    values: dict[str, Value] = {}
    marked: set[tuple[str, ...]] = set()
    for column in table.columns:
        holder: Any = model
        for depth, step in enumerate(column.path[:-1], 1):
            holder = getattr(holder, step)
            if holder is None:
                break
            above = column.path[:depth]
            if above not in marked and _is_blank(table, model, above):
                marked.add(above)
                values[column.header] = EMPTY
        if column.header not in values:
            values[column.header] = (
                None if holder is None else encode(column, getattr(holder, column.path[-1]))
            )
    return values


def _is_blank(table: Table, model: Any, section: tuple[str, ...]) -> bool:
    """True when an optional section is there but none of its cells would show it."""
    holder: Any = model
    for step in section[:-1]:
        holder = getattr(holder, step)
    if type(holder).model_fields[section[-1]].get_default(call_default_factory=True) is not None:
        return False
    inside = [c for c in table.columns if c.path[: len(section)] == section]
    return all(_at(model, c) is None for c in inside)


def _at(model: Any, column: Column) -> Value:
    for step in column.path[:-1]:
        model = getattr(model, step)
        if model is None:
            return None
    return encode(column, getattr(model, column.path[-1]))


def _refuse_doubles(found: Mapping[str, list[Row]]) -> None:
    for table in tables()[1:]:
        if table.key != "id" or not (table.recursive or table.locations[0].names[-1] in ANCESTORS):
            continue
        header = column_at(table, ("id",)).header
        links = [ANCESTORS[a] for a in table.ancestors]
        counts = Counter(tuple(row.values.get(h) for h in (*links, header)) for row in found[table.name])
        double = [key[-1] for key, count in counts.items() if count > 1]
        if double:
            raise DataError(
                f"{table.name} : deux éléments ont l’identifiant « {double[0]} ». Changez l’un des deux."
            )
