"""What a template may call: macros, functions the host put in the context, harmless methods of plain values.

A method is judged by the very type that defines it, never by its name alone: `Markup` redefines most methods of
`str`, a class of the host may redefine any.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Cycler, Joiner
from markupsafe import Markup

from ctg_docs.engine.template.formats import braced

if TYPE_CHECKING:
    from ctg_docs.engine.template.budget import Budget
    from ctg_docs.engine.template.environment import RunContext

__all__ = ["Judge", "functions_of"]

_TEXT_NAMES = (
    "lower upper title capitalize strip lstrip rstrip startswith endswith split rsplit splitlines partition rpartition "
    "find rfind index rindex count isdigit isnumeric isdecimal isalpha isalnum isupper islower isspace istitle isascii "
    "casefold swapcase removeprefix removesuffix replace join zfill center ljust rjust expandtabs"
)
_TEXT = frozenset(_TEXT_NAMES.split())
_DATE = frozenset({"isoformat", "weekday", "isoweekday", "strftime", "isocalendar", "replace"})
_METHODS: Mapping[type, frozenset[str]] = {
    str: _TEXT,
    Markup: _TEXT,
    dict: frozenset({"items", "keys", "values", "get"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
    int: frozenset({"bit_length", "is_integer"}),
    float: frozenset({"is_integer"}),
    Decimal: frozenset({"quantize", "is_zero", "is_signed", "normalize", "copy_abs"}),
    date: _DATE,
    datetime: _DATE | {"date", "time"},
    clock: frozenset({"isoformat", "strftime"}),
    timedelta: frozenset({"total_seconds"}),
    Cycler: frozenset({"next", "reset"}),
    LoopContext: frozenset({"cycle", "changed"}),
}
_BOUND = (BuiltinMethodType, MethodType)
_GROWING = frozenset({"replace", "join", "zfill", "center", "ljust", "rjust", "expandtabs"})
#: searches from the end, whose time is the product of both lengths
_SLOW = frozenset({"rfind", "rindex", "rsplit", "rpartition"})
_LONGEST_SEARCH = 100_000_000
#: elements that are compared in the time of a turn
_COMPARED = 100
#: characters that one of a form of dates becomes
_LONGEST_DATE = 15
#: what Jinja hands to every call inside a loop, for its own callables only
_LOOP_NAMES = ("_loop_vars", "_block_vars")


class Judge:
    """Decides what one environment may call.

    Args:
        free: functions any template may call.
        trusted: True when the template is the developer's own: everything callable may be called.
    """

    def __init__(self, free: tuple[Any, ...], *, trusted: bool = False) -> None:
        self.free, self.trusted = free, trusted

    def call(self, context: RunContext, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call `function`, or refuse.

        Raises:
            SecurityError: with a French sentence.
        """
        budget = context.budget
        if isinstance(function, Macro | LoopContext):
            budget.take(2)
            if isinstance(function, LoopContext) and args:
                args = (budget.loop(args[0]), *args[1:])
            return context.call(function, *args, **kwargs)
        if isinstance(function, Joiner) or any(function is free for free in self.free):
            return context.call(function, *args, **kwargs)
        own = {name: value for name, value in kwargs.items() if name not in _LOOP_NAMES}
        format_of = _format_method(function)
        if format_of is not None:
            return _formatted(function.__self__, format_of, args, own, budget)
        if self.trusted or any(function is given for given in context.given):
            return context.call(function, *args, **kwargs)
        if not _harmless(function):
            name = getattr(function, "__name__", None)
            shown = name if isinstance(name, str) else type(function).__name__
            raise SecurityError(f"l’appel de « {shown} » est interdit dans un modèle")
        if isinstance(function.__self__, str):
            args = _bounded(function.__self__, function.__name__, args, own, budget)
        elif isinstance(function.__self__, list | tuple):
            budget.take(len(function.__self__) // _COMPARED)
        elif function.__name__ == "strftime":
            budget.text(
                "", _LONGEST_DATE * sum(len(text) for text in (*args, *own.values()) if isinstance(text, str))
            )
        return function(*args, **own)


def functions_of(context: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the functions that the host itself put in a context, and did not mark as dangerous."""
    kinds = (FunctionType, MethodType, partial)
    return tuple(
        value
        for value in context.values()
        if type(value) in kinds and not getattr(value, "unsafe_callable", False)
    )


def _harmless(function: Any) -> bool:
    """True for the harmless methods of plain values, as the plain type itself defines them."""
    if type(function) not in _BOUND:
        return False
    owner, name = function.__self__, function.__name__
    kind = next((kind for kind in type(owner).__mro__ if kind in _METHODS), None)
    if kind is None or name not in _METHODS[kind]:
        return False
    return inspect.getattr_static(type(owner), name, None) is inspect.getattr_static(kind, name)


def _format_method(function: Any) -> str | None:
    """Return `format` or `format_map` for those methods of a text, whatever class defines them."""
    if type(function) in _BOUND and isinstance(function.__self__, str):
        name = getattr(function, "__name__", "")
        return name if name in {"format", "format_map"} and type(function.__self__) in {str, Markup} else None
    return None


def _formatted(text: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], budget: Budget) -> str:
    if name == "format":
        return braced(text, args, kwargs, budget)
    if len(args) != 1 or type(args[0]) is not dict or kwargs:
        raise SecurityError("« format_map » demande un simple dictionnaire")
    return braced(text, (), args[0], budget)


def _bounded(
    owner: str, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], budget: Budget
) -> tuple[Any, ...]:
    """Count what a method of a text reads and builds; return its arguments."""
    if name == "join" and args:
        args = (budget.walk(args[0]), *args[1:])
    budget.text("", _grown(owner, name, args, kwargs) if name in _GROWING else len(owner))
    if name in _SLOW and args and isinstance(args[0], str) and len(owner) * len(args[0]) > _LONGEST_SEARCH:
        budget.text("", len(owner) * len(args[0]))
    return args


def _grown(owner: str, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> int:
    """Return the length a method would build."""
    numbers = [a for a in (*args, *kwargs.values()) if isinstance(a, int)]
    if name == "replace" and len(args) > 1:
        times = owner.count(str(args[0])) if args[0] != "" else len(owner) + 1
        return len(owner) + times * len(str(args[1]))
    if name == "join":
        items = args[0] if args and isinstance(args[0], list | tuple) else ()
        return sum(len(item) + len(owner) for item in items if isinstance(item, str))
    if name == "expandtabs":
        return len(owner) + owner.count("\t") * max(numbers, default=8)
    return max([len(owner), *numbers])
