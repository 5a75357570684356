"""What a model expects at a path of the data: which fields, which values. Reads annotations, validates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ctg_docs.sources.report import Path

__all__ = ["choices_at", "field_at", "is_list", "models_at", "names_of"]


def names_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the name written in the data."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def models_at(root: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """Return the models that may stand at a path; several when the annotation is a union."""
    types: list[Any] = [root]
    for step in path:
        types = [t for one in types for t in _enter(one, step)]
    return [t for one in types for t in _leaves(one) if _is_model(t)]


def field_at(root: type[BaseModel], path: Path) -> FieldInfo | None:
    """Return the field that a path leads to."""
    if not path or not isinstance(path[-1], str):
        return None
    found = (names_of(m).get(path[-1]) for m in models_at(root, path[:-1]))
    return next(filter(None, found), None)


def choices_at(root: type[BaseModel], path: Path) -> list[Enum]:
    """Return the members of the closed list expected at a path."""
    steps = path
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    info = field_at(root, steps)
    leaves = _leaves(info.annotation) if info else ()
    return [member for t in leaves if isinstance(t, type) and issubclass(t, Enum) for member in t]


def is_list(annotation: Any) -> bool:
    """True when a field holds a list, its own or behind `| None`."""
    return any(getattr(a, "__origin__", None) in (list, tuple) for a in (annotation, *get_args(annotation)))


def _enter(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield the annotations of one field, or of the elements of a list (whose step is a number)."""
    for leaf in _leaves(annotation):
        if isinstance(step, int):
            yield leaf
        elif _is_model(leaf) and (info := names_of(leaf).get(step)):
            yield info.annotation


def _leaves(annotation: Any) -> Iterator[Any]:
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _leaves(argument)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
