"""Vague dates and words of the trade as people type them in a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ctg_docs.french import parse_heure, parse_montant
from ctg_docs.models.base import Choix
from ctg_docs.models.equipement import TypeEquipement
from ctg_docs.models.fiche import Origine, Priorite
from ctg_docs.models.finance import SensLigne
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.reunion import EtatPresence

TYPED = [
    ("09/2025", "2025-09", "en septembre 2025"),
    ("9-2025", "2025-09", "en septembre 2025"),
    ("sept. 2026", "2026-09", "en septembre 2026"),
    ("Sept 26", "2026-09", "en septembre 2026"),
    ("janv-25", "2025-01", "en janvier 2025"),
    ("déc.-29", "2029-12", "en décembre 2029"),
    ("JUIL. 2027", "2027-07", "en juillet 2027"),
    ("09/2025 - 06/2026", "2025-09/2026-06", "de septembre 2025 à juin 2026"),
    ("sept. 2025 à juin 2026", "2025-09/2026-06", "de septembre 2025 à juin 2026"),
    ("2ᵉ trimestre 2026", "2026-T2", "au 2e\u00a0trimestre 2026"),
    ("3ème trim. 2026", "2026-T3", "au 3e\u00a0trimestre 2026"),
    ("premier semestre 2027", "2027-S1", "au 1er\u00a0semestre 2027"),
    ("T2-2025", "2025-T2", "au 2e\u00a0trimestre 2025"),
    ("fin juin 2026", "fin juin 2026", "fin juin 2026"),
    ("mi-mars 2026", "mi-mars 2026", "mi-mars 2026"),
    ("Début 2027", "début 2027", "début 2027"),
    ("fin d’année 2025", "fin 2025", "fin 2025"),
    ("rentrée scolaire 2026", "rentrée 2026", "à la rentrée 2026"),
    ("été 2026", "été 2026", "à l’été 2026"),
    ("hiver 2026-2027", "hiver 2026-2027", "à l’hiver 2026-2027"),
    ("courant 2026", "2026", "en 2026"),
    ("2025 à 2029", "2025-2029", "en 2025-2029"),
    ("du 01/02/2026 au 15/02/2026", "2026-02-01/2026-02-15", "du 1er\u00a0février 2026 au 15 février 2026"),
]


@pytest.mark.parametrize(("typed", "text", "said"), TYPED)
def test_moments_in_words(typed: str, text: str, said: str) -> None:
    moment = Moment.parse(typed)
    assert str(moment) == text
    assert moment.quand == said
    assert Moment.parse(str(moment)) == moment == Moment.parse(moment.libelle)
    assert moment.debut <= moment.fin


def test_edges_are_spans_within_what_they_name() -> None:
    for typed, debut, fin in (
        ("début février 2028", date(2028, 2, 1), date(2028, 2, 10)),
        ("fin février 2028", date(2028, 2, 21), date(2028, 2, 29)),
        ("mi-2026", date(2026, 5, 1), date(2026, 8, 31)),
        ("fin 2026", date(2026, 9, 1), date(2026, 12, 31)),
    ):
        moment = Moment.parse(typed)
        assert (moment.debut, moment.fin) == (debut, fin)


@pytest.mark.parametrize(
    "typed", ["13/2025", "fin", "rentrée", "hiver 2026", "dès que possible", "T5 2026", "2025-13"]
)
def test_what_says_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Moment.parse(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12 k€", "12000"),
        ("12,5 K€", "12500"),
        ("1,5 M€", "1500000"),
        ("1,234 M€", "1234000"),
        ("-3 k€", "-3000"),
        ("0,05 k€", "50"),
        ("2 millions d’euros", "2000000"),
        ("850 milliers d'euros", "850000"),
    ],
)
def test_thousands_and_millions(typed: str, amount: str) -> None:
    assert parse_montant(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["12 k", "12 m€", "1.234 k€", "k€", "1,000001 k€", "50 %", "0,5 ETP"])
def test_amounts_that_are_not_sure(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_montant(typed)


@pytest.mark.parametrize("typed", ["14.30", "14:30", "14h30", "14 heures 30", "14 H 30 min"])
def test_hours(typed: str) -> None:
    assert f"{parse_heure(typed):%H:%M}" == "14:30"


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [
        (Statut, "Réalisée", "realise"),
        (Statut, "terminées", "realise"),
        (Statut, "À démarrer", "a_venir"),
        (Statut, "Lancée", "en_cours"),
        (Statut, "Reportée", "en_pause"),
        (Priorite, "Haute", "eleve"),
        (Priorite, "élevé", "eleve"),
        (Origine, "nouveau", "nouvelle"),
        (Origine, "reconduit", "reconduite"),
        (SensLigne, "recettes", "recette"),
        (SensLigne, "Dépenses", "depense"),
        (EtatPresence, "excusée", "excuse"),
        (EtatPresence, "Présents", "present"),
        (TypeEquipement, "Multi-accueil", "eaje"),
        (TypeEquipement, "ALSH", "alsh"),
        (NatureOrganisme, "Mairie", "commune"),
        (NatureOrganisme, "associations", "association"),
        (NatureOrganisme, "ARS", "ars"),
    ],
)
def test_words_of_the_field(kind: type[Choix], word: str, value: str) -> None:
    assert kind.read(word) == value


@pytest.mark.parametrize(
    ("kind", "word"), [(Statut, "50 %"), (Priorite, "?"), (NatureOrganisme, "Intercommunalité")]
)
def test_words_that_mean_none(kind: type[Choix], word: str) -> None:
    assert kind.read(word) is None


def test_each_word_means_one_member() -> None:
    def kinds(kind: type[Choix]) -> list[type[Choix]]:
        return [k for sub in kind.__subclasses__() for k in (sub, *kinds(sub))]

    assert len(kinds(Choix)) > 20
    for kind in kinds(Choix):
        for member in kind:
            for word in (member.value, member.libelle, *member.synonymes):
                assert kind.read(word) is member, (kind.__name__, word)


def test_a_season_is_named_with_its_article() -> None:
    assert [
        Moment.parse(t).nomme for t in ("rentrée 2026", "été 2026", "printemps 2027", "fin 2026", "mars 2026")
    ] == [
        "la rentrée 2026",
        "l’été 2026",
        "le printemps 2027",
        "fin 2026",
        "mars 2026",
    ]


def test_a_calendar_says_its_seasons_in_french() -> None:
    from ctg_docs.documents._communs.fiches.calendriers import periode_action
    from ctg_docs.models.operation import Calendrier

    said = [
        periode_action(Calendrier.model_validate(data))
        for data in (
            {"debut": "rentrée 2026"},
            {"debut": "été 2026", "fin": "fin juin 2027"},
            {"debut": "mars 2026", "fin": "printemps 2027"},
            {"fin": "rentrée 2027"},
            {"fin": "avril 2027"},
        )
    ]
    assert said == [
        "à partir de la rentrée 2026",
        "de l’été 2026 à fin juin 2027",
        "de mars 2026 au printemps 2027",
        "jusqu’à la rentrée 2027",
        "jusqu’à avril 2027",
    ]


@pytest.mark.parametrize("typed", ["fin janvier", "Mi-février", "15 mars", "août", "le 1er juin"])
def test_what_lacks_only_its_year_is_told_so(typed: str) -> None:
    with pytest.raises(ValueError, match=rf"ne dit pas l’année ; écrivez par exemple « {typed} 2027 »"):
        Moment.parse(typed)
