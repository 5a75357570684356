"""The sheets of an .xlsx: formulas by their saved result, percentages as they show, escapes of Excel read."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, Final

from ctg_docs.echanges.feuilles.bornes import bounded_xlsx
from ctg_docs.echanges.feuilles.cases import Book, Cell, Fault, Sheet, percent, plain
from ctg_docs.echanges.outils import need
from ctg_docs.limits import open_zip

__all__ = ["escape", "read_xlsx"]

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERRORS: Final = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format shows as it is; a percent sign there is no percentage."""


def escape(text: str) -> str:
    """Return a text as it must be written for Excel to show it: « _x0041_ » would be shown « A »."""
    return _ESCAPE.sub(lambda found: f"_x005F{found[0]}", text)


def read_xlsx(data: bytes, name: str) -> Book:
    """Return the sheets of a workbook."""
    openpyxl = need("openpyxl", "excel", "Lire un classeur Excel")
    data = bounded_xlsx(data)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    lost = _without_result(openpyxl, data, book) if _is_computed(data) else {}
    looks = _Looks(
        {rank: _colour(fill) for rank, fill in enumerate(book._fills) if _is_colour(fill)},
        frozenset(rank for rank, font in enumerate(book._fonts) if font.b),
        {rank: int(a.indent) for rank, a in enumerate(book._alignments) if a.indent},
    )
    sheets = tuple(_sheet(sheet, lost, looks) for sheet in book.worksheets)
    return Book(name, sheets, book.epoch.year == 1904)


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the styles of a workbook mean, by their rank: fills with their colour, bold fonts, alignments set in."""

    fills: dict[int, str]
    bold: frozenset[int]
    indents: dict[int, int]


def _colour(fill: Any) -> str:
    colour = fill.fgColor
    return str(colour.rgb)[-6:] if colour.type == "rgb" else f"{colour.type} {colour.value} {colour.tint:.2f}"


def _is_computed(data: bytes) -> bool:
    with open_zip(data) as package:
        sheets = [info for info in package.infolist() if _SHEET.fullmatch(info.filename)]
        return any(_FORMULA.search(package.read(info)) for info in sheets)


def _without_result(openpyxl: Any, data: bytes, book: Any) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for shown in [book[sheet.title]]
        for cell in _written(sheet)
        if cell.data_type == "f" and shown[cell.coordinate].value is None
    }


def _is_colour(fill: Any) -> bool:
    """True for a plain fill that is seen: neither none, nor white, nor the two of every workbook."""
    colour = getattr(fill, "fgColor", None)
    white = colour is not None and (
        str(colour.rgb)[-6:] == "FFFFFF" or (colour.type == "theme" and colour.theme == 0 and not colour.tint)
    )
    return getattr(fill, "patternType", None) == "solid" and not white


def _sheet(found: Any, lost: dict[tuple[str, str], str], looks: _Looks) -> Sheet:
    sheet = Sheet(found.title, hidden=found.sheet_state != "visible")
    for cell in _written(found):
        read = _cell(cell, lost)
        if read is not None:
            sheet.cells[cell.row, cell.column] = read
            if cell.has_style and cell._style.fontId in looks.bold:
                sheet.strong.add((cell.row, cell.column))
            if cell.has_style and (indent := looks.indents.get(cell._style.alignmentId)):
                sheet.indents[cell.row, cell.column] = indent
            if cell.has_style and (colour := looks.fills.get(cell._style.fillId)):
                sheet.tinted[cell.row, cell.column] = colour
        elif cell.has_style and (colour := looks.fills.get(cell._style.fillId)):
            sheet.coloured[cell.row, cell.column] = colour
    for area in found.merged_cells.ranges:
        sheet.merge(area.min_row, area.min_col, area.max_row, area.max_col)
    return sheet


def _written(sheet: Any) -> list[Any]:
    """Return the cells of a sheet that its file writes, row by row: a walk over all of them would make those between."""
    return [sheet._cells[place] for place in sorted(sheet._cells)]


def _cell(cell: Any, lost: dict[tuple[str, str], str]) -> Cell | None:
    value = cell.value
    remark = str(cell.comment.text).strip() if getattr(cell, "comment", None) is not None else ""
    if value is None or (isinstance(value, str) and not value.strip()):
        formula = lost.get((cell.parent.title, cell.coordinate)) if lost else None
        fault = Fault("formula", formula) if formula else None
        return Cell(None, fault, remark) if fault or remark else None
    if cell.data_type == "e" or (isinstance(value, str) and cell.data_type != "s" and value in _ERRORS):
        return Cell(None, Fault("error", str(value)), remark)
    if isinstance(value, str):
        return Cell(plain(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)), None, remark)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and "%" in _QUOTED.sub("", cell.number_format or ""):
        return Cell(percent(value), None, remark)
    return Cell(plain(value), None, remark)
