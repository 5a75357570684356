"""A cell that says several fields, label after label: « Pilote : la Caf / Partenaires : MSA »."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.colonnes import MONEY
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.grilles import Cell
from ctg_docs.echanges.etranger.ressemblance import meaning, sure
from ctg_docs.echanges.etranger.valeurs import text_of

__all__ = ["labelled"]

_NEXT: Final = re.compile(r"\s*(?:[/;|•]|(?<=\s)[-–—](?=\s)|\.(?=\s))\s*(?P<label>[^/;|:\n]{2,40}?)\s?(?=:)")


def labelled(column: Column, value: Cell) -> list[tuple[Column, Cell]]:
    """Part a cell that says several fields, « Pilote : la Caf / Partenaires : MSA », one a line or between two marks.

    Who pays what has its own reader; a cost among other labels is one of them.
    """
    lines = (
        [part for line in text_of(value).split("\n") for part in _parts(line)]
        if isinstance(value, str) and ":" in value and column.root not in MONEY
        else []
    )
    found: list[tuple[Column, str]] = []
    known = 0
    for line in (line for line in lines if line.strip()):
        label, colon, said = line.partition(":")
        field = meaning(label) if colon and sure(label) else ""
        if field and field not in (
            *LEVELS,
            *(MONEY - {"budget"}),
            "intitule",
            "operation",
            "numero",
            "annee",
        ):
            known += field != column.field
            found.append((replace(column, field=field), said.strip()))
        elif found:
            found[-1] = found[-1][0], f"{found[-1][1]}\n{line}".strip()
        else:
            found.append((column, line))
    return [(c, said) for c, said in found if said] if known else [(column, value)]


def _parts(line: str) -> list[str]:
    """Part a line before each label that only a field has: « Pilote : A / Échéance : 2026 », not « RPE / PMI : 3 »."""
    starts = [m for m in _NEXT.finditer(line) if sure(m["label"])]
    ends = [*(m.start() for m in starts), len(line)]
    return [
        line[start:end] for start, end in zip([0, *(m.start("label") for m in starts)], ends, strict=True)
    ]
