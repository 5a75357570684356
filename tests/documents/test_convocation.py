"""The letter: one for all and one per member, its calendar file read back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from ctg_docs.documents.convocation.context import ConvocationContexte, build
from ctg_docs.documents.convocation.page import _hauteur
from ctg_docs.documents.kind import Situation
from ctg_docs.gabarit.mesure import SERRE, hauteur_utile
from ctg_docs.holes import is_hole
from tests.documents.dossiers import PERSONNES
from tests.documents.reunions import dossier, reunion


def letters(**fields: Any) -> list[ConvocationContexte]:
    return list(build(dossier(reunion(convocation={}, **fields)), Situation()))


def event(lettre: ConvocationContexte) -> Component:
    (data,) = lettre.side_files().values()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len(events) == 1
    return events[0]


def test_one_collective_letter_then_one_per_member() -> None:
    found = letters()

    assert [lettre.file_stem for lettre in found] == [
        "2024-01-19-copil-convocation",
        "2024-01-19-copil-convocation-arnaud-anne",
        "2024-01-19-copil-convocation-blanc-bruno",
        "2024-01-19-copil-convocation-clair-chloe",
    ]
    assert found[0].destinataire == ()
    assert found[1].destinataire == ("Madame Anne ARNAUD", "Communauté de communes du Val")


def test_letter_agrees_with_its_recipient() -> None:
    collective, madame, monsieur, _ = letters()

    assert collective.civilite == "Madame, Monsieur,"
    assert (madame.civilite, monsieur.civilite) == ("Madame,", "Monsieur,")
    assert "agréer, Monsieur, l’expression" in monsieur.formule


def test_guests_are_called_once_beside_the_members() -> None:
    ctg = dossier(
        reunion(convocation={"invites": ["d", "a"]}),
        personnes=[
            {"id": i, "civilite": "mme", "prenom": "Prénom", "nom": f"Nom {i}"} for i in ("a", "b", "c", "d")
        ],
    )

    assert len(build(ctg, Situation())) == 1 + 4


def test_calendar_tells_when_and_where() -> None:
    lettre = letters(
        heure_debut="14:00",
        heure_fin="16:30",
        lieu={"nom": "Maison du Val", "salle": "Salle 2"},
        ordre_du_jour=[{"titre": "Accueil"}, {"titre": "Pause", "nature": "pause"}, {"titre": "Bilan"}],
    )[0]

    found = event(lettre)

    paris = ZoneInfo("Europe/Paris")
    assert found.decoded("dtstart") == datetime(2024, 1, 19, 14, tzinfo=paris)
    assert found.decoded("dtend") == datetime(2024, 1, 19, 16, 30, tzinfo=paris)
    assert str(found["summary"]) == "Comité de pilotage"
    assert str(found["location"]) == "Salle 2, Maison du Val"
    assert str(found["description"]).splitlines() == ["1. Accueil", "Pause", "2. Bilan"]
    assert str(found["status"]) == "CONFIRMED"
    assert str(found["uid"]) == "2024-01-19-copil@val.ctg"


def test_unsure_hour_makes_a_whole_provisional_day() -> None:
    found = event(letters()[0])

    assert found.decoded("dtstart") == date(2024, 1, 19)
    assert found.decoded("dtend") == date(2024, 1, 20)
    assert str(found["status"]) == "TENTATIVE"


def test_hours_overseas_are_those_of_the_place() -> None:
    ctg = dossier(
        reunion(convocation={}, heure_debut="9:00"), territoire={"nom": "Val", "code_departement": "974"}
    )

    start = event(build(ctg, Situation())[0]).decoded("dtstart")

    assert start.utcoffset() == datetime(2024, 1, 1, tzinfo=ZoneInfo("Indian/Reunion")).utcoffset()


def test_only_the_collective_letter_carries_the_calendar_and_never_without_a_date() -> None:
    assert [bool(lettre.side_files()) for lettre in letters()] == [True, False, False, False]
    assert not any(lettre.side_files() for lettre in letters(date=None))


def test_missing_signatory_is_a_hole() -> None:
    lettre = letters()[0]

    assert is_hole(lettre.signataire)
    assert is_hole(lettre.qualite)


def test_a_short_letter_has_air_and_a_long_one_gives_it_up() -> None:
    (courte, *_), (longue, *_) = (
        letters(ordre_du_jour=[{"titre": f"Point {n}"} for n in range(points)]) for points in (1, 22)
    )
    assert (courte.aeree, courte.agenda_a_part) == (True, False)
    assert not longue.aeree


@pytest.mark.parametrize("points", [1, 3, 6])
def test_an_agenda_of_a_few_lines_takes_no_page_of_its_own(points: int) -> None:
    for mots in range(0, 200, 20):
        lettres = letters(
            ordre_du_jour=[{"titre": f"Point {n}"} for n in range(points)],
            buts=["But de la séance " + "mot " * mots],
        )
        plus = max(map(_hauteur, (lettre.model_copy(update={"aeree": False}) for lettre in lettres)))
        assert lettres[0].agenda_a_part is (plus > SERRE * hauteur_utile())


@pytest.mark.parametrize(
    ("fonction", "signe"),
    [
        ("Présidente", "La présidente"),
        ("DGS", "La DGS"),
        ("Adjointe à l’enfance", "L’adjointe à l’enfance"),
        ("Madame le Maire", "Madame le Maire"),
    ],
)
def test_a_function_signs_with_its_article(fonction: str, signe: str) -> None:
    personnes = [{**p, "fonction": fonction} if p["id"] == "a" else p for p in PERSONNES]
    convocation = {"date_envoi": "2024-01-05", "signataire": "a"}
    (lettre, *_) = build(dossier(reunion(convocation=convocation), personnes=personnes), Situation())
    assert lettre.qualite == signe
