"""The states that a file may come from, as text that travels with it or is kept. Knows no file format."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from ctg_docs.echanges.tableaux.cellules import Value, decode
from ctg_docs.echanges.tableaux.jumeaux import columns_of, said
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.schema import Column, tables
from ctg_docs.rapprochement import base_of

__all__ = ["Rows", "State", "differences", "dump_rows", "is_same_state", "load_rows", "mark_of", "nearest"]

Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class State:
    """Rows that a file may have been edited from; `own` when they are what was last taken of this very file."""

    rows: Rows
    own: bool = False


def dump_rows(rows: Rows) -> str:
    """Return rows as text, the same for the same rows."""
    whole = {
        name: [
            {h: _plain(columns_of(name).get(h), v) for h, v in row.values.items() if v is not None}
            for row in found
        ]
        for name, found in rows.items()
        if found
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _plain(column: Column | None, value: Value) -> Any:
    if isinstance(value, date | time):
        read = decode(column, value)[0] if column is not None else value
        return read if isinstance(read, str) else value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def load_rows(text: str) -> dict[str, list[Row]] | None:
    """Return the rows of a text, None when it is not one of ours; a number comes back as it was written."""
    try:
        whole = json.loads(text, parse_float=Decimal)
        return {t.name: [Row(dict(values)) for values in whole.get(t.name, ())] for t in tables()}
    except (ValueError, TypeError, AttributeError):
        return None


def mark_of(text: str) -> str:
    """Return a short mark of a state: the same text, the same mark."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def is_same_state(a: Rows, b: Rows) -> bool:
    """True when two states say the same, in the same order."""
    return dump_rows(a) == dump_rows(b)


def nearest(found: Rows, states: Sequence[State]) -> Rows:
    """Return the state that a file was edited from, by the cells that differ."""
    own = next((rank for rank, state in enumerate(states) if state.own), None)
    return states[base_of([differences(found, state.rows) for state in states], own)].rows


def differences(found: Rows, state: Rows) -> int:
    """Return how many cells differ, in the sheets that the file has."""
    count = 0
    for name, rows in found.items():
        a = Counter(cell for row in rows for cell in _words(name, row).items())
        b = Counter(cell for row in state.get(name, ()) for cell in _words(name, row).items())
        count += (a - b).total() + (b - a).total()
    return count


def _words(name: str, row: Row) -> dict[str, str]:
    return {h: m for h, v in row.values.items() if (m := said(name, h, v))}
