"""The rules of the house, read from the source itself: who may import what, and how heavy a start may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ctg_docs.ressources import COMPLETE_EXAMPLE

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ctg_docs"
MODULES = sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py"))

BASE = (
    "errors",
    "phrases",
    "problems",
    "formats",
    "holes",
    "french",
    "markdown",
    "version",
    "entry_points",
    "locks",
    "workplace",
    "limits",
    "collector",
)
BELOW_STEPS = (
    *BASE, "models", "sources", "checks", "rapprochement", "echanges", "engine", "gabarit", "documents", "formulaires", "signature",
    "ressources",
)  # fmt: skip
BELOW: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BASE, BASE),
    "models": (*BASE, "models"),
    "sources": (*BASE, "models", "sources", "checks"),
    "calendrier": (*BASE, "calendrier"),
    "checks": (*BASE, "calendrier", "models", "sources", "checks"),
    "agenda": (*BASE, "models", "agenda"),
    "rapprochement": (*BASE, "models", "rapprochement"),
    "echanges": (*BASE, "models", "sources", "checks", "agenda", "rapprochement", "echanges"),
    "engine": (*BASE, "engine"),
    "docxtpl": (*BASE, "engine", "docxtpl"),
    "gabarit": (*BASE, "gabarit"),
    "documents": (*BASE, "models", "agenda", "engine", "gabarit", "ressources", "documents"),
    "extension": (*BASE, "models", "checks", "documents", "engine"),
    "formulaires": (
        *BASE,
        "models",
        "sources",
        "rapprochement",
        "echanges",
        "engine",
        "gabarit",
        "documents",
        "formulaires",
    ),
    "ressources": (),
    "signature": (*BASE, "models", "engine", "documents", "signature"),
    "steps": (*BELOW_STEPS, "steps"),
    "lots": (*BELOW_STEPS, "steps", "lots"),
    "cli": (*BELOW_STEPS, "steps", "lots", "cli"),
}
"""What each part of the package may import of it: downwards only; sources and checks never meet the engine."""

WORD = {"docxtpl", "jinja2", "lxml", "docx"}
TERMINAL = {"click", "rich"}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def part(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def imported(module: str) -> Iterator[str]:
    """Every name imported anywhere in a module, those for type checkers included."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: absolute imports only"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_layout(module: str) -> bool:
    return part(module) == "gabarit" or module.endswith(
        ("/template.py", "/render.py", "/gabarit.py", "/dessin.py")
    )


def test_there_is_something_to_read() -> None:
    assert len(MODULES) > 100
    assert {part(m) for m in MODULES} >= {"models", "sources", "checks", "engine", "documents", "cli"}


def test_imports_go_downwards_only() -> None:
    wrong = []
    for module in MODULES:
        here = part(module)
        if here in {"__init__", "__main__"}:
            continue
        assert here in BELOW, f"{here}: a new part of the package must say what it may know"
        ours = {name.split(".")[1] for name in imported(module) if name.startswith("ctg_docs.")}
        wrong += [f"{module} → {name}" for name in ours - set(BELOW[here])]
    assert wrong == []


def _graph() -> dict[str, set[str]]:
    """Every import that runs, by module: those inside functions too, not those for type checkers."""
    names = {
        ".".join(("ctg_docs", *m.removesuffix(".py").split("/"))).removesuffix(".__init__"): m
        for m in MODULES
    }
    graph: dict[str, set[str]] = {}
    for name, module in names.items():
        found: set[str] = set()
        for node in _running(tree(module)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= (whole & names.keys()) or {node.module}
        graph[name] = found & names.keys()
    return graph


def _running(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        children: Iterator[ast.AST] = iter(node.orelse)
    else:
        children = ast.iter_child_nodes(node)
    for child in children:
        yield from _running(child)


def find_circle(graph: dict[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, empty when there is none."""
    left = {name: set(wanted) for name, wanted in graph.items()}
    while free := [name for name, wanted in left.items() if not wanted]:
        for name in free:
            del left[name]
        for wanted in left.values():
            wanted.difference_update(free)
    while users := left.keys() - set().union(*left.values()):
        for name in users:
            del left[name]
    return sorted(left)


def test_no_circle_even_inside_functions() -> None:
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c"]
    graph = _graph()
    assert sum(map(len, graph.values())) > 1000
    assert find_circle(graph) == []


def test_outside_libraries_stay_where_they_belong() -> None:
    wrong = []
    for module in MODULES:
        used = {name.split(".")[0] for name in imported(module)}
        refused = set() if part(module) == "cli" else TERMINAL
        if part(module) not in {"engine", "docxtpl"} and not is_layout(module):
            refused = refused | WORD
        if not module.startswith("engine/pdf") and module != "steps/revision.py":
            refused = refused | {"subprocess"}
        wrong += [f"{module} → {name}" for name in used & refused]
    assert wrong == []


def test_the_engine_opens_zips_by_one_door() -> None:
    """`opc` alone bounds what a stranger's zip may hold; two modules write workbooks of their own."""
    writers = {"engine/lint/sheet.py", "engine/template/workbook.py"}
    users = {m for m in MODULES if m.startswith("engine/") and "zipfile" in imported(m)}
    assert {m for m in users if not m.startswith("engine/opc/")} == writers


def test_a_kind_knows_no_other_kind() -> None:
    kinds = {m.split("/")[1] for m in MODULES if re.fullmatch(r"documents/[a-z]\w*/__init__\.py", m)}
    assert "convention" in kinds
    for module in MODULES:
        found = re.match(r"documents/([a-z_]\w*)/", module)
        if not found:
            continue
        others = {n.split(".")[2] for n in imported(module) if n.startswith("ctg_docs.documents.")}
        assert others & (kinds - {found[1]}) == set(), module


def _calls(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_clock_and_printing_are_the_command_line_alone() -> None:
    clock = re.compile(r"(date|datetime|time)\.(today|now|utcnow|time|localtime)$")
    library = [m for m in MODULES if part(m) != "cli" and not m.endswith("__main__.py")]
    calls = [(module, call) for module in library for call in _calls(module)]
    assert len(calls) > 10_000
    assert [(m, call) for m, call in calls if call == "print" or clock.search(call)] == []


def _defined(module: str) -> tuple[set[str], list[str] | None]:
    names: set[str] = set()
    public: list[str] | None = None
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
            if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets) and node.value:
                public = list(ast.literal_eval(node.value))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(a.asname or a.name).split(".")[0] for a in node.names}
        elif isinstance(node, ast.If | ast.Try):
            names |= {
                (a.asname or a.name) for n in ast.walk(node) if isinstance(n, ast.ImportFrom) for a in n.names
            }
    return names, public


def test_public_modules_say_what_they_offer() -> None:
    wrong = []
    for module in MODULES:
        if module == "__init__.py":  # the face is lazy: tests/test_face.py looks at it
            continue
        names, public = _defined(module)
        if re.fullmatch(r"documents/[a-z]\w*/__init__\.py", module):
            assert "KIND" in names, module
            continue
        offers = {n for n in names if not n.startswith("_")} - {"annotations"}
        if public is None:
            wrong += [f"{module}: no __all__"] if offers and not module.endswith("__main__.py") else []
        elif "__getattr__" not in names:
            wrong += [f"{module}: {name}" for name in set(public) - names]
    assert wrong == []


def test_modules_can_be_read_in_one_sitting() -> None:
    lines = {m: len((PACKAGE / m).read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {m: count for m, count in lines.items() if count > 400} == {}
    assert [m for m in MODULES if not ast.get_docstring(tree(m))] == []


def _loaded(*command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command], capture_output=True, text=True, cwd=ROOT, check=True
    )
    found = {
        line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line
    }
    assert "ctg_docs" in found
    return found


def test_import_is_light() -> None:
    assert not _loaded("-c", "import ctg_docs") & {*WORD, *TERMINAL, "pydantic"}


def test_help_is_light() -> None:
    assert not _loaded("-m", "ctg_docs", "--help") & {"docxtpl", "lxml", "jinja2", "docx"}


def test_wheel_takes_templates_and_the_complete_example() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    taken = config["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert taken == {
        "templates": "ctg_docs/templates",
        f"examples/{COMPLETE_EXAMPLE}": f"ctg_docs/exemples/{COMPLETE_EXAMPLE}",
    }
    assert all((ROOT / source).is_dir() for source in taken)


def test_all_extra_is_the_sum_of_the_others() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = config["project"]["optional-dependencies"]
    assert extras["all"] == [f"ctg-docs[{','.join(sorted(extras.keys() - {'all', 'dev'}))}]"]


def _texts() -> Iterator[tuple[Path, str]]:
    folders = ("ctg_docs", "templates", "examples", "tests", "docs", "benchmarks", ".ci")
    files = [
        p for f in folders for p in (ROOT / f).rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ]
    for path in [
        *files,
        *(p for p in ROOT.iterdir() if p.suffix in {".md", ".toml", ".yaml"} or p.stem == "Makefile"),
    ]:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                yield path, " ".join(package.read(n).decode("utf-8", "ignore") for n in package.namelist())
        else:
            yield path, path.read_bytes().decode("utf-8", "ignore")


def test_no_file_names_a_folder_of_the_machine_it_was_made_on() -> None:
    pattern = re.compile(r"(?<![\w.:/])/(?:work|root|home)/[\w.]")
    texts = list(_texts())
    assert len(texts) > 200
    assert [str(path.relative_to(ROOT)) for path, text in texts if pattern.search(text)] == []
