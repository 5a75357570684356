"""A dossier as flat tables and back, without loss: what workbooks and CSV files share. Knows no file format."""

from ctg_docs.echanges.tableaux.assemblage import Assembled, assemble
from ctg_docs.echanges.tableaux.lignes import Row, rows_of
from ctg_docs.echanges.tableaux.reprise import TakenBack, take_back
from ctg_docs.echanges.tableaux.schema import Column, Table, sheet_name, tables

__all__ = [
    "Assembled",
    "Column",
    "Row",
    "Table",
    "TakenBack",
    "assemble",
    "rows_of",
    "sheet_name",
    "tables",
    "take_back",
]
