"""Which sheet is which table and which column is which field, whoever renamed them: by name, by titles, by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from ctg_docs.echanges.classeur.accueil import HOME
from ctg_docs.echanges.classeur.ecriture import WHOLE
from ctg_docs.echanges.classeur.listes import LISTS
from ctg_docs.echanges.classeur.memoire import MEMORY
from ctg_docs.echanges.feuilles import Book, Sheet
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.jumeaux import said
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.french import cle
from ctg_docs.rapprochement.seuils import SAME_CONTENT, SAME_HEADER, SAME_TABLE

__all__ = ["Located", "Titles", "find_titles", "is_ours", "locate", "recognise"]

_DEEPEST: Final = 10
"""The last row where titles are looked for."""

_FEWEST: Final = 3
"""Titles below which a sheet says nothing sure, and sheets of our names that make a workbook ours."""

_OWN: Final = (HOME, LISTS, MEMORY)


@dataclass(frozen=True, slots=True)
class Titles:
    """The row of titles of a sheet, and the column of each title that is known."""

    row: int
    columns: dict[str, int]


@dataclass(slots=True)
class Located:
    """The sheets of a file.

    Attributes:
        found: sheet by name of table.
        renamed: those found under another name, with the name of their table.
        unknown: those that are none of ours and hold something.
    """

    found: dict[str, Sheet] = field(default_factory=dict)
    renamed: list[tuple[Sheet, str]] = field(default_factory=list)
    unknown: list[Sheet] = field(default_factory=list)


def is_ours(book: Book) -> bool:
    """True when a file has the shape that `export` writes, whole or one table of it."""
    if MEMORY in book.names:
        return True
    known = {cle(table.name) for table in tables()}
    if sum(cle(name) in known for name in book.names) >= _FEWEST:
        return True
    located = locate(book)
    return bool(located.renamed) and not located.unknown


def locate(book: Book) -> Located:
    """Return the sheet of each table: the one of its name, else the one that has its titles."""
    done = Located()
    free = {cle(sheet.name): sheet for sheet in book.sheets if sheet.name not in _OWN and sheet.cells}
    for table in tables():
        if (sheet := free.pop(cle(table.name), None)) is not None:
            done.found[table.name] = sheet
    for sheet in free.values():
        scores = [(_share(sheet, t), t.name) for t in tables() if t.name not in done.found]
        (score, _), name = max(scores, default=((0.0, 0), ""))
        if score >= SAME_TABLE:
            done.found[name] = sheet
            done.renamed.append((sheet, name))
        elif not any(sheet.cells == other.cells for other in done.found.values()):
            done.unknown.append(sheet)
    return done


def titles_of(table: Table) -> tuple[str, ...]:
    """Return the titles that the sheet of a table has."""
    return WHOLE[:3] if table.name == DOSSIER else table.headers


def _share(sheet: Sheet, table: Table) -> tuple[float, int]:
    """Return the share of the titles of a table that a sheet has, and how many."""
    wanted = titles_of(table)
    titles = find_titles(sheet, wanted)
    count = len(titles.columns) if titles is not None else 0
    return (count / len(wanted), count) if count >= min(_FEWEST, len(wanted)) else (0.0, 0)


def find_titles(sheet: Sheet, headers: Sequence[str]) -> Titles | None:
    """Find the row of titles: somebody may have put rows above it."""
    wanted = {cle(h): h for h in headers}
    best = None
    last, width = sheet.size
    for line in range(1, min(last, _DEEPEST) + 1):
        columns: dict[str, int] = {}
        for rank in range(1, width + 1):
            header = wanted.get(cle(str(sheet.at(line, rank).value or "")))
            if header is not None:
                columns.setdefault(header, rank)
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Titles(line, columns)
    return best


def recognise(
    sheet: Sheet, table: Table, titles: Titles, known: Sequence[Row]
) -> tuple[dict[str, int], dict[int, str]]:
    """Return the columns whose title was changed, by the header meant, and the ones that stay unknown, by rank.

    A title near one that the sheet lacks is that one; so is a column that holds what the dossier says in that field.
    """
    width = sheet.size[1]
    lines = range(titles.row + 1, sheet.size[0] + 1)
    unknown = {
        rank: str(sheet.at(titles.row, rank).value or "").strip()
        for rank in range(1, width + 1)
        if rank not in titles.columns.values() and any(sheet.at(n, rank).value is not None for n in lines)
    }
    missing = [h for h in table.headers if h not in titles.columns]
    held = {h: _words(table, h, (row.values.get(h) for row in known)) for h in missing}

    def by_name(rank: int, header: str) -> bool:
        return _alike(unknown[rank], header) >= SAME_HEADER

    def by_content(rank: int, header: str) -> bool:
        read = _words(table, header, (sheet.at(n, rank).value for n in lines))
        most = max(read.total(), held[header].total())
        return (read & held[header]).total() >= SAME_CONTENT * most > 0

    meant: dict[str, int] = {}
    for fits in (by_name, by_content):
        for rank in list(unknown):
            found = [h for h in missing if fits(rank, h)]
            if len(found) == 1:
                meant[found[0]] = rank
                missing.remove(found[0])
                del unknown[rank]
    return meant, unknown


def _words(table: Table, header: str, values: Iterable[Value]) -> Counter[str]:
    return Counter(text for value in values if (text := said(table.name, header, value)))


def _alike(text: str, header: str) -> float:
    return SequenceMatcher(None, cle(text), cle(header)).ratio()
