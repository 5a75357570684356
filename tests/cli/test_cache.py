"""Compiled templates kept between two runs: by the command line, never by the library unless it is asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import ctg_docs

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MINIMAL = "territoire:\n  nom: Pays d’Essai\n"


def test_the_command_line_keeps_what_it_compiled(
    run: Run, dossier: Callable[[str], Path], tmp_path: Path
) -> None:
    where, kept = dossier(MINIMAL), tmp_path / "cache" / "ctg-docs" / "templates"
    first = run("generate", where, "convention", "-o", "a", XDG_CACHE_HOME=str(tmp_path / "cache"))
    [template] = kept.glob("*.bin")
    stamp = template.stat().st_mtime_ns
    second = run("generate", where, "convention", "-o", "b", XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert (first.returncode, second.returncode) == (0, 0)
    [(name, data)] = [(path.name, path.read_bytes()) for path in (tmp_path / "a").iterdir()]
    assert (tmp_path / "b" / name).read_bytes() == data
    assert template.stat().st_mtime_ns == stamp
    if os.name == "posix":
        assert not template.stat().st_mode & 0o077


def test_a_cache_that_cannot_be_written_stops_nothing(
    run: Run, dossier: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "fichier").write_text("x")
    done = run("generate", dossier(MINIMAL), "convention", XDG_CACHE_HOME=str(tmp_path / "fichier"))
    assert done.returncode == 0


def test_the_library_keeps_nothing_unless_it_is_asked(dossier: Callable[[str], Path], tmp_path: Path) -> None:
    ctg = ctg_docs.load(dossier(MINIMAL).as_posix())
    before = set(tmp_path.rglob("*"))
    [plain] = ctg_docs.render(ctg, "convention")
    assert set(tmp_path.rglob("*")) == before
    [cached] = ctg_docs.render(ctg, "convention", cache=tmp_path / "cache")
    assert len(list((tmp_path / "cache").glob("*.bin"))) == 1
    assert cached == plain
