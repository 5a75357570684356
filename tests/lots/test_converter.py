"""A converter that dies or hangs costs one dossier a second try; one that never works costs its PDF, and it is told."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ctg_docs.errors import ExitCode
from ctg_docs.lots.lot import Lot, batch
from tests.lots.territoires import make_territories

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or sys.platform == "win32", reason="LibreOffice and a shell are needed"
)


def unsteady(folder: Path, fault: str, times: int) -> tuple[Path, Path]:
    """Return an office program that is at fault so many times, then does its work; and the file that counts its starts."""
    program, count = folder / "soffice", folder / "departs"
    count.write_text("")
    program.write_text(
        f'#!/bin/sh\necho x >> "{count}"\n[ $(wc -l < "{count}") -le {times} ] && {fault}\nexec "{shutil.which("soffice")}" "$@"\n'
    )
    program.chmod(0o755)
    return program, count


def convert(root: Path, out: Path) -> Lot:
    with ThreadPoolExecutor(1) as executor:
        return batch(root, ["historique"], out=out, executor=executor, pdf=True)


@pytest.mark.parametrize(("fault", "times"), [("exit 1", 3), ("sleep 60", 1)])
def test_a_converter_at_fault_costs_a_second_try(
    fault: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two starts are all that one conversion is granted: what follows a third is the second try of the dossier."""
    program, count = unsteady(tmp_path, fault, times)
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(program))
    monkeypatch.setattr("ctg_docs.engine.pdf.process._STILL", 8.0)
    lot = convert(make_territories(tmp_path / "t", sound=1) / "1", tmp_path / "out")
    assert (lot.faits, lot.en_echec) == (1, 0)
    assert len(count.read_text().split()) > times
    (pdf,) = (tmp_path / "out/commune-01").glob("*.pdf")
    assert pdf.read_bytes()[:5] == b"%PDF-"


def test_a_converter_that_never_works_leaves_the_word_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, _ = unsteady(tmp_path, "exit 1", 1000)
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(program))
    lot = convert(make_territories(tmp_path / "t", sound=1) / "1", tmp_path / "out")
    (bilan,) = lot.bilans()
    assert bilan.code == ExitCode.CONVERSION
    assert bilan.erreur
    assert [f.nom.rpartition(".")[2] for f in bilan.fichiers] == ["docx"]
