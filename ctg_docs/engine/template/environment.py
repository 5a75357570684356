"""The sandbox templates run in: what they may read, call and cost. Knows Jinja, not Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import Any, NoReturn, cast

from jinja2 import StrictUndefined, UndefinedError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from ctg_docs.engine.template.budget import Budget, LimitError

__all__ = ["Budget", "LimitError", "RunContext", "TemplateEnvironment", "forbidden_name", "read"]

_MISSING = object()
_INTERNAL = ("f_", "gi_", "cr_", "ag_", "tb_", "co_", "model_")
_TEXT = (
    "lower upper title capitalize strip lstrip rstrip startswith endswith split rsplit splitlines partition find "
    "rfind index rindex count isdigit isnumeric isdecimal isalpha isalnum isupper islower isspace istitle casefold "
    "swapcase removeprefix removesuffix replace join zfill center ljust rjust expandtabs"
)
_METHODS: dict[type, frozenset[str]] = {
    str: frozenset(_TEXT.split()),
    dict: frozenset({"items", "keys", "values", "get"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
    int: frozenset({"bit_length", "is_integer"}),
    float: frozenset({"is_integer"}),
    Decimal: frozenset({"quantize", "is_zero", "is_signed", "normalize", "copy_abs"}),
    date: frozenset({"isoformat", "weekday", "isoweekday", "strftime", "isocalendar", "replace"}),
    datetime: frozenset({"isoformat", "weekday", "isoweekday", "strftime", "date", "time", "replace"}),
    clock: frozenset({"isoformat", "strftime"}),
    timedelta: frozenset({"total_seconds"}),
    Cycler: frozenset({"next", "reset"}),
    LoopContext: frozenset({"cycle", "changed"}),
}
_GROWING = frozenset({"replace", "join", "zfill", "center", "ljust", "rjust", "expandtabs"})
_CALLABLE = (Macro, Joiner, LoopContext)


def forbidden_name(name: str) -> bool:
    """True for names that lead out of the data: private ones, Python's internals, Pydantic's machinery."""
    return name.startswith("_") or name.startswith(_INTERNAL) or name == "mro"


class Absent(StrictUndefined):
    """A name that nothing defines; using it in any way is an error that says what was asked for."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AbsentError(self)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = (
        _fail_with_undefined_error
    )
    __mod__ = __rmod__ = __lt__ = __le__ = __gt__ = __ge__ = __call__ = __getitem__ = (
        _fail_with_undefined_error
    )
    __int__ = __float__ = __contains__ = __neg__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AbsentError(self)


class AbsentError(UndefinedError):
    """A template uses a name that nothing defines.

    Attributes:
        asked: the missing name.
        owner: the object that lacks it, None for a top-level name.
    """

    def __init__(self, absent: Absent) -> None:
        super().__init__(absent._undefined_message)
        self.asked = absent._undefined_name
        self.owner = None if absent._undefined_obj is _NO_OBJECT else absent._undefined_obj


_NO_OBJECT = StrictUndefined()._undefined_obj


def read(obj: Any, name: str) -> Any:
    """Return `obj.name`, else `obj["name"]`, else an undefined that knows both."""
    value = getattr(obj, name, _MISSING)
    if value is not _MISSING:
        return value
    try:
        return obj[name]
    except (TypeError, LookupError, AttributeError):
        if isinstance(obj, StrictUndefined):
            return getattr(obj, name)
        return Absent(obj=obj, name=name)


class RunContext(Context):
    """The names a template sees while one document is made, and the means of that document."""

    budget: Budget
    emit: Callable[[Any, int], bytes]
    place: Callable[[Any, int], bytes]
    text: Callable[[Any, int], str]
    fresh: Callable[[str, str], str]
    recorder: Any


def _budget(context: Context) -> Budget:
    """Return the means of the document being made; Jinja types its hooks with its own context."""
    return cast("RunContext", context).budget


@pass_context
def _count_loop(context: RunContext, items: Any) -> Any:
    return context.budget.loop(items)


def _same(value: Any) -> Any:
    return value


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as templates know it, without any way out."""

    context_class = RunContext
    intercepted_binops = frozenset({"+", "*", "**", "%", "//", "/", "-"})

    def __init__(
        self, filters: Mapping[str, Callable[..., Any]], tests: Mapping[str, Callable[..., Any]]
    ) -> None:
        super().__init__(autoescape=True, undefined=Absent, optimized=False, cache_size=0)
        self.filters = {**filters, "_loop": _count_loop, "_value": _same}
        self.tests = dict(tests)
        self.globals = {
            "range": self.globals["range"],
            "namespace": Namespace,
            "cycler": Cycler,
            "joiner": Joiner,
        }
        self.read = read
        self._free = tuple(self.globals.values())

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute` when the name is harmless."""
        if forbidden_name(attribute):
            self.refuse(attribute)
        return read(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]`, else the attribute of that name when it is harmless."""
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            if isinstance(obj, StrictUndefined):
                return obj[argument]
            if isinstance(argument, str):
                return self.getattr(obj, str(argument))
            return Absent(obj=obj, name=argument)

    def refuse(self, name: str) -> NoReturn:
        """Raise for a name no template may use."""
        raise SecurityError(f"l’accès à « {name} » est interdit dans un modèle")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute, refusing what would fill the memory."""
        if isinstance(left, str | bytes | list | tuple) and operator == "*" and isinstance(right, int):
            _budget(context).text(left, len(left) * right)
        if isinstance(right, str | bytes | list | tuple) and operator == "*" and isinstance(left, int):
            _budget(context).text(right, len(right) * left)
        if operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, Sized):
            _budget(context).text(left, len(left) + len(right))
        if operator == "%" and isinstance(left, str | bytes):
            raise SecurityError("le formatage par « % » est interdit dans un modèle ; utilisez un filtre")
        if operator in {"*", "**"} and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
            if bits > 4096:
                raise LimitError("Le modèle calcule un nombre démesuré.")
        return self.binop_table[operator](left, right)

    def call(self, context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what templates may call: macros, loops, a few methods of plain values, methods of a model's own."""
        if isinstance(function, _CALLABLE) or any(function is free for free in self._free):
            return context.call(function, *args, **kwargs)
        owner = getattr(function, "__self__", None)
        name = getattr(function, "__name__", "")
        if isinstance(function, StrictUndefined):
            return function()
        if owner is None or isinstance(owner, type) or forbidden_name(name):
            if getattr(function, "unsafe_callable", False) or not _is_plain_function(function):
                raise SecurityError(
                    f"l’appel de « {name or type(function).__name__} » est interdit dans un modèle"
                )
            return context.call(function, *args, **kwargs)
        if not _allowed_method(owner, name):
            raise SecurityError(f"l’appel de « {name} » est interdit dans un modèle")
        budget = _budget(context)
        if isinstance(owner, str) and name in _GROWING:
            budget.text("", _grown(owner, name, args))
        return function(*args, **kwargs)


def _is_plain_function(function: Any) -> bool:
    """True for a function that the host itself put in the context."""
    return type(function).__name__ == "function" and not function.__module__.startswith(
        ("builtins", "os", "sys")
    )


def _allowed_method(owner: Any, name: str) -> bool:
    if isinstance(owner, LoopContext) and name in _METHODS[LoopContext]:
        return True
    for kind in type(owner).__mro__:
        if kind in _METHODS:
            return name in _METHODS[kind]
        if kind.__module__.startswith("pydantic"):
            return False
        if name in vars(kind):
            return not kind.__module__.startswith(("builtins", "os", "sys", "io", "pathlib", "subprocess"))
    return False


def _grown(owner: str, name: str, args: tuple[Any, ...]) -> int:
    numbers = [a for a in args if isinstance(a, int)]
    if name == "replace" and len(args) > 1:
        return (
            len(owner) + owner.count(str(args[0])) * len(str(args[1]))
            if args[0] != ""
            else (len(owner) + (len(owner) + 1) * len(str(args[1])))
        )
    if name == "join":
        items = args[0] if args and isinstance(args[0], list | tuple) else ()
        return sum(len(str(item)) + len(owner) for item in items)
    if name == "expandtabs":
        return len(owner) + owner.count("\t") * max(numbers, default=8)
    return max([len(owner), *numbers])


def is_markup(value: Any) -> bool:
    """True when a value says it is XML already."""
    return isinstance(value, Markup) or hasattr(value, "__html__")
