"""From an empty folder to a final convention, in a workbook and a Word form only: the way of those who write no YAML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ctg_docs
from tests.formulaires.word import fill

EXAMPLE = Path(__file__).parents[1] / "examples" / "pays-auvrelle"
TITLES = 2
"""The row of the column titles; what is typed stands below."""
SENTENCE = "Le groupe de travail propose un second créneau le samedi matin."


def run(folder: Path, *arguments: str | Path) -> str:
    command = [sys.executable, "-m", "ctg_docs", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "CTG_DOCS_SANS_PAGES": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(sheet: Any) -> Iterator[dict[str, Any]]:
    """Read the lines of a sheet by the titles of its columns."""
    titles = [cell.value for cell in sheet[TITLES]]
    for line in sheet.iter_rows(min_row=TITLES + 1, values_only=True):
        yield {t: v for t, v in zip(titles, line, strict=True) if t and v is not None}


def type_in(source: Path, target: Path) -> int:
    """Type into an empty workbook what another says, cell after cell, under the same titles; return how many."""
    full, empty = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
    typed = 0
    for sheet in full.worksheets[1:]:
        if sheet.sheet_state != "visible":
            continue
        page = empty[sheet.title]
        columns = {cell.value: int(cell.column or 0) for cell in page[TITLES]}
        for number, line in enumerate(rows(sheet), TITLES + 1):
            if sheet.title == "Dossier":
                assert page.cell(number, columns["Champ"]).value == line["Champ"]
            for title, value in line.items():
                if sheet.title != "Dossier" or title == "Valeur":
                    page.cell(number, columns[title]).value = value
                    typed += 1
    empty.save(target)
    return typed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parcours")
    run(folder, "export", EXAMPLE, "modele.xlsx")
    run(folder, "init", "mon-dossier", "--excel", "--nom", "Pays d’Auvrelle")
    return folder


@pytest.fixture(scope="module")
def dossier(folder: Path) -> Path:
    """The dossier that a workbook typed by hand makes."""
    dossier = folder / "mon-dossier"
    for name in ("annexes", "cartes", "logos", "photos"):
        shutil.copytree(EXAMPLE / name, dossier / name)
    assert type_in(folder / "modele.xlsx", dossier / "classeur.xlsx") > 3000
    run(folder, "import", "mon-dossier/classeur.xlsx", "mon-dossier", "--yes")
    return Path(shutil.copytree(dossier, folder / "tel-quel"))


def test_a_workbook_alone_makes_a_whole_dossier(dossier: Path) -> None:
    assert ctg_docs.load(dossier) == ctg_docs.load(EXAMPLE)


@pytest.mark.usefixtures("dossier")
def test_then_a_form_and_the_final_convention(folder: Path) -> None:
    run(folder, "form", "fiche_action", "mon-dossier", "--action", "1.1.1.1", "-o", "formulaires")
    [form] = (folder / "formulaires").glob("*.docx")
    form.write_bytes(fill(form.read_bytes(), {"conditions": SENTENCE}))
    run(folder, "import", form, "mon-dossier", "--yes")
    assert "peuvent être générés" in run(folder, "check", "mon-dossier", "--final")
    run(folder, "generate", "mon-dossier", "convention", "fiches_actions", "--final", "-o", "a-signer")
    convention = folder / "a-signer" / "convention-pays-d-auvrelle.docx"
    with zipfile.ZipFile(convention) as archive:
        assert "[à compléter" not in archive.read("word/document.xml").decode()
    fiches = ctg_docs.load(folder / "mon-dossier").fiches_actions
    assert [f.intitule for f in fiches if f.conditions == SENTENCE] == [
        "Ouvrir un multi-accueil de vingt places à Vaudreuge"
    ]
