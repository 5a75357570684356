from __future__ import annotations

import json
import subprocess
from pathlib import Path

import page
import pdfua
import pikepdf
import pytest

import ctg_docs
from ctg_docs.errors import ConversionError, MissingToolError, OutputError
from ctg_docs.signature.donnees import extract
from ctg_docs.signature.manifeste import Manifeste
from ctg_docs.steps.deliver import deliver, sign_check, verify
from tests.office import needs_poppler
from tests.signature.conftest import EXAMPLE, Handed


def _conformance(path: Path, profile: str) -> list[str]:
    found = []
    for name in (profile, "ua1"):
        report = page.validate_pdf(str(path), profile=page.ValidationProfile(name))
        assert report.rules.total > 50
        found += [f"{f.rule_id} {f.message}" for f in report.failures]
    return found + [f"{f.rule_id} {f.message}" for f in pdfua.validate(str(path)).findings]


def _of_a_meeting(path: Path) -> bool:
    """True for a paper that goes to persons: it carries no data, its PDF is PDF/A-2b."""
    return "releve-decisions" in path.name


def test_pieces_stand_in_their_order(handed: Handed) -> None:
    assert sorted(p.name for p in handed.signature.iterdir() if p.is_file()) == [
        "00-a-lire.pdf",
        "01-convention-pays-d-auvrelle.docx",
        "01-convention-pays-d-auvrelle.pdf",
        "02-convention-donnees.pdf",
        "bordereau.docx",
        "bordereau.pdf",
        "donnees.json",
        "dossier-complet.pdf",
        "manifeste.json",
    ]


def test_every_pdf_is_accessible_and_archivable_at_once(handed: Handed) -> None:
    paths = sorted(handed.folder.rglob("*.pdf"))
    assert len(paths) >= 8
    wrong = {p.name: _conformance(p, "2b" if _of_a_meeting(p) else "3b") for p in paths}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_complete_file_has_all_pages_in_both_orientations(handed: Handed) -> None:
    manifest = Manifeste.from_json((handed.signature / "manifeste.json").read_bytes())
    pieces = [f for f in manifest.fichiers if f.role == "piece" and f.pages]
    with pikepdf.open(handed.signature / "dossier-complet.pdf") as pdf:
        assert len(pdf.pages) == sum(f.pages for f in pieces)
        assert {float(p.mediabox[2]) > float(p.mediabox[3]) for p in pdf.pages} == {True, False}
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [f.titre for f in pieces]
    starts = [f.debut for f in pieces]
    assert starts[0] == 1
    assert starts == sorted(starts)


@needs_poppler
def test_each_page_of_the_complete_file_says_its_place_in_it(handed: Handed) -> None:
    whole = handed.signature / "dossier-complet.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(whole), "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) > 30
    for rank, text in enumerate(pages, 1):
        assert f"dossier complet : page {rank} / {len(pages)}" in text


def test_each_signatory_has_an_empty_field(handed: Handed) -> None:
    for name in ("01-convention-pays-d-auvrelle.pdf", "dossier-complet.pdf"):
        report = sign_check(handed.signature / name)
        assert report.missing[:3] == (
            "Madame Hélène VASSEUR",
            "Monsieur Olivier KERAMBRUN",
            "Monsieur Gérard LACHASSAGNE",
        )
        assert len(report.fields) == 7


def test_bordereau_tells_pages_and_fingerprints(handed: Handed) -> None:
    from ctg_docs.gabarit.copie import read_text

    text = read_text((handed.signature / "bordereau.docx").read_bytes())
    manifest = Manifeste.from_json((handed.signature / "manifeste.json").read_bytes())
    listed = [f for f in manifest.fichiers if f.role in {"piece", "complet"} and f.pages]
    assert len(listed) == 3
    for piece in listed:
        assert piece.fichier in text
        assert piece.sha256 in text.replace(" ", "").replace("\n", "")


def test_manifest_is_readable_by_a_program(handed: Handed) -> None:
    held = json.loads((handed.signature / "manifeste.json").read_bytes())
    assert held["format"] == "ctg-docs/manifeste/1"
    assert held["outil"] == f"ctg-docs {ctg_docs.__version__}"
    assert set(held["modeles"]) == {"a_lire", "bordereau", "convention"}


def test_page_numbers_of_the_contents_are_true_in_the_word_file(handed: Handed) -> None:
    from ctg_docs.engine.pdf.page_numbers import page_labels, printable, write_page_numbers

    word = (handed.folder / "convention-pays-d-auvrelle.docx").read_bytes()
    pdf = (handed.folder / "convention-pays-d-auvrelle.pdf").read_bytes()
    labels = page_labels(pdf)
    assert len([name for name in labels if "Toc" in name]) > 10
    assert write_page_numbers(word, labels) == word
    assert printable(word) != word


def test_any_produced_file_gives_its_dossier_back(handed: Handed) -> None:
    produced = [p for p in handed.folder.rglob("*") if p.suffix in {".docx", ".pdf"}]
    carrying = [p for p in produced if "modeles" not in p.parts and not _of_a_meeting(p)]
    assert len(carrying) >= 10
    assert all(extract(path) == handed.ctg for path in carrying)
    for path in filter(_of_a_meeting, produced):
        with pytest.raises(ctg_docs.DataError):
            extract(path)
    assert extract(handed.signature / "donnees.json") == handed.ctg


def test_nothing_changed_is_nothing_reported(handed: Handed) -> None:
    assert verify(handed.folder) == []
    assert verify(handed.signature, EXAMPLE) == []


def test_existing_files_are_refused_before_anything_is_written(handed: Handed) -> None:
    before = {p: p.stat().st_mtime_ns for p in handed.folder.rglob("*")}
    with pytest.raises(OutputError, match="Demandez de remplacer"):
        deliver(handed.ctg, ["convention"], out=handed.folder, pdf=True)
    assert {p: p.stat().st_mtime_ns for p in handed.folder.rglob("*")} == before


def test_word_files_stay_when_the_converter_is_absent(
    ctg: ctg_docs.Ctg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(tmp_path / "absent"))
    with pytest.raises(MissingToolError, match="CTG_DOCS_SOFFICE"):
        deliver(ctg, ["convention"], out=tmp_path / "sortie", final=True, pdf=True)
    assert [p.name for p in (tmp_path / "sortie").iterdir()] == ["convention-pays-d-auvrelle.docx"]


def test_word_files_stay_when_the_converter_fails(
    ctg: ctg_docs.Ctg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("CTG_DOCS_SOFFICE", str(program))
    with pytest.raises(ConversionError):
        deliver(ctg, ["releve_decisions"], out=tmp_path / "sortie", pdf=True)
    names = {p.suffix for p in (tmp_path / "sortie").iterdir()}
    assert names == {".docx"}


def test_without_data_no_file_carries_any(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    deliver(ctg, ["convention"], out=tmp_path, sans_donnees=True, pages=False)
    with pytest.raises(ctg_docs.DataError, match="sans ses données"):
        extract(tmp_path / "convention-pays-d-auvrelle.docx")


def test_same_dossier_gives_the_same_bytes_twice(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    for name in ("une", "deux"):
        deliver(ctg, ["historique"], out=tmp_path / name, final=True, pdf=True, archive=True)
    first = {p.name: p.read_bytes() for p in (tmp_path / "une").iterdir()}
    assert {Path(name).suffix for name in first} == {".docx", ".pdf"}
    assert {p.name: p.read_bytes() for p in (tmp_path / "deux").iterdir()} == first


def test_bordereau_is_not_said_to_be_missing(handed: Handed) -> None:
    assert "bordereau" not in [kind.nom for kind, _ in handed.delivery.batch.skipped]
