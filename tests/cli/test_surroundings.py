"""Hostile surroundings, through real processes: one sentence, nothing lost, nothing left."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "caf-commune"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and users as Linux knows them")


def _start(
    *arguments: str | Path,
    limit: Callable[[], None] | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[str]:
    """Start a command with these variables and no other, but the path of programs."""
    return subprocess.Popen(
        [sys.executable, "-B", "-m", "ctg_docs", *map(str, arguments)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "CTG_DOCS_SANS_PAGES": "1",
            "LC_ALL": "C",
            **env,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=limit,  # noqa: PLW1509 - a limit of the child only
    )


def _end(process: subprocess.Popen[str]) -> tuple[int, str]:
    shown, told = process.communicate(timeout=120)
    assert "Traceback" not in told
    assert "Erreur interne" not in told
    return process.returncode, shown + told


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"TMPDIR": "/nulle-part"},
        {"HOME": "/nulle-part"},
        {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null"},
        {"HOME": "/", "XDG_CACHE_HOME": "/proc/nulle-part", "TMPDIR": "/proc"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["rien", "sans TMPDIR", "sans HOME", "cache impossible", "rien d’écrit ailleurs", "ASCII"],
)
def test_documents_are_made_whatever_the_variables(env: dict[str, str], tmp_path: Path) -> None:
    code, told = _end(_start("generate", EXAMPLE, "historique", "convention", "-o", tmp_path / "s", env=env))
    assert code == 0, told
    assert len(list((tmp_path / "s").iterdir())) == 2


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """What can't be written whole is not written at all: neither the new files nor what was there changes."""
    out = tmp_path / "s"
    code, _ = _end(
        _start("generate", EXAMPLE, "historique", "convention", "-o", out, env={"HOME": str(tmp_path)})
    )
    assert code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    smallest = min(map(len, before.values()))
    full = _start(
        "generate", EXAMPLE, "-o", out, "--force", env={"HOME": str(tmp_path)},
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (smallest, smallest)),
    )  # fmt: skip
    code, told = _end(full)
    assert code == 5
    assert told.strip().startswith("Erreur : Écriture impossible dans «")
    assert len(told.strip().splitlines()) == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_dossier_on_a_full_disk_is_not_changed_by_half(tmp_path: Path) -> None:
    dossier, book = tmp_path / "d", tmp_path / "c.csv"
    dossier.mkdir()
    (dossier / "ctg.yaml").write_bytes((EXAMPLE / "ctg.yaml").read_bytes())
    book.write_text("Intitulé de l’action;Pilote\nOuvrir une ludothèque;Caf\n", encoding="utf-8")
    before = (dossier / "ctg.yaml").read_bytes()
    full = _start(
        "import", book, dossier, "--yes", env={"HOME": str(tmp_path)},
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000)),
    )  # fmt: skip
    code, told = _end(full)
    assert code == 5, told
    assert [path.name for path in dossier.iterdir()] == ["ctg.yaml"]
    assert (dossier / "ctg.yaml").read_bytes() == before


@pytest.mark.parametrize("place", ["/proc/nulle-part", "/dev/null", "/dev/null/ici", "/sys"])
def test_a_place_where_nobody_writes_is_told(place: str, tmp_path: Path) -> None:
    code, told = _end(_start("generate", EXAMPLE, "historique", "-o", place, env={"HOME": str(tmp_path)}))
    assert code == 5, told
    assert len(told.strip().splitlines()) == 1


def test_two_commands_on_one_folder_take_turns(tmp_path: Path) -> None:
    """Both at once, none forced: one writes, the other refuses and says why; forced, both end."""
    asked = ("generate", EXAMPLE, "historique", "-o", tmp_path / "s")
    ends = sorted(
        _end(process) for process in [_start(*asked, env={"HOME": str(tmp_path)}) for _ in range(2)]
    )
    assert [code for code, _ in ends] == [0, 5]
    assert "existe déjà" in ends[1][1]
    forced = [_start(*asked, "--force", env={"HOME": str(tmp_path)}) for _ in range(2)]
    assert [code for code, _ in map(_end, forced)] == [0, 0]
    assert [path.name for path in (tmp_path / "s").iterdir()] == ["historique-lormeuil.docx"]


def test_a_closed_output_is_no_fault(tmp_path: Path) -> None:
    process = _start("check", EXAMPLE, env={"HOME": str(tmp_path)})
    with process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
        assert process.wait(60) in {0, 3}


@pytest.mark.parametrize(
    ("command", "closed"),
    [("explain CTG205", ">&-"), ("explain CTG205", "2>&-"), ("check nulle-part", ">&- 2>&-")],
)
def test_an_output_that_was_never_open_is_no_fault(command: str, closed: str) -> None:
    told = subprocess.run(
        f"{sys.executable} -m ctg_docs {command} {closed}", shell=True, capture_output=True, check=False
    )
    assert b"Traceback" not in told.stdout + told.stderr
    assert told.returncode == (3 if "nulle-part" in command else 0)
