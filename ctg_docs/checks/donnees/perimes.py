"""Names out of use and what replaced them."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPIRES"]

EXPIRES: Final[dict[str, str]] = {
    r"\bRAM\b": "relais petite enfance (RPE)",
    r"(?i)\brelais (?:d’|d'|des )?assistante?s maternel(?:le)?s\b": "relais petite enfance (RPE)",
    r"(?i)\bp[ôo]le[ -]emploi\b": "France Travail",
}
"""Patterns, and the name of today: RPE since 2021, France Travail since 1er janvier 2024."""
