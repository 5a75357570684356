"""Every kind on every example, present and future: text, validators, sameness, no leftover."""

from __future__ import annotations

import os
import re
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.engine.a11y import check_accessibility
from ctg_docs.gabarit.copie import read_text
from ctg_docs.signature.donnees import extract
from ctg_docs.steps.build import build
from ctg_docs.steps.render import render_kind
from ctg_docs.steps.write import carry
from tests.documents.texts import texts_of
from tests.validators import word_findings

ROOT = Path(__file__).parents[2]
EXEMPLES = tuple(sorted(p.parent.name for p in (ROOT / "examples").glob("*/ctg.yaml")))
SNAPSHOTS = Path(__file__).parent / "snapshots"
KINDS = tuple(kind.nom for kind in load_kinds())
WORD_KINDS = tuple(kind.nom for kind in load_kinds() if kind.has_template)
AT_MOST = 8
"""Documents of one kind kept in a snapshot: enough to review, few enough to read."""

LEFTOVERS = re.compile(r"\{\{|\{%|\x02|\x03|\bNone\b|<[A-Z]\w+\.|\bXXX|\[object|FieldInfo|namespace\(")


@cache
def dossier(exemple: str) -> ctg_docs.Ctg:
    return ctg_docs.load(ROOT / "examples" / exemple)


@cache
def documents(exemple: str, kind: str) -> tuple[ctg_docs.Document, ...]:
    with suppress(Inapplicable):
        return tuple(render_kind(dossier(exemple), get_kind(kind), Options()))
    return ()


def words(exemple: str, kind: str) -> list[ctg_docs.Document]:
    return [d for d in documents(exemple, kind) if d.name.endswith(".docx")]


def test_there_are_examples_and_kinds() -> None:
    assert len(EXEMPLES) >= 2
    assert len(KINDS) >= 10
    written = {kind for kind in KINDS for exemple in EXEMPLES if documents(exemple, kind)}
    assert set(KINDS) - written == {"a_lire", "bordereau"}  # only a dossier de signature has them


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_the_reviewed_one(exemple: str, kind: str) -> None:
    suffix = get_kind(kind).extension
    found = [d for d in documents(exemple, kind) if d.name.endswith(suffix)]
    lines = [f"{len(found)} document(s)"]
    for document in found[:AT_MOST]:
        body = (
            read_text(document.data)
            if suffix == ".docx"
            else "\n".join(texts_of(document.name, document.data))
        )
        lines += ["", f"##### {document.name}", "", body.rstrip()]
    text = "\n".join(lines) + "\n"
    path = SNAPSHOTS / exemple / f"{kind}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no snapshot yet: run « make snapshots » and review {path.relative_to(ROOT)}"
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_everybody_can_read_it(exemple: str, kind: str) -> None:
    for document in words(exemple, kind):
        assert [str(p) for p in check_accessibility(document.data, document.name)] == []


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_files_handed_over_are_valid_and_give_the_dossier_back(
    exemple: str, kind: str, tmp_path: Path
) -> None:
    found = [d for d in documents(exemple, kind) if d.name.endswith((".docx", ".pptx"))]
    for document in carry(dossier(exemple), found[:2], ctg_docs.Options(avec_donnees=True)):
        path = tmp_path / document.name
        path.write_bytes(document.data)
        assert word_findings(path) == []
        assert extract(path) == dossier(exemple)


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_nothing_of_the_machine_is_printed(exemple: str, kind: str) -> None:
    for document in words(exemple, kind):
        assert not LEFTOVERS.findall(read_text(document.data)), document.name


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_same_dossier_gives_the_same_bytes(exemple: str, kind: str) -> None:
    first = documents(exemple, kind)
    if not first:
        return
    again = render_kind(dossier(exemple), get_kind(kind), Options())
    assert [(d.name, d.data) for d in again] == [(d.name, d.data) for d in first]


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_a_draft_says_so_on_each_page_and_names_are_unique(exemple: str, kind: str) -> None:
    found = documents(exemple, kind)
    names = [d.name for d in found]
    assert len(set(names)) == len(names)
    contextes = build(dossier(exemple), get_kind(kind), Options()) if found else ()
    for document, contexte in zip(words(exemple, kind), contextes, strict=True):
        with zipfile.ZipFile(BytesIO(document.data)) as archive:
            headers = [archive.read(n).decode() for n in archive.namelist() if "word/header" in n]
        assert headers
        assert {"PROJET" in header for header in headers} == {contexte.projet}, document.name
        assert contexte.projet or get_kind(kind).portee == "reunion"
