"""Read a workbook of ours back: every value with its sheet and cell, nothing lost in silence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ctg_docs.echanges.classeur.ecriture import FIRST_ROW, HEADER_ROW, HOME
from ctg_docs.echanges.classeur.listes import LISTS
from ctg_docs.echanges.constats import note
from ctg_docs.echanges.outils import need
from ctg_docs.echanges.tableaux.assemblage import assemble
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, Severity

__all__ = ["Read", "is_ours", "open_workbook", "read_workbook"]

_MAX_BYTES = 50_000_000
_MAX_UNPACKED = 500_000_000
_ERRORS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says: the dossier, as far as it can be read, and all that is wrong."""

    ctg: Ctg | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True when the workbook can't be taken as it is."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def open_workbook(data: bytes, name: str) -> Any:
    """Return the openpyxl workbook of a file.

    Raises:
        DataError: it is no workbook, or a dangerous one.
        MissingToolError: openpyxl is not installed.
    """
    openpyxl = need("openpyxl", "excel", "Lire un classeur Excel")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
        if len(data) > _MAX_BYTES or size > _MAX_UNPACKED:
            raise DataError(f"« {name} » est trop volumineux pour être lu.")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except DataError:
        raise
    except Exception as fault:
        problem = note(
            "TAB001", Place(name), reason="ce n’est pas un classeur Excel (.xlsx), ou il est abîmé"
        )
        raise DataError(f"« {name} » ne peut pas être lu.", [problem]) from fault


def is_ours(book: Any) -> bool:
    """True when the workbook has the shape that `export` writes."""
    names = set(book.sheetnames)
    return DOSSIER in names and len(names & {t.name for t in tables()}) >= 3


def read_workbook(data: bytes, name: str, *, base: Ctg | None = None) -> Read:
    """Read a workbook written by `write_workbook`, then edited.

    Args:
        data: the file.
        name: how the user calls it, for the places.
        base: the dossier as it is; it gives what a missing sheet or column does not say.

    Raises:
        DataError: the file is no workbook.
    """
    book = open_workbook(data, name)
    problems: list[Problem] = []
    known = rows_of(base) if base is not None else {}
    found: dict[str, list[Row]] = {}
    sheets = {cle(n): n for n in book.sheetnames}
    for table in tables():
        actual = sheets.pop(cle(table.name), None)
        if actual is None:
            found[table.name] = list(known.get(table.name, ()))
            if found[table.name]:
                problems.append(note("TAB007", Place(name, cell=table.name), sheet=table.name))
            continue
        reader = _whole if table.name == DOSSIER else _register
        found[table.name] = reader(book[actual], table, name, known.get(table.name, ()), problems)
    for other in sheets.values():
        if other not in (HOME, LISTS):
            problems.append(_unknown(name, other))
    outcome = assemble(found, known)
    ctg = outcome.ctg
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    return Read(ctg, (*problems, *outcome.problems))


def _unknown(name: str, sheet: str) -> Problem:
    close = get_close_matches(sheet, [t.name for t in tables()], n=1)
    guess = f"Vouliez-vous « {close[0]} » ?" if close else ""
    return note("TAB006", Place(name, cell=sheet), sheet=sheet, guess=guess)


def _whole(sheet: Any, table: Table, name: str, known: Sequence[Row], problems: list[Problem]) -> list[Row]:
    """Read the sheet of single values: a line is known by its section and its field."""
    labels = {(cle(c.group), cle(c.header.removeprefix(c.group))): c.header for c in table.columns}
    values: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for line in range(FIRST_ROW, sheet.max_row + 1):
        group, field = (str(sheet.cell(line, c).value or "") for c in (1, 2))
        if not group and not field:
            continue
        place = Place(name, cell=f"{sheet.title}!C{line}")
        header = labels.get((cle(group), cle(field)))
        if header is None:
            problems.append(note("TAB009", place, header=f"{group} – {field}"))
            continue
        values[header], places[header] = _value(sheet.cell(line, 3), place, problems), place
    base = known[0].values if known else {}
    for header, value in base.items():
        if header not in values and value is not None:
            values[header] = value
            problems.append(note("TAB008", Place(name, cell=sheet.title), header=header))
    return [Row(values, places, Place(name, cell=sheet.title))]


def _register(
    sheet: Any, table: Table, name: str, known: Sequence[Row], problems: list[Problem]
) -> list[Row]:
    columns = dict(_headers(sheet, table, name, problems))
    missing = [h for h in table.headers if h not in columns.values()]
    rows: list[Row] = []
    for line in range(FIRST_ROW, sheet.max_row + 1):
        places = {
            h: Place(name, cell=f"{sheet.title}!{sheet.cell(line, c).coordinate}") for c, h in columns.items()
        }
        values = {h: _value(sheet.cell(line, c), places[h], problems) for c, h in columns.items()}
        if any(v is not None and str(v).strip() for v in values.values()):
            rows.append(Row(values, places, Place(name, cell=f"{sheet.title}!A{line}")))
    for header in _complete(rows, table, missing, known):
        problems.append(note("TAB008", Place(name, cell=sheet.title), header=header))
    return rows


def _headers(sheet: Any, table: Table, name: str, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    wanted = {cle(h): h for h in table.headers}
    for rank in range(1, sheet.max_column + 1):
        cell = sheet.cell(HEADER_ROW, rank)
        text = str(cell.value or "").strip()
        header = wanted.pop(cle(text), None)
        if header is not None:
            yield rank, header
        elif text:
            close = get_close_matches(text, list(wanted.values()), n=1)
            guess = f"Vouliez-vous « {close[0]} » ?" if close else ""
            place = Place(name, cell=f"{sheet.title}!{cell.coordinate}")
            problems.append(note("TAB005", place, header=text, guess=guess))


def _complete(
    rows: Sequence[Row], table: Table, missing: Sequence[str], known: Sequence[Row]
) -> Iterator[str]:
    """Take from the dossier what a removed column does not say, for the rows that bear a name; yield their headers."""
    ids = [c.header for c in table.columns if c.path == ("id",)] if table.key == "id" else []
    links = [*(ANCESTORS[a] for a in table.ancestors), *ids]
    if not ids or any(h in missing for h in links):
        missing = [h for h in missing if not ids]
    before = {_name(row, links): row.values for row in known} if ids else {}
    for header in missing:
        if header in links:
            continue
        if any(values.get(header) is not None for values in before.values()):
            yield header
        for row in rows:
            row.values.setdefault(header, before.get(_name(row, links), {}).get(header))


def _name(row: Row, links: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.values.get(h) or "").strip() for h in links)


def _value(cell: Any, place: Place, problems: list[Problem]) -> Value:
    value = cell.value
    if cell.data_type == "e" or (isinstance(value, str) and cell.data_type != "s" and value in _ERRORS):
        problems.append(note("TAB010", place, value=value))
        return None
    found: Value = (
        str(value)
        if value is not None and not isinstance(value, str | int | float) and not _is_time(value)
        else value
    )
    return found


def _is_time(value: object) -> bool:
    return hasattr(value, "isoformat")
