"""What a test teaches: which values are certainly there in its branch, and in the other one."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes

from ctg_docs.engine.lint.scope import Facts, path_of
from ctg_docs.engine.lint.types import Shape, T

__all__ = ["Typer", "facts"]

#: gives the type of an expression without noting any finding
Typer = Callable[[nodes.Node], T]
_SILENT = {"defined", "undefined", "none", "sameas", "true", "false", "filter", "test", "boolean"}
_TRANSPARENT = {
    "length",
    "count",
    "list",
    "first",
    "last",
    "trim",
    "string",
    "default",
    "d",
    "sort",
    "unique",
}


def facts(test: nodes.Node, answer: bool, typer: Typer) -> Facts:
    """Return what is known when `test` answered yes (`answer`) or no."""
    if isinstance(test, nodes.Not):
        return facts(test.node, not answer, typer)
    if isinstance(test, nodes.And | nodes.Or):
        left, right = facts(test.left, answer, typer), facts(test.right, answer, typer)
        return left | right if isinstance(test, nodes.And) is answer else left & right
    if isinstance(test, nodes.Test):
        return _named(test, answer, typer)
    if isinstance(test, nodes.Compare):
        return _compared(test, answer)
    if isinstance(test, nodes.Filter) and test.node is not None and test.name in _TRANSPARENT:
        return facts(test.node, answer, typer)
    path = path_of(test)
    return (_sure(path) if answer and path else Facts()) | _vouch(test, typer)


def _sure(path: str) -> Facts:
    """A path that holds something: so do all that lead to it."""
    steps = path.split(".")
    return Facts(sure=frozenset(".".join(steps[: n + 1]) for n in range(len(steps))))


def _owner(node: nodes.Node) -> Facts:
    path = path_of(node.node) if isinstance(node, nodes.Call) else path_of(node)
    return Facts(vouched=frozenset({path.rpartition(".")[0]})) if "." in path else Facts()


def _vouch(test: nodes.Node, typer: Typer) -> Facts:
    """A yes-or-no field, a choice or a call: the other fields of the same object may depend on it."""
    if not isinstance(test, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Call):
        return Facts()
    flags = [m for m in typer(test).members if m.cls is bool or m.values or m.kind is Shape.ANY]
    return _owner(test) if flags or isinstance(test, nodes.Call) else Facts()


def _named(test: nodes.Test, answer: bool, typer: Typer) -> Facts:
    path = path_of(test.node)
    if test.name in {"defined", "undefined"}:
        return Facts(maybe=frozenset({path})) if path and answer is (test.name == "defined") else Facts()
    if test.name == "none":
        return _sure(path) if path and not answer else Facts()
    if test.name in _SILENT or not path:
        return _vouch(test.node, typer)
    return _sure(path) if answer else Facts()


def _compared(test: nodes.Compare, answer: bool) -> Facts:
    """`x != none`, `x == "a"`, `x > 0`, `x in […]`, `x|length > 0`."""
    owners = _owner(test.expr)
    if len(test.ops) != 1:
        return owners
    operand = test.ops[0]
    if isinstance(operand.expr, nodes.Const) and operand.expr.value is None:
        path = path_of(test.expr)
        return _sure(path) if path and (operand.op == "ne") is answer else Facts()
    inner = (
        test.expr.node if isinstance(test.expr, nodes.Filter) and test.expr.node is not None else test.expr
    )
    path = path_of(inner)
    positive = operand.op in {"eq", "gt", "gteq", "lt", "lteq", "in"}
    return owners | (_sure(path) if path and positive is answer else Facts())
