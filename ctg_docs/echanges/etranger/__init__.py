"""A plan d’actions kept in somebody's own workbook, read into a dossier. Guesses, and says every guess."""

from ctg_docs.echanges.etranger.entetes import Mapping, mapping_text, recognise
from ctg_docs.echanges.etranger.grilles import Grid, read_grids
from ctg_docs.echanges.etranger.plan import read_plan

__all__ = ["Grid", "Mapping", "mapping_text", "read_grids", "read_plan", "recognise"]
