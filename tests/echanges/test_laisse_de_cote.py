"""What a workbook says that can't be taken: told at its cell, left as the dossier has it, the rest taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.classeur import Read, read_workbook
from ctg_docs.echanges.constats import is_refused
from ctg_docs.models import Ctg
from ctg_docs.problems import Problem, Severity
from ctg_docs.steps.imports import apply_import, prepare_import, write_new
from tests.echanges.petit import edited, plain, put

Edit = Callable[[Any], None]
Read_ = Callable[[Edit], Read]


@pytest.fixture
def read(ctg: Ctg, data: bytes) -> Read_:
    def take(edit: Edit) -> Read:
        return read_workbook(edited(data, edit), "c.xlsx", base=ctg)

    return take


def errors(read: Read) -> list[Problem]:
    return [p for p in read.problems if is_refused(p)]


def whole(read: Read) -> Ctg:
    assert read.ctg is not None
    return read.ctg


FAULTS: list[tuple[str, int, str, Any, str, str]] = [
    ("Fiches", 3, "Statut", "Peut-être", "CHP003", "Le dossier garde « En cours »."),
    ("Fiches", 3, "Calendrier – Début", "bientôt", "CHP004", "Le dossier garde « 2024-03 »."),
    ("Fiches", 3, "Intitulé", None, "CHP001", "Remplissez « Intitulé ». Le dossier garde « Écrire un guide »."),
    ("Fiches", 3, "Intitulé", "#REF!", "TAB010", "Le dossier garde « Écrire un guide »."),
    ("Fiches", 3, "Intitulé", "=A3&B3", "TAB011", "Le dossier garde « Écrire un guide »."),
    ("Fiches", 3, "Pilote", "inconnu", "TAB015", "Le dossier garde « caf »."),
    ("Fiches", 5, "Pilote", "inconnu", "TAB015", "Le dossier n’en dit rien ; la case reste vide."),
    ("Fiches", 5, "Co-porteurs", "caf\nludo\nzut", "TAB015", "Le dossier garde « caf mjc »."),
    ("Fiches", 4, "Identifiant", "guide", "TAB014", "Le dossier garde « forum »."),
    ("Personnes", 3, "Identifiant", "Pas Un Identifiant", "CHP013", "« pas-un-identifiant ». Le dossier garde « lea »."),
    ("Plan de financement", 3, "Montant", "environ 12", "CHP004", "Le dossier garde « 1200 »."),
    ("Moyens humains", 3, "ETP", "un demi", "CHP004", "Attendu : un nombre, 12,5. Le dossier garde « 0,5 »."),
    ("Réunions", 3, "Date", "le 32 mars", "CHP004", "Le dossier garde « 19/01/2024 »."),
    ("Indicateurs", 4, "Fiche action", "nulle-part", "TAB002", "Le dossier garde « guide »."),
    ("Indicateurs", 4, "Fiche action", None, "TAB003", "Le dossier garde « guide »."),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f[2]}-{f[4]}-{f[3]}")
def test_a_cell_that_cannot_be_read_leaves_what_the_dossier_says(
    read: Read_, ctg: Ctg, fault: tuple[str, int, str, Any, str, str]
) -> None:
    *typed, code, end = fault
    cells: list[str] = []

    def edit(book: Any) -> None:
        cells.append(put(book, *typed))
        put(book, "Fiches", 3, "Descriptif", "Nouveau texte")

    done = read(edit)
    (problem,) = errors(done)
    assert (problem.code, problem.place.cell) == (code, cells[0])
    assert plain(problem.suggestion).endswith(end)
    first = ctg.fiches_actions[0].model_copy(update={"descriptif": "Nouveau texte"})
    assert done.ctg == ctg.model_copy(update={"fiches_actions": (first, *ctg.fiches_actions[1:])})


def test_a_new_row_is_taken_without_the_cell_that_is_wrong(read: Read_) -> None:
    def edit(book: Any) -> None:
        put(book, "Fiches", 6, "Identifiant", "atelier")
        put(book, "Fiches", 6, "Intitulé", "Ouvrir un atelier")
        put(book, "Fiches", 6, "Statut", "presque")
        put(book, "Fiches", 6, "Co-porteurs", "ludo\nzut")

    done = read(edit)
    assert [plain(p.suggestion).split(". ")[-1] for p in errors(done)] == [
        "Repris sans elle : « ludo ».",
        "Cette case n’est pas reprise.",
    ]
    added = whole(done).fiches_actions[-1]
    assert (added.id, added.statut, added.co_porteurs) == ("atelier", None, ("ludo",))


def test_a_new_row_that_lacks_what_it_needs_is_left_with_what_depends_on_it(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        put(book, "Fiches", 6, "Identifiant", "atelier")
        for row in (6, 7):
            put(book, "Indicateurs", row, "Fiche action", "atelier")
            put(book, "Indicateurs", row, "Intitulé", f"Séances {row}")

    done = read(edit)
    assert done.ctg == ctg
    lacking, behind = errors(done)
    assert lacking.code == "CHP001"
    assert plain(lacking.suggestion) == "Remplissez « Intitulé ». Cette ligne n’est pas reprise."
    assert behind.code == "TAB013"
    assert "(2 lignes d’autres feuilles)" in plain(behind.message)


def test_nothing_is_taken_away_while_a_row_of_the_sheet_is_left(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        book["Organismes"].delete_rows(5)
        put(book, "Organismes", 5, "Nom", "Sans identifiant")
        put(book, "Organismes", 6, "Identifiant", "Pas bon")

    done = read(edit)
    assert whole(done).organismes == ctg.organismes
    assert {p.code for p in errors(done)} <= {"CHP001", "CHP013"}
    (kept,) = (p for p in done.problems if p.code == "TAB016")
    assert "« ludo » reste au dossier" in plain(kept.message)


def test_a_copied_row_does_not_replace_the_first_one(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        sheet = book["Fiches"]
        sheet.append([c.value for c in sheet[3]])

    done = read(edit)
    assert done.ctg == ctg
    assert [p.code for p in errors(done)] == ["TAB014"]


def test_a_name_typed_for_an_identifier_is_read(read: Read_) -> None:
    def edit(book: Any) -> None:
        put(book, "Fiches", 4, "Pilote", "ludotheque du val")
        put(book, "Fiches", 4, "Personne pilote", "Léa NOËL")
        put(book, "Fiches", 5, "Co-porteurs", "CAF79\nludo")
        put(book, "Indicateurs", 5, "Fiche action", "Animer un café")

    done = read(edit)
    assert not errors(done)
    assert not done.problems, "each is the very name"
    _, forum, cafe = whole(done).fiches_actions
    assert (forum.pilote, forum.pilote_personne) == ("ludo", "lea")
    assert cafe.co_porteurs == ("caf", "ludo")
    assert [i.intitule for i in cafe.indicateurs] == ["Familles"]


def test_a_row_without_name_among_new_ones_is_recognised(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        book["Moyens humains"].insert_rows(3)
        put(book, "Moyens humains", 3, "Fiche action", "forum")
        put(book, "Moyens humains", 3, "Moyen", "Deux bénévoles")
        put(book, "Moyens humains", 4, "ETP", "la moitié")

    done = read(edit)
    assert [p.code for p in errors(done)] == ["CHP004"]
    guide, forum, _ = whole(done).fiches_actions
    assert guide.moyens_humains == ctg.fiches_actions[0].moyens_humains
    assert [m.texte for m in forum.moyens_humains] == ["Deux bénévoles"]


def test_a_removed_column_keeps_rows_that_have_no_name(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        sheet = book["Plan de financement"]
        sheet.delete_cols(next(c.column for c in sheet[2] if c.value == "Montant"))
        sheet = book["Indicateurs"]
        sheet.delete_cols(1)

    done = read(edit)
    assert done.ctg == ctg
    assert {p.code for p in done.problems} == {"TAB008"}


def test_single_values_are_left_one_by_one(read: Read_, ctg: Ctg) -> None:
    def edit(book: Any) -> None:
        for row in book["Dossier"].iter_rows(min_row=3):
            if (row[0].value, row[1].value) == ("Territoire", "Nom"):
                row[2].value = None
            if (row[0].value, row[1].value) == ("Convention", "Début"):
                row[2].value = "un jour"
            if (row[0].value, row[1].value) == ("Convention", "Titre"):
                row[2].value = "Notre convention"

    done = read(edit)
    assert len(errors(done)) == 2
    assert whole(done).territoire == ctg.territoire
    assert whole(done).convention.titre == "Notre convention"


def test_a_new_dossier_without_what_it_needs_is_not_made(data: bytes) -> None:
    def empty(book: Any) -> None:
        for row in book["Dossier"].iter_rows(min_row=3):
            if (row[0].value, row[1].value) == ("Territoire", "Nom"):
                row[2].value = None

    done = read_workbook(edited(data, empty), "c.xlsx")
    assert done.ctg is None
    assert [p.code for p in errors(done)] == ["CHP001"]


def test_unknown_bodies_and_persons_are_offered_then_added_when_asked(
    ctg: Ctg, data: bytes, tmp_path: Path
) -> None:
    """Told with their cells and left; with `create`, added once each; taken again, nothing changes."""

    def edit(book: Any) -> None:
        put(book, "Fiches", 3, "Pilote", "CCAS du Val")
        put(book, "Fiches", 4, "Co-porteurs", "caf, Foyer rural ; à définir")
        put(book, "Fiches", 5, "Co-porteurs", "Foyer Rural\nmjc")
        put(book, "Fiches", 3, "Personne pilote", "Mme Odile PRADEL")
        put(book, "Fiches", 4, "Pilote", "Caf des Deux Sèvre")

    book, dossier = tmp_path / "c.xlsx", tmp_path / "dossier"
    book.write_bytes(edited(data, edit))
    write_new(ctg, dossier)
    told = prepare_import([book], dossier)
    assert {p.severity for p in told.problems} == {Severity.WARNING}
    assert set(told.offered) == {"CCAS du Val", "Foyer rural", "Foyer Rural", "Mme Odile PRADEL"}
    assert told.new.organismes == ctg.organismes
    assert {p.code for p in told.left} == {"TAB069", "TAB015"}

    asked = prepare_import([book], dossier, create=True)
    assert not asked.offered
    assert [(o.nom, o.nature.value) for o in asked.new.organismes[len(ctg.organismes) :]] == [
        ("CCAS du Val", "ccas"),
        ("Foyer rural", "autre"),
    ]
    (person,) = asked.new.personnes[len(ctg.personnes) :]
    assert (person.civilite, person.prenom, person.nom) == ("mme", "Odile", "Pradel")
    guide, forum, cafe = asked.new.fiches_actions
    assert (guide.pilote, guide.pilote_personne) == ("ccas-du-val", person.id)
    assert forum.pilote == ctg.fiches_actions[1].pilote, "near to a name: asked, never made up"
    assert cafe.co_porteurs == ("foyer-rural", "mjc")
    assert {p.code for p in asked.left} == {"TAB015"}
    apply_import(asked, "1")
    assert not prepare_import([book], dossier, create=True).changes
