"""One road from a dossier to a document: whatever asks for it shows the same texts."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Choices, Options
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models import Ctg
from ctg_docs.ressources import COMPLETE_EXAMPLE
from ctg_docs.signature.donnees import embed
from ctg_docs.steps.build import build
from ctg_docs.steps.compare import redlines
from ctg_docs.steps.forms import read_words
from ctg_docs.steps.render import render_kind

ROOT = Path(__file__).parents[2]
TYPED = "[à compléter : le nombre de places]"


@pytest.fixture(scope="module")
def typed() -> Ctg:
    """The complete example with something typed as missing in the convention and in a fiche."""
    ctg = ctg_docs.load(ROOT / "examples" / COMPLETE_EXAMPLE)
    first, *others = ctg.fiches_actions
    changed = first.model_copy(update={"constat": f"Le territoire compte {TYPED} en crèche."})
    convention = ctg.convention.model_copy(update={"preambule": f"Les parties accueillent {TYPED}."})
    whole = ctg.model_copy(update={"fiches_actions": (changed, *others), "convention": convention})
    return whole.with_provenance(ctg.provenance)


@pytest.mark.parametrize("kind", ["convention", "fiches_actions"])
def test_a_redline_shows_the_text_of_the_document(typed: Ctg, kind: str) -> None:
    [plain] = [d for d in render_kind(typed, get_kind(kind), Options()) if d.name.endswith(".docx")]
    [marked] = redlines(typed, typed, (kind,), date=datetime(2026, 1, 1))
    assert "le nombre de places" in plain.holes
    assert read_text(marked.data) == read_text(plain.data)
    assert "à compléter : le nombre de places" in read_text(plain.data).replace("\u00a0", " ")


@pytest.mark.parametrize("kind", ["fiche_action", "fiches_actions"])
def test_an_untouched_generated_fiche_with_a_typed_hole_comes_back_in_silence(
    typed: Ctg, kind: str, tmp_path: Path
) -> None:
    fiche = typed.fiches_actions[0].id if kind == "fiche_action" else None
    document = render_kind(typed, get_kind(kind), Options(action=fiche))[0]
    file = tmp_path / document.name
    file.write_bytes(embed([(document.name, document.data)], typed)[0][1])
    back = read_words([file], typed)
    assert back.problems == ()
    assert back.ctg == typed


def test_what_measures_what_counts_and_what_prints_build_the_same(typed: Ctg) -> None:
    for kind in (get_kind("convention"), get_kind("fiches_actions")):
        [contexte] = build(typed, kind, Options())
        [document, *_] = ctg_docs.render(typed, kind.nom)
        assert document.name.startswith(contexte.file_stem)
        assert "le nombre de places" in document.holes


def test_nobody_leaves_the_road() -> None:
    """Only the step that builds asks a kind for its contexts."""
    modules = list((ROOT / "ctg_docs").rglob("*.py"))
    assert len(modules) > 100
    asking = {
        path.relative_to(ROOT / "ctg_docs").as_posix()
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("kind.build", "card.build")
    }
    assert asking == {"steps/build.py"}


def test_the_keywords_are_the_fields_of_the_options() -> None:
    assert set(Choices.__annotations__) == set(Options.__dataclass_fields__)
