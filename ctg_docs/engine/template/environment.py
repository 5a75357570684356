"""The sandbox templates run in: what they may read, call and cost. Knows Jinja, not Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from functools import partial
from typing import Any, NoReturn, cast

from jinja2 import StrictUndefined, Undefined, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from ctg_docs.engine.template.budget import Budget, LimitError
from ctg_docs.engine.template.calls import Judge
from ctg_docs.engine.template.dialect import Dialect
from ctg_docs.engine.template.formats import percent
from ctg_docs.engine.template.reader import read_source

__all__ = ["Budget", "LimitError", "RunContext", "TemplateEnvironment", "forbidden_name", "read"]

_MISSING = object()
_INTERNAL = ("f_", "gi_", "cr_", "ag_", "tb_", "co_", "model_")


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


def _read_or(undefined: type[Undefined], obj: Any, name: str) -> Any:
    """Return `obj.name`, else `obj["name"]`, else the undefined of the host's choice."""
    value = getattr(obj, name, _MISSING)
    if value is not _MISSING:
        return value
    try:
        return obj[name]
    except (TypeError, LookupError, AttributeError):
        return undefined(obj=obj, name=name)


class RunContext(Context):
    """The names a template sees while one document is made, and the means of that document."""

    budget: Budget
    given: tuple[Any, ...]
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
        self,
        filters: Mapping[str, Callable[..., Any]],
        tests: Mapping[str, Callable[..., Any]],
        dialect: Dialect | None = None,
    ) -> None:
        self.dialect = dialect = dialect or Dialect()
        super().__init__(
            autoescape=True,
            undefined=dialect.undefined or Absent,
            optimized=False,
            cache_size=0,
            extensions=dialect.all_extensions,
        )
        self.filters = {**filters, **dialect.filters, "_loop": _count_loop, "_value": _same}
        self.tests = {**tests, **dialect.tests}
        self.globals = {
            "range": self.globals["range"],
            "namespace": Namespace,
            "cycler": Cycler,
            "joiner": Joiner,
            **({"dict": dict} if dialect.trusted else {}),
        }
        self.judge = Judge((*self.globals.values(), *dialect.functions.values()), trusted=dialect.trusted)
        self.globals |= dialect.functions
        self.read = read if dialect.undefined is None else partial(_read_or, dialect.undefined)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a source; Jinja's hook."""
        return read_source(self, source, name, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return `obj.attribute` when the name is harmless."""
        if forbidden_name(attribute) and not self.dialect.trusted:
            self.refuse(attribute)
        return self.read(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]`, else the attribute of that name when it is harmless."""
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            if isinstance(obj, StrictUndefined):
                return obj[argument]
            if isinstance(argument, str):
                return self.getattr(obj, str(argument))
            return self.undefined(obj=obj, name=argument)

    def refuse(self, name: str) -> NoReturn:
        """Raise for a name no template may use."""
        raise SecurityError(f"l’accès à « {name} » est interdit dans un modèle")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute, refusing what would fill the memory."""
        if isinstance(left, str | bytes | list | tuple) and operator == "*" and isinstance(right, int):
            _budget(context).text(left, len(left) * right)
            _budget(context).held(left, right)
        if isinstance(right, str | bytes | list | tuple) and operator == "*" and isinstance(left, int):
            _budget(context).text(right, len(right) * left)
            _budget(context).held(right, left)
        if operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, Sized):
            _budget(context).text(left, len(left) + len(right))
            _budget(context).held((left, right))
        if operator == "%" and isinstance(left, str):
            return percent(left, right, _budget(context))
        if operator == "%" and isinstance(left, bytes):
            raise SecurityError("le formatage d’octets est interdit dans un modèle")
        if operator in {"*", "**"} and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
            if bits > 4096:
                raise LimitError("Le modèle calcule un nombre démesuré.")
        return self.binop_table[operator](left, right)

    def call(self, context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what templates may call; `Judge` says what."""
        if isinstance(function, Undefined):
            return function()
        return self.judge.call(cast("RunContext", context), function, args, kwargs)


def is_markup(value: Any) -> bool:
    """True when a value says it is XML already."""
    return isinstance(value, Markup) or hasattr(value, "__html__")
