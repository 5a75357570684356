"""Walk Jinja's tree quickly: its own `find_all` costs as much as parsing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

__all__ = ["every", "levels"]

_LEAVES = frozenset([nodes.TemplateData, nodes.Name, nodes.Const])


def every(tree: nodes.Node, *kinds: type[nodes.Node]) -> Iterator[Any]:
    """Yield the nodes of some kinds under a node, in the order of the text."""
    stack: list[Any] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, kinds) and node is not tree:
            yield node
        if type(node) in _LEAVES:
            continue
        for name in reversed(node.fields):
            value = getattr(node, name, None)
            if isinstance(value, list):
                stack.extend(item for item in reversed(value) if isinstance(item, nodes.Node))
            elif isinstance(value, nodes.Node):
                stack.append(value)


def levels(tree: nodes.Node) -> Iterator[list[Any]]:
    """Yield a tree, then what is just under it, and so on: however deep it is, nothing nests."""
    level: list[Any] = [tree]
    while level:
        yield level
        below: list[Any] = []
        for node in level:
            if type(node) not in _LEAVES:
                for name in node.fields:
                    value = getattr(node, name, None)
                    if isinstance(value, list):
                        below.extend(item for item in value if isinstance(item, nodes.Node))
                    elif isinstance(value, nodes.Node):
                        below.append(value)
        level = below
