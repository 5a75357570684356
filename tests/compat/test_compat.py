"""Files written by earlier versions, kept as they were: this version reads, verifies and extracts them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.signature.manifeste import FICHIER, Manifeste

HERE = Path(__file__).parent
RELEASES = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name[0].isdigit())


def test_each_release_has_its_files() -> None:
    assert [path.name for path in RELEASES] == ["0.1.0"]


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def release(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def test_its_dossier_loads(release: Path) -> None:
    assert ctg_docs.load(release / "dossier").territoire.nom == "Mellois en Poitou"


@pytest.mark.parametrize("name", ["historique.docx", "historique.pdf"])
def test_its_documents_give_their_data_back(release: Path, name: str) -> None:
    assert ctg_docs.extract(release / name) == ctg_docs.load(release / "dossier")


def test_its_workbook_comes_back_with_nothing_changed(release: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    ctg_docs.write_new(ctg_docs.load(release / "dossier"), dossier)
    ready = ctg_docs.prepare_import([release / "classeur.xlsx"], dossier)
    assert ready.changes == ()
    assert ready.left == ()


def test_its_filled_form_is_taken(release: Path) -> None:
    base = ctg_docs.extract(release / "dossier-de-signature" / "donnees.json")
    back = ctg_docs.read_words([release / "formulaire.docx"], base)
    assert not [p for p in back.problems if p.blocking]
    assert back.ctg is not None
    changed = [
        new.pilote_service
        for old, new in zip(base.fiches_actions, back.ctg.fiches_actions, strict=True)
        if old != new
    ]
    assert changed == ["Rempli avec la version 0.1.0"]


def test_its_dossier_de_signature_is_verified(release: Path) -> None:
    assert ctg_docs.verify(release / "dossier-de-signature") == []
    whole = ctg_docs.extract(release / "dossier-de-signature" / "dossier-complet.pdf")
    assert whole.territoire.nom == "Pays d’Auvrelle"


def test_a_dossier_de_signature_without_seal_is_told_when_its_tool_sealed(
    release: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(release / "dossier-de-signature", tmp_path / "dossier"))
    manifest = Manifeste.from_json((folder / FICHIER).read_bytes())
    newer = manifest.model_copy(update={"outil": "ctg-docs 0.2.0"}).sealed()
    (folder / FICHIER).write_bytes(newer.to_json())
    assert "VER006" in [problem.code for problem in ctg_docs.verify(folder)]
