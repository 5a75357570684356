"""The dossier as one JSON text that reads back unchanged, and its meetings and milestones as one calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from ctg_docs.agenda import build_ics, evenements
from ctg_docs.models.ctg import Ctg

__all__ = ["build_calendar", "build_json"]

_LARGEST: Final = 10**15
"""Beyond, a JSON reader that uses floats would round."""


def build_json(ctg: Ctg) -> bytes:
    """Return a dossier as JSON: true booleans and numbers, ISO dates; what equals its default is left out."""
    return (json.dumps(_native(ctg), ensure_ascii=False, indent=2) + "\n").encode()


def build_calendar(ctg: Ctg) -> bytes:
    """Return the meetings and the milestones of a dossier as an iCalendar file."""
    name = f"{ctg.convention.titre}\u00a0– {ctg.territoire.nom}"
    return build_ics(evenements(ctg), producer="dossier", name=name, revised=ctg.version.date)


def _native(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {
            info.alias or name: _native(getattr(value, name))
            for name, info in type(value).model_fields.items()
            if info.is_required() or getattr(value, name) != info.get_default(call_default_factory=True)
        }
    if isinstance(value, tuple | list):
        return [_native(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _native(item) for key, item in value.items()}
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)


def _number(value: Decimal) -> int | float | str:
    """Return a number, or its text where a reader could take it for another: 12.125 could mean twelve thousand."""
    text = format(value, "f")
    if value == value.to_integral_value():
        return int(value) if abs(value) < _LARGEST else text
    digits = text.rstrip("0")
    if len(digits.partition(".")[2]) == 3:
        return f"{digits}0"
    return float(value) if repr(float(value)) == digits else digits
