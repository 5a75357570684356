"""A workbook that comes back late: what the person changed is taken, what the dossier changed since is kept."""

from __future__ import annotations

import copy
import subprocess
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.classeur import Read, read_workbook, write_workbook
from ctg_docs.errors import ExitCode
from ctg_docs.models import Ctg
from ctg_docs.steps.imports import write_changes, write_new
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.echanges.petit import DATA, edited, plain, put

Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


def later(change: Callable[[dict[str, Any]], object]) -> Ctg:
    """Return the dossier after somebody worked in it."""
    data = copy.deepcopy(DATA)
    change(data)
    return Ctg.model_validate(data)


@pytest.fixture(scope="module")
def old() -> Ctg:
    return Ctg.model_validate(DATA)


@pytest.fixture(scope="module")
def data(old: Ctg) -> bytes:
    return write_workbook(old)


@pytest.fixture(scope="module")
def now() -> Ctg:
    def change(data: dict[str, Any]) -> None:
        guide, forum, _ = data["fiches_actions"]
        guide["descriptif"] = "Écrit dans le dossier"
        forum["statut"] = "realise"
        forum["indicateurs"].append({"intitule": "Stands"})
        data["reunions"][0]["decisions"] = [{"id": "d1", "texte": "Le guide est adopté."}]
        data["reunions"].append({"id": "cotech", "titre": "Comité technique"})

    return later(change)


def codes(read: Read) -> list[str]:
    return [p.code for p in read.problems]


def test_an_old_workbook_that_nobody_touched_changes_nothing(data: bytes, now: Ctg) -> None:
    read = read_workbook(data, "c.xlsx", base=now)
    assert read.ctg == now
    assert codes(read) == ["TAB031"]
    assert "Fiches : 2, Indicateurs : 1, Réunions : 1, Décisions : 1" in plain(read.problems[0].message)


def test_a_workbook_of_the_present_state_says_nothing_of_it(data: bytes, old: Ctg) -> None:
    assert read_workbook(data, "c.xlsx", base=old).problems == ()


def test_only_what_the_person_changed_is_taken(data: bytes, now: Ctg) -> None:
    def edit(book: Any) -> None:
        put(book, "Fiches", 3, "Constat", "Écrit dans le classeur")
        put(book, "Personnes", 4, "Nom", "Autre-Nom")
        book["Organismes"].delete_rows(5)
        put(book, "Réunions", 4, "Identifiant", "copil-2")
        put(book, "Réunions", 4, "Titre", "Deuxième comité")

    read = read_workbook(edited(data, edit), "c.xlsx", base=now)
    assert codes(read) == ["TAB031"]
    assert read.ctg is not None
    guide = read.ctg.fiches_actions[0]
    assert (guide.descriptif, guide.constat) == ("Écrit dans le dossier", "Écrit dans le classeur")
    assert read.ctg.personnes[1].nom == "Autre-Nom"
    assert [o.id for o in read.ctg.organismes] == ["caf", "mjc"]
    assert [r.id for r in read.ctg.reunions] == ["copil", "cotech", "copil-2"]
    assert [d.texte for d in read.ctg.reunions[0].decisions] == ["Le guide est adopté."]


def test_a_cell_that_both_changed_stays_and_is_told(data: bytes, now: Ctg) -> None:
    cells: list[str] = []
    read = read_workbook(
        edited(data, lambda book: cells.append(put(book, "Fiches", 4, "Statut", "En cours"))),
        "c.xlsx",
        base=now,
    )
    (conflict,) = [p for p in read.problems if p.code == "TAB032"]
    assert conflict.place.cell == cells[0]
    assert "« En cours » ici" in plain(conflict.message)
    assert "dit « Réalisé »" in plain(conflict.message)
    assert read.ctg == now


def test_the_same_change_on_both_sides_is_no_conflict(data: bytes, now: Ctg) -> None:
    edit = edited(data, lambda book: put(book, "Fiches", 4, "Statut", "Réalisé"))
    assert codes(read_workbook(edit, "c.xlsx", base=now)) == ["TAB031"]


def test_a_row_taken_away_that_the_dossier_changed_stays(data: bytes, now: Ctg) -> None:
    read = read_workbook(edited(data, lambda book: book["Fiches"].delete_rows(4)), "c.xlsx", base=now)
    assert "TAB033" in codes(read)
    assert read.ctg is not None
    assert [f.id for f in read.ctg.fiches_actions] == ["guide", "forum", "cafe"]


def test_a_row_changed_that_the_dossier_took_away_is_left(data: bytes) -> None:
    gone = later(lambda d: d["personnes"].pop())
    quiet = read_workbook(data, "c.xlsx", base=gone)
    assert (quiet.ctg, codes(quiet)) == (gone, ["TAB031"])
    read = read_workbook(edited(data, lambda b: put(b, "Personnes", 4, "Nom", "X")), "c.xlsx", base=gone)
    assert (read.ctg, codes(read)) == (gone, ["TAB034"])


def test_numbers_of_rows_follow_those_of_the_dossier(data: bytes) -> None:
    now = later(lambda d: d["fiches_actions"][0]["indicateurs"].insert(0, {"intitule": "Premier"}))

    def edit(book: Any) -> None:
        put(book, "Indicateurs réalisés", 3, "Fiche action", "guide")
        put(book, "Indicateurs réalisés", 3, "Indicateur n°", 1)
        put(book, "Indicateurs réalisés", 3, "Année", 2025)

    read = read_workbook(edited(data, edit), "c.xlsx", base=now)
    assert read.ctg is not None
    found = read.ctg.fiches_actions[0].indicateurs
    assert [(i.intitule, len(i.realisations)) for i in found] == [
        ("Premier", 0),
        ("Exemplaires", 1),
        ("Lecteurs", 0),
    ]


def test_an_order_changed_in_the_dossier_is_kept(data: bytes) -> None:
    now = later(lambda d: d["fiches_actions"].reverse())
    assert read_workbook(data, "c.xlsx", base=now).ctg == now


def without_memory(book: Any) -> None:
    del book["Mémoire"]


def test_a_workbook_of_unknown_origin_takes_nothing_away(data: bytes, now: Ctg) -> None:
    def edit(book: Any) -> None:
        without_memory(book)
        put(book, "Fiches", 3, "Intitulé", "Relire un guide")
        put(book, "Fiches", 3, "Pilote", None)

    book = edited(data, edit)
    read = read_workbook(book, "c.xlsx", base=now)
    assert "TAB035" in codes(read)
    assert "demandez-le à l’import" in next(p.suggestion for p in read.problems if p.code == "TAB035")
    assert read.ctg is not None
    assert (read.ctg.fiches_actions[0].intitule, read.ctg.fiches_actions[0].pilote) == (
        "Relire un guide",
        "caf",
    )
    assert read.ctg.reunions == now.reunions

    removed = read_workbook(book, "c.xlsx", base=now, remove=True).ctg
    assert removed is not None
    assert removed.fiches_actions[0].pilote is None
    assert [r.id for r in removed.reunions] == ["copil"]


def test_a_list_of_a_few_rows_is_not_filled_beyond_its_end() -> None:
    def levels(*names: str) -> Ctg:
        return later(lambda d: d["strategie"].update(niveaux=[{"nom": n, "pluriel": f"{n}s"} for n in names]))

    mine = edited(write_workbook(levels("enjeu", "axe", "but")), without_memory)
    read = read_workbook(mine, "c.xlsx", base=levels("enjeu", "objectif", "action"))
    assert read.problems == ()
    assert read.ctg == levels("enjeu", "axe", "but")
    less = edited(write_workbook(levels("enjeu", "axe")), without_memory)
    kept = read_workbook(less, "c.xlsx", base=levels("enjeu", "axe", "but")).ctg
    assert kept == levels("enjeu", "axe", "but")


def test_a_memory_that_was_touched_is_no_memory(data: bytes, now: Ctg) -> None:
    def edit(book: Any) -> None:
        book["Mémoire"]["A3"].value = "x"

    assert "TAB035" in codes(read_workbook(edited(data, edit), "c.xlsx", base=now))


def test_the_workbook_of_another_dossier_takes_nothing_away(data: bytes) -> None:
    other = Ctg.model_validate(
        {
            "territoire": {"nom": "Autre"},
            "organismes": [{"id": "udaf", "nature": "association", "nom": "Udaf"}],
        }
    )
    read = read_workbook(data, "c.xlsx", base=other)
    assert read.ctg is not None
    assert {"udaf", "caf"} <= {o.id for o in read.ctg.organismes}


def test_a_workbook_is_filled_taken_corrected_and_taken_again(run: Run, tmp_path: Path) -> None:
    """The way of most people: one workbook, many imports, and other hands in the dossier meanwhile."""
    base, path = tmp_path / "dossier", tmp_path / "c.xlsx"
    write_new(Ctg.model_validate({"territoire": {"nom": "Val d’Essai"}}), base)
    first = write_workbook(load(base))

    def fill(book: Any) -> None:
        book["Organismes"].append(["caf", "Caf", "Caf d’Essai"])
        book["Organismes"].append(["mjc", "Association", "Maison des jeunes"])
        book["Fiches"].append(["guide", "Écrire un guide"])
        put(book, "Réunions", 3, "Identifiant", "copil")
        put(book, "Réunions", 3, "Titre", "Comité")
        put(book, "Réunions", 3, "Date", datetime(2026, 9, 18))
        put(book, "Réunions", 3, "Début", time(17, 30))
        put(book, "Fiches", 3, "Calendrier – Début", "mars 2027")
        put(book, "Fiches", 3, "Descriptif", "Première ligne\u2028deuxième ligne")
        put(book, "Indicateurs", 3, "Fiche action", "guide")
        put(book, "Indicateurs", 3, "Intitulé", "Familles")
        put(book, "Indicateurs", 3, "Cible", "4 820 hab.")
        for line in book["Dossier"].iter_rows(min_row=3):
            if (line[0].value, line[1].value) == ("Convention", "Début"):
                line[2].value = datetime(2027, 1, 1)

    path.write_bytes(edited(first, fill))
    assert run("import", path, base, "--yes").returncode == 0
    ours = load(base)
    fiche = ours.fiches_actions[0].model_copy(update={"constat": "Écrit dans un formulaire"})
    write_changes(base, ours, ours.model_copy(update={"fiches_actions": (fiche,)}), "x")

    def correct(book: Any) -> None:
        put(book, "Fiches", 3, "Intitulé", "Relire un guide")
        put(book, "Fiches", 3, "Calendrier – Début", "avril 2027")
        put(book, "Indicateurs", 3, "Cible", "5 000 hab.")
        put(book, "Réunions", 3, "Début", "18h00")
        book["Organismes"].delete_rows(4)

    path.write_bytes(edited(path.read_bytes(), correct))
    done = run("import", path, base, "--yes")
    assert done.returncode == 0, done.stderr
    assert "est gardé (Fiches : 1)." in plain(done.stderr)
    ctg = load(base)
    assert ctg.fiches_actions[0].indicateurs[0].cible == 5000
    assert [o.id for o in ctg.organismes] == ["caf"]
    assert (ctg.fiches_actions[0].intitule, ctg.fiches_actions[0].constat) == (
        "Relire un guide",
        "Écrit dans un formulaire",
    )
    again = run("import", path, base)
    assert (again.returncode, again.stderr.count("TAB032")) == (0, 0)
    assert "Aucune différence" in again.stdout

    def other(book: Any) -> None:
        book["Personnes"].append(["lea", None, "Léa", "Noël"])

    path.write_bytes(edited(first, other))
    assert run("import", path, base, "--yes").returncode == 0
    both = load(base)
    assert both.personnes[0].id == "lea"
    assert (both.organismes, both.fiches_actions) == (ctg.organismes, ctg.fiches_actions)


def test_a_cell_that_was_refused_is_refused_again(run: Run, tmp_path: Path) -> None:
    base, path = tmp_path / "dossier", tmp_path / "c.xlsx"
    ours = Ctg.model_validate(DATA)
    write_new(ours, base)

    def edit(book: Any) -> None:
        put(book, "Fiches", 3, "Statut", "Peut-être")
        put(book, "Fiches", 4, "Intitulé", "Tenir deux forums")
        put(book, "Fiches", 5, "Constat", "Du classeur")

    path.write_bytes(edited(write_workbook(ours), edit))
    cafe = ours.fiches_actions[2].model_copy(update={"constat": "Du dossier"})
    write_changes(
        base, ours, ours.model_copy(update={"fiches_actions": (*ours.fiches_actions[:2], cafe)}), "x"
    )
    for _ in range(2):
        done = run("import", path, base, "--yes")
        assert done.returncode == ExitCode.PARTIAL
        assert "2 valeurs ou lignes laissées" in plain(done.stderr)
        guide, forum, cafe = load(base).fiches_actions
        assert (guide.statut, forum.intitule, cafe.constat) == ("en_cours", "Tenir deux forums", "Du dossier")


@pytest.mark.parametrize("known", [False, True])
def test_objectives_put_in_another_order_are_written(run: Run, tmp_path: Path, known: bool) -> None:
    base, path = tmp_path / "dossier", tmp_path / "c.xlsx"
    ids = ["agir", "accueillir", "soutenir"]
    before = later(lambda d: d["strategie"].update(objectifs=[{"id": i, "intitule": i.title()} for i in ids]))
    write_new(before, base)

    def edit(book: Any) -> None:
        sheet = book["Objectifs"]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=3, max_row=5)]
        for line, row in enumerate(reversed(rows), 3):
            for rank, value in enumerate(row, 1):
                sheet.cell(line, rank, value)

    path.write_bytes(edited(write_workbook(before), edit))
    if known:
        write_changes(base, before, before.model_copy(update={"personnes": before.personnes[:1]}), "x")
    assert run("import", path, base, "--yes").returncode == 0
    assert [o.id for o in load(base).strategie.objectifs] == ids[::-1]
