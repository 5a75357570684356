"""How long a meeting lasts between two hours: it may end after midnight."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

__all__ = ["duree_entre"]

_SOIR, _PETIT_MATIN = time(18), time(6)
"""A meeting that starts from the first hour and ends by the second one ends on the next day."""
_JOUR: Final = timedelta(days=1)


def duree_entre(debut: time, fin: time) -> timedelta | None:
    """Return how long it lasts; None when it would end before it starts."""
    ecart = datetime.combine(datetime.min, fin) - datetime.combine(datetime.min, debut)
    if ecart > timedelta():
        return ecart
    return ecart + _JOUR if debut >= _SOIR and fin <= _PETIT_MATIN else None
