from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import ctg_docs
from tests.command import run
from tests.engine.pdf.test_signatures import _identity, _sign
from tests.signature.conftest import Handed

ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run(*arguments, cwd=ROOT)


@pytest.fixture
def folder(handed: Handed, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed.signature, tmp_path / "dossier"))


def test_verify_says_that_nothing_changed(handed: Handed) -> None:
    done = _run("verify", handed.folder)
    assert (done.returncode, done.stdout) == (0, "Rien n’a changé depuis la remise.\n")


def test_verify_says_what_changed(folder: Path) -> None:
    (folder / "bordereau.pdf").unlink()
    done = _run("verify", folder, "--format", "json")
    assert done.returncode == 3
    assert [p["code"] for p in json.loads(done.stdout)] == ["VER004"]


def test_sign_check_says_who_signed(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    path.write_bytes(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    done = _run("sign-check", path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("non vérifié Madame Hélène VASSEUR : signé par Hélène Vasseur le ")
    assert lines[1] == "à signer   Monsieur Olivier KERAMBRUN"


def test_sign_check_of_an_altered_file_is_a_failure(folder: Path) -> None:
    path = folder / "01-convention-pays-d-auvrelle.pdf"
    signed = bytearray(_sign(path.read_bytes(), "Madame Hélène VASSEUR", _identity("Hélène Vasseur")))
    signed[signed.index(b"\nendstream") - 3] ^= 1
    path.write_bytes(signed)
    assert _run("sign-check", path).returncode in {3, 7}


def test_extract_writes_a_dossier_that_loads(handed: Handed, tmp_path: Path) -> None:
    target = tmp_path / "retrouve" / "ctg.json"
    done = _run("extract", handed.folder / "convention-pays-d-auvrelle.pdf", "-o", target)
    assert done.returncode == 0, done.stderr
    held = json.loads(target.read_bytes())
    assert ctg_docs.Ctg.model_validate(held) == handed.ctg


def test_extract_of_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    shutil.copy(ROOT / "templates" / "convention.docx", path)
    done = _run("extract", path)
    assert done.returncode == 3
    assert "ne porte pas de données" in done.stderr


def test_archive_without_pdf_is_a_usage_error() -> None:
    done = _run("generate", "examples/pays-auvrelle", "--archive")
    assert done.returncode == 2
    assert "--archive demande --pdf" in done.stderr
