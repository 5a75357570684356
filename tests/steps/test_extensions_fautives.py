"""An extension with one fault: told in words of its author's code, and everything else goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from tests.steps.test_extensions import DOSSIER, ROOT, run

KIND = "from ctg_docs.extension import Kind\nKIND = Kind(titre='Lettre', description='Une lettre.')\n"
CONTEXT = """
from ctg_docs.extension import Contexte, build_stem, tete

class Lettre(Contexte):
    mot: str | None

CONTEXTE = Lettre

def build(ctg, situation):
    return [Lettre(**tete(ctg, situation, stem=build_stem("lettre", "x"), titre="Lettre"), mot={mot})]
"""
TEMPLATE = """
from ctg_docs.gabarit import Gabarit

def build_template():
    g = Gabarit("Lettre")
    g.paragraphe("{{ mot%s }}", "Normal")
    return g.build()
"""


def install(site: Path, group: str, name: str, target: str, files: dict[str, str]) -> Path:
    """Install a package `casse` with the entry point given."""
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    info = site / f"casse_{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: casse\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n", encoding="utf-8")
    return site


def letter(site: Path, template: str | None, mot: str = "'x'") -> Path:
    files = {"casse/__init__.py": KIND, "casse/context.py": CONTEXT.replace("{mot}", mot)}
    return install(
        site,
        "ctg_docs.kinds",
        "lettre",
        "casse",
        files | ({"casse/template.py": template} if template else {}),
    )


PROBE = """
import json, sys
import ctg_docs

ctg = ctg_docs.load({"territoire": {"nom": "Val"}, "reunions": [{"id": "copil", "titre": "Copil"}]})
told = [e.problem.message for e in ctg_docs.extensions() if e.problem]
made = ctg_docs.prepare(ctg, templates=sys.argv[1] if len(sys.argv) > 1 else None)
try:
    ctg_docs.render(ctg, "lettre")
    refused = ""
except ctg_docs.CtgDocsError as error:
    refused = " ".join([str(error), *(p.message for p in error.problems)])
print(json.dumps({
    "told": told, "refused": refused, "made": len(made.documents), "warned": [p.message for p in made.problems],
    "skipped": {kind.nom: reason for kind, reason in made.skipped},
    "checked": [p.message for p in ctg_docs.check(ctg, final=True) if p.code in ("EXT001", "MDP001")],
}))
"""


def probe(site: Path, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.replace("\\u00a0", " "))
    return told


@pytest.mark.parametrize(
    ("template", "mot", "listed", "said"),
    [
        (None, "'x'", "n’a ni modèle « lettre.docx », ni module template.py", ""),
        ("raise ValueError('panne')", "'x'", "ValueError : panne (casse/template.py, ligne 1)", "panne"),
        ("def build_template():\n    raise OSError('disque')", "'x'", "(casse/template.py, ligne 2)", "disque"),
        (TEMPLATE % " | euros", "None", "", "euros"),
    ],
)  # fmt: skip
def test_a_template_at_fault_stops_its_letter_only(
    tmp_path: Path, template: str | None, mot: str, listed: str, said: str
) -> None:
    found = probe(letter(tmp_path, template, mot))
    assert (listed in found["told"][0]) if listed else not found["told"]
    assert found["made"] >= 3
    assert (said in found["skipped"]["lettre"]) if said else "lettre" not in found["skipped"]
    assert (said or listed) in found["refused"]


RULE = """
from ctg_docs.extension import Finding, Severity, regle

@regle({code}, {severity}, "un titre", cause="Pour voir.", remede="Regarder.")
def trouve(examen):
    {body}
"""


@pytest.mark.parametrize(
    ("code", "severity", "body", "said"),
    [
        ("'DEP001'", "Severity.WARNING", "yield Finding('Non.')", "le code DEP001 est de ceux de ctg-docs"),
        ("'CTG999'", "Severity.WARNING", "yield Finding('Non.')", "le code CTG999 est de ceux de ctg-docs"),
        ("'maregle'", "Severity.WARNING", "yield Finding('Non.')", "trois lettres majuscules"),
        ("'MDP001'", "'grave'", "yield Finding('Non.')", "n’est pas une Severity"),
        ("'MDP001'", "Severity.WARNING", "yield ('Non.', 1)", "et non un Finding"),
        ("'MDP001'", "Severity.WARNING", "yield Finding('Non.', 'fiches')", "le chemin"),
        ("'MDP001'", "Severity.WARNING", "yield 1 / 0", "ZeroDivisionError : division by zero (casse.py, ligne 6)"),
        ("'MDP001'", "Severity.WARNING", "pass", "NoneType"),
        ("'MDP001'", "absent", "pass", "NameError"),
    ],
)  # fmt: skip
def test_a_check_at_fault_is_one_warning_of_check(
    tmp_path: Path, code: str, severity: str, body: str, said: str
) -> None:
    rule = RULE.format(code=code, severity=severity, body=body)
    found = probe(install(tmp_path, "ctg_docs.checks", "controles", "casse", {"casse.py": rule}))
    (message,) = found["checked"]
    assert said in message


def test_explain_knows_a_code_of_an_extension(tmp_path: Path) -> None:
    rule = RULE.format(code="'MDP001'", severity="Severity.WARNING", body="yield Finding('Non.')")
    site = install(tmp_path, "ctg_docs.checks", "controles", "casse", {"casse.py": rule})
    assert "Regarder." in run("explain", "mdp001", site=site).stdout


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("date_longue", "x = str", "un filtre de ctg-docs a déjà ce nom"),
        ("upper", "x = str", "un filtre de ctg-docs a déjà ce nom"),
        ("mon-filtre", "x = str", "ce nom n’est pas fait"),
    ],
)
def test_a_filter_that_templates_could_not_call_is_refused(
    tmp_path: Path, name: str, body: str, said: str
) -> None:
    found = probe(install(tmp_path, "ctg_docs.filters", name, "casse:x", {"casse.py": body}))
    assert said in found["told"][0]


def test_an_unknown_filter_says_which_extension_lost_it(tmp_path: Path) -> None:
    site = install(tmp_path, "ctg_docs.filters", "age", "filtre:x", {"filtre.py": "raise OSError('disque')"})
    letter(site, TEMPLATE % " | age")
    found = probe(site)
    assert "disque (filtre.py, ligne 1)" in found["refused"]
    (reason,) = [reason for kind, reason in found["skipped"].items() if kind == "lettre"]
    assert "Le filtre « age » n’existe pas" in reason


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"casse/__init__.py": ""}, "ne contient aucun modèle Word"),
        ({"casse/__init__.py": "", "casse/anuaire.docx": "x"}, "aucun type de document ne demande « anuaire.docx »"),
    ],
)  # fmt: skip
def test_an_empty_or_misspelt_family_is_told(tmp_path: Path, files: dict[str, str], said: str) -> None:
    site = install(tmp_path, "ctg_docs.templates", "mon-dep", "casse", files)
    assert said in run("list", site=site).stderr.replace("\u00a0", " ")
    asked = run("generate", DOSSIER, "annuaire", "--templates", "mon-dep", site=site, cwd=tmp_path)
    assert asked.returncode == 2
    assert said in asked.stderr.replace("\u00a0", " ")


def test_a_template_asked_for_under_no_known_name_is_told() -> None:
    ctg = ctg_docs.load({"territoire": {"nom": "Val"}})
    ready = ctg_docs.prepare(ctg, ["convention"], templates={"convnetion": b""})
    (told,) = [p for p in ready.problems if p.code == "GEN002"]
    assert told.suggestion == "Vouliez-vous « convention.docx » ?"
