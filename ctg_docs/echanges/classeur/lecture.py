"""Read a workbook of ours back, however it was saved: every value with its sheet and cell, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.classeur.ecriture import TOO_LONG, WHOLE
from ctg_docs.echanges.classeur.memoire import read_memory, shown_in
from ctg_docs.echanges.classeur.rapport import in_order
from ctg_docs.echanges.classeur.reconnaissance import (
    Titles,
    find_titles,
    is_ours,
    locate,
    recognise,
)
from ctg_docs.echanges.constats import is_refused, note
from ctg_docs.echanges.feuilles import FAULTS, Book, Cell, Sheet, open_book
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.jumeaux import columns_of
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.memoire import State, dump_rows, load_rows
from ctg_docs.echanges.tableaux.reprise import take_back
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement import suggestion

__all__ = ["Read", "is_ours", "read_rows", "read_workbook"]

_DAYS: Final = ("date", "moment")
_SINCE_1900: Final = 1462
"""Days between the two calendars of Excel."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says.

    Attributes:
        ctg: the dossier once the workbook is taken; None when nothing of it can be.
        problems: the cells and rows that are not taken (`is_refused`), what was converted or not read.
        memory: name of the state that the workbook was made from, and the text of what is agreed on from now on.
        offered: the bodies and persons that are cited and in no register.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    memory: tuple[str, str] | None = None
    offered: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """True when something of the workbook is not taken."""
        return any(is_refused(p) for p in self.problems)


def read_workbook(
    data: bytes | Book,
    name: str,
    *,
    base: Ctg | None = None,
    agreed: Callable[[str], Sequence[tuple[str, bool]]] = lambda _: (),
    remove: bool = False,
    force: bool = False,
    create: bool = False,
) -> Read:
    """Read a workbook written by `write_workbook`, then edited.

    Args:
        data: the file, or what was read of it.
        name: how the user calls it, for the places.
        base: the dossier as it is; it gives what a missing sheet or column does not say, and what stays where
            a cell can't be read.
        agreed: gives, for the name of a state, the texts kept each time the workbook made from it was taken, the
            last one first, each with True when it is what was last taken of this very file.
        remove: True to take away what a workbook of unknown origin does not have.
        force: True to follow the workbook where the dossier changed too.
        create: True to add the bodies and persons that are cited and in no register.

    Raises:
        DataError: the file is no workbook.
    """
    book = data if isinstance(data, Book) else open_book(data, name)
    reader = _Reader(book)
    known = rows_of(base) if base is not None else {}
    memory = read_memory(book)
    made_from = load_rows(memory.text) if memory is not None else None
    found = reader.tables(known, made_from)
    texts = [*agreed(memory.name), (memory.text, False)] if memory is not None else []
    states = [State(rows, own) for text, own in texts if (rows := load_rows(text)) is not None]
    taken = take_back(found, known, states, file=name, remove=remove, force=force, create=create)
    ctg = taken.ctg
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    kept = (memory.name, dump_rows(taken.state)) if memory and taken.state is not None else None
    never = _never_shown(book, name)
    problems = in_order((p for p in (*reader.problems, *taken.problems) if p not in never), book.names)
    return Read(ctg, problems, kept, taken.offered)


def _never_shown(book: Book, name: str) -> list[Problem]:
    """Return what would tell as missing the sheets and columns that a small workbook was made without."""
    shown = shown_in(book)
    if not shown:
        return []
    sheets = [t.name for t in tables() if t.name not in shown]
    columns = [(t.name, h) for t in tables() for h in t.headers if h not in shown.get(t.name, t.headers)]
    return [
        *(note("TAB007", Place(name, cell=sheet), sheet=sheet) for sheet in sheets),
        *(note("TAB008", Place(name, cell=sheet), header=header) for sheet, header in columns),
    ]


def read_rows(book: Book) -> dict[str, list[Row]]:
    """Return the rows of a workbook by the name of their table, each value with its cell."""
    return _Reader(book).tables({})


class _Reader:
    """The sheets of a workbook to rows."""

    def __init__(self, book: Book) -> None:
        self.book, self.name = book, book.name
        self.problems: list[Problem] = []

    def tables(
        self, known: Mapping[str, Sequence[Row]], made_from: Mapping[str, Sequence[Row]] | None = None
    ) -> dict[str, list[Row]]:
        """Return the rows of the tables that have a sheet; tell those of the dossier that had one and have none."""
        located = locate(self.book)
        for sheet, name in located.renamed:
            if sheet.name:
                self._tell("TAB060", sheet.name, sheet=sheet.name, after=name)
        for sheet in located.unknown:
            guess = suggestion(sheet.name, [t.name for t in tables() if t.name not in located.found])
            self._tell("TAB006", sheet.name, sheet=sheet.name, guess=guess)
        found: dict[str, list[Row]] = {}
        for table in tables():
            before = known.get(table.name, [])
            if (sheet_of := located.found.get(table.name)) is not None:
                read = self._whole if table.name == DOSSIER else self._register
                rows = read(sheet_of, table, before)
                if rows is not None:
                    found[table.name] = rows
            elif before and made_from is not None and made_from.get(table.name):
                self._tell("TAB007", table.name, sheet=table.name)
        return found

    def _tell(self, code: str, cell: str, **facts: str) -> None:
        self.problems.append(note(code, Place(self.name, cell=cell), **facts))

    def _row(self, table: Table, cells: Mapping[str, tuple[str, Cell]], cell: str) -> Row:
        places = {h: Place(self.name, cell=name) for h, (name, _) in cells.items()}
        unread: dict[str, Problem] = {}
        for header, (name, read) in cells.items():
            if read.fault is not None:
                unread[header] = note(FAULTS[read.fault.kind], places[header], value=read.fault.value)
            elif read.value == TOO_LONG:
                unread[header] = note("TAB017", places[header])
            if read.remark:
                self._tell("TAB061", name, value=read.remark)
        values = {h: None if h in unread else self._value(table, h, c) for h, (_, c) in cells.items()}
        return Row(values, places, Place(self.name, cell=cell), unread)

    def _value(self, table: Table, header: str, cell: Cell) -> Value:
        column = columns_of(table.name).get(header)
        counted = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        if self.book.epoch_1904 and counted and column is not None and column.kind in _DAYS:
            return cell.value + _SINCE_1900 if isinstance(cell.value, int | float) else cell.value
        return cell.value

    def _whole(self, sheet: Sheet, table: Table, _before: Sequence[Row]) -> list[Row] | None:
        """Read the sheet of single values: a line is known by its section and its field."""
        labels = {(cle(c.group), cle(c.header.removeprefix(c.group))): c.header for c in table.columns}
        titles = find_titles(sheet, WHOLE[:3])
        if titles is None or len(titles.columns) < len(WHOLE[:3]):
            self._untitled(sheet, WHOLE[:3])
            return None
        cells: dict[str, tuple[str, Cell]] = {}
        value_column = titles.columns[WHOLE[2]]
        for line in range(titles.row + 1, sheet.size[0] + 1):
            group, field = (str(sheet.at(line, titles.columns[t]).value or "") for t in WHOLE[:2])
            header = labels.get((cle(group), cle(field)))
            value = sheet.at(line, value_column)
            if header is not None:
                cells[header] = sheet.place(line, value_column), value
            elif value.value is not None:
                self._tell("TAB009", sheet.place(line, value_column), header=f"{group} – {field}")
        return [self._row(table, cells, sheet.name)]

    def _register(self, sheet: Sheet, table: Table, before: Sequence[Row]) -> list[Row] | None:
        titles = find_titles(sheet, table.headers)
        if titles is None:
            if sheet.cells:
                self._untitled(sheet, table.headers)
            return None
        columns = {**titles.columns, **self._changed_titles(sheet, table, titles, before)}
        rows: list[Row] = []
        for line in range(titles.row + 1, sheet.size[0] + 1):
            if all(_is_blank(sheet.at(line, c)) for c in columns.values()):
                continue
            cells = {h: (sheet.place(line, c), sheet.shared(line, c)) for h, c in columns.items()}
            rows.append(self._row(table, cells, sheet.place(line, 1)))
        return rows

    def _untitled(self, sheet: Sheet, headers: Sequence[str]) -> None:
        self._tell("TAB036", sheet.name, sheet=sheet.name, headers=", ".join(headers[:3]))

    def _changed_titles(
        self, sheet: Sheet, table: Table, titles: Titles, before: Sequence[Row]
    ) -> dict[str, int]:
        """Return the columns under another title, and tell them; tell those that nothing is known of."""
        meant, unknown = recognise(sheet, table, titles, before)
        for header, rank in meant.items():
            text = str(sheet.at(titles.row, rank).value or "")
            self._tell("TAB062", sheet.place(titles.row, rank), header=text, after=header)
        missing = [h for h in table.headers if h not in titles.columns and h not in meant]
        for rank, text in unknown.items():
            lines = range(titles.row + 1, sheet.size[0] + 1)
            count = sum(sheet.at(n, rank).value is not None for n in lines)
            several = "1 valeur" if count == 1 else f"{count} valeurs"
            place = sheet.place(titles.row, rank)
            facts = {"header": text or "sans titre", "count": several, "guess": suggestion(text, missing)}
            self._tell("TAB005", place, **facts)
        return meant


def _is_blank(cell: Cell) -> bool:
    return cell.fault is None and (cell.value is None or not str(cell.value).strip())
