"""A plan d’actions kept in somebody's own workbook, read into a dossier. Guesses, and says every guess."""

from ctg_docs.echanges.etranger.correspondances import IGNORE, READ, Known, known_text, read_known
from ctg_docs.echanges.etranger.feuilles import ASKED, HELP, Choice, choose
from ctg_docs.echanges.etranger.grilles import Grid, read_grids
from ctg_docs.echanges.etranger.plan import Plan, read_plan

__all__ = [
    "ASKED",
    "HELP",
    "IGNORE",
    "READ",
    "Choice",
    "Grid",
    "Known",
    "Plan",
    "choose",
    "known_text",
    "read_grids",
    "read_known",
    "read_plan",
]
