"""YAML text to a tree in which every plain value stays text: `012345678`, `NON` and `1e3` are never changed.

Works on the parser's events, never on its typed values, so that no tag is ever executed.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from ctg_docs.problems import Place
from ctg_docs.sources.nodes import MAX_DEPTH, MAX_VALUES, Entry, Fields, Items, Leaf, Node
from ctg_docs.sources.report import Report
from ctg_docs.sources.yaml_syntax import explain

__all__ = ["parse_yaml"]

_NULLS = {"", "~", "null", "Null", "NULL"}
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}
_IGNORED = StreamStartEvent | StreamEndEvent | DocumentEndEvent


def parse_yaml(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of a YAML text, or None when it can't be read; every fault is in the report."""
    builder = _Builder(name, report)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if not builder.take(event):
                return None
    except MarkedYAMLError as fault:
        explain(fault, text, name, report)
        return None
    except (YAMLError, ValueError, IndexError, RecursionError):
        report.add("LEC009", Place(name), reason="le fichier ne suit pas la syntaxe YAML")
        return None
    if builder.root is None:
        report.add("LEC019", Place(name))
    return builder.root


class _Builder:
    """Assembles the tree with a stack, so that depth is bounded by a count and not by Python's recursion."""

    def __init__(self, name: str, report: Report) -> None:
        self.name = name
        self.report = report
        self.root: Node | None = None
        self.stack: list[Items | Fields] = []
        self.keys: list[tuple[str, Place] | None] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event. False when reading must stop; the reason is reported."""
        if isinstance(event, _IGNORED):
            return True
        place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            return self._start_document(place)
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()
            self.keys.pop()
            return True
        node = self._node(event, place)
        return node is not None and self._within_limits(place) and self._attach(node, event, place)

    def _start_document(self, place: Place) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.report.add("LEC011", place, suggestion="Séparez-les en plusieurs fichiers.")
        return self.documents == 1

    def _within_limits(self, place: Place) -> bool:
        self.count += 1
        if len(self.stack) > MAX_DEPTH:
            self.report.add("LEC013", place, limit=MAX_DEPTH)
        elif self.count > MAX_VALUES:
            self.report.add("LEC014", place, limit=MAX_VALUES)
        else:
            return True
        return False

    def _node(self, event: Any, place: Place) -> Node | None:
        if isinstance(event, AliasEvent):
            node = self.anchors.get(event.anchor)
            if node is None or any(node is parent for parent in self.stack):
                self.report.add("LEC015", place, name=event.anchor)
                return None
            return node
        self._refuse_tag(event, place)
        node = self._new_node(event, place)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    @staticmethod
    def _new_node(event: Any, place: Place) -> Node:
        if isinstance(event, MappingStartEvent):
            return Fields(place)
        if isinstance(event, SequenceStartEvent):
            return Items(place)
        plain = event.implicit[0] and event.value in _NULLS
        return Leaf(place, None if plain else event.value)

    def _refuse_tag(self, event: Any, place: Place) -> None:
        if event.tag and str(event.tag) not in _CORE_TAGS and event.tag != "!":
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.report.add("LEC028", place, tag=tag, suggestion="Écrivez la valeur seule, sans étiquette.")

    def _attach(self, node: Node, event: Any, place: Place) -> bool:
        if not self.stack:
            self.root = node
        elif isinstance(parent := self.stack[-1], Items):
            parent.nodes.append(node)
        elif (key := self.keys[-1]) is None:
            return self._take_key(node, event, place)
        else:
            self.keys[-1] = None
            self._add_entry(parent, key, node)
        if isinstance(event, MappingStartEvent | SequenceStartEvent) and isinstance(node, Fields | Items):
            self.stack.append(node)
            self.keys.append(None)
        return True

    def _take_key(self, node: Node, event: Any, place: Place) -> bool:
        if not isinstance(event, ScalarEvent) or not isinstance(node, Leaf):
            self.report.add("LEC016", place, suggestion=_braces_advice(event))
            return False
        self.keys[-1] = (event.value, place)
        return True

    def _add_entry(self, parent: Fields, key: tuple[str, Place], node: Node) -> None:
        name, place = key
        if name != "<<":
            parent.entries.append(Entry(name, place, node))
            return
        merged = node.nodes if isinstance(node, Items) else [node]
        if all(isinstance(one, Fields) for one in merged) and not isinstance(node, Leaf):
            parent.merged += [one for one in merged if isinstance(one, Fields)]
        else:
            self.report.add("LEC029", place)


def _braces_advice(event: Any) -> str:
    if isinstance(event, MappingStartEvent):
        return "Un texte qui contient des accolades s’écrit entre guillemets."
    if isinstance(event, SequenceStartEvent):
        return "Un texte qui commence par un crochet s’écrit entre guillemets."
    return ""
