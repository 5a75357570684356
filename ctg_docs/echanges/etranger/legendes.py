"""What the notes around a table say of all its cells: the unit of its amounts, the meaning of its marks, its sigles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.french import cle

__all__ = ["explains", "marks_of", "scale_of", "sigles_of"]

_THOUSANDS: Final = r"k\s?€|k(?:ilo)?[ -]?euros?\b|milliers?\b"
_MILLIONS: Final = r"M\s?€|millions?\b"
_NOTED: Final = re.compile(
    r"(?:\b(?:montants?|budgets?|sommes|chiffres|coûts?|valeurs|unités?|financements?|tableau)\b[^.\n]{0,40}?(?:\ben\b|:)|^\W*en\b)\s*"
    rf"(?:(?P<k>{_THOUSANDS})|(?P<m>{_MILLIONS}))",
    re.IGNORECASE,
)
"""« Montants en k€ », « (en milliers d’euros) », in a title or a note."""
_HEADED: Final = re.compile(
    rf"(?:\(|\ben\b|,|/|–|-|^|\s)\s*(?:(?P<k>{_THOUSANDS})|(?P<m>(?-i:{_MILLIONS})))", re.IGNORECASE
)
_MARK: Final = re.compile(
    r"(?:^|[;,\n(•|]|:(?=\s)|\s{2,}|\s[/–-]\s)\s*(?P<mark>[A-ZÀ-Ý]{1,4}\d?|[xX●■▲★✓])\s*(?:=|:|→)\s*(?P<said>[^;,\n()|=]{3,60})"
)
_SIGLE: Final = re.compile(
    r"(?:^|[;,.\n(•|:]|\s{2,}|\s[/–-]\s)\s*(?P<mark>[A-Z][A-Za-z0-9’'&]{1,9})\s*=\s*(?P<said>[^;\n()|=]{5,90})"
)


def scale_of(header: str, grid: Grid | None = None) -> int:
    """Return what the amounts under a header are counted in: what it says, else what a note of the sheet says of all."""
    found = _HEADED.search(header)
    if found is None and grid is not None and not re.search(r"€|euros?\b", header, re.IGNORECASE):
        found = next((m for text in _notes(grid) if (m := _NOTED.search(text))), None)
    return 1 if found is None else 1000 if found["k"] else 1_000_000


def marks_of(grid: Grid) -> Mapping[str, str]:
    """Return what the marks of a calendar mean: « R = réunion, C = COPIL »."""
    return {m["mark"].upper(): m["said"].strip(" .") for text in _texts(grid) for m in _MARK.finditer(text)}


def sigles_of(grids: Iterable[Grid]) -> Mapping[str, str]:
    """Return the names that the file itself gives to sigles, « CCTV = CC Terres de Vauclaise », by key; what it gives two, none."""
    found: dict[str, set[str]] = {}
    for text in (text for grid in grids for text in _texts(grid)):
        for m in _SIGLE.finditer(text):
            if re.search(r"[A-Z]", m["said"]):
                found.setdefault(cle(m["mark"]), set()).add(
                    re.split(r"\.(?=\s|$)|,(?=\s*\w+\s*=)", m["said"])[0].strip(" .")
                )
    return {mark: names.pop() for mark, names in found.items() if len(names) == 1}


def explains(text: str) -> bool:
    """True for a line that gives the meaning of a mark or of a sigle."""
    return _MARK.search(text) is not None or _SIGLE.search(text) is not None


def _texts(grid: Grid) -> Iterator[str]:
    for row in range(len(grid.rows)):
        yield from (v for v in grid.own(row).values() if isinstance(v, str))


def _notes(grid: Grid) -> Iterator[str]:
    """Yield the texts that are alone in their row: titles and notes."""
    for row in range(len(grid.rows)):
        own = list(grid.own(row).values())
        if len(own) <= 2 and isinstance(own[0] if own else None, str):
            yield from (v for v in own if isinstance(v, str))
