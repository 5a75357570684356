"""`ctg-docs access` through a real process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from ctg_docs.errors import ExitCode
from tests.engine.test_a11y import CORE
from tests.engine.words import make_docx

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_readable_file_is_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bon.docx").write_bytes(make_docx("Du texte.", core=CORE))
    done = run("access", "bon.docx")
    assert (done.returncode, done.stdout) == (ExitCode.OK, "Aucun défaut d’accessibilité dans 1 fichier.\n")


def test_each_fault_is_shown_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bon.docx").write_bytes(make_docx("Du texte.", core=CORE))
    (tmp_path / "pauvre.docx").write_bytes(make_docx("Du texte.", "<w:p/>", "La suite."))
    done = run("access", "bon.docx", "pauvre.docx")
    assert done.returncode == ExitCode.DATA
    assert "pauvre.docx" in done.stdout
    assert "ACC001" in done.stdout
    assert "corps, paragraphe 2" in done.stdout
    assert done.stdout.endswith("2 défauts d’accessibilité dans 2 fichiers.\n")


def test_a_file_that_is_no_word_document_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_text("rien")
    done = run("access", "note.docx")
    assert done.returncode == ExitCode.TEMPLATE
    assert "n’est pas un document Word" in done.stderr
