"""What attribute or item a type has. `None` means: certainly none."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterable
from enum import Enum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, RootModel

from ctg_docs.engine.lint.types import (
    ANY,
    INT,
    NONE,
    STR,
    Shape,
    T,
    from_annotation,
    join,
    list_of,
    without_none,
)

__all__ = ["attribute", "item_of", "names_of", "unpack"]

_LOOP = {
    "index": INT, "index0": INT, "revindex": INT, "revindex0": INT, "length": INT, "depth": INT, "depth0": INT,
    "first": T(Shape.SCALAR, bool), "last": T(Shape.SCALAR, bool),
    "cycle": T(Shape.CALL, None, (ANY,)), "changed": T(Shape.CALL, None, (T(Shape.SCALAR, bool),)),
}  # fmt: skip


def attribute(owner: T, name: str) -> T | None:
    """Return the type of `owner.name`; None when no alternative of the owner has it."""
    found = [_attribute(member, name) for member in owner.members if member.kind is not Shape.NONE]
    known = [t for t in found if t is not None]
    return join(known) if known else (None if found else ANY)


def _attribute(owner: T, name: str) -> T | None:  # noqa: PLR0911 - one line per case
    if owner.kind in {Shape.ANY, Shape.MACRO, Shape.CALL}:
        return ANY
    if owner.kind is Shape.MODEL:
        found = _field(owner.cls, name)
        return without_none(found) if found is not None and name in owner.sure else found
    if owner.kind is Shape.LOOP:
        neighbours = {"previtem", "nextitem"}
        return join([owner.args[0], NONE]) if name in neighbours else _LOOP.get(name)
    if owner.kind is Shape.GROUP:
        return {"grouper": owner.args[0], "list": list_of(owner.args[1])}.get(name)
    if owner.kind is Shape.DICT:
        return _method(dict, name, owner) if hasattr(dict, name) else owner.args[1]
    if owner.kind in {Shape.LIST, Shape.TUPLE}:
        return _method(list, name, owner) if hasattr(list, name) or hasattr(tuple, name) else None
    if isinstance(owner.cls, type) and issubclass(owner.cls, Enum) and name in {"name", "value"}:
        return STR if name == "name" else ANY
    if owner.cls is not None and hasattr(owner.cls, name):
        return _scalar_attribute(owner.cls, name)
    return None


def _method(kind: type, name: str, owner: T) -> T:
    if kind is dict:
        key, value = owner.args
        result = {
            "items": list_of(T(Shape.TUPLE, None, (key, value))),
            "keys": list_of(key),
            "values": list_of(value),
            "get": join([value, NONE]) if value.kind is not Shape.ANY else ANY,
        }.get(name, ANY)
        return T(Shape.CALL, None, (result,))
    return T(Shape.CALL, None, (INT if name in {"index", "count"} else ANY,))


_TEXT_RESULTS = frozenset(
    [
        "lower",
        "upper",
        "title",
        "capitalize",
        "strip",
        "lstrip",
        "rstrip",
        "casefold",
        "swapcase",
        "removeprefix",
        "removesuffix",
        "replace",
        "join",
        "zfill",
        "center",
        "ljust",
        "rjust",
        "expandtabs",
        "isoformat",
        "strftime",
    ]
)


def _scalar_attribute(cls: Any, name: str) -> T:
    value = inspect.getattr_static(cls, name, None)
    if isinstance(value, property | cached_property):
        return _hinted(value)
    if callable(value) or isinstance(value, classmethod | staticmethod):
        return T(Shape.CALL, None, (STR if name in _TEXT_RESULTS else ANY,))
    return ANY


def _field(cls: Any, name: str) -> T | None:  # noqa: PLR0911 - one line per case
    if typing.is_typeddict(cls):
        hint = _hints(cls).get(name)
        return from_annotation(hint) if hint is not None else (ANY if hasattr(dict, name) else None)
    if isinstance(cls, type) and issubclass(cls, BaseModel):
        if name in cls.model_fields:
            return from_annotation(cls.model_fields[name].annotation)
        if name in cls.model_computed_fields:
            return from_annotation(cls.model_computed_fields[name].return_type)
        if cls.model_config.get("extra") == "allow":
            return ANY
    elif name in _hints(cls):
        return from_annotation(_hints(cls)[name])
    if _has_own_getattr(cls):
        return ANY
    value = inspect.getattr_static(cls, name, None)
    if value is None:
        return None
    if isinstance(value, property | cached_property):
        return _hinted(value)
    if inspect.isfunction(value):
        return T(Shape.CALL, None, (from_annotation(_hints(value).get("return", Any)),))
    return T(Shape.CALL, None, (ANY,)) if isinstance(value, classmethod | staticmethod) else ANY


def _has_own_getattr(cls: type) -> bool:
    owner = next((c for c in cls.__mro__ if "__getattr__" in vars(c)), None)
    return owner is not None and not owner.__module__.startswith("pydantic")


def _hinted(value: property | cached_property[Any]) -> T:
    function = value.fget if isinstance(value, property) else value.func
    return from_annotation(_hints(function).get("return", Any))


def _hints(thing: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(thing)
    except (NameError, TypeError, AttributeError):
        return {}


def names_of(owner: T) -> list[str]:
    """Return the names a template may read on a type, for suggestions."""
    names: set[str] = set()
    for member in owner.members:
        if member.kind is Shape.MODEL:
            names |= set(getattr(member.cls, "model_fields", {})) | set(_hints(member.cls))
            names |= {n for n in dir(member.cls) if not n.startswith(("_", "model_"))} - set(dir(BaseModel))
            # what the class says of itself is no value of a page
            names -= getattr(member.cls, "__class_vars__", set())
        elif member.kind is Shape.LOOP:
            names |= {*_LOOP, "previtem", "nextitem"}
        elif member.kind is Shape.SCALAR and member.cls is not None:
            names |= {n for n in dir(member.cls) if not n.startswith("_")}
        elif member.kind is Shape.GROUP:
            names |= {"grouper", "list"}
    return sorted(n for n in names if not n.startswith("_"))


def item_of(owner: T) -> T | None:
    """Return the type of what a loop over `owner` gives; None when it can't be walked."""
    found = [_item(member) for member in owner.members if member.kind is not Shape.NONE]
    known = [t for t in found if t is not None]
    return join(known) if known else (None if found else ANY)


def _item(owner: T) -> T | None:  # noqa: PLR0911 - one line per case
    if owner.kind in {Shape.ANY, Shape.MACRO}:
        return ANY
    if owner.kind is Shape.LIST:
        return owner.args[0]
    if owner.kind is Shape.TUPLE:
        return join(owner.args) if owner.args else ANY
    if owner.kind is Shape.GROUP:
        return ANY
    if owner.kind is Shape.DICT:
        return owner.args[0]
    if owner.kind is Shape.MODEL:
        return ANY if typing.is_typeddict(owner.cls) or _walkable(owner.cls) else None
    if owner.kind is Shape.SCALAR and isinstance(owner.cls, type) and owner.cls is not str:
        return ANY if issubclass(owner.cls, Iterable) and not issubclass(owner.cls, str) else None
    return None


def _walkable(cls: type) -> bool:
    """True when a class says itself how it is walked; Pydantic's own way (field by field) is never meant."""
    if issubclass(cls, RootModel):
        return True
    owner = next((c for c in cls.__mro__ if "__iter__" in vars(c)), None)
    return owner is not None and owner is not BaseModel


def unpack(owner: T, count: int) -> list[T]:
    """Return the types of `a, b` in `for a, b in …`."""
    if owner.kind is Shape.TUPLE and len(owner.args) == count:
        return list(owner.args)
    if owner.kind is Shape.GROUP and count == 2:
        return [owner.args[0], list_of(owner.args[1])]
    return [item_of(owner) or ANY] * count if owner.kind is Shape.LIST else [ANY] * count
