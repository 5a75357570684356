"""`str.format`, `format_map`, `%` and `|format` for templates: plain values, bounded widths, no way into an object."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from string import Formatter
from typing import Any

from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from ctg_docs.engine.template.budget import Budget, LimitError

__all__ = ["braced", "is_plain", "percent"]

#: the widest field and the longest row of decimals a template may ask for
WIDEST = 1000
_PLAIN = frozenset({str, Markup, int, float, bool, Decimal, date, datetime, clock, timedelta, type(None)})
_NUMBER = re.compile(r"\d+")
_DIRECTIVE = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?[#0\- +]*(?P<width>\d*)(?:\.(?P<decimals>\d*))?[hlL]?[diouxXeEfFgGcrsa%]|%"
)


def is_plain(value: Any) -> bool:
    """True for the texts, numbers and dates that know nothing but themselves."""
    return type(value) in _PLAIN


def _check(value: Any, widths: str) -> None:
    """Refuse to format an object, or to format into more room than a page has."""
    if not is_plain(value):
        name = type(value).__name__
        raise SecurityError(
            f"« {name} » ne se met pas en forme ; seuls un texte, un nombre ou une date le peuvent"
        )
    if any(len(n) > 9 or int(n) > WIDEST for n in _NUMBER.findall(widths)):
        raise LimitError(f"Une mise en forme demande plus de {WIDEST} caractères ou décimales.")


class _Size:
    """Counts what one formatting writes, piece by piece."""

    def __init__(self, budget: Budget) -> None:
        self.budget, self.size = budget, 0

    def add(self, piece: str) -> str:
        self.size += len(piece)
        if self.size > self.budget.limits.text:
            self.budget.text("", self.size)
        return piece


class _Fields(Formatter):
    """`str.format` whose fields are names and numbers only: no attribute, no item of a value."""

    def __init__(self, size: _Size, shown: Callable[[str], str]) -> None:
        self.size, self.shown = size, shown

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return the value of a field."""
        if "." in field_name or "[" in field_name:
            raise SecurityError(
                f"le champ « {{{field_name}}} » va chercher dans une valeur : écrivez un filtre"
            )
        return self.get_value(
            int(field_name) if field_name.isdigit() else field_name, args, kwargs
        ), field_name

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return an argument."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Convert a plain value (`!r`, `!s`, `!a`)."""
        _check(value, "")
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one field."""
        _check(value, "" if isinstance(value, date | clock) else format_spec)
        if isinstance(value, Markup) and not format_spec:
            return self.size.add(value)
        return self.size.add(self.shown(format(value, format_spec)))


def braced(pattern: str, args: Sequence[Any], kwargs: Mapping[str, Any], budget: Budget) -> str:
    """Return `pattern.format(*args, **kwargs)`, made only of plain values; a safe text stays safe."""
    marked = isinstance(pattern, Markup)
    size = _Size(budget)
    size.add(pattern)
    made = _Fields(size, escape if marked else str).vformat(str(pattern), args, kwargs)
    return budget.text(Markup(made) if marked else made)  # type: ignore[no-any-return]  # returns what it is given


def percent(pattern: str, right: Any, budget: Budget) -> str:
    """Return `pattern % right`, made only of plain values; a safe text stays safe."""
    marked = isinstance(pattern, Markup)
    size, values = _Size(budget), list(right) if isinstance(right, tuple) else [right]
    size.add(pattern)

    def write(match: re.Match[str]) -> str:
        directive = match.group()
        if directive.endswith("%"):
            if len(directive) == 1:
                raise ValueError("« % » inattendu dans une mise en forme : doublez-le (« %% »)")
            return "%"
        value = _named(right, match["key"]) if match["key"] is not None else _next(values)
        _check(value, f"{match['width']} {match['decimals'] or ''}")
        bare = directive.replace(f"({match['key']})", "", 1) if match["key"] is not None else directive
        text = bare % (value,)
        return size.add(text if not marked or isinstance(value, Markup) else escape(text))

    made = _DIRECTIVE.sub(write, str(pattern))
    if values and not isinstance(right, Mapping):
        raise TypeError("il reste une valeur que la mise en forme n’utilise pas")
    return budget.text(Markup(made) if marked else made)  # type: ignore[no-any-return]  # returns what it is given


def _named(right: Any, key: str) -> Any:
    if type(right) is not dict:
        raise TypeError("« %(nom)s » demande un dictionnaire")
    return right[key]


def _next(values: list[Any]) -> Any:
    if not values:
        raise TypeError("il manque une valeur à la mise en forme")
    return values.pop(0)
