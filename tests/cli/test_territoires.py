"""`suivi` and `lot` as a Caf adviser runs them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.command import run as run_here
from tests.lots.territoires import make_territories


@pytest.fixture(scope="module")
def territories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_territories(tmp_path_factory.mktemp("territoires"), sound=2)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = run_here(*arguments, env={**os.environ, "COLUMNS": "100"})
    done.stdout = done.stdout.replace("\u00a0", " ")
    return done


def test_suivi_puts_the_most_urgent_first(territories: Path, tmp_path: Path) -> None:
    book, page = tmp_path / "s.xlsx", tmp_path / "s.docx"
    done = run("suivi", territories, "--date", "2027-01-10", "--excel", book, "--word", page)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].split() == ["Urgence", "Territoire", "État", "Fin", "Réunion"]
    assert "Illisible" in lines[2]
    assert "(illisible/ctg.yaml:2:1)" in lines[3]
    assert any(line.startswith("5 territoires") and "1 illisible" in line for line in lines)
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    assert sheet.auto_filter.ref == "A1:R6"
    assert sheet.freeze_panes == "B2"
    assert sheet["D4"].number_format == "dd/mm/yyyy"
    assert page.read_bytes()[:2] == b"PK"
    again = run("suivi", territories, "--excel", book)
    assert again.returncode == 5


def test_suivi_gives_data_to_programs(territories: Path) -> None:
    done = run("suivi", territories, "--date", "2027-01-10", "--format", "json")
    data = json.loads(done.stdout)
    assert data["date"] == "2027-01-10"
    assert data["territoires"][0]["urgence"] == "Illisible"
    assert {row["nom"] for row in data["territoires"]} >= {"1/commune-01", "2/commune-02", "incomplet"}


def test_suivi_sees_the_end_of_a_convention(territories: Path) -> None:
    late = json.loads(run("suivi", territories / "1", "--date", "2040-01-01", "--format", "json").stdout)
    soon = json.loads(run("suivi", territories / "1", "--date", "2030-10-01", "--format", "json").stdout)
    assert late["territoires"][0]["urgence"] == "Échue"
    assert late["territoires"][0]["jours"] < 0
    assert "prend fin le 31 décembre 2030" in soon["territoires"][0]["alertes"][0]


def test_lot_tells_what_failed_and_answers_8(territories: Path, tmp_path: Path) -> None:
    done = run("lot", territories, "historique", "-o", tmp_path, "--ouvriers", "1")
    assert done.returncode == 8
    assert "illisible : " in done.stderr
    assert "5 dossiers : 2 faits, 3 en échec." in done.stdout
    assert (tmp_path / "bordereau.docx").exists()
    assert run("lot", territories, "historique", "-o", tmp_path).returncode == 5
    again = run("lot", territories, "historique", "-o", tmp_path, "--reprendre", "--ouvriers", "1")
    assert "dont 2 déjà là" in again.stdout


def test_lot_without_any_dossier_says_what_one_is(tmp_path: Path) -> None:
    done = run("lot", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "ctg.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_and_list_take_several_dossiers(territories: Path) -> None:
    places = [str(territories / "1/commune-01"), str(territories / "illisible")]
    done = run("check", *places)
    assert done.returncode == 3
    assert [line for line in done.stdout.splitlines() if line.startswith("──")] == [f"── {p}" for p in places]
    data = json.loads(run("check", *places, "historique", "--format", "json").stdout)
    assert [one["dossier"] for one in data] == places
    listed = run("list", places[0], places[0])
    assert listed.returncode == 0
    assert listed.stdout.count(f"── {places[0]}") == 2


def test_generate_leads_to_lot_when_several_dossiers_are_given(territories: Path) -> None:
    place = str(territories / "1/commune-01")
    done = run("generate", place, place)
    assert done.returncode == 2
    assert "ctg-docs lot" in done.stderr
