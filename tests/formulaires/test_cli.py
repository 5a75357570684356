"""`form` and `import` of Word forms as commands."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.models.operation import Statut
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.formulaires.word import W, edited, fill
from tests.formulaires.word import run as word_run

COMPLETE = Path(__file__).resolve().parents[2] / "examples" / "pays-auvrelle"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COMPLETE, tmp_path / "dossier"))


def test_one_form_by_its_number_there_and_back(run: Run, dossier: Path, tmp_path: Path) -> None:
    done = run("form", "fiche_action", dossier, "--action", "1.1.1.1")
    assert done.returncode == 0, done.stderr
    path = tmp_path / done.stdout.strip()
    assert "Aucune différence" in run("import", path, dossier).stdout
    path.write_bytes(fill(path.read_bytes(), {"statut": "Réalisé"}))

    refused = run("import", path, dossier)
    assert refused.returncode == 2
    assert load(dossier) == load(COMPLETE)

    taken = run("import", path, dossier, "--yes")
    assert taken.returncode == 0, taken.stderr
    assert "statut, «\N{NO-BREAK SPACE}En cours\N{NO-BREAK SPACE}» devient" in taken.stdout
    after, before = load(dossier), load(COMPLETE)
    assert [f.id for f in after.fiches_actions if f != before.fiche(f.id)] == ["multi-accueil-vaudreuge"]
    archive = next(tmp_path.glob("dossier-avant-*.zip"))
    with zipfile.ZipFile(archive) as kept:
        assert "ctg.yaml" in kept.namelist()

    again = run("import", path, dossier)
    assert (again.returncode, load(dossier)) == (0, after)
    assert "Aucune différence" in again.stdout


def test_many_forms_at_once(run: Run, dossier: Path, tmp_path: Path) -> None:
    done = run("form", "fiche_action", dossier, "-o", "f")
    paths = [tmp_path / line for line in done.stdout.split("\n") if line]
    assert len(paths) == len(load(dossier).fiches_actions)
    for path in paths:
        path.write_bytes(fill(path.read_bytes(), {"priorite": "Basse"}))
    taken = run("import", *paths, dossier, "--yes")
    assert taken.returncode == 0, taken.stderr
    assert {f.priorite.libelle for f in load(dossier).fiches_actions if f.priorite} == {"Basse"}


def test_contradictions_are_refused_and_nothing_is_written(run: Run, dossier: Path, tmp_path: Path) -> None:
    path = (
        tmp_path / run("form", "fiche_action", dossier, "--action", "multi-accueil-vaudreuge").stdout.strip()
    )
    for name, value in (("a.docx", "Réalisé"), ("b.docx", "Bloqué")):
        (tmp_path / name).write_bytes(fill(path.read_bytes(), {"statut": value}))
    refused = run("import", "a.docx", "b.docx", dossier, "--yes")
    assert refused.returncode == 3
    assert "FRM010" in refused.stderr
    assert "a.docx" in refused.stderr
    assert load(dossier) == load(COMPLETE)


@pytest.mark.parametrize("kind", ["equipements", "instance", "compte_rendu"])
def test_the_other_forms_are_written(run: Run, dossier: Path, kind: str) -> None:
    done = run("form", kind, dossier)
    assert done.returncode == 0, done.stderr
    assert "Aucune différence" in run("import", *done.stdout.split("\n")[:-1], dossier).stdout


def test_an_unknown_form_or_element_is_told_in_french(run: Run, dossier: Path) -> None:
    assert "Au choix" in run("form", "lettre", dossier).stderr
    assert "Au choix" in run("form", "fiche_action", dossier, "--action", "9.9.9").stderr
    (dossier.parent / "autre.docx").write_bytes(b"rien")
    refused = run("import", "autre.docx", dossier)
    assert refused.returncode == 3
    assert "FRM001" in refused.stderr


def test_what_cannot_be_read_is_left_out_and_the_rest_written(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    path = (
        tmp_path / run("form", "fiche_action", dossier, "--action", "multi-accueil-vaudreuge").stdout.strip()
    )
    path.write_bytes(fill(path.read_bytes(), {"indicateurs[0].cible": "beaucoup", "statut": "Réalisé"}))
    taken = run("import", path, dossier, "--yes")
    assert taken.returncode == 8
    assert "FRM017" in taken.stderr
    assert "1 valeur ou ligne laissée de côté" in taken.stderr
    after, before = (
        load(dossier).fiche("multi-accueil-vaudreuge"),
        load(COMPLETE).fiche("multi-accueil-vaudreuge"),
    )
    assert after is not None
    assert before is not None
    assert after.statut is Statut.REALISE
    assert after.indicateurs == before.indicateurs


def test_a_generated_fiche_edited_in_word_comes_back(run: Run, dossier: Path, tmp_path: Path) -> None:
    path = (
        tmp_path
        / run("generate", dossier, "fiche_action", "--action", "multi-accueil-vaudreuge").stdout.strip()
    )

    def edit(root: Any) -> None:
        paragraphs = list(root.iter(f"{W}p"))
        words = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs]
        constat = paragraphs[words.index("Constat") + 1]
        constat.append(word_run(" Ajout de la réunion."))
        status = paragraphs[words.index("En cours")]
        for node in status.findall(f"{W}r"):
            status.remove(node)
        status.append(word_run("Réalisé"))

    path.write_bytes(edited(path.read_bytes(), edit))
    taken = run("import", path, dossier, "--yes")
    assert taken.returncode == 0, taken.stderr
    before, after = (
        load(COMPLETE).fiche("multi-accueil-vaudreuge"),
        load(dossier).fiche("multi-accueil-vaudreuge"),
    )
    assert before is not None
    assert after is not None
    assert after.constat == f"{before.constat} Ajout de la réunion."
    assert after.statut is Statut.REALISE
