"""The events of a YAML parser to a tree in which every plain value stays text.

Knows events by the names that libyaml's and ruamel.yaml's have in common.
"""

from __future__ import annotations

from typing import Any

from ctg_docs.problems import Place
from ctg_docs.sources.nodes import MAX_DEPTH, MAX_VALUES, Entry, Fields, Items, Leaf, Node
from ctg_docs.sources.report import Report

__all__ = ["TreeBuilder"]

_NULLS = {"", "~", "null", "Null", "NULL"}
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}
_ENDS = {"MappingEndEvent", "SequenceEndEvent"}
_NO_BREAK = ("\u00a0", "\u202f", "\u2003", "\u2009")
_STARS = "Un texte qui commence par « * » s’écrit entre guillemets."
_SILENT = {*_ENDS, "StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"}


class TreeBuilder:
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
        self.exceeded = False

    def take(self, event: Any) -> bool:
        """Take one event. False when reading must stop; the reason is reported."""
        kind = type(event).__name__
        if kind == "ScalarEvent" and self.stack and not (event.tag or event.anchor):
            return self._take_scalar(event)  # most events by far: spare them the calls below
        if kind in _ENDS:
            self.stack.pop()
            self.keys.pop()
        if kind in _SILENT:
            return True
        mark = event.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        if kind == "DocumentStartEvent":
            return self._start_document(place)
        node = self._node(event, kind, place)
        self.count += 1
        if node is None:
            return False
        if len(self.stack) > MAX_DEPTH or self.count > MAX_VALUES:
            self._tell_excess(place)
            return False
        return self._attach(node, event, kind, place)

    def _take_scalar(self, event: Any) -> bool:
        """Take a plain value that stands in something: a key, the value of one, an item."""
        mark = event.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        self.count += 1
        if len(self.stack) > MAX_DEPTH or self.count > MAX_VALUES:
            self._tell_excess(place)
            return False
        parent, key = self.stack[-1], self.keys[-1]
        if isinstance(parent, Items):
            parent.nodes.append(_leaf(event, place))
        elif key is None:
            return self._take_name(event.value, place)
        else:
            self.keys[-1] = None
            self._add_entry(parent, key, _leaf(event, place))
        return True

    def _start_document(self, place: Place) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.report.add("LEC011", place, suggestion="Séparez-les en plusieurs fichiers.")
        return self.documents == 1

    def _tell_excess(self, place: Place) -> None:
        self.exceeded = True
        if len(self.stack) > MAX_DEPTH:
            self.report.add("LEC013", place, limit=MAX_DEPTH)
        else:
            self.report.add("LEC014", place, limit=MAX_VALUES)

    def _node(self, event: Any, kind: str, place: Place) -> Node | None:
        if kind == "AliasEvent":
            node = self.anchors.get(event.anchor)
            if node is None or any(node is parent for parent in self.stack):
                self.report.add("LEC015", place, suggestion=_STARS, name=event.anchor)
                return None
            return node
        if event.tag:
            self._refuse_tag(str(event.tag), place)
        node = self._new_node(event, kind, place)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    @staticmethod
    def _new_node(event: Any, kind: str, place: Place) -> Node:
        if kind == "MappingStartEvent":
            return Fields(place)
        if kind == "SequenceStartEvent":
            return Items(place)
        return _leaf(event, place)

    def _refuse_tag(self, tag: str, place: Place) -> None:
        if tag not in _CORE_TAGS and tag != "!":
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.report.add("LEC028", place, tag=shown, suggestion="Écrivez la valeur seule, sans étiquette.")

    def _attach(self, node: Node, event: Any, kind: str, place: Place) -> bool:
        if not self.stack:
            self.root = node
        elif isinstance(parent := self.stack[-1], Items):
            parent.nodes.append(node)
        elif (key := self.keys[-1]) is None:
            return self._take_key(node, event, kind, place)
        else:
            self.keys[-1] = None
            self._add_entry(parent, key, node)
        if kind != "AliasEvent" and isinstance(node, Fields | Items):
            self.stack.append(node)
            self.keys.append(None)
        return True

    def _take_key(self, node: Node, event: Any, kind: str, place: Place) -> bool:
        if kind != "ScalarEvent" or not isinstance(node, Leaf):
            self.report.add("LEC016", place, suggestion=_braces_advice(kind))
            return False
        return self._take_name(event.value, place)

    def _take_name(self, name: str, place: Place) -> bool:
        if name[:1] in _NO_BREAK:
            self.report.add("LEC032", place, value=name, suggestion="Retapez le retrait avec des espaces.")
            return False
        self.keys[-1] = (name, place)
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


def _leaf(event: Any, place: Place) -> Leaf:
    return Leaf(place, None if event.implicit[0] and event.value in _NULLS else event.value)


def _braces_advice(kind: str) -> str:
    if kind == "MappingStartEvent":
        return "Un texte qui contient des accolades s’écrit entre guillemets."
    if kind == "SequenceStartEvent":
        return "Un texte qui commence par un crochet s’écrit entre guillemets."
    return ""
