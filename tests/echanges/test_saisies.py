"""What people type: names for identifiers, units after numbers, short years, crosses; read when sure, told always."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from ctg_docs.echanges.classeur import Read, read_workbook
from ctg_docs.models import Ctg
from tests.echanges.petit import edited, plain, put


@pytest.fixture
def read(ctg: Ctg, data: bytes) -> Callable[[Callable[[Any], object]], Read]:
    return lambda edit: read_workbook(edited(data, edit), "c.xlsx", base=ctg)


Reading = Callable[[Callable[[Any], object]], Read]

SURE: list[tuple[str, int, str, Any, Callable[[Ctg], object], object]] = [
    ("Moyens humains", 3, "ETP", "0,25 ETP", lambda c: float(c.fiches_actions[0].moyens_humains[0].etp or 0), 0.25),
    ("Moyens humains", 3, "ETP", "80 %", lambda c: float(c.fiches_actions[0].moyens_humains[0].etp or 0), 0.8),
    ("Indicateurs", 3, "Cible", "4 820 hab.", lambda c: c.fiches_actions[0].indicateurs[0].cible, 4820),
    ("Indicateurs", 3, "Cible", "50%", lambda c: c.fiches_actions[0].indicateurs[0].cible, 50),
    ("Réunions", 3, "Date", "14/01/27", lambda c: str(c.reunions[0].date), "2027-01-14"),
    ("Fiches", 3, "Statut", "Lancée", lambda c: c.fiches_actions[0].statut, "en_cours"),
]  # fmt: skip


@pytest.mark.parametrize("case", SURE, ids=lambda c: str(c[3]))
def test_what_is_sure_is_read_and_told(
    read: Reading, case: tuple[str, int, str, Any, Callable[[Ctg], object], object]
) -> None:
    *typed, found, wanted = case
    cells: list[str] = []
    done = read(lambda book: cells.append(put(book, *typed)))
    assert [(p.code, p.place.cell) for p in done.problems] == [("TAB004", cells[0])]
    assert done.ctg is not None
    assert found(done.ctg) == wanted


PLAIN: list[tuple[str, int, str, Any, Callable[[Ctg], object], object]] = [
    ("Fiches", 3, "Tout le territoire", "x", lambda c: c.fiches_actions[0].territoire_entier, True),
    ("Fiches", 3, "Statut", "réalisée", lambda c: c.fiches_actions[0].statut, "realise"),
    ("Fiches", 3, "Priorité", "MOYENNES", lambda c: c.fiches_actions[0].priorite, "moyen"),
    ("Fiches", 3, "Pilote", "M.J.C.", lambda c: c.fiches_actions[0].pilote, "mjc"),
    ("Fiches", 3, "Personne pilote", "Mme NOËL Léa", lambda c: c.fiches_actions[0].pilote_personne, "lea"),
    ("Personnes", 3, "Civilité", "Mme", lambda c: c.personnes[0].civilite, "mme"),
]  # fmt: skip


@pytest.mark.parametrize("case", PLAIN, ids=lambda c: str(c[3]))
def test_what_needs_nothing_is_not_told(
    read: Reading, case: tuple[str, int, str, Any, Callable[[Ctg], object], object]
) -> None:
    *typed, found, wanted = case
    done = read(lambda book: put(book, *typed))
    assert not done.problems
    assert done.ctg is not None
    assert found(done.ctg) == wanted


UNSURE = [
    ("Moyens humains", 3, "ETP", "un demi", "« ETP » : « un demi » n’est pas un nombre."),
    ("Indicateurs", 3, "Cible", "environ 20", "« Cible » : « environ 20 » n’est pas un nombre."),
    ("Indicateurs", 3, "Cible", "20 k", "« Cible » : « 20 k » n’est pas un nombre."),
    ("Dossier", 0, "Durée", "18 mois", "« Convention – Durée » : « 18 mois » n’est pas un nombre entier."),
]


@pytest.mark.parametrize("case", UNSURE, ids=lambda c: c[3])
def test_what_is_not_sure_is_refused_in_words_that_fit(
    read: Reading, ctg: Ctg, case: tuple[str, int, str, str, str]
) -> None:
    sheet, row, header, value, message = case

    def edit(book: Any) -> None:
        if row:
            put(book, sheet, row, header, value)
            return
        for line in book["Dossier"].iter_rows(min_row=3):
            if (line[0].value, line[1].value) == ("Convention", header):
                line[2].value = value

    done = read(edit)
    assert [plain(p.message) for p in done.problems] == [message]
    assert done.ctg == ctg


def test_identifiers_are_made_from_names_and_names_stand_for_them(read: Reading) -> None:
    def edit(book: Any) -> None:
        put(book, "Organismes", 6, "Identifiant", "MSA Mayenne")
        put(book, "Organismes", 6, "Nature", "Autre")
        put(book, "Organismes", 6, "Nom", "Mutualité sociale agricole")
        put(book, "Personnes", 5, "Prénom", "Hélène")
        put(book, "Personnes", 5, "Nom", "Garnier")
        put(book, "Personnes", 6, "Prénom", "Hélène")
        put(book, "Personnes", 6, "Nom", "Garnier-Roux")
        put(book, "Objectifs", 4, "Intitulé", "Accueillir")
        put(book, "Objectifs", 4, "Sous-objectif de", "Agir")
        put(book, "Fiches", 4, "Pilote", "MSA Mayenne")
        put(book, "Fiches", 4, "Personne pilote", "Hélène Garnier")
        put(book, "Fiches", 5, "Co-porteurs", "caf, MSA Mayenne ; Maison des jeunes")

    done = read(edit)
    assert {p.code for p in done.problems} == {"TAB037"}, "very names are not told"
    assert done.ctg is not None
    assert [o.id for o in done.ctg.organismes][-1] == "msa-mayenne"
    assert [p.id for p in done.ctg.personnes][-2:] == ["helene-garnier", "helene-garnier-roux"]
    assert done.ctg.strategie.objectifs[0].sous_objectifs[0].id == "accueillir"
    _, forum, cafe = done.ctg.fiches_actions
    assert (forum.pilote, forum.pilote_personne) == ("msa-mayenne", "helene-garnier")
    assert cafe.co_porteurs == ("caf", "msa-mayenne", "mjc")


def test_a_row_that_is_recognised_keeps_its_identifier(read: Reading, ctg: Ctg) -> None:
    done = read(lambda book: put(book, "Fiches", 4, "Identifiant", None))
    assert done.ctg == ctg
    assert not done.problems


def test_a_name_that_two_rows_have_is_refused_with_both(read: Reading) -> None:
    def edit(book: Any) -> None:
        put(book, "Organismes", 6, "Identifiant", "mjc-nord")
        put(book, "Organismes", 6, "Nature", "Association")
        put(book, "Organismes", 6, "Nom", "Maison des jeunes")
        put(book, "Fiches", 5, "Pilote", "Maison des jeunes")

    (problem,) = read(edit).problems
    assert problem.code == "TAB038"
    assert "mjc, mjc-nord" in problem.message


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("NOEL", ["lea"]),
        ("Mme Noël", ["lea"]),
        ("L. Noël", ["lea"]),
        ("M. le Président", ["ali"]),
        ("la Directrice", ["lea"]),
        ("Léa Noël, Ali Roux", ["lea", "ali"]),
        ("Roux Ali et Mme Noël", ["lea", "ali"]),
    ],
)
def test_a_person_is_known_as_people_say(read: Reading, typed: str, ids: list[str]) -> None:
    def edit(book: Any) -> None:
        put(book, "Personnes", 3, "Civilité", "Madame")
        put(book, "Personnes", 3, "Fonction", "Directrice de la petite enfance")
        put(book, "Personnes", 4, "Civilité", "Monsieur")
        put(book, "Personnes", 4, "Fonction", "Président")
        put(book, "Réunions", 3, "Autres participants", typed)

    taken = read(edit)
    assert {p.code for p in taken.problems} <= {"TAB004"}
    assert taken.ctg is not None
    assert sorted(taken.ctg.reunions[0].autres_participants) == sorted(ids)


@pytest.mark.parametrize("typed", ["MARTIN", "Mme Martin", "Martin", "la Présidente"])
def test_a_name_of_two_persons_is_told_with_both_names(read: Reading, typed: str) -> None:
    def edit(book: Any) -> None:
        for row, first in ((5, "Anne"), (6, "Berthe")):
            for header, value in (
                ("Civilité", "Mme"),
                ("Prénom", first),
                ("Nom", "Martin"),
                ("Fonction", "Présidente"),
            ):
                put(book, "Personnes", row, header, value)
        put(book, "Réunions", 3, "Autres participants", typed)

    told = [p for p in read(edit).problems if p.code not in ("TAB004", "TAB037")]
    assert [p.code for p in told] == ["TAB038"]
    assert "Anne Martin, Berthe Martin" in told[0].message
    assert "Vouliez-vous" not in told[0].suggestion


def test_only_the_unknown_of_a_line_of_persons_is_told(read: Reading) -> None:
    taken = read(lambda book: put(book, "Réunions", 3, "Autres participants", "Léa Noël, Odile Pradel"))
    (told,) = [p for p in taken.problems if p.code == "TAB069"]
    assert "« Odile Pradel »" in plain(told.message)
    assert taken.ctg is not None
    assert taken.ctg.reunions[0].autres_participants == ()


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (time(0, 30), 30),
        (timedelta(hours=1, minutes=30), 90),
        (1 / 48, 30),
        (0.0625, 90),
        ("1/4 h", 15),
        (45, 45),
    ],
)
def test_a_duration_is_read_as_a_spreadsheet_keeps_it(read: Reading, value: object, minutes: int) -> None:
    def edit(book: Any) -> None:
        put(book, "Ordre du jour", 3, "Réunion", "copil")
        put(book, "Ordre du jour", 3, "Titre", "Bilan")
        put(book, "Ordre du jour", 3, "Durée", value)

    taken = read(edit).ctg
    assert taken is not None
    assert taken.reunions[0].ordre_du_jour[0].duree_minutes == minutes


@pytest.mark.parametrize("value", ["un moment", 0.5])
def test_a_duration_that_says_nothing_sure_is_told(read: Reading, value: object) -> None:
    def edit(book: Any) -> None:
        put(book, "Ordre du jour", 3, "Réunion", "copil")
        put(book, "Ordre du jour", 3, "Titre", "Bilan")
        put(book, "Ordre du jour", 3, "Durée", value)

    (told,) = [p for p in read(edit).problems if p.place.cell.startswith("Ordre du jour!")]
    assert "1 h 30" in plain(told.suggestion)


def test_advice_names_only_what_is_in_the_register(read: Reading, ctg: Ctg) -> None:
    near = read(lambda book: put(book, "Fiches", 5, "Pilote", "Caf des Deux Sèvre"))
    assert [p.code for p in near.problems] == ["TAB015"]
    assert "Vouliez-vous « Caf des Deux-Sèvres »" in plain(near.problems[0].suggestion)
    far = read(lambda book: put(book, "Fiches", 5, "Pilote", "Zzyzx Qwerty"))
    assert [p.code for p in far.problems] == ["TAB069"]
    assert "zzyzx-qwerty" not in far.problems[0].suggestion
    assert far.ctg == ctg


def test_what_is_left_comes_first_then_the_rest_as_the_cells_stand_and_one_cause_is_said_once(
    read: Reading,
) -> None:
    def edit(book: Any) -> None:
        for row in range(3, 13):
            put(book, "Moyens humains", row, "Fiche action", "guide")
            put(book, "Moyens humains", row, "Moyen", f"Poste {row}")
            put(book, "Moyens humains", row, "ETP", "0,25 ETP")
        put(book, "Fiches", 10, "Statut", "Zigzag")
        put(book, "Fiches", 10, "Intitulé", "Dix")
        put(book, "Fiches", 10, "Identifiant", "dix")
        put(book, "Fiches", 4, "Statut", "Zigzag")
        put(book, "Organismes", 5, "Sigle", "#REF!")

    found = [(p.code, str(p.place.cell).split("!")[0]) for p in read(edit).problems]
    assert found == [
        ("TAB010", "Organismes"),
        ("CHP003", "Fiches"),
        ("CHP003", "Fiches"),
        ("TAB004", "Moyens humains"),
    ]
    rows = [
        int(str(p.place.cell).split("!")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for p in read(edit).problems
        if p.code == "CHP003"
    ]
    assert rows == [4, 10]
    told = plain(read(edit).problems[-1].message)
    assert told.endswith(
        "De même en Moyens humains!C4, Moyens humains!C5, Moyens humains!C6, Moyens humains!C7 et 5 autres cases."
    )
