from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs import french

CENTIMES = st.integers(min_value=-(10**13), max_value=10**13).map(lambda n: Decimal(n).scaleb(-2))


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (0, "0"),
        (Decimal("-0.00"), "0"),
        (999, "999"),
        (12500, "12\u202f500"),
        (Decimal("1234567.50"), "1\u202f234\u202f567,5"),
        (-3500, "\u22123\u202f500"),
        (Decimal("1E+3"), "1\u202f000"),
    ],
)
def test_nombre(valeur: Decimal | int, attendu: str) -> None:
    assert french.nombre(valeur) == attendu


def test_euros() -> None:
    assert french.euros(Decimal(12500)) == "12\u202f500,00\u00a0€"
    assert french.euros(Decimal("12500.00"), "auto") == "12\u202f500\u00a0€"
    assert french.euros(Decimal("12500.5"), "auto") == "12\u202f500,50\u00a0€"
    assert french.euros(Decimal("12500.50"), False) == "12\u202f501\u00a0€"


def test_etp_and_pourcent() -> None:
    assert french.etp(Decimal("6.7")) == "6,70"
    assert french.etp(1) == "1,00"
    assert french.pourcent(Decimal("12.50")) == "12,5\u00a0%"
    assert french.pourcent(Decimal("66.666"), 1) == "66,7\u00a0%"


@pytest.mark.parametrize("valeur", [1.5, True, "3"])
def test_inexact_numbers_are_refused(valeur: object) -> None:
    with pytest.raises(TypeError, match="nombre exact"):
        french.nombre(valeur)  # type: ignore[arg-type]  # the fault that is tested


def test_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="fini"):
        french.euros(Decimal("Infinity"))


def test_ordinal() -> None:
    assert [french.ordinal(1), french.ordinal(1, feminin=True), french.ordinal(2)] == ["1er", "1re", "2e"]


GOLDEN_NOMBRES = {
    0: "zéro",
    1: "un",
    16: "seize",
    17: "dix-sept",
    21: "vingt et un",
    22: "vingt-deux",
    70: "soixante-dix",
    71: "soixante et onze",
    72: "soixante-douze",
    80: "quatre-vingts",
    81: "quatre-vingt-un",
    91: "quatre-vingt-onze",
    99: "quatre-vingt-dix-neuf",
    100: "cent",
    101: "cent un",
    180: "cent quatre-vingts",
    200: "deux cents",
    201: "deux cent un",
    1000: "mille",
    1999: "mille neuf cent quatre-vingt-dix-neuf",
    2023: "deux mille vingt-trois",
    80_000: "quatre-vingt mille",
    200_000: "deux cent mille",
    1_000_000: "un million",
    80_000_000: "quatre-vingts millions",
    200_000_080: "deux cents millions quatre-vingts",
    1_001_001_001: "un milliard un million mille un",
    -12: "moins douze",
}


@pytest.mark.parametrize(("n", "lettres"), GOLDEN_NOMBRES.items())
def test_nombre_lettres(n: int, lettres: str) -> None:
    assert french.nombre_lettres(n) == lettres


def test_nombre_lettres_feminine() -> None:
    assert [french.nombre_lettres(n, feminin=True) for n in (1, 21, 81, 11, 71, 111)] == [
        "une",
        "vingt et une",
        "quatre-vingt-une",
        "onze",
        "soixante et onze",
        "cent onze",
    ]


def test_nombre_lettres_has_an_end() -> None:
    with pytest.raises(ValueError, match="trop grand"):
        french.nombre_lettres(10**12)


GOLDEN_MONTANTS = {
    "0": "zéro euro",
    "0.50": "cinquante centimes",
    "0.01": "un centime",
    "1": "un euro",
    "1.01": "un euro et un centime",
    "80": "quatre-vingts euros",
    "81": "quatre-vingt-un euros",
    "200": "deux cents euros",
    "201": "deux cent un euros",
    "12500.50": "douze mille cinq cents euros et cinquante centimes",
    "80000": "quatre-vingt mille euros",
    "200000": "deux cent mille euros",
    "1000000": "un million d’euros",
    "3000000": "trois millions d’euros",
    "1000001": "un million un euros",
    "-2": "moins deux euros",
}


@pytest.mark.parametrize(("valeur", "lettres"), GOLDEN_MONTANTS.items())
def test_montant_lettres(valeur: str, lettres: str) -> None:
    assert french.montant_lettres(Decimal(valeur)) == lettres


def test_montant_lettres_takes_an_int_as_euros_not_cents() -> None:
    assert french.montant_lettres(200) == "deux cents euros"


def test_montant_lettres_refuses_a_third_decimal() -> None:
    with pytest.raises(ValueError, match="deux décimales"):
        french.montant_lettres(Decimal("1.005"))


@given(st.integers(min_value=0, max_value=10**12 - 1), st.integers(min_value=0, max_value=10**12 - 1))
def test_two_numbers_never_share_their_letters(n: int, m: int) -> None:
    assert (french.nombre_lettres(n) == french.nombre_lettres(m)) is (n == m)


@given(CENTIMES)
def test_every_printed_amount_is_read_back(montant: Decimal) -> None:
    assert french.parse_montant(french.euros(montant)) == montant
    assert french.parse_montant(french.euros(montant, "auto")) == montant


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("12 500,50 €", "12500.50"),
        ("12\u00a0500,5\u202f€", "12500.5"),
        ("12500.50", "12500.50"),
        ("12.500,50 euros", "12500.50"),
        ("1.234.567,00", "1234567"),
        ("1 euro", "1"),
        ("20EUR", "20"),
        ("-3,2", "-3.2"),
        ("0", "0"),
    ],
)
def test_parse_montant(texte: str, attendu: str) -> None:
    assert french.parse_montant(texte) == Decimal(attendu)


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        ("12.500,50.1", "n’est pas un montant"),
        ("12,500.50", "n’est pas un montant"),
        ("12.500", "ambigu"),
        ("12,500 €", "ambigu"),
        ("12 50", "n’est pas un montant"),
        ("1 200€/session", "n’est pas un montant"),
        ("entre 3 000 et 4 000 €", "n’est pas un montant"),
        ("à définir", "n’est pas un montant"),
        ("", "n’est pas un montant"),
        ("٣", "n’est pas un montant"),
    ],
)
def test_parse_montant_refuses(texte: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        french.parse_montant(texte)
