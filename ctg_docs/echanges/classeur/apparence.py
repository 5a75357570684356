"""The look of the workbook: colours, formats, widths, printing. Knows cells only."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cache
from math import ceil
from typing import Any, Final

from ctg_docs.echanges.outils import need

__all__ = [
    "FORMATS",
    "PRIMARY",
    "Values",
    "format_column",
    "headers",
    "height",
    "line",
    "link",
    "mark",
    "page",
    "paragraph",
    "section",
    "title",
    "widths",
]

PRIMARY: Final = "1F4E79"
_ACCENT, _TINT, _INK, _SOFT = "B4531A", "E8EEF4", "1B2733", "4F81AD"

_HIGHEST: Final = 409
"""Points, what Excel accepts."""

FORMATS: Final[dict[str, str]] = {
    "date": "dd/mm/yyyy",
    "heure": "hh:mm",
    "euros": '#,##0.00\\ "€"',
    "nombre": "#,##0.###",
    "entier": "0",
    "texte": "@",
    "moment": "@",
    "identifiant": "@",
    "choix": "@",
    "oui_non": "@",
}


@cache
def _styles() -> Any:
    return need("openpyxl.styles", "excel", "Écrire un classeur Excel")


def _fill(colour: str) -> Any:
    return _styles().PatternFill("solid", start_color=colour)


def _font(**options: Any) -> Any:
    return _styles().Font(name="Calibri", size=options.pop("size", 11), **options)


@cache
def _top() -> Any:
    return _styles().Alignment(vertical="top", wrap_text=True)


@cache
def _left() -> Any:
    return _styles().Alignment(vertical="top", horizontal="left", wrap_text=True)


@cache
def _thin() -> Any:
    side = _styles().Side(style="thin", color="D0D9E2")
    return _styles().Border(bottom=side)


def title(sheet: Any, row: int, text: str) -> None:
    """Write the title of a sheet."""
    cell = sheet.cell(row, 1, text)
    cell.font = _font(size=16, bold=True, color=PRIMARY)
    sheet.row_dimensions[row].height = 26


def headers(sheet: Any, row: int, texts: Sequence[str], *, height: int = 34) -> None:
    """Write a row of headers."""
    for rank, text in enumerate(texts, 1):
        cell = sheet.cell(row, rank, text)
        cell.font = _font(bold=True, color="FFFFFF")
        cell.fill = _fill(_SOFT)
        cell.alignment = _styles().Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = height


def mark(cell: Any, *, required: bool, wanted: bool = False) -> None:
    """Show on a header that the column must be filled, always or for a final document."""
    if required:
        cell.fill = _fill(PRIMARY)
    elif wanted:
        cell.border = _styles().Border(bottom=_styles().Side(style="thick", color=_ACCENT))


def line(sheet: Any, row: int, *, wanted: bool) -> None:
    """Dress a line of the sheet of single values."""
    for rank, options in (
        (1, {"color": "5A6B7B"}),
        (2, {"bold": True, "color": _INK}),
        (4, {"color": "5A6B7B"}),
    ):
        cell = sheet.cell(row, rank)
        cell.font, cell.alignment, cell.border = _font(**options), _top(), _thin()
    cell = sheet.cell(row, 3)
    cell.fill, cell.alignment = _fill(_TINT), _left()
    if wanted:
        cell.border = _styles().Border(left=_styles().Side(style="thick", color=_ACCENT))


def section(cell: Any) -> None:
    """Dress the title of a part of a sheet."""
    cell.font, cell.alignment = (
        _font(size=13, bold=True, color=PRIMARY),
        _styles().Alignment(vertical="bottom"),
    )


def link(cell: Any, *, strong: bool) -> None:
    """Dress a cell as a link."""
    cell.font = _font(color=PRIMARY, underline="single", bold=strong)


def paragraph(cell: Any) -> None:
    """Dress a long text."""
    cell.font, cell.alignment = _font(color=_INK), _top()


class Values:
    """Dresses the values of one workbook; each look is made once, copied after."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def dress(self, cell: Any, number_format: str) -> None:
        """Dress a value."""
        if number_format in self._known:
            cell._style = copy(self._known[number_format])
            return
        cell.number_format, cell.alignment, cell.border = number_format, _top(), _thin()
        self._known[number_format] = copy(cell._style)


def height(sheet: Any, row: int, cells: Sequence[tuple[object, int]]) -> None:
    """Make a row as high as its longest text: LibreOffice doesn't, and a text would cover the next rows.

    Args:
        sheet: the sheet.
        row: its rank.
        cells: values of the row, each with the width of its column.
    """
    lines = max((_lines(value, width) for value, width in cells if isinstance(value, str)), default=1)
    if lines > 1:
        sheet.row_dimensions[row] = _free_row()(sheet, index=row, ht=min(15 * lines + 1, _HIGHEST))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width * 1.12))) for line in text.split("\n"))


@cache
def _free_row() -> Any:
    """Return the class of rows whose height goes on following what is typed; openpyxl would fix it for good."""
    rows = need("openpyxl.worksheet.dimensions", "excel", "Écrire un classeur Excel")

    return type("FreeRow", (rows.RowDimension,), {"customHeight": False})


def widths(sheet: Any, sizes: Sequence[int]) -> None:
    """Set the width of the first columns."""
    for rank, size in enumerate(sizes, 1):
        sheet.column_dimensions[sheet.cell(1, rank).column_letter].width = size


def format_column(sheet: Any, letter: str, number_format: str) -> None:
    """Set what the rows to come will look like."""
    column = sheet.column_dimensions[letter]
    column.number_format, column.alignment = number_format, _top()


def page(sheet: Any, header_row: int | None, *, wide: bool = False) -> None:
    """Print in landscape, as wide as a page unless that would be unreadable, headers on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = not wide
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    if wide:
        sheet.page_setup.scale = 60
        sheet.print_title_cols = "A:B"
    sheet.oddFooter.center.text = "&A, page &P sur &N"
