"""Which sheet is which table and which column is which field, whoever renamed them: by name, by titles, by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Final

from ctg_docs.echanges.classeur.accueil import HOME
from ctg_docs.echanges.classeur.ecriture import WHOLE
from ctg_docs.echanges.classeur.listes import LISTS
from ctg_docs.echanges.classeur.memoire import MEMORY
from ctg_docs.echanges.feuilles import Book, Sheet
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.identifiants import is_identifier
from ctg_docs.echanges.tableaux.jumeaux import name_header, said
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.schema import DOSSIER, Table, tables
from ctg_docs.french import cle
from ctg_docs.rapprochement.seuils import SAME_CONTENT, SAME_HEADER, SAME_TABLE

__all__ = ["Located", "Titles", "find_titles", "is_ours", "locate", "recognise"]

_DEEPEST: Final = 10
"""The last row where titles are looked for."""

_FEWEST: Final = 3
"""Titles below which a sheet says nothing sure, and sheets of ours that make a workbook ours, whatever is beside."""

_MANY: Final = 5
"""Titles of one table that no sheet has by chance: a plan of somebody has three or four words of ours."""

_PLAN: Final = "fiches_actions"
"""Where the tables are that a plan of somebody else could look like."""

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
    """True when a file has the shape that `export` writes, whole or some of its sheets, whatever was taken away."""
    if MEMORY in book.names:
        return True
    located = locate(book)
    shapes = [_shape(sheet, table) for table in tables() if (sheet := located.found.get(table.name))]
    ours = [shape for shape in shapes if shape.is_ours]
    if len(ours) >= _FEWEST or any(shape.share >= SAME_TABLE and shape.known >= _MANY for shape in ours):
        return True
    return bool(ours) and len(ours) == len(shapes) and not located.unknown


def locate(book: Book) -> Located:
    """Return the sheet of each table: the one of its name, else the one that has its titles.

    A sheet without name is called as its file: `fiches.csv`.
    """
    done = Located()
    sheets = [sheet for sheet in book.sheets if sheet.name not in _OWN and sheet.cells]
    free = {cle(sheet.name or PurePath(book.name).stem): sheet for sheet in sheets}
    for table in tables():
        if (sheet := free.pop(cle(table.name), None)) is not None:
            done.found[table.name] = sheet
    for sheet in free.values():
        shapes = [(_shape(sheet, t), t.name) for t in tables() if t.name not in done.found]
        fits = [(shape.share, shape.known, name) for shape, name in shapes if shape.is_under_any_name]
        if fits:
            name = max(fits)[2]
            done.found[name] = sheet
            done.renamed.append((sheet, name))
        elif not any(sheet.cells == other.cells for other in done.found.values()):
            done.unknown.append(sheet)
    return done


def titles_of(table: Table) -> tuple[str, ...]:
    """Return the titles that the sheet of a table has."""
    return WHOLE[:3] if table.name == DOSSIER else table.headers


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a sheet looks like a table of ours.

    Attributes:
        share: share of the titles of the table that it has, and `known` how many.
        named: True when the column that names the rows holds identifiers, as only ours does.
        is_ours: True when, under the name of the table, it is it.
    """

    share: float = 0.0
    known: int = 0
    named: bool = False
    is_ours: bool = False

    @property
    def is_under_any_name(self) -> bool:
        """True when the titles alone tell: most of those of the table, or many and the identifiers of its rows."""
        return self.is_ours and (self.share >= SAME_TABLE or (self.named and self.known >= _MANY))


def _shape(sheet: Sheet, table: Table) -> _Shape:
    """Compare a sheet to a table.

    Few titles tell nothing by themselves: « Intitulé » and « Pilote » are in every plan of actions. With the
    identifiers of the rows they do, and so do those of a register that no plan has, with no other title beside.
    """
    wanted = titles_of(table)
    titles = find_titles(sheet, wanted)
    known = len(titles.columns) if titles is not None else 0
    if titles is None or known < 2:
        return _Shape(known / len(wanted), known)
    share, width = known / len(wanted), range(1, sheet.size[1] + 1)
    written = sum(sheet.at(titles.row, rank).value is not None for rank in width)
    named = 2 * known > written and _holds_identifiers(sheet, table, titles)
    whole = share >= SAME_TABLE and known >= min(_FEWEST, len(wanted))
    own = known == written and not table.ancestors and table.root != _PLAN
    return _Shape(share, known, named, whole or named or own)


def _holds_identifiers(sheet: Sheet, table: Table, titles: Titles) -> bool:
    header = ANCESTORS[table.ancestors[0]] if table.ancestors else name_header(table)
    rank = titles.columns.get(header)
    lines = range(titles.row + 1, sheet.size[0] + 1)
    values = [str(v) for n in lines if rank and (v := sheet.at(n, rank).value) is not None]
    return 2 * sum(is_identifier(value) and not value.isdecimal() for value in values) > len(values)


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
