"""Identifiers changed in a workbook, rows taken away or added, the same file taken twice: exactly that, told once."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.echanges.classeur import read_workbook, write_workbook
from ctg_docs.echanges.comparaison import compare
from ctg_docs.models import Ctg
from tests.echanges.petit import edited, minimal, put

FICHES: list[dict[str, Any]] = [
    {
        "id": "creche",
        "intitule": "Ouvrir une crèche",
        "pilote": "caf",
        "fiches_liees": ["relais"],
        "operations": [
            {
                "intitule": "Études",
                "indicateurs": [{"intitule": "Avancement"}],
                "budget": {"lignes": [{"sens": "depense", "nature": "Études", "montant_euros": 100}]},
            },
            {"intitule": "Travaux", "budget": {"lignes": [{"sens": "depense", "nature": "Murs", "montant_euros": 9}]}},
        ],
    },
    {"id": "relais", "intitule": "Tenir un relais", "pilote": "caf", "fiches_liees": ["creche"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def val() -> Ctg:
    bodies = [
        {"id": "caf", "nature": "caf", "nom": "Caf"},
        {"id": "mjc", "nature": "association", "nom": "Mjc"},
    ]
    return minimal(organismes=bodies, fiches_actions=FICHES)


def test_what_cites_an_identifier_follows_it(val: Ctg) -> None:
    data = edited(write_workbook(val), lambda book: put(book, "Fiches", 3, "Identifiant", "multi-accueil"))
    for base in (val, read_workbook(data, "c.xlsx", base=val).ctg):
        read = read_workbook(data, "c.xlsx", base=base)
        assert read.ctg is not None
        assert [f.id for f in read.ctg.fiches_actions] == ["multi-accueil", "relais"]
        assert read.ctg.fiches_actions[0].operations == val.fiches_actions[0].operations
        assert read.ctg.fiches_actions[1].fiches_liees == ("multi-accueil",)
        told = [p.code for p in read.problems if p.code != "TAB031"]
        assert told == (["TAB063"] if base is val else [])


def test_an_organisme_renamed_is_still_the_pilot(val: Ctg) -> None:
    data = edited(write_workbook(val), lambda book: put(book, "Organismes", 3, "Identifiant", "caf-79"))
    read = read_workbook(data, "c.xlsx", base=val)
    assert read.ctg is not None
    assert {f.pilote for f in read.ctg.fiches_actions} == {"caf-79"}


def test_another_row_is_not_the_same_under_another_name(val: Ctg) -> None:
    """A body that differs by a digit takes the place of one that is taken away: nothing of the old one is its."""

    def edit(book: Any) -> None:
        put(book, "Organismes", 3, "Identifiant", "caf-2")
        put(book, "Organismes", 3, "Nom", "Caf 2")

    read = read_workbook(edited(write_workbook(val), edit), "c.xlsx", base=val)
    assert [p.code for p in read.problems] == ["TAB064"]
    assert read.ctg is not None
    assert {(o.id, str(o.nom)) for o in read.ctg.organismes} == {
        ("caf", "Caf"),
        ("caf-2", "Caf 2"),
        ("mjc", "Mjc"),
    }
    assert {f.pilote for f in read.ctg.fiches_actions} == {"caf"}


def test_an_operation_taken_away_is_one_message_that_is_true(val: Ctg) -> None:
    data = edited(write_workbook(val), lambda book: book["Opérations"].delete_rows(3))
    read = read_workbook(data, "c.xlsx", base=val)
    assert read.ctg is not None
    (told,) = read.problems
    assert (told.code, "2 lignes" in told.message) == ("TAB012", True)
    assert [o.intitule for o in read.ctg.fiches_actions[0].operations] == ["Travaux"]
    assert read.ctg.fiches_actions[0].operations[0] == val.fiches_actions[0].operations[1]
    again = read_workbook(data, "c.xlsx", base=read.ctg)
    assert again.ctg == read.ctg


def test_a_new_row_keeps_the_identifier_of_the_first_time(val: Ctg) -> None:
    def edit(book: Any) -> None:
        for sheet, titles in (("Fiches", ("Aller vers", "Aller vers")), ("Organismes", ("Ludo", "Ludo"))):
            for rank, title in enumerate(titles):
                row = 5 + rank
                put(book, sheet, row, "Intitulé" if sheet == "Fiches" else "Nom", title)
        put(book, "Organismes", 5, "Nature", "association")
        put(book, "Organismes", 6, "Nature", "association")
        put(book, "Fiches", 5, "Statut", "on verra")

    data = edited(write_workbook(val), edit)
    first = read_workbook(data, "c.xlsx", base=val)
    assert first.ctg is not None
    assert [f.id for f in first.ctg.fiches_actions] == ["creche", "relais", "aller-vers", "aller-vers-2"]
    second = read_workbook(data, "c.xlsx", base=first.ctg)
    assert second.ctg is not None
    assert compare(first.ctg, second.ctg) == ()
    assert "TAB037" not in {p.code for p in second.problems}
