"""E-mail addresses as people type them: « a@b.fr ; c@d.fr »."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["adresse_dans", "adresses", "is_adresse"]

_ADRESSE: Final = re.compile(r"[\w.+'-]+@[A-Za-z0-9](?:[\w-]*\.)+[A-Za-z]{2,}")


def adresses(text: str) -> tuple[str, ...]:
    """Return the addresses of a field: several are parted by a comma, a semicolon, a line or blanks."""
    return tuple(part for part in re.split(r"[\s,;]+", text.strip()) if part)


def is_adresse(text: str) -> bool:
    """True when a text has the shape of an address."""
    return _ADRESSE.fullmatch(text) is not None


def adresse_dans(text: str) -> str | None:
    """Return the first address that stands among other words."""
    found = _ADRESSE.search(text)
    return found[0] if found else None
