"""The registers of a dossier as CSV files, as French offices use them: semicolons, French headers, decimal commas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final

from ctg_docs.echanges.tableaux import Row, Table, rows_of, tables
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.schema import DOSSIER
from ctg_docs.french import sans_accents
from ctg_docs.models.ctg import Ctg

__all__ = ["SINGLE_VALUES", "build_registers"]

SINGLE_VALUES: Final = ("Rubrique", "Champ", "Valeur")
"""Headers of `dossier.csv`, which holds what is no list: one value per line."""

_BOM: Final = "\ufeff"
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_SEPARATOR: Final = "\u00a0– "


def build_registers(ctg: Ctg, *, excel: bool = False) -> dict[str, bytes]:
    """Return a CSV file per register by its name; empty registers have their headers.

    Args:
        ctg: the dossier.
        excel: True for files to open in Excel: they start with the mark that tells UTF-8, and a text that Excel
            would run as a formula gets an apostrophe before it. False keeps every text as it is.

    Raises:
        DataError: two elements that others belong to bear the same identifier.
    """
    rows = rows_of(ctg)
    files: dict[str, bytes] = {}
    for table in tables():
        lines = (_single if table.name == DOSSIER else _list)(table, rows[table.name])
        files[f"{_file_name(table.name)}.csv"] = _csv(lines, excel=excel)
    return files


def _single(table: Table, rows: Sequence[Row]) -> Iterable[Sequence[Value]]:
    yield SINGLE_VALUES
    for column in table.columns:
        field = column.header.removeprefix(column.group).removeprefix(_SEPARATOR)
        yield column.group, field, rows[0].values.get(column.header)


def _list(table: Table, rows: Sequence[Row]) -> Iterable[Sequence[Value]]:
    yield table.headers
    for row in rows:
        yield [row.values.get(header) for header in table.headers]


def _csv(lines: Iterable[Sequence[Value]], *, excel: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        writer.writerow([_cell(value, excel=excel) for value in line])
    return ((_BOM if excel else "") + out.getvalue()).encode()


def _cell(value: Value, *, excel: bool) -> str:
    if isinstance(value, str):
        return f"'{value}" if excel and _FORMULA.match(value) else value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    return "" if value is None else str(value)


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sans_accents(name).lower()).strip("-")
