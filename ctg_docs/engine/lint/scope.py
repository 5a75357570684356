"""Names, guards and findings while the lint walks a part."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import nodes

from ctg_docs.engine.lint.types import T
from ctg_docs.problems import Problem, Severity

__all__ = ["Finder", "Scope", "Walk", "path_of", "suggest"]


@dataclass
class Scope:
    """What is known at one point of a template.

    Attributes:
        names: types of the names in sight.
        sure: paths (`f.pilote`) that a guard has proved to hold something.
        vouched: owners (`f`) of which a yes-or-no field was tested; whether their other fields hold something
            may depend on it, so nothing is said about them.
        maybe: names tested with `is defined`.
    """

    names: dict[str, T]
    sure: frozenset[str] = frozenset()
    vouched: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()

    def inner(self, **names: T) -> Scope:
        """Return a scope inside this one."""
        hidden = tuple(names)
        keep = frozenset(p for p in self.sure if p.split(".")[0].split("[")[0] not in hidden)
        return Scope({**self.names, **names}, keep, self.vouched - set(hidden), self.maybe)

    def knowing(self, facts: Facts) -> Scope:
        """Return the same scope after a test has answered."""
        return Scope(
            self.names, self.sure | facts.sure, self.vouched | facts.vouched, self.maybe | facts.maybe
        )


@dataclass(frozen=True)
class Facts:
    """What one answer of a test teaches."""

    sure: frozenset[str] = frozenset()
    vouched: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(self.sure | other.sure, self.vouched | other.vouched, self.maybe | other.maybe)

    def __and__(self, other: Facts) -> Facts:
        return Facts(self.sure & other.sure, self.vouched & other.vouched, self.maybe & other.maybe)


@dataclass
class Finder:
    """Collects the findings of one part, each once.

    Attributes:
        locate: turns a line of the Jinja source into a problem with its place.
        filters, tests: those that exist; values are the functions.
        shipped: the stricter rules of the templates of the house: no `set`, no call.
    """

    locate: Callable[[Problem, int], Problem]
    filters: Mapping[str, Any]
    tests: Mapping[str, Any]
    globals: frozenset[str]
    shipped: bool = False
    found: dict[tuple[str, str, str], Problem] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(
        self, code: str, message: str, line: int, suggestion: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note a finding at a line, unless the same was noted at the same place."""
        problem = self.locate(Problem(code, severity, message, suggestion=suggestion), line)
        self.found.setdefault((code, message, f"{problem.place}{problem.value}"), problem)


class Walk(Protocol):
    """What computes the type of an expression: the rules of filters ask it for those of their arguments."""

    finder: Finder

    def type_of(self, node: nodes.Node | None, scope: Scope) -> T:
        """Return the type of an expression; what is wrong with it is noted."""

    def certain(self, node: nodes.Node, scope: Scope, use: str) -> T:
        """Return the type of an expression that must not be missing there."""

    def quiet(self, node: nodes.Node, scope: Scope) -> T:
        """Return the type of an expression without noting anything."""


def path_of(node: nodes.Node) -> str:
    """Return `f.pilote.nom` for a chain of names, empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = path_of(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        owner = path_of(node.node)
        key = node.arg.value
        return (f"{owner}.{key}" if isinstance(key, str) else f"{owner}[{key}]") if owner else ""
    return ""


def suggest(name: str, known: Iterable[str]) -> str:
    """Return « Vouliez-vous « x » ? », empty when nothing is close."""
    close = difflib.get_close_matches(name, list(known), 1, 0.6)
    return f"Vouliez-vous « {close[0]} » ?" if close else ""
