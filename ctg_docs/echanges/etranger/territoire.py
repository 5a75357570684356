"""The name of the territory, when a title above the table says it: « Plan d’actions CTG – Communauté de communes du Val »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid

__all__ = ["name_of"]

_ABOVE: Final = 8
_BODY: Final = (
    r"(?:communaut[ée] (?:de communes|d['’]agglom[ée]ration|urbaine)|m[ée]tropole|agglom[ée]ration|(?-i:CC|CA|CU|CdC)\b|comcom|"
    r"ville|commune|pays|territoire|grand|syndicat)"
)
_NAMED: Final = re.compile(
    rf"\b{_BODY}(?:\s+(?:de la|de l['’]|des|du|de|d['’]|les|le|la))?\s*[^\n:|;()–—]*", re.IGNORECASE
)
_TITLE: Final = re.compile(
    r"\b(?:CTG|conventions?|plans?|tableau|territoriale|fiches?|suivi|programme)\b", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"(?:territoire|collectivit[ée]|epci|intercommunalit[ée]|p[ée]rim[èe]tre)\s*:\s*", re.IGNORECASE
)
_FEW: Final = 2
"""Cells of a row that is no row of headers."""
_SOME: Final = 4
"""Cells of a row that may be one: its words must name a place."""
_OF: Final = re.compile(
    r"\b(?:CTG|convention territoriale globale)\b[\s\d/–-]*(?:de la|de l['’]|du|des|de|d['’])\s*(?P<name>[^\n:|;()–—]+)",
    re.IGNORECASE,
)


def name_of(grids: Sequence[Grid]) -> str:
    """Return the name of the territory that the first rows tell; nothing when none does."""
    bare = ""
    for grid in grids:
        titled = False
        for row in range(min(len(grid.rows), _ABOVE)):
            own = grid.own(row)
            for value in (v for v in own.values() if isinstance(v, str) and len(v) < 200):
                if name := _in_title(value):
                    return name
                titled = titled or _TITLE.search(value) is not None
                body = _NAMED.match(_LABEL.sub("", value.strip()))
                cut = _cut(body[0]) if body else ""
                alone = len(own) <= _FEW or (len(own) <= _SOME and re.search(r"\s.*[A-ZÀ-Ý]", cut))
                bare = bare or (cut if alone else "")
        if bare and titled:
            return bare
    return bare


def _in_title(text: str) -> str:
    if not _TITLE.search(text):
        return ""
    found = _OF.search(text)
    raw = found["name"] if found else (m[0] if (m := _NAMED.search(text)) else "")
    return _cut(raw)


def _cut(raw: str) -> str:
    """Return the name alone: without the other parties, the years, the title of the document."""
    alone = re.split(
        r"\s*/\s*|\s*,\s*|\s\+\s|\s&\s|\s+(?:et|avec)\s+(?:la\s+|les\s+|l['’])?(?=Caf|CAF|MSA|Département|commun)",
        raw,
    )[0]
    name = re.sub(r"[\s,-]*(?:\b20\d\d\b.*|\s-\s.*|\bplan\b.*)$", "", alone).strip(" ,.-")
    return name if re.search(r"[A-ZÀ-Ý]", name) else ""
