"""Kinds are found by their folders."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctg_docs import documents
from ctg_docs.documents import UnknownKindError, get_kind, load_kinds


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose sub-folders are taken for kinds."""
    monkeypatch.setattr(documents, "__path__", [*documents.__path__, str(tmp_path)])
    load_kinds.cache_clear()
    yield tmp_path
    load_kinds.cache_clear()
    for name in [n for n in sys.modules if n.startswith("ctg_docs.documents.essai")]:
        del sys.modules[name]


def add(folder: Path, nom: str, text: str) -> None:
    (folder / nom).mkdir()
    (folder / nom / "__init__.py").write_text(text, encoding="utf-8")


def test_a_folder_is_enough(extra: Path) -> None:
    lines = "from ctg_docs.documents.kind import Kind\nKIND = Kind('Essai', 'Un essai.', ordre=-1)\n"
    add(extra, "essai_neuf", lines)

    assert load_kinds()[0].nom == "essai_neuf"


def test_a_folder_without_kind_is_refused_loudly(extra: Path) -> None:
    add(extra, "essai_nu", "")

    with pytest.raises(TypeError, match="essai_nu has no KIND"):
        load_kinds()


def test_a_name_that_begins_with_an_underscore_is_skipped(extra: Path) -> None:
    add(extra, "_essai", "")

    assert "_essai" not in [kind.nom for kind in load_kinds()]


def test_unknown_kind_suggests_the_nearest() -> None:
    with pytest.raises(UnknownKindError, match="Vouliez-vous « convention »"):
        get_kind("conventoin")


def test_listing_kinds_loads_neither_models_nor_word() -> None:
    code = (
        "import sys; from ctg_docs.documents import load_kinds; load_kinds();"
        "print([m for m in ('pydantic', 'lxml', 'jinja2', 'docxtpl') if m in sys.modules])"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
