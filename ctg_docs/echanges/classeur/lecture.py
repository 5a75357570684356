"""Read a workbook of ours back: every value with its sheet and cell, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any, Final

from ctg_docs.echanges.classeur.accueil import HOME
from ctg_docs.echanges.classeur.ecriture import TOO_LONG, WHOLE
from ctg_docs.echanges.classeur.listes import LISTS
from ctg_docs.echanges.classeur.memoire import MEMORY, read_memory
from ctg_docs.echanges.classeur.ouverture import Opened, open_workbook
from ctg_docs.echanges.classeur.rapport import in_order
from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.memoire import dump_rows, load_rows
from ctg_docs.echanges.tableaux.reprise import take_back
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, Severity

__all__ = ["Read", "is_ours", "read_rows", "read_workbook"]

_DEEPEST: Final = 10
"""The last row where titles are looked for."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says.

    Attributes:
        ctg: the dossier once the workbook is taken; None when nothing of it can be.
        problems: an error is a cell or a row that is not taken; a warning, what was converted or not read.
        memory: name of the state that the workbook was made from, and the text of what is agreed on from now on.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    memory: tuple[str, str] | None = None

    @property
    def has_errors(self) -> bool:
        """True when something of the workbook is not taken."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def is_ours(opened: Opened) -> bool:
    """True when the workbook has the shape that `export` writes."""
    names = set(opened.book.sheetnames)
    return DOSSIER in names and len(names & {t.name for t in tables()}) >= 3


def read_workbook(
    data: bytes | Opened,
    name: str,
    *,
    base: Ctg | None = None,
    agreed: Callable[[str], Sequence[str]] = lambda _: (),
    remove: bool = False,
) -> Read:
    """Read a workbook written by `write_workbook`, then edited.

    Args:
        data: the file, or the workbook opened from it.
        name: how the user calls it, for the places.
        base: the dossier as it is; it gives what a missing sheet or column does not say, and what stays where
            a cell can't be read.
        agreed: gives, for the name of a state, the texts kept each time the workbook made from it was taken.
        remove: True to take away what a workbook of unknown origin does not have.

    Raises:
        DataError: the file is no workbook.
    """
    opened = data if isinstance(data, Opened) else open_workbook(data, name)
    reader = _Reader(opened, name)
    known = rows_of(base) if base is not None else {}
    found = reader.tables(known)
    memory = read_memory(opened.book)
    texts = [*agreed(memory.name), memory.text] if memory is not None else []
    states = [state for text in texts if (state := load_rows(text)) is not None]
    taken = take_back(found, known, states, file=name, remove=remove)
    ctg = taken.ctg
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    kept = (memory.name, dump_rows(taken.state)) if memory and taken.state is not None else None
    problems = in_order((*reader.problems, *taken.problems), opened.book.sheetnames)
    return Read(ctg, problems, kept)


def read_rows(opened: Opened, name: str) -> dict[str, list[Row]]:
    """Return the rows of a workbook by the name of their table, each value with its cell."""
    return _Reader(opened, name).tables({})


@dataclass(frozen=True, slots=True)
class _Titles:
    """The row of titles of a sheet, and the column of each title that is known."""

    row: int
    columns: dict[str, int]


class _Reader:
    """The sheets of a workbook to rows."""

    def __init__(self, opened: Opened, name: str) -> None:
        self.opened, self.name = opened, name
        self.problems: list[Problem] = []

    def tables(self, known: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """Return the rows of the tables that have a sheet; tell those of the dossier that have none."""
        found: dict[str, list[Row]] = {}
        sheets = {cle(n): n for n in self.opened.book.sheetnames}
        for table in tables():
            before = known.get(table.name, [])
            actual = sheets.pop(cle(table.name), None)
            if actual is not None:
                read = self._whole if table.name == DOSSIER else self._register
                rows = read(self.opened.book[actual], table)
                if rows is not None:
                    found[table.name] = rows
                continue
            if before:
                self._tell("TAB007", table.name, sheet=table.name)
        for other in sheets.values():
            if other not in (HOME, LISTS, MEMORY):
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

    def _whole(self, sheet: Any, table: Table) -> list[Row] | None:
        """Read the sheet of single values: a line is known by its section and its field."""
        labels = {(cle(c.group), cle(c.header.removeprefix(c.group))): c.header for c in table.columns}
        titles = self._titles(sheet, WHOLE[:3])
        if titles is None or len(titles.columns) < 3:
            self._untitled(sheet, WHOLE[:3])
            return None
        cells: dict[str, Any] = {}
        for line in range(titles.row + 1, sheet.max_row + 1):
            group, field = (str(sheet.cell(line, titles.columns[t]).value or "") for t in WHOLE[:2])
            header = labels.get((cle(group), cle(field)))
            value = sheet.cell(line, titles.columns[WHOLE[2]])
            if header is not None:
                cells[header] = value
            elif group or field:
                self._tell("TAB009", f"{sheet.title}!{value.coordinate}", header=f"{group} – {field}")
        return [self._row(sheet, cells, sheet.title)]

    def _register(self, sheet: Any, table: Table) -> list[Row] | None:
        titles = self._titles(sheet, table.headers)
        if titles is None:
            self._untitled(sheet, table.headers)
            return None
        self._tell_unknown(sheet, table, titles)
        rows: list[Row] = []
        for line in range(titles.row + 1, sheet.max_row + 1):
            cells = {h: sheet.cell(line, c) for h, c in titles.columns.items()}
            row = self._row(sheet, cells, f"{sheet.title}!A{line}")
            if row.unread or any(v is not None and str(v).strip() for v in row.values.values()):
                rows.append(row)
        return rows

    def _titles(self, sheet: Any, headers: Sequence[str]) -> _Titles | None:
        """Find the row of titles: somebody may have put rows above it."""
        wanted = {cle(h): h for h in headers}
        best = None
        for line in range(1, min(sheet.max_row, _DEEPEST) + 1):
            columns: dict[str, int] = {}
            for rank in range(1, sheet.max_column + 1):
                header = wanted.get(cle(str(sheet.cell(line, rank).value or "")))
                if header is not None:
                    columns.setdefault(header, rank)
            if columns and (best is None or len(columns) > len(best.columns)):
                best = _Titles(line, columns)
        return best

    def _untitled(self, sheet: Any, headers: Sequence[str]) -> None:
        self._tell("TAB036", sheet.title, sheet=sheet.title, headers=", ".join(headers[:3]))

    def _tell_unknown(self, sheet: Any, table: Table, titles: _Titles) -> None:
        missing = [h for h in table.headers if h not in titles.columns]
        for rank in range(1, sheet.max_column + 1):
            cell = sheet.cell(titles.row, rank)
            text = str(cell.value or "").strip()
            if text and rank not in titles.columns.values():
                guess = _guess(text, missing)
                self._tell("TAB005", f"{sheet.title}!{cell.coordinate}", header=text, guess=guess)


def _guess(text: str, known: Sequence[str]) -> str:
    close = get_close_matches(text, known, n=1)
    return f"Vouliez-vous « {close[0]} » ?" if close else ""


def _value(cell: Any) -> Value:
    value: Value = cell.value
    plain = value is None or isinstance(value, str | int | float | date | time)
    return value if plain else str(value)
