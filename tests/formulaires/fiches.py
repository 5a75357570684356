"""A generated fiche, and how a test writes in it as one does in Word."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.formulaires import Lecture
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.signature.donnees import embed
from ctg_docs.steps.forms import read_words
from ctg_docs.steps.load import load
from ctg_docs.steps.render import render_kind
from tests.formulaires.word import W, run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FICHE = "multi-accueil-vaudreuge"
Edit = Callable[[Any], None]


@pytest.fixture(scope="session")
def ctg() -> Ctg:
    return load(EXAMPLES / "pays-auvrelle")


def printed(ctg: Ctg, kind: str, action: str | None = None) -> bytes:
    document = render_kind(ctg, get_kind(kind), Options(action=action))[0]
    return embed([("f.docx", document.data)], ctg)[0][1]


@pytest.fixture(scope="session")
def page(ctg: Ctg) -> bytes:
    return printed(ctg, "fiche_action", FICHE)


def read(data: bytes, base: Ctg, folder: Path) -> Lecture:
    (folder / "f.docx").write_bytes(data)
    return read_words([folder / "f.docx"], base)


def taken(data: bytes, base: Ctg, folder: Path) -> FicheAction:
    """The fiche after an edition that must give no problem."""
    found = read(data, base, folder)
    assert [str(p) for p in found.problems] == []
    return fiche(found.ctg)


def fiche(ctg: Ctg | None) -> FicheAction:
    found = ctg.fiche(FICHE) if ctg is not None else None
    assert found is not None
    return found


def text_of(node: Any) -> str:
    return " ".join("".join(t.text or "" for t in node.iter(f"{W}t")).split())


def style_of(node: Any) -> str:
    return str(node.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def paragraph(root: Any, text: str) -> Any:
    return next(p for p in root.iter(f"{W}p") if text_of(p) == text)


def write(node: Any, *lines: str) -> None:
    """Type over a paragraph; more lines are as many paragraphs."""
    for line in lines[:0:-1]:
        new = copy.deepcopy(node)
        write(new, line)
        node.addnext(new)
    for child in [c for c in node if c.tag != f"{W}pPr"]:
        node.remove(child)
    node.append(run(lines[0]))


def row_at(root: Any, first: str) -> Any:
    rows = ((r, " ".join(text_of(c) for c in r.iter(f"{W}tc"))) for r in root.iter(f"{W}tr"))
    return next(row for row, text in rows if text.startswith(first))


def said(root: Any, label: str, rank: int = -1) -> Any:
    """The first paragraph that stands beside a label, in the last table that has it, or in another."""
    cells = [c for c in root.iter(f"{W}tc") if text_of(c) == label]
    named = [c for c in cells if style_of(next(c.iter(f"{W}p"))) == "TableauLibelle"]
    return next(named[rank].getnext().iter(f"{W}p"))


def step(root: Any, name: str) -> Any:
    """The cell of the band of steps that ends with a name."""
    return next(c for c in root.iter(f"{W}tc") if text_of(c).endswith(name) and text_of(c)[:1] in "■□")


def cell(row: Any, rank: int) -> Any:
    return next(list(row.iter(f"{W}tc"))[rank].iter(f"{W}p"))
