"""What the README and the guide say is true: each command, program, dossier, link and generated page."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.problems import Severity
from tests import command as command_line

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [p.relative_to(ROOT).as_posix() for p in PAGES]


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def having(language: str) -> list[str]:
    return [name for name in NAMES if blocks(name, language)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, as a reader of the checkout has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> tuple[int, str]:
    """Run a command of a page; contents get their page numbers, by a start of the converter, with PDFs only."""
    words = shlex.split(command, comments=True)
    assert words[0] == "ctg-docs", command
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "CTG_DOCS_SANS_PAGES": "1"}
    done = command_line.run(*words[1:], env=environment, together=True)
    return done.returncode, done.stdout


def expected_code(command: str) -> int:
    found = re.search(r"# code (\d)$", command)
    return int(found[1]) if found else 0


def test_pages_have_what_is_tested() -> None:
    assert len(having("sh")) >= 2
    assert "README.md" in having("console")
    assert "docs/bibliotheque.md" in having("python")
    assert len(having("yaml")) >= 2


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("page", having("sh"))
def test_each_command_works(page: str) -> None:
    for line in "".join(blocks(page, "sh")).splitlines():
        if line.startswith("ctg-docs"):
            code, output = run(line)
            assert code == expected_code(line), f"{line}\n{output}"
        else:
            assert re.match(r"make [a-z]|pip install |git clone |\.ci/run", line) or not line, line


def scenes(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each `$ command` of a page with the lines shown under it; a line « … » stands for any lines."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown.rstrip().splitlines()


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("page", having("console"))
def test_each_output_is_the_real_one(page: str) -> None:
    for command, shown in scenes(page):
        code, output = run(command)
        assert code == expected_code(command), f"{command}\n{output}"
        real = [line.rstrip() for line in output.rstrip().splitlines()]
        assert _shown_in(shown, real), f"{command}\n" + "\n".join(real)


def _shown_in(shown: list[str], real: list[str]) -> bool:
    """True when the lines shown are the real ones; a line « … » stands for any lines."""
    places = {0}
    for line in shown:
        if line.strip() == "…":
            places = set(range(min(places, default=len(real) + 1), len(real) + 1))
        else:
            places = {at + 1 for at in places if at < len(real) and real[at] == line.rstrip()}
    return len(real) in places


@pytest.mark.parametrize("page", having("python"))
def test_each_program_runs(page: str, place: Path) -> None:
    """The blocks of a page, one after the other, are one program of a process of its own: it may declare rules."""
    shutil.copytree(ROOT / "examples/caf-commune", place / "territoires/nord/commune")  # a page made it above
    program = place / "programme.py"
    text = "\n\n".join(blocks(page, "python"))
    program.write_text(text, encoding="utf-8")
    loaded = ["-c", f"import runpy; runpy.run_path({str(program)!r})"]  # its last lines wait for arguments
    done = subprocess.run(
        [sys.executable, "-W", "error", *(loaded if "sys.argv" in text else [str(program)])],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("page", having("yaml"))
def test_each_dossier_shown_can_be_read(page: str, place: Path) -> None:
    for block in blocks(page, "yaml"):
        (place / "ctg.yaml").write_text(block, encoding="utf-8")
        errors = [p for p in ctg_docs.diagnose(place / "ctg.yaml").problems if p.severity is Severity.ERROR]
        assert not errors, block


@pytest.mark.parametrize("page", NAMES)
def test_each_link_leads_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", text):
        link = target[0] or target[1]
        assert link.startswith("https://") or ((ROOT / page).parent / link).exists(), link


def test_each_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        t
        for name in NAMES
        for t in re.findall(r"\bmake ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"))
    }
    assert {"demo", "test", "lint"} <= named <= targets
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets


def test_continuous_integration_runs_the_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^make [a-z-]+", script, re.MULTILINE)
    assert commands == ["make lint", "make test"]
    assert all(re.search(rf"^{command}\b", readme, re.MULTILINE) for command in commands)


PRODUCED: dict[Path, str] = runpy.run_path(str(ROOT / "docs" / "build.py"))["pages"]()


@pytest.mark.parametrize("page", PRODUCED, ids=lambda p: p.name)
def test_generated_page_is_fresh(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == PRODUCED[page], "page périmée : make docs"


def test_every_extra_named_exists_and_each_is_told() -> None:
    """The extras that the README, the guide and the messages name are those of the package."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = config["project"]["optional-dependencies"].keys()
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "ctg_docs").rglob("*.py")]
    named = {
        extra.strip()
        for text in (*texts, *sources)
        for found in re.findall(r"ctg-docs\[([\w, ]+)\]", text)
        for extra in found.split(",")
    }
    assert named
    assert named - {"extra"} <= extras
    assert "calendrier" not in extras


def test_the_readme_tells_the_versions_of_python_that_are_tested() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    least = config["project"]["requires-python"].removeprefix(">=")
    assert "<" not in config["project"]["requires-python"]
    assert any(c.endswith(f":: {least}") for c in config["project"]["classifiers"])
    assert f"Python {least}" in (ROOT / "README.md").read_text(encoding="utf-8")
