"""Files that somebody gave: those that have no end are told, by every function that reads one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.engine import Template
from ctg_docs.errors import CtgDocsError
from ctg_docs.limits import LIMITS, read_received
from ctg_docs.steps.access import check_access
from ctg_docs.steps.imports import prepare_figures, prepare_import

EXAMPLE = Path(__file__).parents[1] / "examples" / "caf-commune"
READERS: dict[str, Callable[[Path], object]] = {
    "sign-check": ctg_docs.sign_check,
    "extract": ctg_docs.extract,
    "access": lambda file: check_access([file]),
    "import": lambda file: prepare_import([file], EXAMPLE),
    "chiffres": lambda file: prepare_figures(file, EXAMPLE),
    "template": Template.load,
}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
@pytest.mark.parametrize("name", READERS)
def test_a_pipe_is_not_awaited(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    os.mkfifo(file)
    with pytest.raises(CtgDocsError, match="pas un fichier ordinaire"):
        READERS[name](file)


def test_what_is_larger_than_all_we_read_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as written:
        written.truncate(LIMITS.figures + 1)
    with pytest.raises(CtgDocsError, match="trop volumineux"):
        read_received(file)
