"""YAML text to a tree in which every plain value stays text: `012345678`, `NON` and `1e3` are never changed.

Works on the parser's events, never on its typed values, so that no tag is ever executed. Two parsers: libyaml, written
in C, reads what is sound and plain; whatever it refuses or could read otherwise than YAML 1.2 asks is left to
ruamel.yaml, which alone names faults.
"""

from __future__ import annotations

import re
from typing import Any

from ctg_docs.problems import Place, Severity
from ctg_docs.sources.nodes import Fields, Items, Leaf, Node
from ctg_docs.sources.report import Report
from ctg_docs.sources.yaml_tree import TreeBuilder

__all__ = ["parse_yaml", "read_carefully", "read_fast"]

# What libyaml reads by the rules of YAML 1.1: line ends of Unicode, tabulations, directives.
_UNSURE = ("\t", "\x85", "\u2028", "\u2029", "\ufeff", "\n%")
_LOST = re.compile(r"(?m)^[^#\n]*\S[ \t]+#[^\s#]")
_GLUED_SIGN = re.compile(r"[ \t]+(#[^\s#].*)")
# A comment glued to the sign of a block of text: libyaml lets it through.
_GLUED_COMMENT = re.compile(r"[|>][-+0-9]*#")


def parse_yaml(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of a YAML text, or None when it can't be read; every fault is in the report."""
    root = read_fast(text, name, excess := Report())
    report.problems += excess.problems
    if root is None and not excess.problems:
        root = read_carefully(text, name, report)
    if root is not None and _LOST.search(text):
        _tell_lost_ends(root, text.split("\n"), report)
    return root


def _tell_lost_ends(root: Node, lines: list[str], report: Report) -> None:
    """Warn of values that go on after a « # »: what YAML takes for a comment, and whoever typed it did not."""
    seen: set[int] = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Fields):
            todo += [entry.node for entry in node.entries]
        elif isinstance(node, Items):
            todo += node.nodes
        elif isinstance(node.value, str):
            written = lines[node.place.line - 1][node.place.column - 1 :]
            lost = _GLUED_SIGN.match(written[len(node.value) :])
            if lost and written.startswith(node.value):
                report.add(
                    "LEC033",
                    node.place,
                    severity=Severity.WARNING,
                    value=written,
                    suggestion="Écrivez la valeur entre guillemets ; un commentaire s’écrit « # … », avec une espace.",
                    lost=lost[1],
                )


def read_fast(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of a text in which nothing is wrong nor unusual, else None; only what exceeds a limit is told."""
    if text.startswith("%") or any(sign in text for sign in _UNSURE) or _GLUED_COMMENT.search(text):
        return None
    import yaml

    if not yaml.__with_libyaml__:
        return None
    builder = TreeBuilder(name, silent := Report())
    try:
        sound = _take_all(yaml.cyaml.CParser(text), builder)
    except (yaml.YAMLError, ValueError):
        return None
    if builder.exceeded:
        report.problems += silent.problems
    return None if not sound or silent.problems or isinstance(builder.root, Leaf) else builder.root


def _take_all(parser: Any, builder: TreeBuilder) -> bool:
    """Hand the events of libyaml over; it takes « ! » before an empty value otherwise than YAML 1.2 does."""
    take = builder.take
    return all(take(event) and not getattr(event, "tag", None) for event in iter(parser.get_event, None))


def read_carefully(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of any text that YAML 1.2 allows, else None; every fault is told in French."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = TreeBuilder(name, report)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if not builder.take(event):
                return None
    except MarkedYAMLError as fault:
        from ctg_docs.sources.yaml_syntax import explain

        explain(fault, text, name, report)
        return None
    except (YAMLError, ValueError, IndexError, RecursionError):
        report.add("LEC009", Place(name), reason="le fichier ne suit pas la syntaxe YAML")
        return None
    if builder.root is None:
        report.add("LEC019", Place(name))
    return builder.root
