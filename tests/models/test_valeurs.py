from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ctg_docs.models.base import Identifiant, OuiNon, Texte
from ctg_docs.models.personne import Civilite
from ctg_docs.models.valeurs import CodeCommune, Date, Effectif, Euros, Heure, Minutes, Nombre, Siret


def _read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def _dump(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).dump_python(value, mode="json")


@pytest.mark.parametrize("text", ["2023-12-18", "18/12/2023", "18 décembre 2023", "lundi 18 décembre 2023"])
def test_date_in_each_french_form(text: str) -> None:
    assert _read(Date, text) == date(2023, 12, 18)


@pytest.mark.parametrize(
    "value", ["18/13/2023", "2023", 45278, 45278.0, True, datetime(2023, 12, 18, 9), None]
)
def test_date_refuses_the_rest(value: object) -> None:
    with pytest.raises(ValidationError):
        _read(Date, value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_date_round_trip(day: date) -> None:
    assert _read(Date, _dump(Date, day)) == day


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (12500.5, "12500.5"),
        (0.1, "0.1"),
        (7, "7"),
        ("12 500,50 €", "12500.50"),
        ("12\u202f500,50\u00a0€", "12500.50"),
        ("6,70", "6.70"),
        ("0,125", "0.125"),
        ("12,1250", "12.125"),
    ],
)
def test_amount_is_exact(value: object, amount: str) -> None:
    assert _read(Euros, value) == Decimal(amount)
    assert _read(Nombre, value) == Decimal(amount)


@pytest.mark.parametrize(
    "value", ["12.500", "12,500", "à définir", "", True, float("inf"), float("nan"), None]
)
def test_amount_refuses_what_reads_two_ways_or_not_at_all(value: object) -> None:
    with pytest.raises(ValidationError):
        _read(Euros, value)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=5))
def test_number_round_trip(number: Decimal) -> None:
    for places in (0, 1, 2, 3, 5):
        rounded = round(number, places)
        assert _read(Nombre, _dump(Nombre, rounded)) == rounded


@pytest.mark.parametrize("text", ["16:15", "16 h 15", "16h15"])
def test_hour_in_each_french_form(text: str) -> None:
    assert _read(Heure, text) == time(16, 15)


@pytest.mark.parametrize(
    ("text", "hour"), [("midi", time(12)), ("Minuit", time(0)), ("midi et demi", time(12, 30))]
)
def test_hours_have_names(text: str, hour: time) -> None:
    assert _read(Heure, text) == hour


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("0:30", 30),
        ("1:15:00", 75),
        ("1h", 60),
        ("30 mn", 30),
        ("1 h 30", 90),
        ("1/4 h", 15),
        ("3/4 d’heure", 45),
        ("½ h", 30),
        ("1 h ½", 90),
        ("1,5 h", 90),
        ("une demi-heure", 30),
        ("Un quart d’heure", 15),
        ("une heure et demie", 90),
        ("45’", 45),
    ],
)
def test_a_duration_as_people_write_it(text: str, minutes: int) -> None:
    assert _read(Minutes, text) == minutes


@pytest.mark.parametrize("text", ["longtemps", "1/3 de la matinée", "9 h à 10 h", "0,33 h", "1:75"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="durée"):
        _read(Minutes, text)


@pytest.mark.parametrize("value", [16, 16.25, True, "25:00", "midi moins", time(16, 15, 30)])
def test_hour_refuses_the_rest(value: object) -> None:
    with pytest.raises(ValidationError):
        _read(Heure, value)


@given(st.integers(0, 23), st.integers(0, 59))
def test_hour_round_trip(hours: int, minutes: int) -> None:
    hour = time(hours, minutes)
    assert _read(Heure, _dump(Heure, hour)) == hour


@pytest.mark.parametrize(("value", "answer"), [("oui", True), ("Non", False), (True, True), ("faux", False)])
def test_yes_or_no_in_french(value: object, answer: bool) -> None:
    assert _read(OuiNon, value) is answer


def test_code_beginning_with_zero_stays_whole() -> None:
    assert _read(CodeCommune, "01004") == "01004"
    assert _read(CodeCommune, "2a004") == "2A004"
    assert _read(Siret, "732 829 320 00074") == "73282932000074"


@pytest.mark.parametrize("bad", ["", "Caf", "a b", "é", "-a", "a--b", "x" * 81])
def test_identifier_is_a_plain_slug(bad: str) -> None:
    with pytest.raises(ValidationError):
        _read(Identifiant, bad)


@pytest.mark.parametrize("bad", ["a\x00b", "a\x02b", "a\x7fb", "a\ud800b"])
def test_text_refuses_control_characters(bad: str) -> None:
    with pytest.raises(ValidationError):
        _read(Texte, bad)


def test_text_keeps_what_word_can_print() -> None:
    text = "A & B\n\t< > \" ' « » œ ’ € 😀"
    assert _read(Texte, text) == text


@pytest.mark.parametrize(("text", "civilite"), [("M.", "m"), ("Mr", "m"), ("Mme", "mme"), ("madame", "mme")])
def test_civilite_as_people_write_it(text: str, civilite: str) -> None:
    assert Civilite(text).value == civilite


def test_civilite_prints_the_right_abbreviation() -> None:
    assert [c.abrege for c in Civilite] == ["Mme", "M."]


@pytest.mark.parametrize("value", [13254, "13254", "13 254", "13\u202f254"])
def test_a_number_of_people_is_read_as_written(value: Any) -> None:
    assert _read(Effectif, value) == 13254


@pytest.mark.parametrize("value", ["13,254", "13.5", "1 3", "beaucoup", 1.5])
def test_a_number_of_people_is_never_guessed(value: Any) -> None:
    with pytest.raises(ValidationError):
        _read(Effectif, value)
