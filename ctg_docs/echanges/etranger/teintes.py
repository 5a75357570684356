"""What the colours of a sheet mean: a sample beside a state, a state in its own colour, « vert = réalisé »."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from ctg_docs.echanges.etranger.colonnes import Mapping as Across
from ctg_docs.echanges.etranger.entetes import Column
from ctg_docs.echanges.etranger.etiquettes import Upright
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.recueil import Record, Value
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle
from ctg_docs.models.operation import Statut

__all__ = ["colours_of", "tint_states"]

_HUES: Final = {"rouge": 0, "orange": 35, "jaune": 58, "vert": 120, "bleu": 215, "violet": 285, "rose": 330}
_NEAR: Final = 30
"""Degrees up to which a colour may be called by a name."""
_DULL: Final = 0.12
"""Saturation below which a colour is a grey."""
_SAID: Final = re.compile(
    r"\b(?P<name>rouge|orange|jaune|vert|bleu|violet|rose|gris)e?s?\b\s*(?:=|:|→|[–—-])\s*(?P<said>[^;,\n()|=]{3,40})",
    re.IGNORECASE,
)


def colours_of(grid: Grid, columns: Collection[int], last: int) -> dict[str, str]:
    """Return the state that each colour means; nothing for a colour that two states have.

    Args:
        grid: the sheet.
        columns: those of the states.
        last: the row of their headers.
    """
    found: dict[str, dict[Statut, str]] = {}
    for colour, said in _explained(grid, columns, last):
        parts = [said, *re.split(r"[/(,]", said)]
        if state := next((s for part in parts if (s := Statut.read(part.strip()))), None):
            found.setdefault(colour, {}).setdefault(state, said)
    return {colour: next(iter(said.values())) for colour, said in found.items() if len(said) == 1}


_BLANK: Final = re.compile(
    r"(?P<said>.+?)\s*[(:=]\s*(?:blanc|sans couleur|aucune couleur)\s*\)?", re.IGNORECASE
)
"""« pas encore commencé (blanc) »: what no colour means."""


def tint_states(grid: Grid, shape: Across | Upright, records: Iterable[Record]) -> None:
    """Give its state to each action whose title has the colour that a legend above the table gives to one."""
    if isinstance(shape, Upright) or shape.field("statut"):
        return
    above = replace(grid, tinted={s: c for s, c in grid.tinted.items() if s[0] < shape.row}, coloured={})
    legend = colours_of(above, (), shape.last)
    texts = (text_of(v) for r in range(shape.row) for v in grid.own(r).values())
    blank = next(
        (m["said"] for text in texts if (m := _BLANK.fullmatch(text)) and Statut.read(m["said"])), ""
    )
    legend |= {"": blank} if blank else {}
    for record in records if len(legend) > 1 else ():
        state = legend.get(grid.tinted.get((record.row, record.column), ""))
        if state:
            label = Column(record.column, "couleur", "couleur", "statut")
            record.values.append(Value(label, state, record.row, record.column))


def _explained(grid: Grid, columns: Collection[int], last: int) -> Iterator[tuple[str, str]]:
    for (row, column), colour in grid.coloured.items():
        if column not in columns or row < last:
            yield colour, text_of(grid.cell(row, column + 1)).strip(" .:=")
    for (row, column), colour in grid.tinted.items():
        yield colour, text_of(grid.cell(row, column)).strip(" .:=")
    words = {
        cle(m["name"]): m["said"].strip(" .")
        for row in range(len(grid.rows))
        for value in grid.own(row).values()
        if isinstance(value, str)
        for m in _SAID.finditer(value)
    }
    for colour in {c for (_, column), c in grid.coloured.items() if column in columns} if words else ():
        if (name := _name(colour, words)) is not None:
            yield colour, words[name]


def _name(colour: str, names: Collection[str]) -> str | None:
    """Return which of these names a colour has, « 00B050 » green; None when it is not sure."""
    if re.fullmatch(r"#?[0-9A-Fa-f]{6}", colour) is None:
        return None
    red, green, blue = (int(colour[-6:][i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, _, full = colorsys.rgb_to_hls(red, green, blue)
    if full < _DULL or max(red, green, blue) - min(red, green, blue) < _DULL:
        return "gris" if "gris" in names else None
    apart = {n: min(abs(hue * 360 - _HUES[n]), 360 - abs(hue * 360 - _HUES[n])) for n in names if n in _HUES}
    near = sorted(apart, key=lambda n: apart[n])[:1]
    return near[0] if near and apart[near[0]] <= _NEAR else None
