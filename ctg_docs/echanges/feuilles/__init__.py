"""The sheets of a file, whoever saved it: .xlsx, .ods, CSV. Every cell with its name and value. Knows no meaning."""

from ctg_docs.echanges.feuilles.cases import FAULTS, Book, Cell, Sheet, cell_name
from ctg_docs.echanges.feuilles.ouverture import open_book

__all__ = ["FAULTS", "Book", "Cell", "Sheet", "cell_name", "open_book"]
