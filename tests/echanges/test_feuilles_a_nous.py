"""Some sheets of our workbook, copied, cut or typed by hand: still ours, and a plan of somebody stays a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.echanges.classeur import is_ours
from ctg_docs.echanges.feuilles import open_book
from tests.echanges.petit import edited, put
from tests.echanges.plans import Rows, workbook

EXAMPLE = Path(__file__).parents[2] / "examples" / "pays-auvrelle"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return ctg_docs.export_workbook(ctg_docs.load(EXAMPLE))


@pytest.fixture(scope="module")
def first() -> str:
    return ctg_docs.load(EXAMPLE).fiches_actions[0].id


def sheets_of(path: Path, sheets: dict[str, Rows]) -> bytes:
    return workbook(path, {name: (rows, ()) for name, rows in sheets.items()}).read_bytes()


def take(file: Path, data: bytes) -> ctg_docs.Import:
    file.write_bytes(data)
    return ctg_docs.prepare_import([file], EXAMPLE)


@pytest.mark.parametrize(
    "kept",
    [
        ("Fiches",),
        ("Fiches", "Personnes"),
        ("Fiches", "Personnes", "Dossier"),
        ("Mode d’emploi", "Fiches", "Personnes", "Dossier"),
    ],
)
def test_one_cell_of_some_of_our_sheets_is_one_change(
    tmp_path: Path, whole: bytes, kept: Sequence[str]
) -> None:
    def edit(book: Any) -> None:
        for name in [name for name in book.sheetnames if name not in kept]:
            del book[name]
        put(book, "Fiches", 3, "Notes", "À revoir")

    ready = take(tmp_path / "extrait.xlsx", edited(whole, edit))
    assert [(c.field, c.after) for c in ready.changes] == [("Notes", "À revoir")]
    assert not ready.pages


def test_a_register_without_a_change_is_none(tmp_path: Path, whole: bytes) -> None:
    def edit(book: Any) -> None:
        for name in [name for name in book.sheetnames if name != "Opérations"]:
            del book[name]

    assert take(tmp_path / "operations.xlsx", edited(whole, edit)).changes == ()


@pytest.mark.parametrize("name", ["main.xlsx", "fiches.csv"])
def test_two_columns_typed_by_hand_change_the_fiche_they_name(tmp_path: Path, first: str, name: str) -> None:
    rows: Rows = [["Identifiant", "Intitulé"], [first, "Un autre nom"]]
    csv = "\n".join(";".join(row) for row in rows).encode()
    ready = take(
        tmp_path / name, csv if name.endswith("csv") else sheets_of(tmp_path / "h.xlsx", {"Fiches": rows})
    )
    assert [(c.field, c.after) for c in ready.changes] == [("Intitulé", "Un autre nom")]
    assert "TAB008" not in {p.code for p in ready.problems}, "columns that a list by hand never had"


def test_persons_typed_by_hand_are_added(tmp_path: Path) -> None:
    rows: Rows = [["Identifiant", "Nom", "Prénom"], ["zoe-b", "Bail", "Zoé"]]
    ready = take(tmp_path / "personnes.xlsx", sheets_of(tmp_path / "h.xlsx", {"Personnes": rows}))
    assert [c.subject for c in ready.changes] == ["Personne Zoé Bail"]


PLAN: Rows = [
    ["N°", "Intitulé", "Pilote", "Partenaires", "Échéance"],
    ["1", "Ouvrir un lieu", "Caf", "MSA", "2027"],
]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Fiches": PLAN},
        {"Fiches": [["Intitulé", "Pilote", "Statut"], ["Ouvrir un lieu", "Caf", "en cours"]]},
        {"Opérations": [["Fiche action", "Intitulé", "Pilote"], ["Ouvrir un lieu", "Travaux", "Caf"]]},
        {
            "Fiches": PLAN,
            "Partenaires": [["Action", "Partenaire"], ["Ouvrir un lieu", "MSA"]],
            "Indicateurs": [["Action", "Indicateur", "Cible"], ["Ouvrir un lieu", "Places", "12"]],
        },
        {"Plan": PLAN, "Personnes": [["Nom", "Prénom"], ["Bail", "Zoé"]]},
    ],
)
def test_a_plan_whose_sheets_bear_our_names_stays_a_plan(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    assert not is_ours(open_book(sheets_of(tmp_path / "plan.xlsx", sheets), "plan.xlsx"))
