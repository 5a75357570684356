"""The command line: what it answers without a terminal and on one, through pipes, and what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Dossier = Callable[[str], Path]

MINIMAL = "territoire:\n  nom: Pays d’Essai\n"
COMMANDS = (
    "init",
    "check",
    "generate",
    "list",
    "export",
    "import",
    "diff",
    "avenant",
    "schema",
    "completion",
)
ENGLISH = ("Usage:", "Error", "Show this", "Try '", "Missing", "Invalid", "No such")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_french_and_has_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage\N{NO-BREAK SPACE}: ctg-docs {command}")
    assert "Exemple" in done.stdout
    assert f"  ctg-docs {command}" in done.stdout
    assert not [word for word in ENGLISH if word in done.stdout]


def test_the_list_of_commands_comes_with_the_help(run: Run) -> None:
    done = run("--help")
    assert [name for name in COMMANDS if f"\n  {name} " not in done.stdout] == []
    assert "..." not in done.stdout
    assert run().returncode in (0, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Vouliez-vous « check »"),
        (["check"], "Il manque l’argument"),
        (["check", "x", "--fnal"], "--final"),
        (["check", "x", "--format", "xml"], "au choix"),
        (["schema", "x"], "Argument en trop"),
        (["generate", "x", "conventio"], "Vouliez-vous « convention »"),
        (["generate", "x", "--date", "bientôt"], "« bientôt »"),
        (["generate", "x", "--templates", "absent"], "n’existe pas"),
    ],
)
def test_usage_errors_are_french_and_exit_2(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said.replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»") in done.stderr or (
        said in done.stderr
    )
    assert not [word for word in ENGLISH if word in done.stderr]
    assert done.stdout == ""


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("ctg-docs ")


def test_a_new_dossier_passes_the_check_of_a_draft(run: Run, tmp_path: Path) -> None:
    made = run("init", "pays-essai")
    assert made.returncode == 0
    assert (tmp_path / "pays-essai" / "ctg.schema.json").is_file()
    first = (tmp_path / "pays-essai" / "ctg.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=ctg.schema.json"
    assert run("check", "pays-essai").returncode == 0
    assert run("check", "pays-essai", "--final").returncode == 3
    again = run("init", "pays-essai")
    assert (again.returncode, again.stdout) == (5, "")


def test_check_groups_places_counts_and_concludes(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL + "convention:\n  etat: brouillon\n  inconnu: 1\n")
    done = run("check", base)
    assert done.returncode == 3
    assert done.stdout.startswith("ctg.yaml\n")
    assert "\n  4:3  erreur  CHP003  convention.etat\n" in done.stdout
    assert "2 erreurs" in done.stdout
    assert "rien ne peut être généré" in done.stdout
    assert "\x1b[" not in done.stdout


def test_check_as_json_gives_the_same_to_programs(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL + "convention:\n  etat: brouillon\n")
    done = run("check", base, "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert answer["nombre"]["erreur"] == 1
    (error,) = [p for p in answer["problemes"] if p["severity"] == "erreur"]
    assert (error["code"], error["path"], error["place"]["line"]) == ("CHP003", "convention.etat", 4)


def test_a_draft_is_written_with_its_gaps_told_and_never_overwritten(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL)
    done = run("generate", base, "convention", "-o", "out")
    assert done.returncode == 0
    (path,) = done.stdout.splitlines()
    written = base.parent / path
    assert written.read_bytes().startswith(b"PK")
    assert "À compléter" in done.stderr
    before = written.read_bytes()
    assert run("generate", base, "convention", "-o", "out").returncode == 5
    assert run("generate", base, "convention", "-o", "out", "--force").returncode == 0
    assert written.read_bytes() == before
    assert [f.name for f in written.parent.iterdir()] == [written.name]


def test_final_refuses_an_incomplete_dossier_and_writes_nothing(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL)
    done = run("generate", base, "convention", "--final", "-o", "out")
    assert done.returncode == 3
    assert "bloqu" in done.stderr
    assert not (base.parent / "out").exists()


def test_an_output_folder_that_is_a_file_exits_5(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL)
    (base.parent / "out").write_text("x")
    done = run("generate", base, "convention", "-o", "out")
    assert done.returncode == 5
    assert "n’est pas un dossier" in done.stderr


def test_a_faulty_template_exits_4(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL)
    (base / "modeles").mkdir()
    (base / "modeles" / "convention.docx").write_bytes(b"ceci n'est pas un fichier Word")
    assert run("generate", base, "convention", "-o", "out").returncode == 4
    assert not (base.parent / "out").exists()


@pytest.mark.parametrize(
    "content", ["", "- a", "a: [", "a: &a [*a]", "\x00", "territoire: x", "é" * 5000, "{{}}"]
)
def test_junk_exits_3_without_a_traceback(run: Run, dossier: Dossier, content: str) -> None:
    base = dossier(content)
    for command in (["check", base], ["generate", base]):
        done = run(*command)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr


def test_a_missing_dossier_exits_3(run: Run) -> None:
    done = run("check", "nulle-part")
    assert done.returncode == 3
    assert "n’existe pas" in done.stdout


def test_list_says_what_a_dossier_allows(run: Run, dossier: Dossier) -> None:
    kinds = [line.split()[0] for line in run("list").stdout.splitlines()]
    assert "convention" in kinds
    done = run("list", dossier(MINIMAL))
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == kinds


def test_schema_is_json_and_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("schema").stdout)["type"] == "object"
    assert run("schema", "-o", "s.json").returncode == 0
    assert run("schema", "-o", "s.json").returncode == 5
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["type"] == "object"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_CTG_DOCS_COMPLETE" in done.stdout


def test_the_shell_completes_kinds(run: Run) -> None:
    words = {"COMP_WORDS": "ctg-docs generate dossier conv", "COMP_CWORD": "3"}
    done = run(_CTG_DOCS_COMPLETE="bash_complete", **words)
    assert "plain,convention" in done.stdout


def test_a_closed_pipe_is_survived(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "ctg_docs", "schema"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            command, cwd=tmp_path, env=env, stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (0, b"")


def _modules(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True, timeout=60)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def _imports(*arguments: str) -> set[str]:
    return {name.partition(".")[0] for name in _modules(*arguments)}


@pytest.mark.parametrize(
    "arguments", [["-c", "import ctg_docs"], ["-m", "ctg_docs", "--help"], ["-m", "ctg_docs", "list"]]
)
def test_light_commands_load_no_heavy_package(arguments: list[str]) -> None:
    loaded = _imports(*arguments)
    assert "ctg_docs" in loaded
    assert not loaded & {"docxtpl", "lxml", "pydantic", "docx", "jinja2", "ruamel"}


def test_the_help_loads_nearly_nothing_beside_click() -> None:
    more = _modules("-m", "ctg_docs", "--help") - _modules("-c", "import click") - _modules("-m", "this")
    ours = {name for name in more if name.startswith("ctg_docs.") and not name.startswith("ctg_docs.cli")}
    assert ours <= {"ctg_docs.__main__", "ctg_docs.collector", "ctg_docs.errors", "ctg_docs.version"}
    heavy = ["json", "pathlib", "dataclasses", "difflib", "shutil", "traceback", "pkgutil", "locale"]
    assert "textwrap" in more
    assert not more & set(heavy)


def test_common_commands_load_only_what_they_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dossier that is sound, a template compiled before and no column to fit: no second parser, no XML, no network."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    dossier, base = str(ROOT / "examples" / "pays-auvrelle"), ["-m", "ctg_docs"]
    letter = [
        *base,
        "generate",
        dossier,
        "ordre_du_jour",
        "--reunion",
        "2026-12-10-groupe-enfance-jeunesse",
        "--force",
        "-o",
        str(tmp_path),
    ]
    _imports(*letter)
    for command, useless in ((letter, "ssl"), ([*base, "check", dossier], "holidays")):
        loaded = _imports(*command)
        assert {"pydantic", "yaml"} <= loaded
        assert not loaded & {"ruamel", "lxml", "docx", "docxtpl", useless}, command


def _on_a_terminal(*arguments: str, **more: str) -> bytes:
    """Run a command with its three streams on a terminal; return what was shown."""
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}
    command = [sys.executable, "-m", "ctg_docs", *arguments]
    with subprocess.Popen(command, env=env, stdout=side, stderr=side, stdin=side):
        os.close(side)
        shown = b""
        try:
            while chunk := os.read(main, 65536):
                shown += chunk
        except OSError:  # the other end is closed: all was read
            pass
    os.close(main)
    return shown


def test_colours_only_on_a_terminal(dossier: Dossier) -> None:
    base = str(dossier(MINIMAL + "inconnu: 1\n"))
    assert b"\x1b[" in _on_a_terminal("check", base)
    assert b"\x1b[3" not in _on_a_terminal("check", base, NO_COLOR="1")


def test_a_progress_bar_only_on_a_terminal_and_for_several_kinds(run: Run, dossier: Dossier) -> None:
    base = dossier(MINIMAL)
    out = str(base.parent / "out")
    shown = _on_a_terminal("generate", str(base), "-o", out).decode()
    assert "100%" in shown
    assert "Documents" not in run("generate", base, "-o", out, "--force").stderr
    assert (
        "Documents" not in _on_a_terminal("generate", str(base), "convention", "-o", out, "--force").decode()
    )
