"""What the dossier says is missing is a hole of the documents."""

from __future__ import annotations

from pathlib import Path

import ctg_docs
from ctg_docs.documents.contexte import Contexte
from ctg_docs.holes import hole
from ctg_docs.models.typed_holes import mark_typed_holes
from ctg_docs.steps.batch import prepare
from ctg_docs.steps.holes import missing_values

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_text_says_is_missing_becomes_a_hole() -> None:
    ctg = ctg_docs.load(ROOT / "examples" / "caf-commune")
    territoire = ctg.territoire.model_copy(update={"nom": "Melle [À compléter : nom] [à compléter]"})
    typed = ctg.model_copy(update={"territoire": territoire})

    assert mark_typed_holes(typed).territoire.nom == f"Melle {hole('nom')} {hole('texte')}"
    assert mark_typed_holes(ctg) is ctg
    again = mark_typed_holes(typed)
    assert mark_typed_holes(again) is again


def test_the_sentence_without_beginning_of_mellois_is_counted() -> None:
    batch = prepare(ctg_docs.load(ROOT / "examples" / "mellois-en-poitou"), ["convention"])

    assert "début de la phrase" in batch.documents[0].holes


def test_a_hole_that_the_dossier_types_is_told_at_its_line() -> None:
    ctg = ctg_docs.load(ROOT / "examples" / "mellois-en-poitou")
    page = Contexte(file_stem="a", titre=hole("début de la phrase") + hole("autre chose"))
    typed, other = missing_values(ctg, [("a.docx", page)])
    assert (typed.code, typed.place.file.endswith(".yaml"), bool(typed.place.line)) == ("GEN001", True, True)
    assert (
        "à compléter"
        in (ROOT / "examples" / "mellois-en-poitou" / typed.place.file).read_text("utf-8").lower()
    )
    assert typed.path
    assert (other.place.file, other.path) == ("a.docx", "")
