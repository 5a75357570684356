"""`check` gives the cell of the workbook that a dossier is filled from."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.echanges.classeur import Cells, write_workbook
from ctg_docs.models import Ctg
from ctg_docs.steps.imports import write_new
from ctg_docs.steps.needs import parse_path
from tests.cli.conftest import run as run_fixture
from tests.echanges.petit import edited, put

Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


def header(data: bytes, cell: str, folder: Path) -> tuple[str, str]:
    """Return the title above a cell, and what it holds."""
    (folder / "x.xlsx").write_bytes(data)
    sheet, _, spot = cell.partition("!")
    book = openpyxl.load_workbook(folder / "x.xlsx")[sheet]
    return str(book.cell(2, book[spot].column).value), str(book[spot].value)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("fiches_actions[1].pilote", ("Pilote", "mjc")),
        ("fiches_actions[0].budget.lignes[0].montant_euros", ("Montant", "1200")),
        ("fiches_actions[0].indicateurs[1].intitule", ("Intitulé", "Lecteurs")),
        ("reunions[0].date", ("Date", "2024-01-19 00:00:00")),
        ("organismes[2]", ("Identifiant", "ludo")),
        ("territoire.nom", ("Valeur", "Val d’Essai")),
    ],
)
def test_a_path_has_its_cell_whatever_the_order_of_the_rows(
    ctg: Ctg, tmp_path: Path, path: str, wanted: tuple[str, str]
) -> None:
    def shuffle(book: Any) -> None:
        for sheet in ("Fiches", "Organismes"):
            book[sheet].insert_rows(3)
        put(book, "Fiches", 4, "Pilote", "CAF79")

    data = edited(write_workbook(ctg), shuffle)
    cell = Cells(data, "c.xlsx", ctg).of(parse_path(path))
    assert header(data, cell, tmp_path) == wanted


def test_what_the_workbook_lacks_has_no_cell(ctg: Ctg) -> None:
    data = edited(write_workbook(ctg), lambda book: book["Fiches"].delete_rows(4))
    assert Cells(data, "c.xlsx", ctg).of(("fiches_actions", 1, "pilote")) == ""


def test_check_tells_cells_of_the_workbook_in_the_dossier(run: Run, ctg: Ctg, tmp_path: Path) -> None:
    base = tmp_path / "dossier"
    write_new(ctg, base)
    plain = json.loads(run("check", base, "--final", "--format", "json").stdout)["problemes"]
    assert plain
    assert not any(p["place"]["cell"] for p in plain)

    (base / "classeur.xlsx").write_bytes(write_workbook(ctg))
    found = json.loads(run("check", base, "--final", "--format", "json").stdout)["problemes"]
    assert [(p["code"], p["path"]) for p in found] == [(p["code"], p["path"]) for p in plain]
    assert any(p["place"]["cell"].startswith("Fiches!") for p in found)
    assert "Fiches!" in run("check", base, "--final").stdout

    (base / "classeur.xlsx").rename(tmp_path / "autre.xlsx")
    assert "Fiches!" in run("check", base, "--final", "--classeur", tmp_path / "autre.xlsx").stdout
    (base / "classeur.xlsx").write_text("abîmé", encoding="utf-8")
    assert "CTG" in run("check", base, "--final").stdout
    refused = run("check", base, "--classeur", base / "classeur.xlsx")
    assert refused.returncode == 3
    assert "TAB001" in refused.stderr
