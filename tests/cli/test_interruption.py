"""A command that is told to end leaves nothing behind: no converter at work, no file half-written; the Word file is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine.pdf.test_converter import office_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell program stands in for the office")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_command_told_to_end_takes_its_converter_along(asked: signal.Signals, tmp_path: Path) -> None:
    mark, out = tmp_path / "alive", tmp_path / "sortie"
    office = office_of(tmp_path, f"while true; do touch {mark}; sleep 0.05; done\n")
    (tmp_path / "tmp").mkdir()
    dossier = ROOT / "examples" / "caf-commune"
    command = subprocess.Popen(
        [sys.executable, "-m", "ctg_docs", "generate", str(dossier), "convention", "--pdf", "-o", str(out)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "CTG_DOCS_SOFFICE": str(office),
            "TMPDIR": str(tmp_path / "tmp"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(asked, signal.SIG_DFL),  # noqa: PLW1509 - whoever runs the tests may ignore it
    )
    until = time.monotonic() + 60
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.05)
    command.send_signal(asked)
    _, told = command.communicate(timeout=30)
    assert told.strip() == "Interrompu."
    assert command.returncode == 130
    mark.unlink()
    time.sleep(0.3)
    assert not mark.exists()
    assert [path.name for path in out.iterdir()] == ["convention-lormeuil.docx"]
    assert list((tmp_path / "tmp").iterdir()) == []
