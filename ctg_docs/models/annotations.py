"""What the annotations of a model say: which fields, which values, lists of what. Validates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ctg_docs.models.provenance import CheminDonnee

__all__ = [
    "choices_at",
    "element_of",
    "field_at",
    "is_list",
    "is_model",
    "leaves",
    "model_in",
    "models_at",
    "names_of",
]


def names_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the name written in the data."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def models_at(root: type[BaseModel], path: CheminDonnee) -> list[type[BaseModel]]:
    """Return the models that may stand at a path; several when the annotation is a union."""
    types: list[Any] = [root]
    for step in path:
        types = [t for one in types for t in _enter(one, step)]
    return [t for one in types for t in leaves(one) if is_model(t)]


def field_at(root: type[BaseModel], path: CheminDonnee) -> FieldInfo | None:
    """Return the field that a path leads to."""
    if not path or not isinstance(path[-1], str):
        return None
    found = (names_of(m).get(path[-1]) for m in models_at(root, path[:-1]))
    return next(filter(None, found), None)


def choices_at(root: type[BaseModel], path: CheminDonnee) -> list[Enum]:
    """Return the members of the closed list expected at a path."""
    steps = path
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    info = field_at(root, steps)
    found = leaves(info.annotation) if info else ()
    return [member for t in found if isinstance(t, type) and issubclass(t, Enum) for member in t]


def is_list(annotation: Any) -> bool:
    """True when a field holds a list, its own or behind `| None`."""
    return any(getattr(a, "__origin__", None) in (list, tuple) for a in (annotation, *get_args(annotation)))


def _enter(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield the annotations of one field, or of the elements of a list (whose step is a number)."""
    for leaf in leaves(annotation):
        if isinstance(step, int):
            yield leaf
        elif is_model(leaf) and (info := names_of(leaf).get(step)):
            yield info.annotation


def leaves(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation is made of: those of a union, of a list, None included."""
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from leaves(argument)


def element_of(annotation: Any) -> tuple[Any, bool]:
    """Return what one value of a field is, and whether the field holds several; constraints are kept."""
    if type(None) in (options := get_args(annotation)):
        annotation = next(option for option in options if option is not type(None))
    many = get_origin(annotation) is tuple
    return (get_args(annotation)[0] if many else annotation), many


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field holds, itself, in a list or behind `| None`."""
    return next(filter(is_model, leaves(annotation)), None)


def is_model(annotation: Any) -> bool:
    """True for a class of models."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
