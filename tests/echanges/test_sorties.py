"""A dossier for other tools: what each file says, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from ctg_docs.echanges.tableaux import Row, assemble, tables
from ctg_docs.errors import OutputError
from ctg_docs.models import Ctg
from ctg_docs.sources import diagnose
from ctg_docs.steps.exports import export_json, export_registers, write_json, write_registers
from ctg_docs.steps.load import load
from tests.echanges.petit import minimal
from tests.echanges.sorties import COMPLETE, EXAMPLES, QUICK, Run
from tests.strategies import ctgs

# JSON


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_json_reads_back_unchanged_with_its_files(folder: Path, tmp_path: Path) -> None:
    ctg = load(folder)
    written = write_json(ctg, tmp_path / "sortie" / "dossier.json")
    back = load(written[0])
    assert back == ctg
    assert back.provenance.files == ctg.provenance.files
    assert len(written) == 1 + len(ctg.provenance.files)


@QUICK
@given(ctgs())
def test_any_dossier_is_in_its_json(tmp_path_factory: pytest.TempPathFactory, ctg: Ctg) -> None:
    path = tmp_path_factory.mktemp("json") / "dossier.json"
    path.write_bytes(export_json(ctg))
    assert diagnose(path).ctg == ctg


def test_json_has_true_numbers_and_booleans(tmp_path: Path) -> None:
    ctg = minimal(
        fiches_actions=[
            {
                "id": "f",
                "intitule": "Agir",
                "calendrier": {"recurrente": "oui"},
                "suivi": [{"annee": 2024, "depense_euros": amount} for amount in ("1200", "12,5", "12.1250")],
            }
        ]
    )
    path = tmp_path / "d.json"
    path.write_bytes(export_json(ctg))
    fiche = json.loads(path.read_bytes())["fiches_actions"][0]
    assert fiche["calendrier"]["recurrente"] is True
    assert [s["depense_euros"] for s in fiche["suivi"]] == [1200, 12.5, "12.1250"]
    assert load(path) == ctg


def test_json_in_the_way_of_another_file_is_refused(tmp_path: Path) -> None:
    ctg = load(COMPLETE)
    name = next(iter(ctg.provenance.files))
    other = tmp_path / name
    other.parent.mkdir(parents=True)
    other.write_bytes(b"autre chose")
    with pytest.raises(OutputError, match="Déjà présent"):
        write_json(ctg, tmp_path / "d.json")
    assert not (tmp_path / "d.json").exists()
    write_json(ctg, tmp_path / "d.json", force=True)
    assert other.read_bytes() == ctg.provenance.files[name]


def test_json_goes_beside_the_dossier_s_own_files(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(COMPLETE, tmp_path / "dossier"))
    assert write_json(load(folder), folder / "copie.json") == [folder / "copie.json"]


# CSV


def rows_back(files: dict[str, bytes]) -> dict[str, list[Row]]:
    """Read the registers as any program would: the csv module, nothing of ours but the names."""
    by_size = dict(zip(files, tables(), strict=True))
    found: dict[str, list[Row]] = {}
    for name, table in by_size.items():
        lines = list(csv.reader(io.StringIO(files[name].decode(), newline=""), delimiter=";"))
        if name == "dossier.csv":
            values = {c.header: v for c, (_, _, v) in zip(table.columns, lines[1:], strict=True)}
            found[table.name] = [Row({h: v or None for h, v in values.items()})]
        else:
            heads, *body = lines
            found[table.name] = [
                Row({h: v or None for h, v in zip(heads, line, strict=True)}) for line in body
            ]
    return found


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_registers_lose_nothing(folder: Path) -> None:
    ctg = load(folder)
    back = assemble(rows_back(export_registers(ctg)))
    assert back.ctg == ctg


@QUICK
@given(ctgs())
def test_registers_of_any_dossier_lose_nothing(ctg: Ctg) -> None:
    assert assemble(rows_back(export_registers(ctg))).ctg == ctg


def test_registers_are_french_and_for_excel_when_asked() -> None:
    ctg = minimal(
        fiches_actions=[
            {
                "id": "f",
                "intitule": "=HYPERLINK(1)",
                "objectifs": ["+1", "\n- deux"],
                "suivi": [{"annee": 2024, "depense_euros": "1250,5"}],
            }
        ]
    )
    plain, excel = export_registers(ctg), export_registers(ctg, excel=True)
    assert plain.keys() == excel.keys() >= {"fiches.csv", "plan-de-financement.csv", "dossier.csv"}
    assert plain["fiches.csv"].startswith("Identifiant;Intitulé;Rattachement;".encode())
    assert "f;=HYPERLINK(1);" in plain["fiches.csv"].decode()
    assert "1250,5" in plain["suivi-annuel.csv"].decode()
    assert excel["fiches.csv"].startswith(b"\xef\xbb\xbfIdentifiant;")
    for line in csv.reader(io.StringIO(excel["fiches.csv"].decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)
    assert "'=HYPERLINK(1)" in excel["fiches.csv"].decode()


def test_registers_do_not_replace_files_unasked(tmp_path: Path) -> None:
    ctg = minimal()
    assert len(write_registers(ctg, tmp_path)) == len(tables())
    with pytest.raises(OutputError, match="existe"):
        write_registers(ctg, tmp_path)
    write_registers(ctg, tmp_path, force=True)


# Command line


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("d.json",), "d.json"),
        (("agenda.ics",), "agenda.ics"),
        (("d.csv", "--format", "scdl"), "d.csv"),
        (("registres", "--excel"), "registres/fiches.csv"),
        (("registres", "--format", "csv"), "registres/dossier.csv"),
    ],
)
def test_export_in_each_form(run: Run, tmp_path: Path, arguments: tuple[str, ...], file: str) -> None:
    done = run("export", COMPLETE, *arguments)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / file).stat().st_size
    assert str(Path(file)) in done.stdout.splitlines()
    again = run("export", COMPLETE, *arguments)
    assert again.returncode == 5
    assert run("export", COMPLETE, *arguments, "--force").returncode == 0


def test_export_says_what_open_data_leaves_out(run: Run, tmp_path: Path) -> None:
    done = run("export", COMPLETE, "d.csv", "--format", "scdl")
    assert "SCD001" in done.stderr
    assert "CP-2025-11-036" in done.stderr
    assert "CP-2025-11-036" not in (tmp_path / "d.csv").read_text(encoding="utf-8")
    none = run("export", COMPLETE.with_name("mellois-en-poitou"), "m.csv", "--format", "scdl")
    assert none.returncode == 3
    assert not (tmp_path / "m.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("d.csv",), "--format scdl"),
        (("d.pdf",), "Forme inconnue"),
        (("d.json", "--excel"), "--excel"),
    ],
)
def test_export_asks_when_it_can_t_know(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("export", COMPLETE, *arguments)
    assert done.returncode == 2
    assert words in re.sub(r"\s+", " ", done.stderr)


def test_amounts_stay_exact() -> None:
    exact = "12345678901234567.125"
    ctg = minimal(
        fiches_actions=[
            {"id": "f", "intitule": "Agir", "suivi": [{"annee": 2024, "depense_euros": Decimal(exact)}]}
        ]
    )
    assert json.loads(export_json(ctg))["fiches_actions"][0]["suivi"][0]["depense_euros"] == f"{exact}0"


_NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from ctg_docs.cli.app import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE, which stands here for a full folder"
)
def test_a_full_temporary_folder_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _NO_ROOM, "export", str(COMPLETE), str(tmp_path / "c.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (5, False)
    assert "répertoire temporaire est plein" in done.stderr
    assert list(tmp_path.iterdir()) == []
