"""One value to a cell and back, without loss: what a person reads and types, and two marks for what is empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from ctg_docs.echanges.feuilles.cases import Value
from ctg_docs.echanges.tableaux.saisies import read_day, read_mark, read_number
from ctg_docs.echanges.tableaux.schema import Column
from ctg_docs.french import cents, cle, date_longue, parse_duree
from ctg_docs.models.base import Choix
from ctg_docs.models.moments import Moment

__all__ = ["EMPTY", "EMPTY_TEXT", "Value", "decode", "encode"]

EMPTY: Final = "∅"
"""A section or a list that is there and holds nothing; a blank cell means that it is not said."""

EMPTY_TEXT: Final = "«»"
"""A text that is there and has no character."""

_CODES: Final = {"code_insee": 5, "code_postal": 5, "siren": 9, "siret": 14, "telephone": 10}
"""Codes of figures that a spreadsheet takes for numbers, and how many they have: 01001 comes back as 1001."""

_EATEN: Final = 1
"""Zeros that begin a code and that a spreadsheet eats: no département, no number has two; fewer figures are a mistake."""

_EXACT: Final = 15
"""Significant figures that a spreadsheet holds for sure."""

_NOISE: Final = 8
"""Decimals from which an amount in euros is a quotient that nobody typed: cents are enough."""

_DURATION: Final = "_minutes"
"""How the names of fields that last end."""
_INSTANT: Final = 0.01
"""Part of a minute that the rounding of a fraction of a day may add."""

_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)


def encode(column: Column, value: Any) -> Value:
    """Return what the cell shows."""
    if column.kind == "section":
        return None if value is None else EMPTY
    if column.many:
        if not value:
            return EMPTY if column.filled_default else None
        return _join([str(_one(column, item)) for item in value])
    return _one(column, value)


def _one(column: Column, value: Any) -> Value:
    form = next((f for kind, f in _WRITERS if isinstance(value, kind)), None)
    if form is not None:
        return form(value)
    if isinstance(value, date):
        return value if value.year > 1900 and not column.many else value.isoformat()
    return value if value is None or isinstance(value, int | time) else str(value)


def _exactly(value: Decimal) -> Value:
    """Return a number, or its text when a spreadsheet would round it, or its decimals look like the noise of one."""
    figures = value.normalize().as_tuple()
    if len(figures.digits) <= _EXACT and -int(figures.exponent) < _NOISE:
        return value
    text = f"{value:f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text  # three digits would be read as thousands


def _moment(value: Moment) -> str:
    if not value.is_day:
        return value.texte
    day = value.debut
    shown = f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
    return shown if Moment.parse(shown) == value else value.texte


def _mark(text: str) -> str:
    if not text:
        return EMPTY_TEXT
    return f"\\{text}" if text.lstrip("\\") in (EMPTY, EMPTY_TEXT) else text


def _unmark(text: str) -> str:
    if text == EMPTY_TEXT:
        return ""
    return text[1:] if text.startswith("\\") and text.lstrip("\\") in (EMPTY, EMPTY_TEXT) else text


_WRITERS: tuple[tuple[type, Callable[[Any], Value]], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (Choix, lambda value: value.libelle),
    (Moment, _moment),
    (Decimal, _exactly),
    (str, _mark),
)


def _join(items: list[str]) -> str:
    """One item per line; dashes as soon as an item has lines of its own."""
    if any("\n" in item or item.startswith("- ") or not item.strip() for item in items):
        return "\n".join("- " + item.replace("\n", "\n  ") for item in items)
    return "\n".join(items)


def _split(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    if not text.startswith("- "):
        return [line.strip() for line in lines if line.strip()]
    items: list[list[str]] = []
    for line in lines:
        if line.startswith("- "):
            items.append([line[2:]])
        elif items:
            items[-1].append(line.removeprefix("  "))
    return ["\n".join(item) for item in items]


def decode(column: Column, value: Value) -> tuple[Any, str]:
    """Return the value as a dossier's data has it, and what was changed to read it, in French."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ""
    if column.kind == "section":
        return {}, ""
    if column.many:
        if value == EMPTY:
            return [], ""
        texts = _split(_text(value))
        if column.choice is not None:
            texts = [part for text in texts for part in _choices(column, text)]
        items = [_plain(column, item) for item in texts]
        return [item for item, _ in items], next((note for _, note in items if note), "")
    return _plain(column, value)


def _plain(column: Column, value: Value) -> tuple[Any, str]:
    reader = _READERS.get(column.kind)
    if reader:
        read, changed = reader(column, value)
        return _as_typed(column, read) if isinstance(value, str) and not changed else (read, changed)
    if isinstance(value, bool):
        return "oui" if value else "non", ""
    text = _text(value)
    width = _CODES.get(column.path[-1], 0) if column.path and not isinstance(value, str) else 0
    if text.isdecimal() and width - _EATEN <= len(text) < width:
        code = text.zfill(width)
        return code, f"« {text} » lu « {code} » : le tableur avait mangé le zéro"
    return _unmark(text), ""


def _as_typed(column: Column, read: Any) -> tuple[Any, str]:
    """Read a text that says more than its value, or less: a unit, a year of two figures, a cross."""
    meant: Any = None
    if not isinstance(read, str):
        return read, ""
    if column.kind in ("nombre", "entier"):
        meant = read_number(column, read)
    elif column.kind in ("date", "moment"):
        meant = read_day(read)
    elif column.kind == "oui_non":
        return read_mark(read) or read, ""
    if meant is None or meant == "":
        return read, ""
    shown = f"{meant:f}".replace(".", ",") if isinstance(meant, Decimal) else meant
    whole = int(meant) if column.kind == "entier" and isinstance(meant, Decimal) and not meant % 1 else meant
    return whole, f"« {read} » lu « {shown} »"


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("_x000D_\n", "\n")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _choice(column: Column, value: Value) -> tuple[Any, str]:
    text = _text(value)
    members = list(column.choice or ())
    found = [m for m in members if text == m.libelle] or [m for m in members if cle(text) == cle(m.libelle)]
    if len(found) == 1:
        return str(found[0].value), ""
    meant = column.choice.read(text) if column.choice else None
    if meant is None:
        return text, ""
    return str(meant.value), "" if meant.is_plainly(text) else f"« {text} » lu « {meant.libelle} »"


def _choices(column: Column, text: str) -> list[str]:
    """Return the values of a line: those that commas part when each of them is one, else the line."""
    parts = [part.strip() for part in re.split(r"[,;/]", text) if part.strip()]
    labels = {cle(m.libelle) for m in column.choice or ()}
    several = cle(text) not in labels and all(cle(part) in labels for part in parts)
    return parts if several else [text]


def _yes_no(column: Column, value: Value) -> tuple[Any, str]:
    del column
    return ("oui" if value else "non") if isinstance(value, bool) else _unmark(_text(value)), ""


def _day(column: Column, value: Value) -> tuple[Any, str]:
    del column
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not value.time().replace(microsecond=0) or value.hour == 0 else value
        ), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        day = _EPOCH + timedelta(days=int(value))
        return day.isoformat(), f"{int(value)} est un numéro de jour d’Excel, lu {date_longue(day)}"
    return _text(value), ""


def _span(column: Column, value: Value) -> tuple[Any, str]:
    if isinstance(value, datetime | date):
        return _day(column, value)
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    return _day(column, value) if int(number) in _SERIALS else (_text(value), "")


def _hour(column: Column, value: Value) -> tuple[Any, str]:
    del column
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, float | Decimal) and 0 <= value < 1:
        minutes = round(float(value) * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}", ""
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        minutes = round(seconds / 60)
        near = abs(seconds - minutes * 60) < 1  # an hour is a fraction of a day: Excel rounds it
        return (f"{minutes // 60:02d}:{minutes % 60:02d}" if near else value.isoformat()), ""
    return _text(value), ""


def _number(column: Column, value: Value) -> tuple[Any, str]:
    if column.path[-1].endswith(_DURATION):
        return _duration(value)
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)), ""
    return (_text(value) if not isinstance(value, Decimal) else f"{value:f}"), ""


def _duration(value: Value) -> tuple[Any, str]:
    """Return minutes; an hour or a fraction of a day is what a spreadsheet makes of « 0:30 »."""
    minutes: int | None = None
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        minutes = value.hour * 60 + value.minute
    elif isinstance(value, float | Decimal) and 0 < value < 1 and float(value) % 0.25:
        exact = float(value) * 24 * 60
        minutes = round(exact) if abs(exact - round(exact)) < _INSTANT else None
    elif isinstance(value, str):
        minutes = parse_duree(value)
    if minutes is not None:
        shown = value.strip() if isinstance(value, str) else f"{minutes // 60}:{minutes % 60:02d}"
        return minutes, "" if str(minutes) == shown else f"« {shown} » lu « {minutes} min »"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return _text(value), ""


def _amount(column: Column, value: Value) -> tuple[Any, str]:
    if isinstance(value, float):
        text, _ = _number(column, value)
        exact = Decimal(text)
        return (cents(exact), "") if column.kind == "euros" else (exact, "")
    return (value if isinstance(value, int) and not isinstance(value, bool) else _text(value)), ""


def _euros(column: Column, value: Value) -> tuple[Any, str]:
    if isinstance(value, float) and -int(Decimal(repr(value)).as_tuple().exponent) >= _NOISE:
        cents = Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        shown = f"{value:.4f}…".replace(".", ",")
        return cents, f"« {shown} » arrondi au centime, « {cents} »".replace(".", ",")
    return _amount(column, value)


_READERS: dict[str, Callable[[Column, Value], tuple[Any, str]]] = {
    "choix": _choice,
    "oui_non": _yes_no,
    "date": _day,
    "moment": _span,
    "heure": _hour,
    "entier": _number,
    "nombre": _amount,
    "euros": _euros,
}
