"""The findings of a dossier with the cells of the workbook it is filled from. Prints nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ctg_docs.errors import DataError, MissingToolError
from ctg_docs.steps.needs import parse_path

if TYPE_CHECKING:
    from ctg_docs.problems import Problem
    from ctg_docs.sources import Diagnostic

__all__ = ["with_cells"]

_OWN: Final = "classeur.xlsx"


def with_cells(
    found: Diagnostic, dossier: str | Path, workbook: str | Path | None = None
) -> tuple[Problem, ...]:
    """Return the findings, each with its cell when a workbook has it.

    Args:
        found: what is wrong in a dossier.
        dossier: where it is.
        workbook: the workbook it is filled from; its own « classeur.xlsx » by default, when there is one.

    Raises:
        DataError: the workbook that was given can't be read; its own is then left aside.
        MissingToolError: openpyxl is not installed, when a workbook was given.
    """
    path = Path(workbook) if workbook is not None else Path(dossier) / _OWN
    if found.ctg is None or not found.problems or not path.is_file():
        return found.problems
    from ctg_docs.echanges.classeur import Cells

    try:
        cells = Cells(path.read_bytes(), path.name, found.ctg)
    except (DataError, MissingToolError, OSError):
        if workbook is not None:
            raise
        return found.problems
    return tuple(
        replace(p, place=replace(p.place, cell=cells.of(parse_path(p.path))))
        if p.path and not p.place.cell
        else p
        for p in found.problems
    )
