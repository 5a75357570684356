"""What the dossier itself says is missing: « [à compléter : …] » typed inside a text becomes a true hole."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel

from ctg_docs.holes import HOLE_START, hole

__all__ = ["mark_typed_holes"]

_TYPED = re.compile(r"\[\s*à compléter\s*(?::\s*([^\[\]]*?)\s*)?\]", re.IGNORECASE)
_WITHOUT_LABEL = "texte"
_Model = TypeVar("_Model", bound=BaseModel)


def mark_typed_holes(model: _Model) -> _Model:
    """Return the same dossier, each « [à compléter : début de la phrase] » of its texts made a hole.

    Then it is highlighted, counted and refused in a final document like any other.
    """
    changes = {}
    for name in type(model).model_fields:
        before = getattr(model, name)
        after = _marked(before)
        if after is not before:
            changes[name] = after
    return model.model_copy(update=changes) if changes else model


def _marked(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return value if "[" not in value or isinstance(value, Enum) else _text(value)
    if isinstance(value, BaseModel):
        return mark_typed_holes(value)
    if isinstance(value, tuple):
        items = tuple([_marked(item) for item in value])
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        items_of = {key: _marked(item) for key, item in value.items()}
        return items_of if any(items_of[key] is not value[key] for key in value) else value
    return value


def _text(text: str) -> str:
    if HOLE_START in text:
        return text
    marked = _TYPED.sub(lambda found: hole(found.group(1) or _WITHOUT_LABEL), text)
    return text if marked == text else marked
