"""What every text format is read into: a tree whose parts know where they were written.

Knows the limits that keep a hostile file harmless; knows no format and no model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place
from ctg_docs.sources.report import Path, Report
from ctg_docs.sources.text import bad_character, clean

__all__ = ["MAX_DEPTH", "MAX_VALUES", "Entry", "Fields", "Items", "Leaf", "Node", "Parsed", "flatten"]

MAX_DEPTH, MAX_VALUES = LIMITS.depth, LIMITS.values


@dataclass(slots=True)
class Leaf:
    """A single value: text, None, or a boolean in the formats that have them."""

    place: Place
    value: str | bool | None


@dataclass(slots=True)
class Items:
    """A list."""

    place: Place
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One field of a mapping: its name, where the name stands, its value."""

    key: str
    place: Place
    node: Node


@dataclass(slots=True)
class Fields:
    """A mapping; `merged` holds the mappings of a `<<` key, which explicit fields override."""

    place: Place
    entries: list[Entry] = field(default_factory=list)
    merged: list[Fields] = field(default_factory=list)


Node = Leaf | Items | Fields


@dataclass(frozen=True, slots=True)
class Parsed:
    """Plain data and the place of every value.

    A field stands where its name is written, an element of a list where it begins.
    """

    data: Any
    places: dict[Path, Place]


def flatten(node: Node, report: Report) -> Parsed | None:
    """Turn a tree into plain data. None when it breaks a limit, which is then reported."""
    walk = _Walk(report)
    try:
        data = walk.visit(node, (), node.place)
    except _LimitError:
        return None
    return Parsed(data, walk.places)


class _LimitError(Exception):
    """The file is too deep or too big once its aliases are expanded; already reported."""


class _Walk:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.places: dict[Path, Place] = {}

    def visit(self, node: Node, path: Path, place: Place) -> Any:
        self._guard(node, path)
        self.places[path] = place
        if isinstance(node, Leaf):
            return self._leaf(node, path)
        if isinstance(node, Items):
            return [self.visit(child, (*path, i), child.place) for i, child in enumerate(node.nodes)]
        return self._fields(node, path)

    def _guard(self, node: Node, path: Path) -> None:
        if len(path) > MAX_DEPTH:
            self.report.add("LEC013", node.place, path=path[:6], limit=MAX_DEPTH)
            raise _LimitError
        if len(self.places) >= MAX_VALUES:
            self.report.add("LEC014", node.place, limit=MAX_VALUES)
            raise _LimitError

    def _leaf(self, node: Leaf, path: Path) -> str | bool | None:
        if isinstance(node.value, str) and (found := bad_character(node.value)):
            self.report.add("LEC008", node.place, path=path, value=node.value, character=found)
            return clean(node.value)
        return node.value

    def _fields(self, node: Fields, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        written: dict[str, Place] = {}
        for entry in node.entries:
            if entry.key in written:
                line = written[entry.key].line
                where = (*path, entry.key)
                self.report.add("LEC012", entry.place, path=where, key=entry.key, line=line)
                continue
            written[entry.key] = entry.place
            data[entry.key] = self.visit(entry.node, (*path, entry.key), entry.place)
        for merged in node.merged:
            self._guard(merged, path)
            inherited = [e for e in merged.entries if e.key not in data]
            data |= self._fields(Fields(merged.place, inherited, merged.merged), path)
        return data
