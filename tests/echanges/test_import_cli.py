"""`export`, `import` and `init --excel` as commands."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.echanges.classeur import write_workbook
from ctg_docs.errors import ExitCode
from ctg_docs.models import Ctg
from ctg_docs.steps.imports import write_new
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.echanges.petit import DATA, edited, put

Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    base = tmp_path / "dossier"
    write_new(Ctg.model_validate(DATA), base)
    kept = base / "fiches" / "02-forum.yaml"
    kept.write_text("# à revoir\n" + kept.read_text(encoding="utf-8"), encoding="utf-8")
    return base


def test_edit_in_excel_and_take_back(run: Run, dossier: Path, tmp_path: Path) -> None:
    before = load(dossier)
    assert run("export", dossier, "c.xlsx").returncode == 0
    assert "Aucune différence" in run("import", "c.xlsx", dossier).stdout

    def edit(book: Any) -> None:
        put(book, "Fiches", 3, "Statut", "Réalisé")
        book["Fiches"].delete_rows(5)

    path = tmp_path / "c.xlsx"
    path.write_bytes(edited(path.read_bytes(), edit))

    refused = run("import", "c.xlsx", dossier)
    assert refused.returncode == 2
    assert load(dossier) == before
    assert "statut, «\N{NO-BREAK SPACE}" in refused.stdout
    assert "1 retrait." in refused.stdout

    done = run("import", "c.xlsx", dossier, "--yes")
    assert done.returncode == 0
    after = load(dossier)
    assert after.fiches_actions[0].statut == "realise"
    assert after.fiches_actions[1:] == before.fiches_actions[1:2]
    archive = next(tmp_path.glob("dossier-avant-*.zip"))
    with zipfile.ZipFile(archive) as package:
        package.extractall(tmp_path / "avant")
    assert load(tmp_path / "avant") == before
    assert (dossier / "fiches" / "02-forum.yaml").read_text(encoding="utf-8").startswith("# à revoir")


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


def test_what_cannot_be_read_is_left_and_the_rest_is_written(run: Run, dossier: Path, tmp_path: Path) -> None:
    before = load(dossier)

    def edit(book: Any) -> None:
        put(book, "Personnes", 3, "Identifiant", "Pas Un Identifiant")
        put(book, "Personnes", 4, "Nom", "Autre-Nom")

    (tmp_path / "c.xlsx").write_bytes(edited(write_workbook(before), edit))
    shown = run("import", "c.xlsx", dossier, "--dry-run")
    assert shown.returncode == ExitCode.PARTIAL
    assert load(dossier) == before

    done = run("import", "c.xlsx", dossier, "--yes")
    assert done.returncode == ExitCode.PARTIAL
    assert "1 valeur ou ligne laissée de côté" in done.stderr
    assert done.stderr.count("c.xlsx (Personnes!A3)") == 1
    lea, ali = load(dossier).personnes
    assert lea == before.personnes[0]
    assert ali == before.personnes[1].model_copy(update={"nom": "Autre-Nom"})
    assert len(list(tmp_path.glob("*.zip"))) == 1
    assert run("import", "c.xlsx", dossier).returncode == ExitCode.PARTIAL


def test_a_file_that_is_no_workbook(run: Run, dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "faux.xlsx").write_text("bonjour", encoding="utf-8")
    done = run("import", "faux.xlsx", dossier)
    assert done.returncode == 3
    assert "TAB001" in done.stderr
