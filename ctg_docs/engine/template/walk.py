"""Walk Jinja's tree quickly: its own `find_all` costs as much as parsing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

__all__ = ["every"]

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
