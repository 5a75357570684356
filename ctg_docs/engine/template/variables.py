"""The data a template asks for, as full paths: `convention.signataires[].nom`. Reads the tags, needs no data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from jinja2 import nodes

if TYPE_CHECKING:
    from ctg_docs.engine.template.drafts import Draft

__all__ = ["paths_of"]

Scope = Mapping[str, str]
_ITEMS = {"first", "last", "random"}
_SAME = {
    "list",
    "sort",
    "reverse",
    "unique",
    "default",
    "d",
    "selectattr",
    "rejectattr",
    "select",
    "reject",
    "batch",
}
_PAIRS = {"items", "dictsort"}


def paths_of(drafts: Iterable[Draft]) -> list[str]:
    """Return every path the parts of a template ask for, sorted; those of loops go through `[]`."""
    found: set[str] = set()
    for draft in drafts:
        if draft.tree is not None:
            _Reader(found).read(draft.tree.body, {"loop": ""})
    return sorted(path for path in found if path)


class _Reader:
    """Walks the statements of a part; a name in scope stands for a path, or for nothing of the data."""

    def __init__(self, found: set[str]) -> None:
        self.found = found

    def read(self, body: Iterable[nodes.Node], scope: Scope) -> Scope:
        """Read statements one after another; return the names known after them."""
        for node in body:
            scope = self._statement(node, scope)
        return scope

    def _statement(self, node: nodes.Node, scope: Scope) -> Scope:
        if isinstance(node, nodes.For):
            inner = {**scope, **self._bound(node.target, self._item(node.iter, scope))}
            if node.test is not None:
                self._expression(node.test, inner)
            self.read(node.body, inner)
            self.read(node.else_, scope)
        elif isinstance(node, nodes.If):
            self._expression(node.test, scope)
            self.read([*node.body], scope)
            self.read(node.elif_, scope)
            self.read(node.else_, scope)
        elif isinstance(node, nodes.Assign):
            return {**scope, **self._bound(node.target, self._expression(node.node, scope))}
        elif isinstance(node, nodes.With):
            values = [self._expression(value, scope) for value in node.values]
            bound = [self._bound(target, value) for target, value in zip(node.targets, values, strict=True)]
            self.read(node.body, {**scope, **{name: path for names in bound for name, path in names.items()}})
        elif isinstance(node, nodes.Macro):
            hidden = dict.fromkeys((a.name for a in node.args), "")
            self.read(node.body, {**scope, **hidden, "caller": "", "varargs": "", "kwargs": ""})
            return {**scope, node.name: ""}
        elif isinstance(node, nodes.AssignBlock):
            self.read(node.body, scope)
            return {**scope, **self._bound(node.target, "")}
        else:
            self._children(node, scope)
        return scope

    def _children(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._expression(child, scope)
            elif not isinstance(child, nodes.Keyword):
                scope = self._statement(child, scope)
            else:
                self._expression(child.value, scope)

    def _item(self, node: nodes.Node, scope: Scope) -> str:
        """Return the path of the items of what is walked."""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and node.node.attr in _PAIRS:
            path = self._expression(node.node.node, scope)
            return f"{path}{{}}" if path else ""
        if isinstance(node, nodes.Filter) and node.name in _PAIRS and node.node is not None:
            path = self._expression(node.node, scope)
            return f"{path}{{}}" if path else ""
        path = self._expression(node, scope)
        return f"{path}[]" if path else ""

    def _bound(self, target: nodes.Node, path: str) -> dict[str, str]:
        """Return what the names of a target stand for."""
        if isinstance(target, nodes.Name):
            self._note(path)
            return {target.name: path}
        names = [name.name for name in target.find_all(nodes.Name)]
        if path.endswith("{}") and len(names) == 2:
            self._note(path)
            return {names[0]: "", names[1]: path}
        return dict.fromkeys(names, "")

    def _expression(self, node: nodes.Node, scope: Scope) -> str:
        """Note what an expression asks for; return its path, empty when it has none."""
        path = self._path(node, scope)
        if path is None:
            self._children(node, scope)
            return ""
        self._note(path)
        return path

    def _path(self, node: nodes.Node, scope: Scope) -> str | None:  # noqa: PLR0911 - one line per case
        if isinstance(node, nodes.Name):
            return scope.get(node.name, node.name)
        if isinstance(node, nodes.Getattr):
            return self._within(node.node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            if isinstance(node.arg.value, str):
                return self._within(node.node, node.arg.value, scope)
            owner = self._expression(node.node, scope)
            return f"{owner}[]" if owner else ""
        if isinstance(node, nodes.Filter) and node.node is not None and node.name in _ITEMS | _SAME:
            self._children(nodes.Tuple(node.args, "load"), scope)
            owner = self._expression(node.node, scope)
            return owner if node.name in _SAME else f"{owner}[]" if owner else ""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            self._children(nodes.Tuple(node.args, "load"), scope)
            owner = self._expression(node.node.node, scope)
            if owner and node.node.attr in {"items", "keys", "values"}:
                self._note(f"{owner}{{}}")
            return ""
        return None

    def _within(self, node: nodes.Expr, name: str, scope: Scope) -> str:
        owner = self._expression(node, scope)
        return f"{owner}.{name}" if owner else ""

    def _note(self, path: str) -> None:
        """Note a path, and no more the shorter ones it goes through."""
        if path and not any(known.startswith((f"{path}.", f"{path}[", f"{path}{{")) for known in self.found):
            self.found -= set(_ways(path))
            self.found.add(path)


def _ways(path: str) -> Iterator[str]:
    """Yield the paths a path goes through."""
    for at, char in enumerate(path):
        if char in ".[{" and at:
            yield path[:at]
    if path.endswith(("[]", "{}")):
        yield path[:-2]
