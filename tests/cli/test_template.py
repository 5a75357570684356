"""`ctg-docs template` through real processes, and templates of users wherever they may be met."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ctg_docs.errors import ExitCode
from ctg_docs.ressources import example, template_path
from tests.engine.words import make_docx, part, texts

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FAULTS = {
    "unknown field in a condition": ("{%p if a.absent %}", "{%p endif %}"),
    "condition without end": ("{%p if titre %}", "Un texte."),
    "tag without end": ("{{ titre",),
    "field of a text": ("{{ titre.absent }}",),
    "unknown field": ("{{ absent }}",),
    "unknown filter": ("{{ titre | nul }}",),
    "unknown test": ("{% if titre is zorg %}x{% endif %}",),
    "loop over a text": ("{% for x in titre %}{{ x.y }}{% endfor %}",),
    "text in place of a date": ("{{ titre | date_longue }}",),
    "call": ("{{ titre() }}",),
    "private name": ("{{ titre.__class__ }}",),
    "loop outside a table": ("{%tr for x in titre %}",),
    "text beside a paragraph tag": ("Avant {%p if titre %} après", "{%p endif %}"),
}
RUNTIME = {
    "division by zero": "{{ 1 / 0 }}",
    "sum of a text and a number": "{{ titre + 1 }}",
    "endless recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "endless loop": "{% for i in range(10 ** 9) %}x{% endfor %}",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dossier that has a folder for its own templates."""
    (tmp_path / "mien" / "modeles").mkdir(parents=True)
    (tmp_path / "mien" / "ctg.yaml").write_text("territoire:\n  nom: Pays d’Essai\n", encoding="utf-8")
    return tmp_path / "mien"


@pytest.mark.parametrize("command", ["export", "check", "fields", "coverage"])
def test_each_command_has_a_french_help_and_an_example(run: Run, command: str) -> None:
    done = run("template", command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage\N{NO-BREAK SPACE}: ctg-docs template {command}")
    assert f"  ctg-docs template {command}" in done.stdout.partition("Exemple")[2]
    assert f"\n  {command} " in run("template", "--help").stdout


def test_an_unknown_command_is_refused_with_the_nearest(run: Run) -> None:
    done = run("template", "chek")
    assert done.returncode == ExitCode.USAGE
    assert "« check »" in done.stderr.replace("\N{NO-BREAK SPACE}", " ")


def test_export_copies_the_shipped_files(run: Run, tmp_path: Path) -> None:
    done = run("template", "export", "m", "convention", "fiche_action")
    assert (done.returncode, done.stdout) == (0, "m/convention.docx\nm/fiche_action.docx\n")
    assert (tmp_path / "m" / "convention.docx").read_bytes() == template_path("convention").read_bytes()
    assert run("template", "export", "m", "convention").returncode == ExitCode.OUTPUT
    assert run("template", "export", "m", "convention", "--force").returncode == 0
    assert run("template", "export", "m", "conventio").returncode == ExitCode.USAGE
    assert run("template", "export", "m", "presentation").returncode == ExitCode.USAGE


def test_every_shipped_template_passes_its_check(run: Run, tmp_path: Path) -> None:
    assert run("template", "export", "m").returncode == 0
    files = sorted((tmp_path / "m").glob("*.docx"))
    assert len(files) >= 20
    done = run("template", "check", *files)
    assert (done.returncode, done.stdout) == (0, "Aucun problème.\n")


@pytest.mark.parametrize("blocks", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_code_4(run: Run, tmp_path: Path, blocks: tuple[str, ...]) -> None:
    (tmp_path / "Notre convention.docx").write_bytes(make_docx(*blocks))
    done = run("template", "check", "Notre convention.docx")
    assert done.returncode == ExitCode.TEMPLATE, done.stdout + done.stderr
    assert "Notre convention.docx" in done.stdout
    assert "corps, paragraphe 1  erreur  MOD" in done.stdout
    assert done.stderr == ""


def test_the_kind_is_asked_when_the_name_does_not_tell_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "essai.docx").write_bytes(make_docx("{{ titre }}"))
    refused = run("template", "check", "essai.docx")
    assert refused.returncode == ExitCode.USAGE
    assert "essai.docx" in refused.stderr
    assert run("template", "check", "essai.docx", "--kind", "convention").returncode == 0


def test_a_mere_warning_does_not_refuse_a_template(run: Run, tmp_path: Path) -> None:
    (tmp_path / "convention.docx").write_bytes(make_docx("{{ preambule.texte_inconnu }}"))
    assert run("template", "check", "convention.docx").returncode == ExitCode.TEMPLATE
    (tmp_path / "convention.docx").write_bytes(make_docx("{{ annexes[0].plan.lignes | length }}"))
    assert run("template", "check", "convention.docx").returncode == ExitCode.OK


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"rien du tout"])
def test_a_file_that_is_no_word_document_is_a_finding(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "convention.docx").write_bytes(content)
    done = run("template", "check", "convention.docx")
    assert done.returncode == ExitCode.TEMPLATE
    assert "MOD001" in done.stdout
    assert "Traceback" not in done.stderr


def test_findings_come_as_json_and_sarif(run: Run, tmp_path: Path) -> None:
    (tmp_path / "convention.docx").write_bytes(make_docx("{{ titr }}"))
    found = run("template", "check", "convention.docx", "--format", "json")
    assert found.returncode == ExitCode.TEMPLATE
    [problem] = json.loads(found.stdout)
    assert (problem["code"], problem["place"]["cell"]) == ("MOD102", "corps, paragraphe 1")
    assert "titre" in problem["suggestion"]
    sarif = run("template", "check", "convention.docx", "--format", "sarif")
    [result] = json.loads(sarif.stdout)["runs"][0]["results"]
    assert result["ruleId"] == "MOD102"
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "convention.docx"


def test_the_annotated_copy_has_a_comment_at_the_tag(run: Run, tmp_path: Path) -> None:
    (tmp_path / "convention.docx").write_bytes(make_docx("Avant.", "{{ titr }}"))
    done = run("template", "check", "convention.docx", "--annotate", "notes/copie.docx")
    assert done.returncode == ExitCode.TEMPLATE
    assert done.stdout.endswith("notes/copie.docx\n")
    copy = (tmp_path / "notes" / "copie.docx").read_bytes()
    assert "MOD102" in part(copy, "word/comments.xml")
    assert texts(copy)[:2] == ["Avant.", "{{ titr }}"]
    again = run("template", "check", "convention.docx", "--annotate", "notes/copie.docx")
    assert again.returncode == ExitCode.OUTPUT
    several = run("template", "check", "convention.docx", "convention.docx", "--annotate", "x.docx")
    assert several.returncode == ExitCode.USAGE


def test_an_unreadable_template_has_no_annotated_copy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "convention.docx").write_bytes(b"rien")
    done = run("template", "check", "convention.docx", "--annotate", "copie.docx")
    assert done.returncode == ExitCode.TEMPLATE
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "copie.docx").exists()


def test_fields_are_listed_as_text_json_and_word(run: Run, tmp_path: Path) -> None:
    text = run("template", "fields", "fiche_action").stdout
    assert "{{ titre }}" in text
    found = json.loads(run("template", "fields", "fiche_action", "--format", "json").stdout)
    assert {"path", "type", "optional", "title", "meaning", "example", "tag"} == set(found[0])
    assert len(found) > 30
    assert all(f["title"] or f["meaning"] for f in found if f["path"] in ("titre", "pied", "projet"))
    done = run("template", "fields", "fiche_action", "--docx", "champs.docx")
    assert (done.returncode, done.stdout) == (0, "champs.docx\n")
    document = (tmp_path / "champs.docx").read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(document))
    assert "{{ titre }}" in texts(document)


def test_coverage_names_what_never_serves(run: Run, tmp_path: Path) -> None:
    done = run("template", "coverage", "cooperateurs")
    assert done.returncode == 0
    assert done.stdout.startswith("cooperateurs.docx : ")
    assert "{%p if cle_sigles %} : jamais condition fausse" in " ".join(done.stdout.split())
    (tmp_path / "m").mkdir()
    template = make_docx(
        "{%p if projet %}", "Projet.", "{%p endif %}", "{% if not titre %}Sans titre{% endif %}"
    )
    (tmp_path / "m" / "cooperateurs.docx").write_bytes(template)
    shown = run("template", "coverage", "cooperateurs", example(), "--templates", "m", "--format", "json")
    [one] = json.loads(shown.stdout)
    assert one["modele"] == "m/cooperateurs.docx"
    assert {(b["expression"], b["outcome"]): b["hits"] > 0 for b in one["voies"]} == {
        ("{%p if projet %}", "condition vraie"): True,
        ("{%p if projet %}", "condition fausse"): True,
        ("{% if not titre %}", "condition vraie"): False,
        ("{% if not titre %}", "condition fausse"): True,
    }


def test_coverage_refuses_what_is_neither_kind_nor_dossier(run: Run) -> None:
    done = run("template", "coverage", "cooperteurs")
    assert done.returncode == ExitCode.USAGE
    assert "cooperateurs" in done.stderr


@pytest.mark.parametrize("blocks", list(FAULTS.values())[:6], ids=list(FAULTS)[:6])
def test_a_faulty_template_of_the_dossier_is_a_problem_never_a_crash(
    run: Run, own: Path, blocks: tuple[str, ...]
) -> None:
    (own / "modeles" / "convention.docx").write_bytes(make_docx(*blocks))
    checked = run("check", "mien")
    assert checked.returncode == ExitCode.DATA
    assert "modeles/convention.docx" in checked.stdout
    assert "corps, paragraphe 1  erreur  MOD" in checked.stdout
    made = run("generate", "mien", "convention")
    assert made.returncode == ExitCode.TEMPLATE
    assert "convention.docx" in made.stderr
    assert "corps, paragraphe 1" in made.stderr
    assert "Traceback" not in checked.stderr + made.stderr


@pytest.mark.parametrize("text", RUNTIME.values(), ids=RUNTIME)
def test_what_only_shows_while_rendering_is_located_too(run: Run, own: Path, text: str) -> None:
    (own / "modeles" / "convention.docx").write_bytes(make_docx("Un début.", text))
    made = run("generate", "mien", "convention")
    assert made.returncode == ExitCode.TEMPLATE
    assert "corps, paragraphe 2" in made.stderr
    assert "Traceback" not in made.stderr


def test_a_fault_in_a_branch_not_taken_is_told_and_the_document_written(run: Run, own: Path) -> None:
    template = make_docx("{{ titre }}", "{%p if not titre %}", "{{ absent }}", "{%p endif %}")
    (own / "modeles" / "convention.docx").write_bytes(template)
    made = run("generate", "mien", "convention")
    assert made.returncode == 0
    assert "MOD102" in made.stderr
    assert made.stdout.startswith("sortie/convention")


def test_templates_given_to_the_command_are_checked_too(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "convention.docx").write_bytes(make_docx("{{ titre.absent }}"))
    made = run("generate", "mien", "convention", "--templates", "m")
    assert made.returncode == ExitCode.TEMPLATE
    assert "absent" in made.stderr
    assert own.is_dir()


def test_a_sound_template_of_the_dossier_says_nothing(run: Run, own: Path) -> None:
    assert run("template", "export", own / "modeles", "convention").returncode == 0
    checked, made = run("check", "mien"), run("generate", "mien", "convention")
    assert (checked.returncode, made.returncode) == (0, 0)
    assert "MOD" not in checked.stdout + made.stderr
