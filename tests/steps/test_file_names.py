"""Names of the files written: whatever the territory is called."""

from __future__ import annotations

from pathlib import Path

import pytest

import ctg_docs

EXEMPLE = Path(__file__).parents[2] / "examples" / "mellois-en-poitou"


@pytest.mark.parametrize(("nom", "attendu"), [("🎉", "convention.docx"), ("Val " * 60, "convention-val-")])
def test_a_file_name_is_never_empty_nor_too_long(nom: str, attendu: str) -> None:
    ctg = ctg_docs.Ctg.model_validate({"territoire": {"nom": nom}})

    [document] = ctg_docs.render(ctg, "convention")

    assert document.name.startswith(attendu)
    assert len(document.name) <= 160


def test_a_whole_generation_has_an_index_of_what_it_wrote() -> None:
    batch = ctg_docs.prepare(ctg_docs.load(EXEMPLE))

    index = batch.documents[-1]
    text = index.data.decode()
    assert index.name == "index.txt"
    assert all(document.name in text for document in batch.documents[:-1])
    assert all(reason in text for _, reason in batch.skipped)


def test_a_meeting_is_prepared_alone() -> None:
    ctg = ctg_docs.load(EXEMPLE)

    batch = ctg_docs.prepare(ctg, reunion="2024-01-19-reunion-partenariale")

    assert {document.kind for document in batch.documents} == {
        "ordre_du_jour",
        "convocation",
        "feuille_emargement",
    }


def test_an_unknown_meeting_is_refused_with_the_nearest_name() -> None:
    ctg = ctg_docs.load(EXEMPLE)

    with pytest.raises(ctg_docs.DataError, match="2024-01-19-reunion-partenariale"):
        ctg_docs.prepare(ctg, reunion="2024-01-19-reunion")


def test_one_kind_may_be_given_by_its_bare_name() -> None:
    ctg = ctg_docs.Ctg.model_validate({"territoire": {"nom": "Val"}})

    assert [d.name for d in ctg_docs.prepare(ctg, "convention").documents] == ["convention-val.docx"]
