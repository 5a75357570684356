"""The type of every expression of a template, and what is wrong with it on the way."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from ctg_docs.engine.lint import transfer
from ctg_docs.engine.lint.guards import facts
from ctg_docs.engine.lint.members import attribute, item_of, names_of
from ctg_docs.engine.lint.scope import Facts, Finder, Scope, path_of, suggest
from ctg_docs.engine.lint.types import ANY, INT, NONE, STR, Shape, T, join, list_of, without_none
from ctg_docs.engine.template.environment import forbidden_name
from ctg_docs.problems import Severity

__all__ = ["Expressions"]

_BOOL = T(Shape.SCALAR, bool)


class Expressions:
    """Types expressions and notes findings."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder

    def type_of(self, node: nodes.Node | None, scope: Scope) -> T:
        """Return the type of an expression."""
        if node is None:
            return ANY
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is not None:
            found: T = handler(node, scope)
            return found
        if isinstance(node, nodes.BinExpr):
            return self._arithmetic(node, scope)
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.type_of(child, scope)
        return ANY

    def quiet(self, node: nodes.Node, scope: Scope) -> T:
        """Return the type of an expression without noting anything."""
        silent = Finder(lambda p, _: p, self.finder.filters, self.finder.tests, self.finder.globals)
        return Expressions(silent).type_of(node, scope)

    def facts(self, test: nodes.Node, answer: bool, scope: Scope) -> Facts:
        """Return what an answer to a test teaches."""
        return facts(test, answer, lambda node: self.quiet(node, scope))

    def certain(self, node: nodes.Node, scope: Scope, use: str) -> T:
        """Type a value that is going to be used, and note when it may be nothing."""
        known = self.type_of(node, scope)
        if known.has_none and known.kind is Shape.UNION and not self._vouched(node, scope):
            label = path_of(node) or "cette valeur"
            self.finder.add(
                "MOD103",
                f"« {label} » peut être vide : {use} échouerait.",
                node.lineno,
                f'Gardez la balise par « if {label} », ou « or "–" ».',
                severity=Severity.WARNING,
            )
        return without_none(known)

    def _vouched(self, node: nodes.Node, scope: Scope) -> bool:
        path = path_of(node)
        return any(path == owner or path.startswith(f"{owner}.") for owner in scope.vouched)

    def _name(self, node: nodes.Name, scope: Scope) -> T:
        if node.name in scope.names:
            self.finder.used.add(node.name)
            known = scope.names[node.name]
            return without_none(known) if node.name in scope.sure else known
        if node.name in self.finder.globals or node.name in scope.maybe:
            return ANY
        self.finder.add(
            "MOD102", f"Donnée inconnue « {node.name} ».", node.lineno, suggest(node.name, scope.names)
        )
        return ANY

    def _const(self, node: nodes.Const, _scope: Scope) -> T:
        return NONE if node.value is None else T(Shape.SCALAR, type(node.value), values=(node.value,))

    def _templatedata(self, _node: nodes.TemplateData, _scope: Scope) -> T:
        return STR

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> T:
        return self._member(node, node.node, node.attr, scope)

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> T:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, node.node, node.arg.value, scope)
        owner = self.certain(node.node, scope, "prendre un élément")
        if isinstance(node.arg, nodes.Slice):
            return owner
        self.type_of(node.arg, scope)
        index = node.arg.value if isinstance(node.arg, nodes.Const) else None
        results = [_indexed(member, index) for member in owner.members]
        known = [r for r in results if r is not None]
        if not known:
            self.finder.add("MOD104", f"« {owner} » n’a pas d’éléments à numéroter.", node.lineno)
            return ANY
        return join(known)

    def _member(self, node: nodes.Expr, owner_node: nodes.Expr, name: str, scope: Scope) -> T:
        if forbidden_name(name):
            self.type_of(owner_node, scope)
            self.finder.add("MOD006", f"L’accès à « {name} » est interdit dans un modèle.", node.lineno)
            return ANY
        owner = self.certain(owner_node, scope, f"lire « {name} »")
        path = path_of(node)
        found = attribute(owner, name)
        if found is None:
            if path not in scope.maybe:
                self._unknown(owner, name, node.lineno)
            return ANY
        return without_none(found) if path in scope.sure else found

    def _unknown(self, owner: T, name: str, line: int) -> None:
        if owner.kind is Shape.LIST:
            hint = "C’est une liste : parcourez-la avec « for », ou prenez « |first »."
        else:
            hint = suggest(name, names_of(owner))
        self.finder.add("MOD101", f"Champ inconnu « {name} » de « {owner} ».", line, hint)

    def _call(self, node: nodes.Call, scope: Scope) -> T:
        args = [self.type_of(a, scope) for a in node.args]
        keywords = {k.key: self.type_of(k.value, scope) for k in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name in self.finder.globals:
            return list_of(INT) if node.node.name == "range" else ANY
        callee = self.type_of(node.node, scope)
        if callee.kind is Shape.MACRO:
            callee.cls(args, keywords)
            return STR
        if self.finder.shipped and callee.kind is not Shape.ANY:
            self.finder.add(
                "MOD111", "Un modèle livré n’appelle rien : calculez dans le contexte.", node.lineno
            )
        if callee.kind is Shape.CALL:
            fallback = isinstance(node.node, nodes.Getattr) and node.node.attr == "get" and len(args) == 2
            return join([without_none(callee.args[0]), args[1]]) if fallback else callee.args[0]
        if callee.kind is not Shape.ANY:
            self.finder.add("MOD111", f"« {path_of(node.node)} » n’est pas une fonction.", node.lineno)
        return ANY

    def _filter(self, node: nodes.Filter, scope: Scope) -> T:
        if node.name not in self.finder.filters:
            self.finder.add(
                "MOD108",
                f"Le filtre « {node.name} » n’existe pas.",
                node.lineno,
                suggest(node.name, self.finder.filters),
            )
            self.type_of(node.node, scope)
            return ANY
        return transfer.filtered(self, node, scope)

    def _test(self, node: nodes.Test, scope: Scope) -> T:
        if node.name not in self.finder.tests:
            hint = suggest(node.name, self.finder.tests)
            self.finder.add("MOD109", f"Le test « {node.name} » n’existe pas.", node.lineno, hint)
        quiet = node.name in {"defined", "undefined"}
        maybe = frozenset({path_of(node.node)}) if quiet else frozenset()
        self.type_of(node.node, scope.knowing(Facts(maybe=maybe)))
        for argument in node.args:
            self.type_of(argument, scope)
        return _BOOL

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> T:
        self.type_of(node.test, scope)
        yes = self.type_of(node.expr1, scope.knowing(self.facts(node.test, True, scope)))
        if node.expr2 is None:
            return yes
        return join([yes, self.type_of(node.expr2, scope.knowing(self.facts(node.test, False, scope)))])

    def _and(self, node: nodes.And, scope: Scope) -> T:
        left = self.type_of(node.left, scope)
        right = self.type_of(node.right, scope.knowing(self.facts(node.left, True, scope)))
        return join([left, right])

    def _or(self, node: nodes.Or, scope: Scope) -> T:
        left = without_none(self.type_of(node.left, scope))
        return join([left, self.type_of(node.right, scope.knowing(self.facts(node.left, False, scope)))])

    def _not(self, node: nodes.Not, scope: Scope) -> T:
        self.type_of(node.node, scope)
        return _BOOL

    def _compare(self, node: nodes.Compare, scope: Scope) -> T:
        left = self.type_of(node.expr, scope)
        for operand in node.ops:
            right = self.type_of(operand.expr, scope)
            if operand.op in {"gt", "gteq", "lt", "lteq"} and left.has_none and left.kind is Shape.UNION:
                self.certain(node.expr, scope, "la comparaison")
            if operand.op in {"eq", "ne"}:
                self._possible(left, right, operand.expr, node.lineno)
                self._possible(right, left, node.expr, node.lineno)
        return _BOOL

    def _possible(self, known: T, other: T, node: nodes.Expr, line: int) -> None:
        """Note a comparison with a value that a choice never takes."""
        members = [m for m in known.members if m.kind is not Shape.NONE]
        if not isinstance(node, nodes.Const) or node.value is None or not members:
            return
        if any(not m.values for m in members) or other.kind is not Shape.SCALAR:
            return
        allowed = [getattr(v, "value", v) for m in members for v in m.values]
        names = [getattr(v, "name", "") for m in members for v in m.values]
        plain = all(not hasattr(v, "value") or isinstance(v, str | int) for m in members for v in m.values)
        if plain and node.value not in allowed and len(allowed) > 1:
            hint = suggest(str(node.value), [str(a) for a in allowed] + names)
            listed = ", ".join(f"« {a} »" for a in allowed[:8])
            self.finder.add(
                "MOD119", f"« {node.value} » n’est jamais une valeur possible ({listed}).", line, hint
            )

    def _arithmetic(self, node: nodes.BinExpr, scope: Scope) -> T:
        left = self.certain(node.left, scope, "le calcul")
        right = self.certain(node.right, scope, "le calcul")
        if left == right and left.kind in {Shape.SCALAR, Shape.LIST}:
            return T(left.kind, left.cls, left.args)
        numbers = {m.cls for m in (left, right) if m.kind is Shape.SCALAR}
        return T(Shape.SCALAR, (numbers - {int}).pop()) if len(numbers) == 2 and int in numbers else ANY

    def _concat(self, node: nodes.Concat, scope: Scope) -> T:
        for part in node.nodes:
            self.certain(part, scope, "l’écriture")
        return STR

    def _list(self, node: nodes.List, scope: Scope) -> T:
        return list_of(join(self.type_of(item, scope) for item in node.items))

    def _tuple(self, node: nodes.Tuple, scope: Scope) -> T:
        return T(Shape.TUPLE, None, tuple(self.type_of(item, scope) for item in node.items))

    def _dict(self, node: nodes.Dict, scope: Scope) -> T:
        values = join(self.type_of(pair.value, scope) for pair in node.items)
        return T(Shape.DICT, None, (STR, values))


def _indexed(owner: T, index: Any) -> T | None:
    if owner.kind is Shape.TUPLE and isinstance(index, int):
        return owner.args[index] if -len(owner.args) <= index < len(owner.args) else None
    if owner.kind is Shape.DICT:
        return owner.args[1]
    if owner.kind is Shape.SCALAR:
        return STR if owner.cls is str else None
    if owner.kind is Shape.MODEL:
        return ANY
    return item_of(owner)
