from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ctg_docs.models.moments import Moment

FORMS = {
    "2018": ("2018-01-01", "2018-12-31", "2018", "2018"),
    "2016-2017": ("2016-01-01", "2017-12-31", "2016-2017", "2016-2017"),
    "2016 – 2017": ("2016-01-01", "2017-12-31", "2016-2017", "2016-2017"),
    "2023-12": ("2023-12-01", "2023-12-31", "2023-12", "décembre 2023"),
    "Mars 2024": ("2024-03-01", "2024-03-31", "2024-03", "mars 2024"),
    "août 2024": ("2024-08-01", "2024-08-31", "2024-08", "août 2024"),
    "2024-04/05": ("2024-04-01", "2024-05-31", "2024-04/05", "avril-mai 2024"),
    "avril-mai 2024": ("2024-04-01", "2024-05-31", "2024-04/05", "avril-mai 2024"),
    "2023-12/2024-01": (
        "2023-12-01",
        "2024-01-31",
        "2023-12/2024-01",
        "de décembre 2023 à janvier 2024",
    ),
    "de décembre 2023 à janvier 2024": (
        "2023-12-01",
        "2024-01-31",
        "2023-12/2024-01",
        "de décembre 2023 à janvier 2024",
    ),
    "2024-T3": ("2024-07-01", "2024-09-30", "2024-T3", "3e\u00a0trimestre 2024"),
    "1er trimestre 2024": ("2024-01-01", "2024-03-31", "2024-T1", "1er\u00a0trimestre 2024"),
    "S2 2024": ("2024-07-01", "2024-12-31", "2024-S2", "2e\u00a0semestre 2024"),
    "2024-01-19": ("2024-01-19", "2024-01-19", "2024-01-19", "19 janvier 2024"),
    "vendredi 19 janvier 2024": ("2024-01-19", "2024-01-19", "2024-01-19", "19 janvier 2024"),
    "19/01/2024": ("2024-01-19", "2024-01-19", "2024-01-19", "19 janvier 2024"),
    "2024-01-19/2024-01-21": (
        "2024-01-19",
        "2024-01-21",
        "2024-01-19/2024-01-21",
        "du 19 janvier 2024 au 21 janvier 2024",
    ),
    "2024-02": ("2024-02-01", "2024-02-29", "2024-02", "février 2024"),
}


@pytest.mark.parametrize("text", FORMS)
def test_reads_each_form_with_its_own_precision(text: str) -> None:
    debut, fin, spelling, label = FORMS[text]
    moment = Moment.parse(text)
    assert (moment.debut.isoformat(), moment.fin.isoformat()) == (debut, fin)
    assert str(moment) == spelling
    assert moment.libelle == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bientôt",
        "2024-13",
        "2024-T5",
        "2024-S3",
        "32 janvier 2024",
        "2024-02-30",
        "2024-02-30/2024-03-01",
        "2017-2016",
        "2024-05/04",
        "0000",
        "lundi 19 janvier 2024",
        "٢٠٢٤",
        "24",
    ],
)
def test_refuses_what_it_cannot_read_in_french(text: str) -> None:
    with pytest.raises(ValueError, match=r"« |de 1 à 12|n’existe pas|est un vendredi"):
        Moment.parse(text)


@pytest.mark.parametrize("value", [True, 2024.5, None, datetime(2024, 1, 19, 10, 0)])
def test_refuses_other_types(value: object) -> None:
    with pytest.raises(ValidationError, match="date ou une période"):
        TypeAdapter(Moment).validate_python(value)


def test_year_is_never_made_a_first_of_january() -> None:
    moment = TypeAdapter(Moment).validate_python(2018)
    assert not moment.is_day
    assert moment.jour is None
    assert moment.libelle == "2018"


def test_same_moment_has_one_spelling() -> None:
    assert Moment.parse("2024-01-19/2024-01-19") == Moment.of(date(2024, 1, 19))
    assert Moment.parse("2024-2024") == Moment.parse("2024")


def test_order_is_by_start_then_end() -> None:
    texts = ["2024", "2024-01-19", "2023-12", "2024-T1"]
    assert [str(m) for m in sorted(map(Moment.parse, texts))] == ["2023-12", "2024-T1", "2024", "2024-01-19"]


_YEARS = st.integers(1900, 2100)


@st.composite
def _spellings(draw: st.DrawFn) -> str:
    y1, y2 = sorted((draw(_YEARS), draw(_YEARS)))
    m1, m2 = sorted((draw(st.integers(1, 12)), draw(st.integers(1, 12))))
    d1, d2 = sorted((draw(st.dates(date(1900, 1, 1))), draw(st.dates(date(1900, 1, 1)))))
    forms = [
        f"{y1}",
        f"{y1}-{y2}",
        f"{y1}-{m1:02}",
        f"{y1}-{m1:02}/{m2:02}",
        f"{y1}-{m1:02}/{y2 + 1}-{m2:02}",
        f"{y1}-T{draw(st.integers(1, 4))}",
        f"{y1}-S{draw(st.integers(1, 2))}",
        f"{d1}",
        f"{d1}/{d2}",
    ]
    return draw(st.sampled_from(forms))


@given(_spellings())
def test_canonical_spelling_reads_back_the_same(text: str) -> None:
    moment = Moment.parse(text)
    assert Moment.parse(str(moment)) == moment
    assert moment.debut <= moment.fin


@given(_spellings().filter(lambda t: t.count("-") < 4))
def test_label_reads_back_the_same_span(text: str) -> None:
    moment = Moment.parse(text)
    read = Moment.parse(moment.libelle)
    assert (read.debut, read.fin) == (moment.debut, moment.fin)


@pytest.mark.parametrize("text", ["32/13/2023", "31 février 2024", "mardi 18 décembre 2023"])
def test_a_wrong_day_is_told_as_a_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"n’existe pas dans le calendrier|cette date est un lundi"):
        Moment.parse(text)
