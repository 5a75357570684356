"""What the public functions are given: a dossier or where it is, one name or several, one file or several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs.models import Ctg
from ctg_docs.steps.given import file_list

MINE = {"territoire": {"nom": "Val"}, "personnes": [{"id": "a", "nom": "Bail", "prenom": "Anne"}]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dossier") / "val"
    ctg_docs.write_new(ctg_docs.load(MINE), place)
    return place


@pytest.mark.parametrize(
    "call",
    [
        lambda d: ctg_docs.check(d, "convention"),
        lambda d: ctg_docs.check(d, ["convention"]),
        lambda d: [a.files for a in ctg_docs.overview(d)],
        lambda d: [x.name for x in ctg_docs.render(d, "annuaire")],
        lambda d: [x.name for x in ctg_docs.prepare(d, "annuaire").documents],
        lambda d: sorted(ctg_docs.export_registers(d)),
        ctg_docs.export_json,
        lambda d: len(ctg_docs.export_workbook(d)) > 0,
        lambda d: ctg_docs.template_coverage("annuaire", d),
        lambda d: len(ctg_docs.redlines(d, d, "annuaire", date=datetime(2026, 1, 1, tzinfo=UTC))),
    ],
)  # fmt: skip
def test_a_dossier_is_given_read_or_by_its_place(folder: Path, call: Callable[[Any], object]) -> None:
    assert call(str(folder)) == call(folder) == call(ctg_docs.load(folder))


@pytest.mark.parametrize(
    "call",
    [
        lambda name, _: ctg_docs.check_access(name),
        ctg_docs.read_words,
        lambda name, _: ctg_docs.prepare_import(name, "nulle-part"),
    ],
)
def test_a_lone_path_is_one_path(call: Callable[[Any, Ctg], object]) -> None:
    for given in ("absent.docx", Path("absent.docx"), ["absent.docx"], [Path("absent.docx")]):
        with pytest.raises(ctg_docs.DataError, match=r"absent\.docx"):
            call(given, ctg_docs.load(MINE))


def test_a_lone_kind_is_one_kind(tmp_path: Path) -> None:
    assert [path.name for path in ctg_docs.export_templates(tmp_path, "annuaire")] == ["annuaire.docx"]
    assert ctg_docs.diagnose(MINE, "annuaire").problems == ctg_docs.diagnose(MINE, ["annuaire"]).problems


@pytest.mark.parametrize("given", [3, None, "", [MINE], object()])
def test_what_is_no_dossier_is_told(given: Any) -> None:
    (told,) = ctg_docs.diagnose(given).problems
    assert told.code == "LEC034"
    with pytest.raises(ctg_docs.DataError):
        ctg_docs.load(given)


def test_data_on_one_line_are_told_from_a_path() -> None:
    (told,) = ctg_docs.diagnose("territoire: {nom: Val}").problems
    assert "retour à la ligne" in told.suggestion
    assert ctg_docs.load("territoire: {nom: Val}\n").territoire.nom == "Val"


def test_an_error_nobody_caught_shows_its_problems() -> None:
    with pytest.raises(ctg_docs.DataError) as caught:
        ctg_docs.load({"territoire": {"nom": "Val", "comunes": []}})
    assert [note for note in caught.value.__notes__ if "CHP002" in note and "communes" in note]


def test_a_fiche_is_offered_by_its_number_too() -> None:
    fiche = {"id": "creche", "intitule": "Ouvrir une crèche"}
    with pytest.raises(ctg_docs.DataError, match="creche"):
        ctg_docs.write_forms(ctg_docs.load({**MINE, "fiches_actions": [fiche]}), "fiche_action", "9.9")


def test_fields_of_templates_are_what_a_page_prints() -> None:
    for kind in ("convention", "compte_rendu"):
        fields = ctg_docs.template_fields(kind)
        assert len(fields) > 50
        assert [field.path for field in fields if field.type == "inconnu"] == []


def test_a_change_prints_as_its_sentence() -> None:
    old, new = (ctg_docs.load({"territoire": {"nom": name}}) for name in ("Val", "Vallée"))
    (change, *_) = ctg_docs.diff(old, new).changes
    assert str(change) == change.sentence


def test_what_word_puts_beside_an_open_file_is_no_file_given() -> None:
    given = ["f/fiche.docx", "f/~$fiche.docx", "f/.~lock.fiche.docx#"]
    assert file_list(given) == (Path("f/fiche.docx"),)
    assert file_list("~$fiche.docx") == (Path("~$fiche.docx"),)
