"""Walk the statements of a part: loops, branches, macros, assignments and what is printed."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jinja2 import nodes

from ctg_docs.engine.lint.expressions import Expressions
from ctg_docs.engine.lint.members import item_of, unpack
from ctg_docs.engine.lint.scope import Finder, Scope, path_of
from ctg_docs.engine.lint.types import ANY, STR, Shape, T, join
from ctg_docs.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Statements"]


class Statements:
    """Walks one part with the types of its context."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.expressions = Expressions(finder)
        self._running: list[object] = []

    def walk(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        """Walk statements in order; assignments stay in `scope`."""
        for node in body:
            handler = getattr(self, f"_{type(node).__name__.lower()}", None)
            if handler is not None:
                handler(node, scope)
            elif isinstance(node, nodes.Stmt):
                self._generic(node, scope)

    def _generic(self, node: nodes.Stmt, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.expressions.type_of(child, scope)
            elif isinstance(child, nodes.Stmt):
                self.walk([child], scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData):
                self._printed(child, self.expressions.certain(child, scope, "l’impression"))

    def _printed(self, node: nodes.Expr, known: T) -> None:
        members = known.members
        label = path_of(node) or "cette valeur"
        if any(m.kind is Shape.ANY for m in members):
            return
        if all(_whole(m) for m in members):
            what = "une liste" if members[0].kind in {Shape.LIST, Shape.TUPLE} else f"un objet « {known} »"
            hint = (
                "Parcourez-la avec « for » ou utilisez « | liste_et »."
                if what == "une liste"
                else "Imprimez un champ."
            )
            self.finder.add(
                "MOD105", f"« {label} » est {what} et s’imprimerait en entier.", node.lineno, hint
            )
        elif all(_is(m, date) or _is(m, time) for m in members):
            hint = (
                "Ajoutez « | date_longue »." if all(_is(m, date) for m in members) else "Ajoutez « | heure »."
            )
            self._warn(
                "MOD106", f"« {label} » est une date ou une heure sans mise en forme.", node.lineno, hint
            )
        elif all(_is(m, Decimal) or _is(m, float) for m in members):
            hint = "Ajoutez « | euros », « | nombre » ou « | pourcent »."
            self._warn("MOD107", f"« {label} » est un nombre décimal sans mise en forme.", node.lineno, hint)
        elif all(_is(m, timedelta) for m in members):
            self._warn("MOD106", f"« {label} » est une durée sans mise en forme.", node.lineno)

    def _warn(self, code: str, message: str, line: int, suggestion: str = "") -> None:
        self.finder.add(code, message, line, suggestion, Severity.WARNING)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        walked = self.expressions.certain(node.iter, scope, "la boucle")
        item = item_of(walked)
        if item is None:
            hint = "Un texte se parcourrait lettre par lettre." if walked.cls is str else ""
            self.finder.add(
                "MOD104", f"La boucle parcourt « {walked} », qui n’est pas une liste.", node.iter.lineno, hint
            )
            item = ANY
        names = self._targets(node.target, item)
        inner = scope.inner(**names, loop=T(Shape.LOOP, None, (item,)))
        if node.test is not None:
            self.expressions.type_of(node.test, inner)
            inner = inner.knowing(self.expressions.facts(node.test, True, inner))
        empty = self.expressions.facts(node.iter, True, scope)
        self.walk(node.body, inner.knowing(empty))
        self.walk(node.else_, scope.inner())

    def _targets(self, target: nodes.Node, item: T) -> dict[str, T]:
        if isinstance(target, nodes.Name):
            return {target.name: item}
        if isinstance(target, nodes.Tuple):
            found: dict[str, T] = {}
            for child, known in zip(target.items, unpack(item, len(target.items)), strict=True):
                found |= self._targets(child, known)
            return found
        return {}

    def _if(self, node: nodes.If, scope: Scope) -> None:
        ends: list[Scope] = []
        rest = scope
        for branch in [node, *node.elif_]:
            self.expressions.type_of(branch.test, rest)
            inside = _copy(rest.knowing(self.expressions.facts(branch.test, True, rest)))
            self.walk(branch.body, inside)
            ends.append(inside)
            rest = rest.knowing(self.expressions.facts(branch.test, False, rest))
        other = _copy(rest)
        self.walk(node.else_, other)
        ends.append(other)
        for name in {n for end in ends for n in end.names} - set(scope.names):
            scope.names[name] = join(end.names.get(name, ANY) for end in ends)
        for name in scope.names:
            scope.names[name] = join(end.names.get(name, ANY) for end in ends)

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._forbid_set(node)
        scope.names.update(self._targets(node.target, self.expressions.type_of(node.node, scope)))

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._forbid_set(node)
        self.walk(node.body, scope.inner())
        scope.names.update(self._targets(node.target, STR))

    def _forbid_set(self, node: nodes.Node) -> None:
        if self.finder.shipped:
            self.finder.add("MOD110", "Un modèle livré ne calcule rien : pas de « set ».", node.lineno)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = scope.inner()
        for target, value in zip(node.targets, node.values, strict=True):
            inner.names.update(self._targets(target, self.expressions.type_of(value, scope)))
        self.walk(node.body, inner)

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        def called(args: list[T], keywords: Mapping[str, T], body: nodes.Macro = node) -> None:
            self._run_macro(body, scope, args, keywords)

        scope.names[node.name] = T(Shape.MACRO, called)

    def _run_macro(self, node: nodes.Macro, scope: Scope, args: list[T], keywords: Mapping[str, T]) -> None:
        """Walk the body of a macro with the types of one call."""
        if node in self._running:
            return
        self._running.append(node)
        names = [a.name for a in node.args]
        given = dict(zip(names, args, strict=False)) | {k: v for k, v in keywords.items() if k in names}
        defaults = dict(zip(names[len(names) - len(node.defaults) :], node.defaults, strict=True))
        for name in names:
            if name not in given:
                given[name] = self.expressions.quiet(defaults[name], scope) if name in defaults else ANY
        extra = dict.fromkeys(("caller", "varargs", "kwargs"), ANY)
        self.walk(node.body, scope.inner(**extra, **given))
        self._running.remove(node)

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.expressions.type_of(node.call, scope)
        names = {a.name: ANY for a in node.args}
        self.walk(node.body, scope.inner(**names))

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.expressions.type_of(node.filter, scope)
        self.walk(node.body, scope.inner())


def _copy(scope: Scope) -> Scope:
    return Scope(dict(scope.names), scope.sure, scope.vouched, scope.maybe)


def _whole(member: T) -> bool:
    """True for what would be printed as Python writes it."""
    if member.kind is Shape.MODEL:
        owner = next((c for c in getattr(member.cls, "__mro__", ()) if "__str__" in vars(c)), object)
        printable = not owner.__module__.startswith(("pydantic", "builtins")) or hasattr(
            member.cls, "__html__"
        )
        return not printable and member.cls.__module__ != "ctg_docs.engine.values"
    return (
        member.kind in {Shape.LIST, Shape.TUPLE, Shape.DICT, Shape.GROUP, Shape.LOOP, Shape.CALL}
        or member.cls is bytes
    )


def _is(member: T, kind: type) -> bool:
    return member.kind is Shape.SCALAR and isinstance(member.cls, type) and issubclass(member.cls, kind)
