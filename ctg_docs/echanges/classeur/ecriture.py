"""Write the workbook: one sheet per register, lists to choose from, formats, help. Knows tables, not the dossier."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.classeur import apparence as look
from ctg_docs.echanges.classeur.listes import Lists
from ctg_docs.echanges.outils import need
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.noms import ANCESTORS, MAIN, RECURSIVE
from ctg_docs.echanges.tableaux.schema import DOSSIER, Column, Table, tables
from ctg_docs.errors import OutputError
from ctg_docs.models.ctg import Ctg

__all__ = ["FIRST_ROW", "HEADER_ROW", "HOME", "MARK", "write_workbook"]

HOME: Final = "Sommaire"
MARK: Final = "ctg-docs"
"""Written in the properties of the workbook, so that it is known as ours when it comes back."""

HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
_SPARE_ROWS: Final = 200
_MAX_TEXT: Final = 32_767
_USE = "Lire ou écrire un classeur Excel"


def write_workbook(ctg: Ctg, *, created: datetime | None = None) -> bytes:
    """Return the .xlsx of a dossier.

    Args:
        ctg: the dossier; an empty one gives the workbook of `init --excel`.
        created: date written in the properties; that of the dossier's version by default.

    Raises:
        MissingToolError: openpyxl is not installed.
        OutputError: a text is too long for a cell.
    """
    openpyxl = need("openpyxl", "excel", _USE)
    rows = rows_of(ctg)
    book = openpyxl.Workbook()
    day = ctg.version.date or date(2024, 1, 1)
    book.properties.creator = MARK
    book.properties.title = ctg.convention.titre
    book.properties.created = book.properties.modified = created or datetime(day.year, day.month, day.day)
    lists = Lists(book, rows)
    _home(book.active, ctg, rows)
    for table in tables():
        sheet = book.create_sheet(table.name)
        if table.name in MAIN:
            sheet.sheet_properties.tabColor = look.PRIMARY
        (_whole if table.name == DOSSIER else _register)(sheet, table, rows[table.name], lists)
    lists.finish()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _home(sheet: Any, ctg: Ctg, rows: Mapping[str, Sequence[Row]]) -> None:
    sheet.title = HOME
    look.title(sheet, 1, f"{ctg.convention.titre}\u00a0: {ctg.territoire.nom}")
    sheet.cell(2, 1, _GUIDE)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=3)
    look.paragraph(sheet.cell(2, 1))
    sheet.row_dimensions[2].height = 115
    look.headers(sheet, 4, ("Feuille", "Lignes", "Ce qu’elle contient"))
    for rank, table in enumerate(tables(), 5):
        target = f"#'{table.name}'!A1"
        cell = sheet.cell(rank, 1, table.name)
        cell.hyperlink = target
        look.link(cell)
        sheet.cell(rank, 2, len(rows[table.name]) if table.name != DOSSIER else None)
        sheet.cell(rank, 3, _about(table))
    look.widths(sheet, (30, 9, 90))
    sheet.freeze_panes = "A5"
    sheet.sheet_view.showGridLines = False
    look.page(sheet, HEADER_ROW)


_GUIDE = (
    "Ce classeur contient tout le dossier. Une feuille par registre, une ligne par élément ; l’ordre des lignes est "
    "celui des documents.\n"
    "• Colonnes foncées\u00a0: obligatoires. Colonnes à liseré orange\u00a0: exigées pour une version définitive.\n"
    "• Les listes déroulantes proposent les valeurs possibles, ou les identifiants d’une autre feuille.\n"
    "• Plusieurs valeurs dans une cellule\u00a0: une par ligne (Alt+Entrée). Dates de précision libre\u00a0: "
    "«\u00a02024\u00a0», «\u00a0mars 2024\u00a0», «\u00a02024-T3\u00a0», «\u00a019/01/2024\u00a0».\n"
    "• «\u00a0∅\u00a0» marque une rubrique présente mais vide. N’écrivez rien dans les deux premières lignes des feuilles.\n"
    "• Pour reprendre le classeur\u00a0: ctg-docs import classeur.xlsx mon-dossier. Ce qui change est montré avant "
    "d’être écrit, et l’état précédent est gardé."
)


def _about(table: Table) -> str:
    if table.name == DOSSIER:
        return (
            "Toutes les rubriques qui ne sont pas des listes\u00a0: territoire, convention, textes, réglages."
        )
    shown = ", ".join(c.header for c in table.columns[:6] if c.path != ("id",))
    return f"{shown}…" if len(table.columns) > 6 else shown


def _whole(sheet: Any, table: Table, rows: Sequence[Row], lists: Lists) -> None:
    """Single values, one per line: section, field, value, help."""
    look.title(sheet, 1, "Dossier\u00a0: une valeur par ligne")
    look.headers(sheet, HEADER_ROW, ("Rubrique", "Champ", "Valeur", "Aide"))
    values = rows[0].values if rows else {}
    for rank, column in enumerate(table.columns, FIRST_ROW):
        sheet.cell(rank, 1, column.group)
        sheet.cell(rank, 2, column.header.removeprefix(column.group).removeprefix("\u00a0– "))
        _put(sheet.cell(rank, 3), column, values.get(column.header))
        sheet.cell(rank, 4, column.help)
        look.line(sheet, rank, wanted=column.wanted)
        lists.offer(sheet, column, f"C{rank}")
    look.widths(sheet, (28, 34, 70, 60))
    sheet.freeze_panes = f"C{FIRST_ROW}"
    look.page(sheet, HEADER_ROW)


def _register(sheet: Any, table: Table, rows: Sequence[Row], lists: Lists) -> None:
    look.title(sheet, 1, table.name)
    headers = table.headers
    look.headers(sheet, HEADER_ROW, headers)
    last = FIRST_ROW + len(rows) + _SPARE_ROWS
    known = {c.header: c for c in table.columns}
    for rank, header in enumerate(headers, 1):
        column = known.get(header)
        letter = sheet.cell(1, rank).column_letter
        spread = f"{letter}{FIRST_ROW}:{letter}{last}"
        sheet.column_dimensions[letter].width = _width(column)
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
            _put(sheet.cell(number, rank), known.get(header), row.values.get(header))
    links = sum(h in ANCESTORS.values() for h in headers[:3])
    sheet.freeze_panes = sheet.cell(FIRST_ROW, min(links + 2, 4)).coordinate
    sheet.auto_filter.ref = (
        f"A{HEADER_ROW}:{sheet.cell(1, len(headers)).column_letter}{max(last - _SPARE_ROWS, FIRST_ROW)}"
    )
    look.page(sheet, HEADER_ROW, wide=len(headers) > 12)


def _width(column: Column | None) -> int:
    if column is None:
        return 22
    if column.kind in ("oui_non", "entier", "heure"):
        return 12
    if column.kind in ("date", "euros", "nombre", "moment"):
        return 15
    if column.kind in ("identifiant", "choix"):
        return 26
    return 44 if column.many or column.path[-1] in _LONG else 26


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


def _put(cell: Any, column: Column | None, value: Value) -> None:
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        raise OutputError(
            f"Le texte de « {cell.parent.title}!{cell.coordinate} » est trop long pour Excel : {len(value)} caractères, "
            f"pour {_MAX_TEXT} au plus."
        )
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.number_format = _shown(column, value)
    look.value(cell)


def _shown(column: Column | None, value: Value) -> str:
    if isinstance(value, date):
        return look.FORMATS["date"]
    if isinstance(value, time):
        return look.FORMATS["heure"]
    if isinstance(value, int | Decimal) and column is not None and column.kind in ("euros", "nombre"):
        return look.FORMATS[column.kind]
    return _format(column)
