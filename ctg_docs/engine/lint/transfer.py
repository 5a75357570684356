"""What each filter gives for what it receives."""

from __future__ import annotations

import inspect
import typing
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import nodes

from ctg_docs.engine.lint.members import attribute, item_of, names_of
from ctg_docs.engine.lint.scope import Scope, Walk, suggest
from ctg_docs.engine.lint.types import (
    ANY,
    STR,
    Shape,
    T,
    from_annotation,
    join,
    list_of,
    narrowed,
    without_none,
)
from ctg_docs.engine.template.filters import FRENCH

__all__ = ["filtered"]

_ONE = {"first", "last", "min", "max"}
_SAME = {"sort", "unique", "list", "reverse", "select", "reject", "selectattr", "rejectattr"}
_TEXT = {
    "capitalize",
    "center",
    "e",
    "escape",
    "forceescape",
    "format",
    "indent",
    "join",
    "lower",
    "replace",
    "safe",
    "string",
    "title",
    "trim",
    "truncate",
    "upper",
}
_NUMBER = {"length": int, "count": int, "wordcount": int, "int": int, "float": float}
_TOLERANT = {
    "default",
    "d",
    "string",
    "case",
    "list",
    "length",
    "count",
    "join",
    "safe",
    "plain",
    "int",
    "float",
}
_DATES: tuple[type, ...] = (date, datetime)
_NUMBERS: tuple[type, ...] = (int, Decimal)
#: what the French filters accept; a text is accepted where it may be a hole
_WANTED: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("date_longue", "date_jour", "date_lettres", "date_courte", "mois_annee"), _DATES),
    **dict.fromkeys(
        ("euros", "montant_lettres", "nombre", "etp", "pourcent", "ordinal", "nombre_lettres"), _NUMBERS
    ),
    "heure": (time, datetime),
    "liste_et": (list,),
}


def filtered(walk: Walk, node: nodes.Filter, scope: Scope) -> T:
    """Return the type a filter gives, its arguments walked too."""
    name = node.name
    if node.node is None:
        return STR
    tolerant = name in _TOLERANT or _accepts_none(walk.finder.filters[name])
    known = walk.type_of(node.node, scope) if tolerant else walk.certain(node.node, scope, f"« |{name} »")
    if name not in {"map", "select", "reject", "selectattr", "rejectattr"}:
        for argument in [*node.args, *(k.value for k in node.kwargs)]:
            walk.type_of(argument, scope)
    _check_wanted(walk, node, known)
    if name in {"default", "d"}:
        return _default(walk, node, known, scope)
    if name in {
        "map",
        "selectattr",
        "rejectattr",
        "groupby",
        "sort",
        "unique",
        "sum",
        "min",
        "max",
        "join",
        "attr",
    }:
        return _by_attribute(walk, node, known, scope)
    return _simple(walk, node, known)


def _accepts_none(function: Any) -> bool:
    """True for a filter of the host that says it takes `None`."""
    try:
        hints = typing.get_type_hints(function)
        parameters = list(inspect.signature(function).parameters)
    except (TypeError, ValueError, NameError):
        return False
    first = hints.get(parameters[0]) if parameters else None
    return first is not None and first is not Any and from_annotation(first).has_none


def _check_wanted(walk: Walk, node: nodes.Filter, known: T) -> None:
    wanted = _WANTED.get(node.name)
    plain = without_none(known)
    if wanted is None or plain.kind is Shape.ANY or node.name not in FRENCH.split():
        return
    if not any(_fits(member, wanted) for member in plain.members):
        names = {"date": "une date", "int": "un nombre", "time": "une heure", "list": "une liste"}[
            wanted[0].__name__
        ]
        walk.finder.add("MOD118", f"« |{node.name} » attend {names}, il reçoit « {plain} ».", node.lineno)


def _fits(member: T, wanted: tuple[type, ...]) -> bool:
    if member.kind in {Shape.ANY, Shape.MACRO, Shape.CALL}:
        return True
    if wanted == (list,):
        return member.kind in {Shape.LIST, Shape.TUPLE, Shape.DICT}
    return member.kind is Shape.SCALAR and isinstance(member.cls, type) and issubclass(member.cls, wanted)


def _default(walk: Walk, node: nodes.Filter, known: T, scope: Scope) -> T:
    other = walk.quiet(node.args[0], scope) if node.args else STR
    falsy = len(node.args) > 1 or any(k.key == "boolean" for k in node.kwargs)
    return join([without_none(known), other]) if falsy else join([known, other])


def _simple(walk: Walk, node: nodes.Filter, known: T) -> T:  # noqa: PLR0911 - one line per case
    name = node.name
    if name in _ONE or name in _SAME or name in {"batch", "slice"}:
        item = item_of(known)
        if item is None:
            return _not_a_list(walk, node, known)
        return (
            item if name in _ONE else list_of(list_of(item)) if name in {"batch", "slice"} else list_of(item)
        )
    if name in _NUMBER:
        return T(Shape.SCALAR, _NUMBER[name])
    if name in _TEXT or name in {"case", "liens", "plain"}:
        return STR
    if name in FRENCH.split():
        return STR
    if name in {"dictsort", "items"} and known.kind is Shape.DICT:
        return list_of(T(Shape.TUPLE, None, known.args))
    if name in {"abs", "round"}:
        return without_none(known)
    function = walk.finder.filters[name]
    try:
        return from_annotation(typing.get_type_hints(function).get("return", Any))
    except (TypeError, NameError):
        return ANY


def _not_a_list(walk: Walk, node: nodes.Filter, known: T) -> T:
    if any(m.cls is str for m in known.members) and node.name in {"first", "last", "list", "reverse", "join"}:
        return STR
    walk.finder.add("MOD104", f"« |{node.name} » attend une liste, il reçoit « {known} ».", node.lineno)
    return ANY


def _by_attribute(walk: Walk, node: nodes.Filter, known: T, scope: Scope) -> T:
    keywords: dict[str, nodes.Node] = {str(k.key): k.value for k in node.kwargs}
    item = item_of(known)
    if node.name == "attr":
        name = _text(node.args[0]) if node.args else None
        return (attribute(known, name) if name else None) or ANY
    if item is None:
        return _not_a_list(walk, node, known)
    positional = {"groupby": 0, "selectattr": 0, "rejectattr": 0, "sum": 0, "join": 1}.get(node.name, 9)
    given = keywords.get("attribute") or (node.args[positional] if len(node.args) > positional else None)
    found = _follow(walk, item, _text(given), node) if given is not None else None
    return _result(walk, node, item, found=found, given=given, scope=scope)


def _result(
    walk: Walk, node: nodes.Filter, item: T, *, found: T | None, given: nodes.Node | None, scope: Scope
) -> T:
    name = node.name
    if name == "groupby":
        return list_of(T(Shape.GROUP, None, (found or ANY, item)))
    if name == "map":
        return list_of(found) if found is not None else _mapped(walk, node, item, scope)
    if name == "selectattr":
        return list_of(_selected(node, item, _text(given)))
    if name == "sum":
        return without_none(found) if found is not None else item if item.kind is Shape.SCALAR else ANY
    if name == "join":
        _check_joined(walk, node, found if found is not None else item)
        return STR
    return item if name in _ONE else list_of(item)


def _selected(node: nodes.Filter, item: T, name: str | None) -> T:
    test = _text(node.args[1]) if len(node.args) > 1 else ""
    against = node.args[2] if len(node.args) > 2 else None
    none = isinstance(against, nodes.Const) and against.value is None
    keeps = (
        not test
        or (test in {"ne", "!="} and none)
        or (test not in {"none", "defined", "undefined", "false", "ne"})
    )
    return narrowed(item, name) if name and "." not in name and keeps else item


def _check_joined(walk: Walk, node: nodes.Filter, item: T) -> None:
    if any(m.kind in {Shape.MODEL, Shape.LIST, Shape.DICT} for m in item.members):
        walk.finder.add(
            "MOD105", f"« |join » écrirait « {item} » en entier.", node.lineno, 'Précisez « attribute="…" ».'
        )


def _mapped(walk: Walk, node: nodes.Filter, item: T, scope: Scope) -> T:
    """`map("upper")`: apply the named filter to an item."""
    name = _text(node.args[0]) if node.args else None
    if name is None:
        return list_of(ANY)
    if name not in walk.finder.filters:
        walk.finder.add(
            "MOD108", f"Le filtre « {name} » n’existe pas.", node.lineno, suggest(name, walk.finder.filters)
        )
        return list_of(ANY)
    stand_in = nodes.Name("\0item", "load", lineno=node.lineno)
    inner = nodes.Filter(stand_in, name, node.args[1:], node.kwargs, None, None, lineno=node.lineno)
    return list_of(filtered(walk, inner, scope.inner(**{"\0item": item})))


def _follow(walk: Walk, item: T, path: str | None, node: nodes.Filter) -> T:
    """Follow `attribute="pilote.nom"` from the items of a list."""
    if path is None:
        return ANY
    known = item
    for step in path.split("."):
        found = item_of(known) if step.isdigit() else attribute(without_none(known), step)
        if found is None:
            owner = without_none(known)
            walk.finder.add(
                "MOD101",
                f"Champ inconnu « {step} » de « {owner} ».",
                node.lineno,
                suggest(step, names_of(owner)),
            )
            return ANY
        known = found
    return known


def _text(node: nodes.Node | None) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
