"""The agenda: numbers by rank, hours by adding durations, what is unknown said so."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.reunions.reunion import A_CONFIRMER, LigneAgenda
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.ordre_du_jour.context import OrdreDuJour, build
from tests.documents.reunions import dossier, reunion


def agenda(*points: dict[str, Any], **fields: Any) -> OrdreDuJour:
    ctg = dossier(reunion(ordre_du_jour=points, **fields))
    return build(ctg, Situation())[0]


def facts(document: OrdreDuJour) -> dict[str, str]:
    return {fait.etiquette: fait.texte for fait in document.faits}


def hours(document: OrdreDuJour) -> list[str]:
    return [ligne.heure.replace("\u00a0", " ") for ligne in document.lignes]


def numbers(lignes: tuple[LigneAgenda, ...]) -> list[str]:
    return [ligne.numero for ligne in lignes]


POINTS = (
    {"titre": "Accueil", "duree_minutes": 15},
    {"titre": "Bilan", "sous_points": [{"titre": "Enfance", "duree_minutes": 20}, {"titre": "Jeunesse", "duree_minutes": 25}]},
    {"titre": "Pause", "nature": "pause", "duree_minutes": 10},
    {"titre": "Perspectives", "duree_minutes": 30},
)  # fmt: skip


def test_hours_are_computed_from_the_durations() -> None:
    document = agenda(*POINTS, heure_debut="14:00")

    assert hours(document) == ["14 h", "14 h 15", "", "14 h 35", "15 h", "15 h 10"]
    assert document.minute


def test_a_pause_has_an_hour_and_no_number() -> None:
    document = agenda(*POINTS, heure_debut="14:00")

    assert numbers(document.lignes) == ["1", "2", "2.1", "2.2", "", "3"]
    assert [ligne.pause for ligne in document.lignes] == [False, False, False, False, True, False]


def test_hours_stop_where_a_duration_is_unknown() -> None:
    document = agenda(
        {"titre": "A", "duree_minutes": 10},
        {"titre": "B"},
        {"titre": "C", "duree_minutes": 5},
        heure_debut="9:30",
    )

    assert hours(document) == ["9 h 30", "9 h 40", ""]


def test_without_hours_nor_durations_the_table_has_no_such_columns() -> None:
    document = agenda({"titre": "A"}, {"titre": "B"})

    assert not document.minute
    assert hours(document) == ["", ""]


def test_hours_after_midnight_do_not_fail() -> None:
    assert hours(agenda({"titre": "A", "duree_minutes": 90}, {"titre": "B"}, heure_debut="23:00")) == [
        "23 h",
        "0 h 30",
    ]


def test_compact_hours_are_a_setting() -> None:
    ctg = dossier(
        reunion(heure_debut="16:15", ordre_du_jour=[{"titre": "A"}]), parametres={"format_heure": "compact"}
    )

    assert build(ctg, Situation())[0].lignes[0].heure == "16h15"


def test_unknown_date_hours_and_place_are_to_be_confirmed() -> None:
    document = agenda({"titre": "A"}, date=None)

    assert facts(document) == dict.fromkeys(("Date", "Horaires", "Lieu"), A_CONFIRMER.capitalize())


def test_provisional_place_says_so() -> None:
    document = agenda({"titre": "A"}, lieu={"nom": "Salle des fêtes", "a_confirmer": True})

    assert facts(document)["Lieu"] == "Salle des fêtes (à confirmer)"


def test_weekday_is_computed() -> None:
    assert facts(agenda({"titre": "A"}))["Date"] == "Vendredi 19 janvier 2024"


def test_poll_counts_the_dates_it_lists_whatever_was_announced() -> None:
    sondage = {"annoncees": 3, "proposees": ["2024-02-05", "2024-02-08"]}

    date = facts(agenda({"titre": "A"}, date=None, sondage=sondage))["Date"]

    assert (
        date == "À choisir parmi 2\u00a0dates proposées\u00a0: lundi 5 février 2024 ou jeudi 8 février 2024"
    )


def test_single_proposed_date_is_to_be_confirmed() -> None:
    date = facts(agenda({"titre": "A"}, date=None, sondage={"proposees": ["2024-02-05"]}))["Date"]

    assert date == "Lundi 5 février 2024 (à confirmer)"


def test_online_meeting_shows_its_link_and_no_place() -> None:
    found = facts(agenda({"titre": "A"}, visio="https://visio.example/copil"))

    assert found["Visioconférence"] == "https://visio.example/copil"
    assert "Lieu" not in found


def test_speakers_show_the_capacity_said_for_the_item() -> None:
    document = agenda(
        {"titre": "A", "intervenants": [{"personne": "a", "qualite": "Présidente"}, {"texte": "Les élus"}]}
    )

    assert document.lignes[0].intervenants == "Mme\u00a0Anne Arnaud, présidente\u202f; Les élus"


@pytest.mark.parametrize("nombre", [1, 40])
def test_any_number_of_items_is_numbered_in_order(nombre: int) -> None:
    document = agenda(*({"titre": f"Point {i}"} for i in range(nombre)))

    assert numbers(document.lignes) == [str(i) for i in range(1, nombre + 1)]


def test_files_sort_by_date() -> None:
    document = build(dossier(reunion("copil-1", ordre_du_jour=[{"titre": "A"}])), Situation())[0]

    assert document.file_stem == "2024-01-19-copil-1-ordre-du-jour"


@pytest.mark.parametrize(
    ("reunions", "demandee", "raison"),
    [
        ([], None, "le dossier n’a pas de réunion"),
        ([reunion()], None, "aucune réunion n’a d’ordre du jour"),
        ([reunion()], "autre", "aucune réunion « autre »"),
    ],
)
def test_says_why_there_is_nothing(reunions: list[dict[str, Any]], demandee: str | None, raison: str) -> None:
    with pytest.raises(Inapplicable, match=raison):
        build(dossier(*reunions), Situation(reunion=demandee))
