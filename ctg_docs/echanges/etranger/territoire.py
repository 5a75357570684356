"""The name of the territory, when a title above the table says it: « Plan d’actions CTG – Communauté de communes du Val »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid

__all__ = ["name_of"]

_ABOVE: Final = 8
_BODY: Final = (
    r"(?:communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)|m[ée]tropole|agglom[ée]ration|(?-i:CC|CA|CU)\b|"
    r"ville|commune|pays|territoire|grand|syndicat)"
)
_NAMED: Final = re.compile(
    rf"\b{_BODY}(?:\s+(?:de la|de l['’]|des|du|de|d['’]|les|le|la))?\s*[^\n:|;()–—]*", re.IGNORECASE
)
_OF: Final = re.compile(
    r"\b(?:CTG|convention territoriale globale)\b[\s\d/–-]*(?:de la|de l['’]|du|des|de|d['’])\s*(?P<name>[^\n:|;()–—]+)",
    re.IGNORECASE,
)


def name_of(grids: Sequence[Grid]) -> str:
    """Return the name of the territory that the first rows tell; nothing when none does."""
    for grid in grids:
        for row in range(min(len(grid.rows), _ABOVE)):
            for value in grid.own(row).values():
                if isinstance(value, str) and len(value) < 200 and (name := _in_title(value)):
                    return name
    return ""


def _in_title(text: str) -> str:
    if not re.search(r"\b(?:CTG|conventions?|plans?|tableau|territoriale)\b", text, re.IGNORECASE):
        return ""
    found = _OF.search(text)
    raw = found["name"] if found else (m[0] if (m := _NAMED.search(text)) else "")
    name = re.sub(r"[\s,-]*(?:\b20\d\d\b.*|\s-\s.*|\bplan\b.*)$", "", raw).strip(" ,.-")
    return name if re.search(r"[A-ZÀ-Ý]", name) else ""
