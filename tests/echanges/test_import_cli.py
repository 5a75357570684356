"""`export`, `import` and `init --excel` through real processes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.api import load
from ctg_docs.errors import ExitCode
from tests.cli.conftest import run as run_fixture

COMPLETE = Path(__file__).resolve().parents[2] / "examples" / "pays-auvrelle"
SMALL = COMPLETE.with_name("caf-commune")
Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COMPLETE, tmp_path / "dossier"))


def test_edit_in_excel_and_take_back(run: Run, copy: Path, tmp_path: Path) -> None:
    assert run("export", copy, "c.xlsx").returncode == 0
    book: Any = openpyxl.load_workbook(tmp_path / "c.xlsx")
    sheet = book["Fiches"]
    header = {c.value: c.column for c in sheet[2]}
    sheet.cell(3, header["Statut"]).value = "Réalisé"
    sheet.delete_rows(20)
    book.save(tmp_path / "c.xlsx")

    refused = run("import", "c.xlsx", copy)
    assert refused.returncode == 2
    assert load(copy) == load(COMPLETE)
    assert "statut, «\N{NO-BREAK SPACE}" in refused.stdout
    assert "retrait." in refused.stdout

    done = run("import", "c.xlsx", copy, "--yes")
    assert done.returncode == 0
    after = load(copy)
    assert after.fiches_actions[0].statut == "realise"
    assert len(after.fiches_actions) == len(load(COMPLETE).fiches_actions) - 1
    archive = next(tmp_path.glob("dossier-avant-*.zip"))
    with zipfile.ZipFile(archive) as package:
        package.extractall(tmp_path / "avant")
    assert load(tmp_path / "avant") == load(COMPLETE)
    kept = (copy / "fiches" / "02-accueil-individuel.yaml").read_bytes()
    assert kept == (COMPLETE / "fiches" / "02-accueil-individuel.yaml").read_bytes()


def test_an_empty_workbook_starts_a_dossier(run: Run, tmp_path: Path) -> None:
    assert run("init", "neuf", "--excel", "--nom", "Val d’Essai").returncode == 0
    path = tmp_path / "neuf" / "classeur.xlsx"
    book: Any = openpyxl.load_workbook(path)
    book["Organismes"].append(["caf", "Caisse d’allocations familiales", "Caf d’Essai"])
    book["Personnes"].append(["a-roux", "Madame", "Anne", "Roux"])
    book["Objectifs"].append(["enjeu", None, "Agir"])
    book["Fiches"].append(["ouvrir", "Ouvrir un accueil", "enjeu"])
    for name in ("Organismes", "Personnes", "Objectifs", "Fiches"):
        rows = [
            [c.value for c in row] for row in book[name].iter_rows(min_row=3) if any(c.value for c in row)
        ]
        assert len(rows) == 1
    book.save(path)
    done = run("import", path, "neuf", "--yes")
    assert done.returncode == 0, done.stderr
    ctg = load(tmp_path / "neuf")
    assert ctg.territoire.nom == "Val d’Essai"
    assert ctg.personnes[0].nom_complet == "Madame Anne ROUX"
    assert ctg.fiches_actions[0].rattachement == "enjeu"


def test_what_cannot_be_read_is_left_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SMALL, tmp_path / "dossier"))
    run("export", copy, "c.xlsx")
    book: Any = openpyxl.load_workbook(tmp_path / "c.xlsx")
    book["Personnes"].cell(3, 1).value = "Pas Un Identifiant"
    book["Personnes"].cell(4, 4).value = "Autre-Nom"
    book.save(tmp_path / "c.xlsx")

    shown = run("import", "c.xlsx", copy, "--dry-run")
    assert shown.returncode == ExitCode.PARTIAL
    assert load(copy) == load(SMALL)

    done = run("import", "c.xlsx", copy, "--yes")
    assert done.returncode == ExitCode.PARTIAL
    assert "1 valeur ou ligne laissée de côté" in done.stderr
    assert done.stderr.count("c.xlsx (Personnes!A3)") == 1
    before, after = load(SMALL).personnes, load(copy).personnes
    assert after[0] == before[0]
    assert after[1] == before[1].model_copy(update={"nom": "Autre-Nom"})
    assert after[2:] == before[2:]
    assert len(list(tmp_path.glob("*.zip"))) == 1
    assert run("import", "c.xlsx", copy).returncode == ExitCode.PARTIAL


def test_a_file_that_is_no_workbook(run: Run, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "faux.xlsx").write_text("bonjour", encoding="utf-8")
    done = run("import", "faux.xlsx", copy)
    assert done.returncode == 3
    assert "TAB001" in done.stderr
