"""Open a workbook of unknown origin: refused when dangerous, formulas read by their saved result. Knows no dossier."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.outils import need
from ctg_docs.errors import DataError
from ctg_docs.problems import Place, Problem

__all__ = ["Opened", "open_workbook"]

_MAX_BYTES: Final = 50_000_000
_MAX_UNPACKED: Final = 500_000_000
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERRORS: Final = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook.

    Attributes:
        book: as openpyxl gives it, formulas replaced by their saved result.
        formulas: those that have no saved result, by sheet and cell.
    """

    book: Any
    formulas: dict[tuple[str, str], str]

    def fault(self, cell: Any, place: Place) -> Problem | None:
        """Return what makes a cell unreadable."""
        value = cell.value
        if value is None and self.formulas:
            formula = self.formulas.get((cell.parent.title, cell.coordinate))
            return note("TAB011", place, value=formula) if formula else None
        if cell.data_type == "e" or (isinstance(value, str) and cell.data_type != "s" and value in _ERRORS):
            return note("TAB010", place, value=value)
        return None


def open_workbook(data: bytes, name: str) -> Opened:
    """Return a workbook.

    Raises:
        DataError: it is no workbook, or a dangerous one.
        MissingToolError: openpyxl is not installed.
    """
    openpyxl = need("openpyxl", "excel", "Lire un classeur Excel")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len(data) > _MAX_BYTES or sum(info.file_size for info in infos) > _MAX_UNPACKED:
                raise DataError(f"« {name} » est trop volumineux pour être lu.")
            sheets = [info for info in infos if _SHEET.fullmatch(info.filename)]
            computed = any(_FORMULA.search(package.read(info)) for info in sheets)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        return Opened(book, _without_result(openpyxl, data, book) if computed else {})
    except DataError:
        raise
    except Exception as fault:
        problem = note(
            "TAB001", Place(name), reason="ce n’est pas un classeur Excel (.xlsx), ou il est abîmé"
        )
        raise DataError(f"« {name} » ne peut pas être lu.", [problem]) from fault


def _without_result(openpyxl: Any, data: bytes, book: Any) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None
    }
