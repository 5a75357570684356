"""Generated fiches read back: what is told, what is refused, dossiers of fiches, files saved by LibreOffice."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.formulaires.accord import transplant
from ctg_docs.models import Ctg
from ctg_docs.models.operation import Statut
from ctg_docs.problems import Severity
from tests.formulaires.fiches import (
    FICHE,
    cell,
    fiche,
    paragraph,
    printed,
    read,
    row_at,
    said,
    step,
    style_of,
    taken,
    text_of,
    write,
)
from tests.formulaires.fiches import ctg as ctg_fixture
from tests.formulaires.fiches import page as page_fixture
from tests.formulaires.word import W, edited
from tests.office import resave

ctg, page = ctg_fixture, page_fixture


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (("=Pilote", 1, "Association Inconnue, Service petite enfance et familles"), "FRM012"),
        (("=Thématiques", 1, "Petite enfance, Aéronautique"), "FRM016"),
        (("=étape", 0, "□ À faire – bientôt"), "FRM017"),
        (("Familles accueillies", 1, "quelques-unes"), "FRM016"),
        (("Total des dépenses", 1, "2 000 000"), "FRM016"),
    ],
)
def test_what_cannot_be_told_is_quoted_and_the_rest_taken(
    ctg: Ctg, page: bytes, tmp_path: Path, at: tuple[str, int, str], code: str
) -> None:
    first, rank, words = at

    def edit(root: Any) -> None:
        if first == "=étape":
            write(next(step(root, "Ouvrir vingt places").iter(f"{W}p")), words)
        else:
            write(said(root, first[1:]) if first[0] == "=" else cell(row_at(root, first), rank), words)

    found = read(edited(page, edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == [code]
    (problem,) = found.problems
    assert problem.severity is Severity.WARNING
    assert words.rpartition("– ")[2].partition(",")[0] in problem.message
    assert problem.place.cell.startswith("fiche FA 1.1.1.1, rubrique «")
    assert found.ctg == ctg


def test_the_same_field_written_twice_differently_is_refused(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        write(said(root, "Pilote"), "MSA, Service petite enfance et familles")
        write(
            cell(row_at(root, "Communauté de communes du Pays d’Auvrelle de juin"), 0),
            "Département d’Auvrelle-et-Sarne",
        )

    found = read(edited(page, edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == ["FRM010"]
    assert "MSA" in found.problems[0].message
    assert "Département" in found.problems[0].message


@pytest.mark.parametrize(
    ("source", "on_page", "now", "expected"),
    [
        ("La Caf aide.", "La Caf (Caisse d’allocations familiales) aide.",
         "La Caf (Caisse d’allocations familiales) aide beaucoup.", "La Caf aide beaucoup."),
        ("Selon l’AEEH, tout va.", "Selon l’allocation d’éducation (AEEH), tout va.",
         "Selon l’allocation d’éducation (AEEH), tout ira.", "Selon l’AEEH, tout ira."),
        ("Prix : 3 €", "Prix\u00a0: 3\u00a0€", "Prix\u00a0: 4\u00a0€", "Prix : 4\u00a0€"),
        ("Selon l’AEEH", "Selon l’allocation d’éducation (AEEH)", "Selon l’allocation (AEEH)", None),
        ("L'un d'eux et l'autre", "L’un d’eux et l’autre", "L’une d’eux et l’autre", "L’une d'eux et l'autre"),
        ("", "", "Nouveau", "Nouveau"),
    ],
)  # fmt: skip
def test_a_change_goes_to_the_source_without_what_printing_added(
    source: str, on_page: str, now: str, expected: str | None
) -> None:
    assert transplant(source, on_page, now) == expected


def test_a_dossier_of_fiches_comes_back_fiche_by_fiche(ctg: Ctg, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        write(next(step(root, "Ouvrir vingt places").iter(f"{W}p")), "■ Fait – janvier 2027")
        write(said(root, "Moyens techniques", 5), "Deux salles")

    found = read(edited(printed(ctg, "fiches_actions"), edit), ctg, tmp_path)
    assert [str(p) for p in found.problems] == []
    assert found.ctg is not None
    sixth = ctg.fiches_ordonnees[5].id
    assert {f.id for f in found.ctg.fiches_actions if f != ctg.fiche(f.id)} == {FICHE, sixth}
    assert fiche(found.ctg).etapes[3].realise
    changed = found.ctg.fiche(sixth)
    assert changed is not None
    assert changed.moyens_techniques == "Deux salles"


def test_a_fiche_taken_out_of_a_dossier_of_fiches_is_told(ctg: Ctg, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        titles = [p for p in root.iter(f"{W}p") if text_of(p).startswith("FA 1.1.2.1")]
        write(next(p for p in titles if style_of(p) == "FicheTitre"), "Sans numéro")

    found = read(edited(printed(ctg, "fiches_actions"), edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == ["FRM016", "FRM016"]
    assert "FA 1.1.2.1" in found.problems[0].message
    assert "Sans numéro" in found.problems[1].message
    assert found.ctg == ctg


def test_a_pasted_table_and_words_beside_are_told(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        table = copy.deepcopy(next(root.iter(f"{W}tbl")))
        for rank, node in enumerate(table.iter(f"{W}tc")):
            write(next(node.iter(f"{W}p")), f"collé {rank}")
        paragraph(root, "Indicateurs").addnext(table)
        heading = paragraph(root, "Acteurs, moyens et repères")
        heading.addnext(copy.deepcopy(paragraph(root, "Indicateurs")))
        write(heading.getnext(), "À vérifier")
        write(paragraph(root, "En cours"), "Réalisé")

    found = read(edited(page, edit), ctg, tmp_path)
    assert "FRM006" in [p.code for p in found.problems]
    assert any("collé 0" in p.message for p in found.problems)
    assert fiche(found.ctg).statut is Statut.REALISE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_fiche_saved_by_libreoffice_comes_back(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    (tmp_path / "f.docx").write_bytes(
        edited(page, lambda root: write(paragraph(root, "En cours"), "Réalisé"))
    )
    new = taken(resave(tmp_path / "f.docx", "docx:MS Word 2007 XML", tmp_path), ctg, tmp_path)
    assert new == fiche(ctg).model_copy(update={"statut": Statut.REALISE})
