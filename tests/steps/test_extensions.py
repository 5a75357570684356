"""A package of somebody else, installed beside: its four doors, and what happens when it is broken."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ctg_docs.ressources import COMPLETE_EXAMPLE

ROOT = Path(__file__).parents[2]
DOSSIER = str(ROOT / "examples" / COMPLETE_EXAMPLE)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example installed in a folder of its own, from a copy that keeps the sources clean."""
    base = tmp_path_factory.mktemp("extension")
    source, target = base / "source", base / "site"
    shutil.copytree(ROOT / "examples" / "extension", source, ignore=shutil.ignore_patterns("__pycache__"))
    quiet = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "install", *quiet, "--target", target, source], check=True)
    return target


def run(
    *arguments: str, site: Path | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    places = [str(ROOT), *([str(site)] if site else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "CTG_DOCS_SANS_PAGES": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ctg_docs", *arguments],
        capture_output=True, text=True, env=environment, cwd=cwd, check=False,
    )  # fmt: skip


def test_its_kind_is_listed_and_leaves_with_it(installed: Path) -> None:
    with_it, without = run("list", site=installed), run("list")
    assert "Le rappel d’une action en retard à son pilote." in with_it.stdout
    assert with_it.stderr == ""
    assert "rappel " not in without.stdout
    left = [line for line in with_it.stdout.splitlines() if not line.startswith("rappel ")]
    assert left == without.stdout.splitlines()


def test_its_letter_is_written_with_its_filter_then_with_the_family_of_templates(
    installed: Path, tmp_path: Path
) -> None:
    from ctg_docs.gabarit.copie import read_text

    common = ("generate", DOSSIER, "rappel", "--date", "2029-03-01")
    done = run(*common, "-o", "long", site=installed, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    letters = sorted((tmp_path / "long").glob("rappel-*.docx"))
    assert letters
    texts = [read_text(letter.read_bytes()) for letter in letters]
    assert any("en retard depuis" in text for text in texts)
    assert all("Vous pilotez une action" in text for text in texts)
    brief = run(*common, "-o", "bref", "--templates", "rappel-bref", site=installed, cwd=tmp_path)
    assert brief.returncode == 0, brief.stderr
    short = read_text((tmp_path / "bref" / letters[0].name).read_bytes())
    assert "Merci de nous dire" in short
    assert "Vous pilotez" not in short
    absent = run(*common, "-o", "x", "--templates", "inconnue", site=installed, cwd=tmp_path)
    assert absent.returncode == 2
    assert "Familles installées : rappel-bref" in absent.stderr.replace("\u00a0", " ")


def test_its_check_runs_and_its_template_is_checked(installed: Path, tmp_path: Path) -> None:
    code = (
        "import ctg_docs, datetime, sys\n"
        "from ctg_docs.checks import run\n"
        f"ctg = ctg_docs.load({DOSSIER!r})\n"
        "fiches = tuple(f.model_copy(update={'pilote_personne': None}) for f in ctg.fiches_actions)\n"
        "ctg = ctg.model_copy(update={'fiches_actions': fiches})\n"
        "print(*{p.code for p in run(ctg, date=datetime.date(2035, 1, 1))})\n"
        "[kind] = [k for k in ctg_docs.kinds() if k.nom == 'rappel']\n"
        "open(sys.argv[1], 'wb').write(kind.shipped_template())\n"
    )
    file = tmp_path / "rappel.docx"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(installed)))}
    done = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, env=environment, check=True
    )
    assert "RAP001" in done.stdout.split()
    checked = run("template", "check", str(file), site=installed)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_family_is_what_its_python_builds(installed: Path) -> None:
    code = "from ctg_rappel.rappel.template import build_template; import sys; sys.stdout.buffer.write(build_template(bref=True))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(installed)))}
    built = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    shipped = (ROOT / "examples/extension/ctg_rappel/modeles/rappel.docx").read_bytes()
    assert _body(built.stdout) == _body(shipped)


def _body(document: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read("word/document.xml")


def broken(site: Path, group: str, name: str, body: str) -> Path:
    """Write an installed package whose only module is at fault."""
    (site / "casse.py").write_text(body, encoding="utf-8")
    info = site / "casse-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: casse\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = casse\n", encoding="utf-8")
    return site


@pytest.mark.parametrize(
    ("group", "name", "body", "said"),
    [
        ("ctg_docs.kinds", "casse", "raise RuntimeError('panne')", "panne"),
        ("ctg_docs.kinds", "convention", "KIND = 1", "a déjà ce nom"),
        ("ctg_docs.kinds", "casse", "KIND = 1", "ne contient pas de KIND"),
        ("ctg_docs.kinds", "Cassé !", "KIND = 1", "lettres minuscules"),
        ("ctg_docs.checks", "casse", "import inexistant", "inexistant"),
        ("ctg_docs.filters", "casse", "x = 1", "un filtre est une fonction"),
        ("ctg_docs.templates", "casse", "raise OSError('disque')", "disque"),
    ],
)
def test_a_broken_one_is_told_in_one_line_and_stops_nothing(
    tmp_path: Path, group: str, name: str, body: str, said: str
) -> None:
    site = broken(tmp_path, group, name, body)
    done = run("list", site=site)
    assert done.returncode == 0
    assert done.stdout == run("list").stdout
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert "de casse 1.0 ne peut pas servir" in done.stderr


def test_help_does_not_look_for_extensions(tmp_path: Path) -> None:
    site = broken(tmp_path, "ctg_docs.kinds", "casse", "print('chargé')")
    done = run("--help", site=site)
    assert done.returncode == 0
    assert "chargé" not in done.stdout
