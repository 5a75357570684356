from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs import french

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("d", "attendu"),
    [
        (date(2027, 1, 1), "1er\u00a0janvier 2027"),
        (date(2023, 12, 18), "18 décembre 2023"),
        (date(2015, 8, 7), "7 août 2015"),
    ],
)
def test_date_longue_says_1er(d: date, attendu: str) -> None:
    assert french.date_longue(d) == attendu


def test_other_forms_of_a_date() -> None:
    d = date(2024, 1, 19)
    assert french.date_jour(d) == "vendredi 19 janvier 2024"
    assert french.date_courte(d) == "19/01/2024"
    assert french.mois_annee(d) == "janvier 2024"
    assert french.date_lettres(date(2023, 10, 19)) == "dix-neuf octobre deux mille vingt-trois"
    assert french.date_lettres(date(1981, 1, 1)) == "premier janvier mille neuf cent quatre-vingt-un"


def test_periods() -> None:
    debut, fin = date(2023, 1, 1), date(2027, 12, 31)
    assert french.periode_annees(debut, fin) == "2023-2027"
    assert french.periode_annees(fin, fin) == "2027"
    assert french.periode(debut, fin) == "du 1er\u00a0janvier 2023 au 31 décembre 2027"
    assert french.periode(fin, fin) == "le 31 décembre 2027"


@pytest.mark.parametrize(
    ("t", "attendu", "serree"),
    [
        (time(16, 15), "16\u00a0h\u00a015", "16h15"),
        (time(9), "9\u00a0h", "9h"),
        (time(0, 5), "0\u00a0h\u00a005", "0h05"),
    ],
)
def test_heure(t: time, attendu: str, serree: str) -> None:
    assert french.heure(t) == attendu
    assert french.heure(t, serree=True) == serree
    assert french.parse_heure(attendu) == french.parse_heure(serree) == t


def test_duree() -> None:
    assert [french.duree(n).replace("\u00a0", " ") for n in (0, 45, 60, 90, 125)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 30",
        "2 h 05",
    ]
    with pytest.raises(ValueError, match="négative"):
        french.duree(-1)


@given(DATES)
def test_every_form_of_a_date_is_read_back(d: date) -> None:
    formes = [d.isoformat(), french.date_courte(d), french.date_longue(d), french.date_jour(d)]
    formes += [formes[2].upper(), french.sans_accents(formes[3]), f"le {formes[3]}"]
    assert {french.parse_date(forme) for forme in formes} == {d}


def test_parse_date_accepts_short_months_and_blanks() -> None:
    assert french.parse_date(" 3\u202fdéc. 2024 ") == date(2024, 12, 3)
    assert french.parse_date("1er janv. 2023") == date(2023, 1, 1)
    assert french.parse_date("7.8.2015") == date(2015, 8, 7)


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        ("jeudi 19 janvier 2024", "cette date est un vendredi, non un jeudi"),
        ("30/02/2024", "n’existe pas"),
        ("31 novembre 2024", "n’existe pas"),
        ("19/01/24", "n’est pas une date"),
        ("dernier trimestre 2024", "n’est pas une date"),
        ("12 brumaire 2024", "date connue"),
        ("bientôt 12 mai 2024", "date connue"),
        ("18/12-2023", "n’est pas une date"),
        ("", "n’est pas une date"),
    ],
)
def test_parse_date_refuses(texte: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        french.parse_date(texte)


@pytest.mark.parametrize("texte", ["16 15", "24 h", "16:75", "h", "16h5", "1615"])
def test_parse_heure_refuses(texte: str) -> None:
    with pytest.raises(ValueError, match="heure"):
        french.parse_heure(texte)


def test_noon_is_an_hour() -> None:
    assert french.parse_heure("midi") == time(12)
