"""Days as the law counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.calendrier import Calendrier, dernier_envoi, jours_francs
from tests.checks.chemins import D, R
from tests.checks.fabrique import problemes

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("envoi", "seance", "francs"),
    [
        (date(2023, 10, 13), date(2023, 10, 19), 5),
        (date(1989, 12, 21), date(1989, 12, 26), 4),  # a Saturday, a Sunday and Christmas count
        (date(2024, 5, 24), date(2024, 5, 28), 3),
        (date(2024, 5, 25), date(2024, 5, 28), 2),
        (date(2024, 5, 28), date(2024, 5, 28), 0),
        (date(2024, 5, 29), date(2024, 5, 28), 0),
    ],
)
def test_neither_the_sending_nor_the_sitting_counts(envoi: date, seance: date, francs: int) -> None:
    assert jours_francs(envoi, seance) == francs


@given(DAYS, st.integers(0, 60))
def test_last_sending_day_is_the_last_one(seance: date, francs: int) -> None:
    envoi = dernier_envoi(seance, francs)
    assert jours_francs(envoi, seance) == francs
    assert jours_francs(envoi + timedelta(days=1), seance) < francs or francs == 0


@pytest.mark.parametrize(
    ("departement", "jour", "nom"),
    [
        ("79", date(2024, 5, 8), "Fête de la Victoire"),
        ("79", date(2024, 3, 29), ""),
        ("57", date(2024, 3, 29), "Vendredi saint"),
        ("67", date(2024, 3, 29), "Vendredi saint"),
        ("68", date(2024, 12, 26), "Saint-Étienne"),
        ("971", date(2024, 5, 27), "Abolition de l'esclavage"),
        ("972", date(2024, 5, 22), "Abolition de l'esclavage"),
        ("973", date(2024, 6, 10), "Abolition de l'esclavage"),
        ("974", date(2024, 12, 20), "Abolition de l'esclavage"),
        ("976", date(2024, 4, 27), "Abolition de l'esclavage"),
        ("988", date(2024, 9, 24), "Fête de la Citoyenneté"),
        ("2A", date(2024, 12, 25), "Noël"),
        ("inconnu", date(2024, 12, 25), "Noël"),
    ],
)
def test_holidays_of_each_departement(departement: str, jour: date, nom: str) -> None:
    assert Calendrier(departement).ferie(jour) == nom


def test_working_days_skip_week_ends_and_holidays() -> None:
    calendrier = Calendrier("79")
    assert calendrier.ajouter_ouvres(date(2024, 5, 7), 2) == date(2024, 5, 13)  # 8 and 9 May, then a week-end
    assert calendrier.ouvre_au_plus_tard(date(2024, 5, 12)) == date(2024, 5, 10)
    assert calendrier.ouvre_au_plus_tard(date(2024, 5, 10)) == date(2024, 5, 10)
    assert calendrier.jours_ouvres(date(2024, 5, 7), date(2024, 5, 13)) == 2


@given(DAYS, st.integers(0, 40), st.sampled_from(["", "57", "974"]))
def test_adding_then_counting_gives_the_same(jour: date, nombre: int, departement: str) -> None:
    calendrier = Calendrier(departement)
    assert calendrier.jours_ouvres(jour, calendrier.ajouter_ouvres(jour, nombre)) == nombre


def _suggestion(chemin: str, changements: dict[str, object]) -> str:
    [trouve] = [p for p in problemes(changements) if p.code == "CTG212" and p.path == chemin]
    return trouve.suggestion


def test_late_convocation_names_the_last_day() -> None:
    chemin = "deliberations[0].seance.date_convocation"
    dit = _suggestion(chemin, {f"{D}.0.seance.date_convocation": "2023-10-14"})
    assert dit == "Dernier jour d’envoi possible\u00a0: le vendredi 13 octobre 2023."


def test_late_convocation_names_the_working_day_before_a_closed_one() -> None:
    seance = {f"{D}.0.seance.date": "2023-11-07", f"{D}.0.date": "2023-11-07"}
    chemin = "deliberations[0].seance.date_convocation"
    dit = _suggestion(chemin, {**seance, f"{D}.0.seance.date_convocation": "2023-11-03"})
    assert "le mercredi 1er novembre 2023 (en pratique le mardi 31 octobre 2023" in dit.replace("\u00a0", " ")


def test_small_commune_needs_three_days() -> None:
    petite = {
        "deliberations.2.seance": {"date": "2023-11-03", "date_convocation": "2023-10-30"},
        "organismes.3.population": 1500,
    }
    assert [p for p in problemes(petite) if p.code == "CTG212"] == []
    grande = {**petite, "organismes.3.population": 3500}
    assert [p.path for p in problemes(grande) if p.code == "CTG212"] == [
        "deliberations[2].seance.date_convocation"
    ]


def test_late_letter_of_a_committee_names_the_last_day() -> None:
    dit = _suggestion("reunions[0].convocation.date_envoi", {f"{R}.convocation.date_envoi": "2024-01-15"})
    assert "jeudi 4 janvier 2024" in dit.replace("\u00a0", " ")


@given(DAYS, st.integers(0, 30), st.sampled_from(["79", "57", "974"]))
def test_the_day_told_without_holidays_is_never_after_the_true_one(
    jour: date, nombre: int, departement: str
) -> None:
    calendrier = Calendrier(departement)
    assert calendrier.ajouter_ouvres_au_moins(jour, nombre) <= calendrier.ajouter_ouvres(jour, nombre)
    assert calendrier.ajouter_ouvres_au_moins(date(2024, 6, 3), 5) == date(2024, 6, 10)
