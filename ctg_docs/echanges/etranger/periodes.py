"""Columns that are moments: the months of a calendar, its quarters, its years. Knows no dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.french import MOIS, cle, sans_accents
from ctg_docs.models.moments import Moment

__all__ = ["is_mark", "period_of", "periods", "spans"]

_LETTERS: Final = "jfmamjjasond"
_MARKS: Final = re.compile(r"[xX×✓✔☑■█●•▪◼★*oO1+=/|→>-]+")
_QUARTER: Final = re.compile(r"(?:([ts])\s*([1-4])|([1-4])\s*(?:er|e)?\s*(trim|sem)\w*)")
_YEARS: Final = range(2000, 2060)
_NAMES: Final = [sans_accents(name) for name in MOIS]


def is_mark(value: Cell) -> bool:
    """True for a cross, a tick, a block: what people put in the months of an action."""
    return (
        value is True
        or (isinstance(value, int | float) and value == 1)
        or (isinstance(value, str) and _MARKS.fullmatch(value.strip()) is not None)
    )


def periods(heads: Sequence[tuple[Cell, str]], year: int | None) -> list[Moment | None]:
    """Return the moment that each header names; None for the others.

    Args:
        heads: value of each header and what stands above it.
        year: the year that the title of the sheet names, for months that have none.
    """
    found = [_whole(value) for value, _ in heads]
    start = 0
    while start < len(heads):
        run = start
        while run < len(heads) and found[run] is None and _letter(heads[run][0]):
            run += 1
        letters = "".join(_letter(value) for value, _ in heads[start:run])
        for rank in range(start, run):
            if len(letters) < 6 or letters not in _LETTERS * 20:
                break
            month = ((_LETTERS * 20).index(letters) + rank - start) % 12 + 1
            found[rank] = _month(month, _year(heads[rank][1]) or year)
        start = max(run, start + 1)
    for rank, (value, above) in enumerate(heads):
        found[rank] = found[rank] or _named(value, _year(above) or year)
    return found


def period_of(value: Cell, year: int | None) -> Moment | None:
    """Return the moment that a text says and nothing more: « 1er semestre 2026 », « année 2025 », « T2 » under a year."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = re.sub(
        r"^\s*(?:année|ann[ée]e scolaire|exercice|période)\s*:?\s*|\b2nd\b",
        _shorter,
        str(value),
        flags=re.IGNORECASE,
    )
    read = _whole(int(text) if text.strip().isdigit() else text.strip(" :"))
    return read or (_named(text.strip(" :"), year) if _QUARTER.fullmatch(cle(text)) else None)


def _shorter(found: re.Match[str]) -> str:
    return "2e" if found[0].lower() == "2nd" else ""


def _letter(value: Cell) -> str:
    key = cle(value) if isinstance(value, str) else ""
    return key if len(key) == 1 and key in _LETTERS else ""


def _year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(20[0-5]\d)(?!\d)", text)
    return int(found[1]) if found else None


def _whole(value: Cell) -> Moment | None:
    """Return the moment of a header that says its own year."""
    if isinstance(value, date):
        return _month(value.month, value.year)
    if isinstance(value, int) and value in _YEARS:
        return Moment.parse(str(value))
    if not isinstance(value, str) or len(value) > 20 or not re.search(r"\d", value):
        return None
    try:
        read = Moment.parse(value)
    except ValueError:
        return None
    return None if read.is_day else read


def _named(value: Cell, year: int | None) -> Moment | None:
    """Return the moment of « mars », « T2 », under a year."""
    if not isinstance(value, str) or year is None or len(value) > 14:
        return None
    key = cle(value)
    if found := _QUARTER.fullmatch(key):
        kind = "T" if (found[1] or found[4])[0] == "t" else "S"
        rank = int(found[2] or found[3])
        return Moment.parse(f"{year}-{kind}{rank}") if rank <= (4 if kind == "T" else 2) else None
    starts = [n for n, name in enumerate(_NAMES, 1) if len(key) >= 3 and name.startswith(key)]
    if key == "jui":
        return None
    return _month(starts[0], year) if len(starts) == 1 else None


def _month(month: int, year: int | None) -> Moment | None:
    return Moment.parse(f"{year}-{month:02d}") if year else None


def spans(marked: Sequence[Moment]) -> list[str]:
    """Return the runs of neighbouring moments in words: « mars 2025 à février 2026 »."""
    runs: list[list[Moment]] = []
    for moment in sorted(marked):
        if runs and (moment.debut - runs[-1][-1].fin).days <= 1:
            runs[-1].append(moment)
        else:
            runs.append([moment])
    return [r[0].libelle if len(r) == 1 else f"{r[0].libelle} à {r[-1].libelle}" for r in runs]
