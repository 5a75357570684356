"""Types as the lint sees them, read from Python annotations. An unknown type is `ANY`, and never gives a finding."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import Enum
from typing import Annotated, Any, ForwardRef, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

__all__ = [
    "ANY",
    "INT",
    "NONE",
    "STR",
    "Shape",
    "T",
    "from_annotation",
    "join",
    "list_of",
    "narrowed",
    "with_sure",
    "without_none",
]


class Shape(Enum):
    """The shapes a value can have in a template."""

    ANY = "inconnu"
    NONE = "rien"
    SCALAR = "valeur"
    MODEL = "objet"
    LIST = "liste"
    TUPLE = "couple"
    DICT = "dictionnaire"
    UNION = "choix"
    CALL = "fonction"
    LOOP = "boucle"
    GROUP = "groupe"
    MACRO = "macro"


@dataclass(frozen=True, slots=True)
class T:
    """A type.

    Attributes:
        kind: its shape.
        cls: the Python class of a scalar or model.
        args: item of a list, items of a tuple, key and value of a dictionary, members of a union, result of a call.
        sure: fields of a model known to hold something (after `selectattr("pilote")`).
        values: the only values a scalar can take, from `Literal` or an enumeration.
    """

    kind: Shape
    cls: Any = None
    args: tuple[T, ...] = ()
    sure: frozenset[str] = frozenset()
    values: tuple[Any, ...] = ()

    @property
    def members(self) -> tuple[T, ...]:
        """The alternatives of a union, else the type itself."""
        return self.args if self.kind is Shape.UNION else (self,)

    @property
    def has_none(self) -> bool:
        """True when the value may be nothing."""
        return any(m.kind is Shape.NONE for m in self.members)

    def __str__(self) -> str:
        if self.kind is Shape.UNION:
            return " ou ".join(map(str, self.members))
        if self.kind in {Shape.SCALAR, Shape.MODEL}:
            return str(self.cls.__name__)
        return str(self.kind.value)


ANY = T(Shape.ANY)
NONE = T(Shape.NONE)
STR = T(Shape.SCALAR, str)
INT = T(Shape.SCALAR, int)


def list_of(item: T) -> T:
    """Return the type of a list."""
    return T(Shape.LIST, None, (item,))


def join(alternatives: Iterable[T]) -> T:
    """Return the type of a value that is one of several; unknown swallows all."""
    flat: list[T] = []
    for alternative in alternatives:
        for member in alternative.members:
            if member.kind is Shape.ANY:
                return ANY
            if member not in flat:
                flat.append(member)
    if not flat:
        return ANY
    return flat[0] if len(flat) == 1 else T(Shape.UNION, None, tuple(flat))


def without_none(known: T) -> T:
    """Return the type once a guard has excluded nothing."""
    left = [m for m in known.members if m.kind is not Shape.NONE]
    return join(left) if left else ANY


def with_sure(known: T, name: str) -> T:
    """Return a model type whose field `name` is known to hold something."""
    return replace(known, sure=known.sure | {name}) if known.kind is Shape.MODEL else known


def from_annotation(annotation: Any) -> T:  # noqa: PLR0911 - one line per case
    """Read a Python annotation."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return from_annotation(get_args(annotation)[0])
    if isinstance(annotation, typing.TypeAliasType) if hasattr(typing, "TypeAliasType") else False:
        return from_annotation(annotation.__value__)
    if isinstance(annotation, typing.NewType):
        return from_annotation(annotation.__supertype__)
    if annotation is None or annotation is type(None):
        return NONE
    if origin in {Union, types.UnionType}:
        return join(from_annotation(a) for a in get_args(annotation))
    if origin is Literal:
        return _literal(get_args(annotation))
    if isinstance(annotation, str | ForwardRef | TypeVar) or annotation is Any:
        return ANY
    if origin is not None:
        return _generic(origin, get_args(annotation))
    return _plain(annotation)


def _literal(values: tuple[Any, ...]) -> T:
    kinds = {type(v) for v in values if v is not None}
    scalar = (
        T(Shape.SCALAR, kinds.pop(), values=tuple(v for v in values if v is not None))
        if len(kinds) == 1
        else ANY
    )
    return join([scalar, NONE]) if None in values else scalar


def _generic(origin: Any, args: tuple[Any, ...]) -> T:
    if not isinstance(origin, type):
        return ANY
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return list_of(from_annotation(args[0]))
        return T(Shape.TUPLE, None, tuple(from_annotation(a) for a in args))
    if issubclass(origin, Mapping) and len(args) == 2:
        return T(Shape.DICT, None, (from_annotation(args[0]), from_annotation(args[1])))
    if issubclass(origin, Sequence | Set | Iterable) and len(args) >= 1 and origin.__module__ != "pydantic":
        return list_of(from_annotation(args[0])) if not issubclass(origin, BaseModel) else _plain(origin)
    return ANY


def _plain(annotation: Any) -> T:
    if not isinstance(annotation, type):
        return ANY
    if issubclass(annotation, Enum):
        return T(Shape.SCALAR, annotation, values=tuple(annotation))
    if (
        issubclass(annotation, BaseModel)
        or dataclasses.is_dataclass(annotation)
        or typing.is_typeddict(annotation)
    ):
        return T(Shape.MODEL, annotation)
    if issubclass(annotation, dict):
        return T(Shape.DICT, None, (ANY, ANY))
    if issubclass(annotation, list | tuple | set | frozenset):
        return list_of(ANY)
    return T(Shape.SCALAR, annotation) if annotation.__module__ in _KNOWN else ANY


#: modules whose classes are plain values: all their attributes are known
_KNOWN = frozenset({"builtins", "datetime", "decimal", "uuid", "pathlib"})


def narrowed(item: T, name: str) -> T:
    """Return an item type whose field is known to hold something."""
    return join(with_sure(member, name) for member in item.members)
