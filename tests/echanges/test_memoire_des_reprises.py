"""A file that is corrected and taken again replaces what it said, whatever became of the dossier meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.classeur import Read, read_workbook, write_workbook
from ctg_docs.errors import OutputError
from ctg_docs.models import Ctg
from ctg_docs.rapprochement import base_of
from ctg_docs.steps.imports import apply_import, prepare_import, write_new
from ctg_docs.steps.memories import Memories
from tests.echanges.petit import DATA, edited, minimal, put

VAL = Ctg.model_validate(DATA)


class Copies:
    """The states of a workbook that a dossier keeps."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def take(self, data: bytes, base: Ctg | None, *, own: bool = True, force: bool = False) -> Read:
        """Take a workbook; `own` when it is the very file of the last time."""
        states = [(text, own and rank == 0) for rank, text in enumerate(self.texts)]
        read = read_workbook(data, "c.xlsx", base=base, agreed=lambda _: states, force=force)
        assert read.memory is not None
        self.texts = [read.memory[1], *(t for t in self.texts if t != read.memory[1])]
        return read


def retyped(data: bytes, statut: str) -> bytes:
    return edited(data, lambda book: put(book, "Fiches", 3, "Statut", statut))


def statut(read: Read) -> Any:
    assert read.ctg is not None
    return read.ctg.fiches_actions[0].statut


def test_a_workbook_that_began_a_dossier_is_corrected_like_any_other() -> None:
    copies, data = Copies(), write_workbook(VAL)
    begun = copies.take(data, None)
    assert begun.ctg == VAL

    def correct(book: Any) -> None:
        put(book, "Fiches", 3, "Statut", "Réalisé")
        put(book, "Réunions", 3, "Date", None)
        book["Personnes"].delete_rows(4)

    read = copies.take(edited(data, correct), begun.ctg)
    assert (statut(read), read.problems) == ("realise", ())
    assert read.ctg is not None
    assert (read.ctg.reunions[0].date, [p.id for p in read.ctg.personnes]) == (None, ["lea"])


@pytest.mark.parametrize("own", [True, False])
def test_a_value_put_back_to_what_it_was_is_a_change_of_this_file_not_of_a_copy(own: bool) -> None:
    copies, data = Copies(), write_workbook(VAL)
    first = copies.take(retyped(data, "Réalisé"), VAL)
    back = copies.take(data, first.ctg, own=own)
    assert statut(back) == ("en_cours" if own else "realise")
    assert [p.code for p in back.problems] == ([] if own else ["TAB031"])


def test_an_old_copy_at_the_same_place_is_known_by_all_it_lacks() -> None:
    copies, data = Copies(), write_workbook(VAL)

    def fill(book: Any) -> None:
        for rank in range(5):
            put(book, "Personnes", 5 + rank, "Identifiant", f"p{rank}")
            put(book, "Personnes", 5 + rank, "Nom", f"Nom {rank}")
            put(book, "Personnes", 5 + rank, "Prénom", "Luce")

    filled = copies.take(edited(data, fill), VAL)
    old = copies.take(retyped(data, "Réalisé"), filled.ctg)
    assert statut(old) == "realise"
    assert old.ctg is not None
    assert len(old.ctg.personnes) == 7


def test_what_both_changed_follows_the_file_when_that_is_asked() -> None:
    copies, data = Copies(), write_workbook(VAL)
    first = copies.take(retyped(data, "Réalisé"), VAL)
    assert first.ctg is not None
    hand = first.ctg.fiches_actions[0].model_copy(update={"statut": "abandonne"})
    now = first.ctg.model_copy(update={"fiches_actions": (hand, *first.ctg.fiches_actions[1:])})
    again = retyped(data, "En pause")
    kept = copies.take(again, now)
    assert [p.code for p in kept.problems] == ["TAB032"]
    assert statut(kept) == "abandonne"
    forced = copies.take(again, now, force=True)
    assert (statut(forced), forced.problems) == ("en_pause", ())


@pytest.mark.parametrize(
    ("distances", "own", "base"),
    [([4, 2], 0, 0), ([4, 2], None, 1), ([30, 2], 0, 1), ([3, 3, 1], None, 2), ([0], 0, 0)],
)
def test_a_file_comes_from_what_was_last_taken_of_it_else_from_the_nearest(
    distances: list[int], own: int | None, base: int
) -> None:
    assert base_of(distances, own) == base


def test_states_are_kept_by_copy_the_last_first(tmp_path: Path) -> None:
    def keep(file: str, text: str) -> None:
        for name, data in Memories(tmp_path / file, tmp_path).kept("classeur-x", text).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(data)

    (tmp_path / "correspondances").mkdir()
    (tmp_path / "correspondances" / "classeur-x.jsonl").write_text('{"old": 1}\n', encoding="utf-8")
    for file, text in (("a.xlsx", '{"a": 1}'), ("b.xlsx", '{"b": 1}'), ("a.xlsx", '{"a": 2}')):
        keep(file, text)
    found = Memories(tmp_path / "a.xlsx", tmp_path).of("classeur-x")
    assert found == [('{"a": 2}', True), ('{"b": 1}', False), ('{"a": 1}', False), ('{"old": 1}', False)]
    assert Memories(tmp_path / "c.xlsx", tmp_path).of("classeur-x")[0] == ('{"a": 2}', False)


def small(extra: Callable[[dict[str, Any]], object] = lambda _: None) -> Ctg:
    sections: dict[str, Any] = {
        "personnes": [{"id": "lea", "nom": "Noël", "prenom": "Léa", "telephone": "05 49 00 00 00"}],
        "gouvernance": {"instances": [{"id": "copil", "nom": "Comité", "nature": "copil", "quorum": "Moitié"}]},
        "reunions": [
            {
                "id": "r",
                "titre": "Comité",
                "instance": "copil",
                "presences": [{"personne": "lea", "etat": "present"}],
                "decisions": [{"id": "d", "texte": "Ouvrir", "echeance": "2027-03"}],
                "compte_rendu": {"president": "lea", "introduction": "Bonjour."},
            }
        ],
    }  # fmt: skip
    extra(sections)
    return minimal(**sections)


def test_a_dossier_of_meetings_is_exported_as_the_few_sheets_it_fills() -> None:
    ctg = small()
    data = write_workbook(ctg, fitted=True)
    names: list[str] = []
    edited(data, lambda book: names.extend(s.title for s in book.worksheets if s.sheet_state == "visible"))
    assert {"Membres", "Présences", "Décisions"} < set(names)
    assert len(names) <= 11
    assert "Niveaux" not in names
    for base in (ctg, None):
        read = read_workbook(data, "c.xlsx", base=base)
        assert (read.ctg, read.problems) == (ctg, ())


@pytest.mark.parametrize("section", ["strategie", "signataires", "fiches_actions"])
def test_a_dossier_of_a_convention_is_exported_whole(section: str) -> None:
    whole = small(lambda d: d.update({section: DATA.get(section, [{"organismes": ["caf"], "id": "caf"}])}))
    sheets: list[int] = []
    edited(write_workbook(whole, fitted=True), lambda book: sheets.append(len(book.sheetnames)))
    assert sheets[0] > 40


@pytest.mark.parametrize("begun", [True, False])
def test_a_dossier_and_the_memory_of_what_it_took_are_written_together_or_not(
    begun: bool, tmp_path: Path
) -> None:
    dossier, file = tmp_path / "dossier", tmp_path / "c.xlsx"
    file.write_bytes(retyped(write_workbook(VAL), "Réalisé"))
    if begun:
        write_new(VAL, dossier)
    dossier.mkdir(exist_ok=True)
    (dossier / "correspondances").write_text("un fichier à la place du dossier", encoding="utf-8")
    before = {path: path.read_bytes() for path in dossier.rglob("*.*")}
    with pytest.raises(OutputError, match="correspondances"):
        apply_import(prepare_import([file], dossier), "x")
    assert {path: path.read_bytes() for path in dossier.rglob("*.*")} == before
