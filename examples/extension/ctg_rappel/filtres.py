"""A filter for Word templates: `{{ jours | anciennete }}`."""

from __future__ import annotations

__all__ = ["anciennete"]


def anciennete(jours: int) -> str:
    """Return « depuis 12 jours », « depuis 3 mois », « depuis 2 ans »."""
    if jours < 60:
        return f"depuis {jours}\u00a0jour{'s' if jours > 1 else ''}"
    return f"depuis {jours // 30}\u00a0mois" if jours < 730 else f"depuis {jours // 365}\u00a0ans"
