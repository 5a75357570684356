"""Write the workbook: one sheet per register, lists to choose from, formats, help. Knows tables, not the dossier."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.classeur import apparence as look
from ctg_docs.echanges.classeur.accueil import write_home
from ctg_docs.echanges.classeur.listes import Lists
from ctg_docs.echanges.classeur.memoire import write_memory
from ctg_docs.echanges.classeur.petit import chosen_tables, meeting_part
from ctg_docs.echanges.feuilles.xlsx import escape
from ctg_docs.echanges.outils import need
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.noms import ANCESTORS, MAIN, RECURSIVE
from ctg_docs.echanges.tableaux.schema import DOSSIER, Column, Table
from ctg_docs.models.ctg import Ctg

__all__ = ["FIRST_ROW", "HEADER_ROW", "MARK", "TOO_LONG", "WHOLE", "write_workbook"]

MARK: Final = "ctg-docs"
"""Written in the properties of the workbook, so that it is known as ours when it comes back."""

TOO_LONG: Final = "⟦Texte trop long pour une cellule : il reste dans le dossier.⟧"
"""Stands for a text that Excel can't hold; left there, it changes nothing."""

HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
WHOLE: Final = ("Rubrique", "Champ", "Valeur", "Aide")
"""Titles of the sheet of single values."""

_SPARE_ROWS: Final = 200
_WIDEST: Final = 70
_WHOLE: Final = (28, 34, 70, 60)
_MAX_TEXT: Final = 32_767
_USE = "Lire ou écrire un classeur Excel"


def write_workbook(
    ctg: Ctg,
    *,
    created: datetime | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    fitted: bool = False,
) -> bytes:
    """Return the .xlsx of a dossier.

    Args:
        ctg: the dossier; an empty one gives the workbook of `init --excel`.
        created: date written in the properties; that of the dossier's version by default.
        only: sheets to show, and the fields of each; all by default. What is not shown, the dossier keeps.
        fitted: True to show a handful of sheets when the dossier only prepares meetings.

    Raises:
        MissingToolError: openpyxl is not installed.
    """
    openpyxl = need("openpyxl", "excel", _USE)
    rows = rows_of(ctg)
    book = openpyxl.Workbook()
    day = ctg.version.date or date(2024, 1, 1)
    book.properties.creator = MARK
    book.properties.title = ctg.convention.titre
    book.properties.created = book.properties.modified = created or datetime(day.year, day.month, day.day)
    only = meeting_part(rows) if fitted and only is None else only
    shown = chosen_tables(only)
    lists = Lists(book, rows, shown)
    write_home(book.active, f"{ctg.convention.titre}\u00a0: {ctg.territoire.nom}", rows, shown)
    values = look.Values()
    for table in shown:
        sheet = book.create_sheet(table.name)
        if table.name in MAIN:
            sheet.sheet_properties.tabColor = look.PRIMARY
        write = _whole if table.name == DOSSIER else _register
        write(sheet, table, rows[table.name], lists, values)
    lists.finish()
    write_memory(book, rows, {t.name: list(t.headers) for t in shown} if only is not None else None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _whole(sheet: Any, table: Table, rows: Sequence[Row], lists: Lists, values: look.Values) -> None:
    """Single values, one per line: section, field, value, help."""
    look.title(sheet, 1, "Dossier\u00a0: une valeur par ligne")
    look.headers(sheet, HEADER_ROW, WHOLE)
    said = rows[0].values if rows else {}
    for rank, column in enumerate(table.columns, FIRST_ROW):
        sheet.cell(rank, 1, column.group)
        sheet.cell(rank, 2, column.header.removeprefix(column.group).removeprefix("\u00a0– "))
        _put(sheet.cell(rank, 3), column, said.get(column.header), values)
        sheet.cell(rank, 4, column.help)
        look.height(sheet, rank, [(sheet.cell(rank, n).value, size) for n, size in enumerate(_WHOLE, 1)])
        look.line(sheet, rank, wanted=column.wanted)
        lists.offer(sheet, column, f"C{rank}")
    look.widths(sheet, _WHOLE)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    look.page(sheet, HEADER_ROW)


def _register(sheet: Any, table: Table, rows: Sequence[Row], lists: Lists, values: look.Values) -> None:
    look.title(sheet, 1, table.name)
    headers = table.headers
    look.headers(sheet, HEADER_ROW, headers)
    last = FIRST_ROW + len(rows) + _SPARE_ROWS
    known = {c.header: c for c in table.columns}
    sizes = {h: _width(known.get(h), [row.values.get(h) for row in rows]) for h in headers}
    for rank, header in enumerate(headers, 1):
        column = known.get(header)
        letter = sheet.cell(1, rank).column_letter
        spread = f"{letter}{FIRST_ROW}:{letter}{last}"
        sheet.column_dimensions[letter].width = sizes[header]
        if column is None:
            look.mark(
                sheet.cell(HEADER_ROW, rank), required=header != "N°" and header not in RECURSIVE.values()
            )
            lists.offer_link(sheet, table, header, spread)
        else:
            look.mark(sheet.cell(HEADER_ROW, rank), required=column.required, wanted=column.wanted)
            lists.offer(sheet, column, spread)
        look.format_column(sheet, letter, _format(column))
    for number, row in enumerate(rows, FIRST_ROW):
        for rank, header in enumerate(headers, 1):
            _put(sheet.cell(number, rank), known.get(header), row.values.get(header), values)
        look.height(sheet, number, [(row.values.get(h), sizes[h]) for h in headers])
    links = sum(h in ANCESTORS.values() for h in headers[:3])
    sheet.freeze_panes = sheet.cell(FIRST_ROW, min(links + 2, 4)).coordinate
    sheet.auto_filter.ref = (
        f"A{HEADER_ROW}:{sheet.cell(1, len(headers)).column_letter}{max(last - _SPARE_ROWS, FIRST_ROW)}"
    )
    look.page(sheet, HEADER_ROW, wide=len(headers) > 12)


def _width(column: Column | None, values: Sequence[Value]) -> int:
    longest = max((len(line) for v in values if isinstance(v, str) for line in v.split("\n")), default=0)
    if column is None:
        return 22
    if column.kind in ("oui_non", "entier", "heure"):
        return 12
    if column.kind in ("date", "euros", "nombre", "moment"):
        return 15
    if column.kind in ("identifiant", "choix"):
        return 26
    usual = 44 if column.many or column.path[-1] in _LONG else 26
    return min(max(usual, longest // 2), _WIDEST)


_LONG = {
    "texte",
    "descriptif",
    "constat",
    "intitule",
    "echanges",
    "conditions",
    "commentaire",
    "presentation",
    "nouveau",
    "ancien",
}


def _format(column: Column | None) -> str:
    if column is None or column.many:
        return "General"
    return look.FORMATS.get(column.kind, "General")


def _put(cell: Any, column: Column | None, value: Value, values: look.Values) -> None:
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        value = TOO_LONG
    cell.value = escape(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    values.dress(cell, _shown(column, value))


def _shown(column: Column | None, value: Value) -> str:
    if isinstance(value, date):
        return look.FORMATS["date"]
    if isinstance(value, time):
        return look.FORMATS["heure"]
    if isinstance(value, int | Decimal) and column is not None and column.kind in ("euros", "nombre"):
        return look.FORMATS[column.kind]
    return _format(column)
