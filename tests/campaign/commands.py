"""Run what a command does on one file, here, and tell how it ended: a sentence of ours, or what escaped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ctg_docs.errors import CtgDocsError
from ctg_docs.steps.access import check_access
from ctg_docs.steps.check import diagnose
from ctg_docs.steps.compare import diff, open_state
from ctg_docs.steps.deliver import extract, sign_check, verify
from ctg_docs.steps.imports import prepare_import

__all__ = ["READERS", "outcome", "readers_of"]

DOSSIER = "territoire:\n  nom: Pays d’Essai\n"


def _dossier(file: Path) -> Path:
    folder = file.parent / "dossier"
    if not folder.exists():
        folder.mkdir()
        (folder / "ctg.yaml").write_text(DOSSIER, encoding="utf-8")
    return folder


def _check(file: Path) -> object:
    folder = file.parent / "lu"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(file, folder / f"ctg{file.suffix}")
    return [problem.as_dict() for problem in diagnose(folder).problems]


def _verify(file: Path) -> object:
    folder = file.parent / "recu"
    folder.mkdir(exist_ok=True)
    shutil.copy(file, folder / "manifeste.json")
    return verify(folder)


READERS: dict[str, tuple[tuple[str, ...], Callable[[Path], object]]] = {
    "access": ((".docx",), lambda file: check_access([file])),
    "extract": ((".docx", ".pptx", ".pdf", ".json"), extract),
    "import": ((".xlsx", ".ods", ".csv", ".docx"), lambda file: prepare_import([file], _dossier(file))),
    "diff": ((".docx", ".pdf", ".xlsx"), lambda file: diff(open_state(file), open_state(_dossier(file)))),
    "sign-check": ((".pdf",), sign_check),
    "verify": ((".json",), _verify),
    "check": ((".yaml", ".toml", ".json"), _check),
}
"""What each command reads."""


def readers_of(file: Path) -> list[str]:
    """Return the commands that take such a file."""
    return [name for name, (endings, _) in READERS.items() if file.suffix in endings]


def outcome(reader: str, file: Path) -> str:
    """Return the sentence that refuses a file, « lu » when it was read; whatever else is raised is a fault of ours."""
    told = "lu"
    try:
        READERS[reader][1](file)
    except CtgDocsError as refused:
        told = refused.message
    assert told.strip(), f"{reader} {file.name}: no sentence"
    assert len(told) < 2_000, f"{reader} {file.name}: {len(told)} characters"
    assert "Traceback" not in told
    return told
