"""Read a workbook of ours back: every value with its sheet and cell, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any

from ctg_docs.echanges.classeur.accueil import HOME
from ctg_docs.echanges.classeur.ecriture import FIRST_ROW, HEADER_ROW, TOO_LONG
from ctg_docs.echanges.classeur.listes import LISTS
from ctg_docs.echanges.classeur.ouverture import Opened, open_workbook
from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.maintien import hold
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, Severity

__all__ = ["Read", "is_ours", "read_workbook"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says.

    Attributes:
        ctg: the dossier once the workbook is taken; None when nothing of it can be.
        problems: an error is a cell or a row that is not taken; a warning, what was converted or not read.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True when something of the workbook is not taken."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def is_ours(opened: Opened) -> bool:
    """True when the workbook has the shape that `export` writes."""
    names = set(opened.book.sheetnames)
    return DOSSIER in names and len(names & {t.name for t in tables()}) >= 3


def read_workbook(data: bytes | Opened, name: str, *, base: Ctg | None = None) -> Read:
    """Read a workbook written by `write_workbook`, then edited.

    Args:
        data: the file, or the workbook opened from it.
        name: how the user calls it, for the places.
        base: the dossier as it is; it gives what a missing sheet or column does not say, and what stays where
            a cell can't be read.

    Raises:
        DataError: the file is no workbook.
    """
    reader = _Reader(data if isinstance(data, Opened) else open_workbook(data, name), name)
    known = rows_of(base) if base is not None else {}
    found = reader.tables(known)
    held = hold(found, known)
    ctg = held.ctg
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    return Read(ctg, (*reader.problems, *held.problems))


class _Reader:
    """The sheets of a workbook to rows."""

    def __init__(self, opened: Opened, name: str) -> None:
        self.opened, self.name = opened, name
        self.problems: list[Problem] = []

    def tables(self, known: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """Return the rows of every table; those of the dossier where there is no sheet."""
        found: dict[str, list[Row]] = {}
        sheets = {cle(n): n for n in self.opened.book.sheetnames}
        for table in tables():
            before = known.get(table.name, [])
            actual = sheets.pop(cle(table.name), None)
            if actual is not None:
                read = self._whole if table.name == DOSSIER else self._register
                found[table.name] = read(self.opened.book[actual], table)
                continue
            found[table.name] = list(before)
            if before:
                self._tell("TAB007", table.name, sheet=table.name)
        for other in sheets.values():
            if other not in (HOME, LISTS):
                guess = _guess(other, [t.name for t in tables()])
                self._tell("TAB006", other, sheet=other, guess=guess)
        return found

    def _tell(self, code: str, cell: str, **facts: str) -> None:
        self.problems.append(note(code, Place(self.name, cell=cell), **facts))

    def _row(self, sheet: Any, cells: dict[str, Any], cell: str) -> Row:
        places = {h: Place(self.name, cell=f"{sheet.title}!{c.coordinate}") for h, c in cells.items()}
        unread = {h: fault for h, c in cells.items() if (fault := self.opened.fault(c, places[h]))}
        unread |= {h: note("TAB017", places[h]) for h, c in cells.items() if c.value == TOO_LONG}
        values = {h: None if h in unread else _value(c) for h, c in cells.items()}
        return Row(values, places, Place(self.name, cell=cell), unread)

    def _whole(self, sheet: Any, table: Table) -> list[Row]:
        """Read the sheet of single values: a line is known by its section and its field."""
        labels = {(cle(c.group), cle(c.header.removeprefix(c.group))): c.header for c in table.columns}
        cells: dict[str, Any] = {}
        for line in range(FIRST_ROW, sheet.max_row + 1):
            group, field = (str(sheet.cell(line, c).value or "") for c in (1, 2))
            header = labels.get((cle(group), cle(field)))
            if header is not None:
                cells[header] = sheet.cell(line, 3)
            elif group or field:
                self._tell("TAB009", f"{sheet.title}!C{line}", header=f"{group} – {field}")
        return [self._row(sheet, cells, sheet.title)]

    def _register(self, sheet: Any, table: Table) -> list[Row]:
        columns = dict(self._headers(sheet, table))
        rows: list[Row] = []
        for line in range(FIRST_ROW, sheet.max_row + 1):
            cells = {h: sheet.cell(line, c) for c, h in columns.items()}
            row = self._row(sheet, cells, f"{sheet.title}!A{line}")
            if row.unread or any(v is not None and str(v).strip() for v in row.values.values()):
                rows.append(row)
        return rows

    def _headers(self, sheet: Any, table: Table) -> Iterator[tuple[int, str]]:
        wanted = {cle(h): h for h in table.headers}
        for rank in range(1, sheet.max_column + 1):
            cell = sheet.cell(HEADER_ROW, rank)
            text = str(cell.value or "").strip()
            header = wanted.pop(cle(text), None)
            if header is not None:
                yield rank, header
            elif text:
                guess = _guess(text, list(wanted.values()))
                self._tell("TAB005", f"{sheet.title}!{cell.coordinate}", header=text, guess=guess)


def _guess(text: str, known: Sequence[str]) -> str:
    close = get_close_matches(text, known, n=1)
    return f"Vouliez-vous « {close[0]} » ?" if close else ""


def _value(cell: Any) -> Value:
    value: Value = cell.value
    plain = value is None or isinstance(value, str | int | float | date | time)
    return value if plain else str(value)
