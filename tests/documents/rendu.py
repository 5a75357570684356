"""Render one kind from a small dossier, and keep its reviewed text."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path

from ctg_docs.documents import get_kind
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Situation
from ctg_docs.engine import Properties, Template
from ctg_docs.gabarit.copie import read_text

__all__ = ["PROJET", "check_snapshot", "contract_findings", "render", "text_of"]

PROJET = Situation(date_version=date(2025, 2, 3))
_SNAPSHOTS = Path(__file__).parent / "snapshots" / "plan-exemple"


@cache
def _template(kind: str) -> Template:
    return Template.load(get_kind(kind).build_template(), name=f"{kind}.docx")


def render(kind: str, contexte: Contexte) -> bytes:
    """Return the Word file, from the layout as it is now."""
    return _template(kind).render(contexte, properties=Properties(title=contexte.titre))


def text_of(kind: str, contexte: Contexte) -> str:
    """Return the text of the Word file."""
    return read_text(render(kind, contexte))


def contract_findings(kind: str) -> list[str]:
    """Return what the static check of the template says against its context."""
    return [str(problem) for problem in _template(kind).lint(get_kind(kind).contexte_class())]


def check_snapshot(nom: str, texte: str, folder: Path = _SNAPSHOTS) -> None:
    """Compare with the reviewed text; `UPDATE_SNAPSHOTS=1` writes it."""
    path = folder / f"{nom}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texte, encoding="utf-8", newline="\n")
    assert texte == path.read_text(encoding="utf-8")
