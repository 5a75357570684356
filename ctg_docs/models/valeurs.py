"""Value types read from what people write: dates, amounts, hours. Each says what it could not read."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema

from ctg_docs.french import parse_date, parse_duree, parse_heure, parse_montant
from ctg_docs.models.base import Texte

__all__ = [
    "CodeCommune",
    "CodePostal",
    "Courriel",
    "Date",
    "Effectif",
    "Euros",
    "Heure",
    "Minutes",
    "Nombre",
    "Siren",
    "Siret",
    "Telephone",
]


_PRECISE = re.compile(r"-?(?:0[.,][0-9]{3}|[0-9]+[.,][0-9]{4,})")
"""Three decimals after a zero, or more than three: never a group of thousands, so never ambiguous."""


_FIGURES = re.compile(r"[0-9]*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
"""A whole number as it is written in French: `13 254`."""


def _date(value: Any) -> Any:
    if isinstance(value, datetime):
        raise ValueError("une date sans heure est attendue")
    if isinstance(value, bool | int | float):
        raise ValueError("un nombre n’est pas une date ; écrivez « 2023-12-18 » ou « 18 décembre 2023 »")
    return parse_date(value) if isinstance(value, str) else value


def _decimal(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("un nombre est attendu")
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        if _PRECISE.fullmatch(value.strip()):
            return Decimal(value.strip().replace(",", "."))
        try:
            return parse_montant(value)
        except InvalidOperation as exc:
            raise ValueError(f"« {value} » n’est pas un nombre") from exc
    return value


def _entier(value: Any) -> Any:
    if isinstance(value, str) and _GROUPED.fullmatch(value.strip()):
        return int("".join(value.split()))
    return value


def _minutes(value: Any) -> Any:
    if not isinstance(value, str) or _FIGURES.fullmatch(value.strip()):
        return value
    found = parse_duree(value)
    if found is None:
        raise ValueError(f"« {value} » n’est pas une durée ; écrire par exemple 45 min ou 1 h 30")
    return found


def _heure(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        raise ValueError("un nombre n’est pas une heure ; écrivez « 16 h 15 » ou « 16:15 »")
    if isinstance(value, time) and (value.second or value.microsecond or value.tzinfo):
        raise ValueError("une heure s’écrit sans secondes ni fuseau : « 16:15 »")
    return parse_heure(value) if isinstance(value, str) else value


def _digits(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value


def _decimal_text(value: Decimal) -> str:
    """Write a number that reads back the same: 12.125 alone could mean twelve thousand."""
    text = format(value, "f")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


Date = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "examples": ["2023-12-18", "18/12/2023", "18 décembre 2023"]}),
]
"""A day: `2023-12-18`, `18/12/2023` or « 18 décembre 2023 »."""

Heure = Annotated[
    time,
    BeforeValidator(_heure),
    PlainSerializer(lambda t: t.strftime("%H:%M"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "examples": ["16:15", "16 h 15"]}),
]
"""An hour of the day, local time: `16:15`, « 16 h 15 »."""

_NUMBER_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string"}]}

Euros = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(_decimal_text, return_type=str, when_used="json"),
    WithJsonSchema({**_NUMBER_SCHEMA, "examples": [12500.5, "12 500,50 €"]}),
]
"""An amount in euros: `12500.5` or « 12 500,50 € »."""

Nombre = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(_decimal_text, return_type=str, when_used="json"),
    WithJsonSchema({**_NUMBER_SCHEMA, "examples": [0.5, "6,70"]}),
]
"""A decimal number: `0.5` or « 6,70 »."""

Effectif = Annotated[
    int,
    BeforeValidator(_entier),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}], "examples": [13254, "13 254"]}),
]
"""A number of people or things: `13254` or « 13 254 »."""

Minutes = Annotated[
    int,
    BeforeValidator(_minutes),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}], "examples": [45, "1 h 30"]}),
]
"""A number of minutes: `45`, « 45 min », « 1 h 30 », « une demi-heure »."""

Siren = Annotated[str, BeforeValidator(_digits)]
"""Number of a legal body in the Sirene register, 9 digits; blanks allowed. Its key is checked by CTG701."""

Siret = Annotated[str, BeforeValidator(_digits)]
"""Number of an establishment, 14 digits: SIREN + 5; blanks allowed. Its key is checked by CTG701."""

CodeCommune = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True)]
"""Insee code of a commune, 5 characters (`79174`, `2A004`); not the postal code. Checked by CTG701."""

CodePostal = Annotated[str, BeforeValidator(_digits)]
"""Postal code, 5 digits; not the Insee code. Checked by CTG701."""

Telephone = Texte
"""French number in any grouping; checked by CTG701, printed as written."""

Courriel = Texte
"""E-mail address; checked by CTG701."""
