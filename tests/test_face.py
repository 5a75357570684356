"""The public face: what it offers, typed, told in few words."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
import subprocess
import sys
import typing
from pathlib import Path

import ctg_docs

ROOT = Path(__file__).parents[1]
_OPTION = re.compile(r"[\wà-ÿ(] ?\(?--[a-z]{3,}")
"""An option inside a sentence: after a word."""
FACE = ROOT / "ctg_docs" / "__init__.py"


def _typed() -> set[str]:
    """Return the names that type checkers see."""
    [block] = [n for n in ast.parse(FACE.read_text(encoding="utf-8")).body
               if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]  # fmt: skip
    return {
        alias.asname or "" for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_type_checkers_and_programs_see_the_same_names() -> None:
    assert len(_typed()) > 70
    assert {*_typed(), "__version__"} == set(dir(ctg_docs))


def test_help_fits_in_two_screens_and_names_everything() -> None:
    told = pydoc.plain(pydoc.render_doc(ctg_docs))
    assert len(told.splitlines()) < 120
    words = set(re.findall(r"\w+", ctg_docs.__doc__ or ""))
    assert set(dir(ctg_docs)) - {"__version__", "ExitCode"} - words == set()


def test_the_guide_has_them_all() -> None:
    page = (ROOT / "docs" / "bibliotheque.md").read_text(encoding="utf-8")
    prose = re.sub("(?s)```.*?```", "", page)
    named = set(re.findall(r"\w+", " ".join(re.findall("`([^`]+)`", prose))))
    assert set(dir(ctg_docs)) - {"__version__"} - named == set()


def test_what_public_functions_take_and_return_is_public() -> None:
    public = {getattr(ctg_docs, name) for name in dir(ctg_docs) if inspect.isclass(getattr(ctg_docs, name))}
    missing = set()
    functions = [getattr(ctg_docs, n) for n in dir(ctg_docs) if inspect.isfunction(getattr(ctg_docs, n))]
    assert len(functions) > 30
    for function in functions:
        assert inspect.getdoc(function)
        source = str(function.__annotations__)
        for name in re.findall(r"\b[A-Z]\w+", source):
            if not hasattr(ctg_docs, name) and not hasattr(typing, name):
                missing.add(name)
    assert missing - {"Ctg", "Path", "Iterable", "Sequence", "Mapping", "None", "True", "False", "Source", "Files", "Names"} == {
        "Executor", "HasProblems", "OpenData", "Passage", "Branch"
    } & missing  # fmt: skip
    assert public


def test_a_program_with_every_name_is_typed_and_a_misspelt_one_is_not(tmp_path: Path) -> None:
    program = tmp_path / "programme.py"
    names = sorted(dir(ctg_docs))
    program.write_text(
        "import ctg_docs\n" + "".join(f"print(ctg_docs.{n})\n" for n in names), encoding="utf-8"
    )
    wrong = tmp_path / "faute.py"
    wrong.write_text("import ctg_docs\nprint(ctg_docs.lod)\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path / "c"),
    ]
    done = subprocess.run(
        [*command, program, wrong], capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.count("error") == 1
    assert "lod" in done.stdout


def test_the_library_never_speaks_of_an_option_of_the_command_line() -> None:
    told = []
    modules = [p for p in (ROOT / "ctg_docs").rglob("*.py") if "cli" not in p.relative_to(ROOT).parts]
    assert len(modules) > 300
    for path in modules:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docs:
                continue
            if _OPTION.search(node.value) and "ctg-docs " not in node.value:
                told.append(f"{path.name}:{node.lineno} {node.value[:60]}")
    assert [line for line in told if "brew" not in line] == []
