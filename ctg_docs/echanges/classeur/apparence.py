"""The look of the workbook: colours, formats, widths, printing. Knows cells only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from ctg_docs.echanges.outils import need

__all__ = [
    "FORMATS",
    "PRIMARY",
    "format_column",
    "headers",
    "line",
    "link",
    "mark",
    "page",
    "paragraph",
    "title",
    "value",
    "widths",
]

PRIMARY: Final = "1F4E79"
_ACCENT, _TINT, _INK, _SOFT = "B4531A", "E8EEF4", "1B2733", "4F81AD"

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
def _thin() -> Any:
    side = _styles().Side(style="thin", color="D0D9E2")
    return _styles().Border(bottom=side)


def title(sheet: Any, row: int, text: str) -> None:
    """Write the title of a sheet."""
    cell = sheet.cell(row, 1, text)
    cell.font = _font(size=16, bold=True, color=PRIMARY)
    sheet.row_dimensions[row].height = 26


def headers(sheet: Any, row: int, texts: Sequence[str]) -> None:
    """Write a row of headers."""
    for rank, text in enumerate(texts, 1):
        cell = sheet.cell(row, rank, text)
        cell.font = _font(bold=True, color="FFFFFF")
        cell.fill = _fill(_SOFT)
        cell.alignment = _styles().Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 34


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
    cell.fill = _fill(_TINT)
    if wanted:
        cell.border = _styles().Border(left=_styles().Side(style="thick", color=_ACCENT))


def link(cell: Any) -> None:
    """Dress a cell as a link."""
    cell.font = _font(color=PRIMARY, underline="single")


def paragraph(cell: Any) -> None:
    """Dress a long text."""
    cell.font, cell.alignment = _font(color=_INK), _top()


def value(cell: Any) -> None:
    """Dress a value."""
    cell.alignment, cell.border = _top(), _thin()


def widths(sheet: Any, sizes: Sequence[int]) -> None:
    """Set the width of the first columns."""
    for rank, size in enumerate(sizes, 1):
        sheet.column_dimensions[sheet.cell(1, rank).column_letter].width = size


def format_column(sheet: Any, letter: str, number_format: str) -> None:
    """Set what the rows to come will look like."""
    column = sheet.column_dimensions[letter]
    column.number_format, column.alignment = number_format, _top()


def page(sheet: Any, header_row: int, *, wide: bool = False) -> None:
    """Print in landscape, as wide as a page unless that would be unreadable, headers on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = not wide
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.oddFooter.center.text = "&A, page &P sur &N"
