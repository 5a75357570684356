"""The cell of a workbook where a value of the dossier was typed. Knows tables, not what is wrong with them."""

from __future__ import annotations

from ctg_docs.echanges.classeur.lecture import read_rows
from ctg_docs.echanges.feuilles import Book, open_book
from ctg_docs.echanges.tableaux.assemblage import assemble
from ctg_docs.echanges.tableaux.identifiants import name_rows
from ctg_docs.echanges.tableaux.jumeaux import Twins, name_header
from ctg_docs.echanges.tableaux.lignes import rows_of
from ctg_docs.echanges.tableaux.maintien import where_of
from ctg_docs.echanges.tableaux.references import References
from ctg_docs.models.ctg import Ctg
from ctg_docs.sources.report import Path

__all__ = ["Cells"]


class Cells:
    """Finds cells.

    Args:
        data: the workbook that a dossier was filled from.
        name: how the user calls it.
        ctg: the dossier.

    Raises:
        DataError: the file is no workbook.
    """

    def __init__(self, data: bytes | Book, name: str, ctg: Ctg) -> None:
        book = data if isinstance(data, Book) else open_book(data, name)
        known = rows_of(ctg)
        self._found = read_rows(book)
        list(name_rows(self._found, known))
        twins = Twins(self._found, known)
        list(References(self._found, twins).read_names())
        self._twins = Twins(known, self._found)
        self._whole = assemble(known)

    def of(self, path: Path) -> str:
        """Return « Fiches!AC5 »; nothing when the workbook does not have it."""
        table, row, headers = where_of(self._whole, path)
        twin = self._twins.of(table, row)
        if twin is None or not (headers or table.ancestors or table.key):
            return ""
        header = headers[0] if headers else name_header(table)
        return twin.places.get(header, twin.place).cell
