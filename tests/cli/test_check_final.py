"""« check --final » and « generate --final » agree."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLE = Path(__file__).parents[2] / "examples" / "pays-auvrelle"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "dossier"))


def change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def test_a_letter_nobody_signs_yet_waits_and_blocks_nothing(run: Run, dossier: Path, tmp_path: Path) -> None:
    meeting = next(
        p for p in sorted((dossier / "reunions").glob("*.yaml")) if "signataire:" in p.read_text("utf-8")
    )
    change(meeting, r"^ +signataire: .*\n", "")
    done = run("check", dossier, "--final")
    assert done.returncode == 0
    assert meeting.name in done.stdout
    assert "CTG508" in done.stdout
    assert "la convocation ne dit pas qui la signe" in done.stdout
    final = run("generate", dossier, "convocation", "--final", "-o", tmp_path / "x")
    assert final.returncode == 0
    written = [p.name for p in (tmp_path / "x").iterdir()]
    assert written
    assert not [name for name in written if name.startswith(meeting.stem)]


def test_what_only_the_documents_show_is_told_too(run: Run, dossier: Path) -> None:
    change(dossier / "evaluations.yaml", r"^ +methode: [^>|\n]+\n", "")
    check, final = run("check", dossier, "--final"), run("generate", dossier, "--final", "-o", dossier / "x")
    for refused in (check, final):
        assert refused.returncode == 3
        assert "GEN001" in refused.stdout + refused.stderr
        assert "méthode de l’évaluation" in refused.stdout + refused.stderr
    assert not (dossier / "x").exists()


def test_a_sound_dossier_is_sound_for_both(run: Run, dossier: Path) -> None:
    assert run("check", dossier, "--final").returncode == 0
    assert run("generate", dossier, "--final", "-o", dossier / "x").returncode == 0
