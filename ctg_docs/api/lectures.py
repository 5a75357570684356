"""One file from outside to a dossier: its format decides how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.echanges.classeur import Read, is_ours, read_workbook
from ctg_docs.echanges.classeur.lecture import open_workbook
from ctg_docs.echanges.constats import note
from ctg_docs.errors import DataError
from ctg_docs.problems import Place

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

__all__ = ["read_file"]

_KNOWN = (".xlsx", ".xlsm")


def read_file(file: Path, base: Ctg | None, dossier: Path) -> Read:
    """Read a workbook or a form over a dossier.

    Args:
        file: what was given.
        base: the dossier as it is; None when it does not exist yet.
        dossier: where it is: what was decided about a foreign workbook is remembered there.

    Raises:
        DataError: the file can't be read.
    """
    del dossier
    data = _bytes(file)
    if file.suffix.lower() not in _KNOWN:
        raise DataError(f"« {file} » : format inconnu. Formats acceptés : {', '.join(_KNOWN)}.")
    book = open_workbook(data, file.name)
    if not is_ours(book):
        problem = note("TAB001", Place(file.name), reason="il n’a pas les feuilles d’un dossier")
        raise DataError(f"« {file.name} » n’est pas un classeur de ctg-docs.", [problem])
    return read_workbook(data, file.name, base=base)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise DataError(f"« {file} » n’existe pas ou ne peut pas être lu.") from fault
