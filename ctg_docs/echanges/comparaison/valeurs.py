"""One value as a reader sees it. Knows no register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from ctg_docs.french import date_longue, heure, nombre
from ctg_docs.models.base import Choix
from ctg_docs.models.moments import Moment

__all__ = ["shown"]

_LONG_NUMBER: Final = 10_000
"""From here on thousands are parted; years are not."""


def shown(value: Any) -> str:
    """Return one value as a reader sees it."""
    form = next((f for kind, f in _FORMS if isinstance(value, kind)), str)
    return "" if value is None else form(value)


_FORMS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: "oui" if value else "non"),
    (Choix, lambda value: value.libelle),
    (Moment, lambda value: value.libelle),
    (date, date_longue),
    (time, heure),
    (
        Decimal,
        lambda value: (
            nombre(value) if abs(value) >= _LONG_NUMBER else f"{value.normalize():f}".replace(".", ",")
        ),
    ),
    (int, lambda value: nombre(value) if abs(value) >= _LONG_NUMBER else str(value)),
)
