"""Codes that no other test sees by their name, each made to be told by what really causes it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

import ctg_docs
from ctg_docs.echanges.classeur import write_workbook
from ctg_docs.entry_points import load_all
from ctg_docs.errors import CtgDocsError
from ctg_docs.problems import Problem
from ctg_docs.ressources import example
from ctg_docs.steps.deliver import deliver
from ctg_docs.steps.imports import apply_import, prepare_import
from tests.echanges.petit import edited
from tests.engine.words import make_docx

HEAD = "territoire: {nom: Essai}\n"


def of_dossier(folder: Path, **files: str) -> list[Problem]:
    for name, text in {"ctg": HEAD, **files}.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(ctg_docs.diagnose(folder).problems)


def too_many_files(folder: Path) -> list[Problem]:
    return of_dossier(folder, **{f"fiches__f{rank}": "" for rank in range(2001)})


def no_break_space_in_the_indent(folder: Path) -> list[Problem]:
    return of_dossier(folder, ctg="territoire:\n  nom: Essai\n\u00a0 nature: epci\n")


def of_template(sentence: str, **context: object) -> list[Problem]:
    with pytest.raises(CtgDocsError) as caught:
        ctg_docs.Template.load(make_docx(sentence)).render(context)
    return list(caught.value.problems)


def a_list_printed_whole(_: Path) -> list[Problem]:
    return of_template("{{ noms }}", noms=["Ana", "Zoé"])


def a_loop_without_end(_: Path) -> list[Problem]:
    return of_template("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}")


def a_package_that_fails(folder: Path) -> list[Problem]:
    where = folder / "essai-1.0.dist-info"
    where.mkdir()
    (where / "METADATA").write_text("Metadata-Version: 2.1\nName: essai\nVersion: 1.0\n", encoding="utf-8")
    (where / "entry_points.txt").write_text("[essai.portes]\nun = absent_de_partout:f\n", encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        return [e.problem for e in load_all("essai.portes", lambda point: point.load())[1] if e.problem]
    finally:
        sys.path.remove(str(folder))


def a_final_document_of_a_kind_that_does_not_apply(_: Path) -> list[Problem]:
    without = ctg_docs.load(example()).model_copy(update={"equipements": ()})
    return ctg_docs.check(without, ["equipements"], final=True)


def of_plan(folder: Path, *rows: list[object], again: list[object] | None = None) -> list[Problem]:
    of_dossier(folder)
    plan, found = folder.parent / "plan.xlsx", None
    for table in (rows, (*rows[:-1], again or rows[-1])):
        book = openpyxl.Workbook()
        sheet: Any = book.active
        for row in table:
            sheet.append(row)
        book.save(plan)
        found = prepare_import([plan], folder, create=True)
        if again is not None:
            apply_import(found, stamp="essai")
    assert found is not None
    return list(found.problems)


HEADERS: list[object] = ["Axe", "Objectif", "Action", "Pilote", "Coût total", "Moyens humains"]


def two_pilots(folder: Path) -> list[Problem]:
    action = ["Axe 1", "Accueillir", "Ouvrir un accueil", "Commune d’Albe, Commune de Bise", 1000]
    return of_plan(folder, HEADERS, action)


def a_row_that_is_no_action(folder: Path) -> list[Problem]:
    action = ["Axe 1", "Accueillir", "Ouvrir un accueil", "Commune d’Albe", 1000]
    return of_plan(folder, HEADERS, action, ["Ce plan sera revu par la commission du mois de mai prochain."])


def posts_that_the_dossier_details(folder: Path) -> list[Problem]:
    action = ["Axe 1", "Accueillir", "Ouvrir un accueil", "Commune d’Albe", 1000]
    return of_plan(folder, HEADERS, [*action, "Un agent à mi-temps"], again=[*action, "Deux animateurs"])


def in_workbook(folder: Path, edit: Callable[[Any], object], **files: str) -> list[Problem]:
    of_dossier(folder, **files)
    book = folder.parent / "classeur.xlsx"
    book.write_bytes(edited(write_workbook(ctg_docs.load(folder)), edit))
    return list(prepare_import([book], folder).problems)


def a_field_of_the_sheet_of_single_values_that_is_unknown(folder: Path) -> list[Problem]:
    return in_workbook(folder, lambda book: book["Dossier"].append(["Territoire", "Devise", "Fluctuat"]))


def a_row_removed_that_is_cited_elsewhere(folder: Path) -> list[Problem]:
    sections = """territoire: {nom: Essai}
gouvernance: {instances: [{id: copil, nom: Comité de pilotage, nature: copil, membres: []}]}
reunions: [{id: r1, titre: Comité, date: 2024-01-19, instance: copil}]
"""
    return in_workbook(folder, lambda book: book["Instances"].delete_rows(3), ctg=sections)


def an_annexe_that_cannot_join_the_complete_file(folder: Path) -> list[Problem]:
    dossier = Path(shutil.copytree(example(), folder / "copie"))
    untagged = pikepdf.new()
    untagged.add_blank_page()
    untagged.save(dossier / "annexes" / "convention-donnees.pdf")
    out = folder / "sortie"
    done = deliver(ctg_docs.load(dossier), ["convention"], out=out, final=True, pdf=True, archive=True)
    return list(done.problems)


CAUSES: dict[str, Callable[[Path], list[Problem]]] = {
    "LEC030": too_many_files,
    "LEC032": no_break_space_in_the_indent,
    "MOD005": a_list_printed_whole,
    "MOD010": a_loop_without_end,
    "EXT001": a_package_that_fails,
    "GEN003": a_final_document_of_a_kind_that_does_not_apply,
    "TAB009": a_field_of_the_sheet_of_single_values_that_is_unknown,
    "TAB028": two_pilots,
    "TAB040": a_row_that_is_no_action,
    "SIG001": an_annexe_that_cannot_join_the_complete_file,
    "TAB065": a_row_removed_that_is_cited_elsewhere,
    "TAB041": posts_that_the_dossier_details,
}


@pytest.mark.parametrize("code", CAUSES)
def test_it_is_told(code: str, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    assert code in [problem.code for problem in CAUSES[code](folder)]
