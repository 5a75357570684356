"""Which sheets of a foreign workbook are read: tables of actions that look like the fullest one, and vertical fiches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.correspondances import Known
from ctg_docs.echanges.etranger.fiches import Upright
from ctg_docs.echanges.etranger.formes import Shape, linked, shape_of, titles_of
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement.seuils import SAME_PAGE

__all__ = ["Choice", "choose"]

_PLAN: Final = {"intitule", "pilote"}
"""What makes a page of the plan of a sheet whose other columns are its own: its actions, and who leads them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheets of a workbook.

    Attributes:
        read: those that are read, with what their columns mean.
        left: name of each other one, and why it is left.
        problems: the same, told.
    """

    read: tuple[tuple[Grid, Shape], ...]
    left: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def choose(grids: Sequence[Grid], known: Known) -> Choice:
    """Return the sheets to read.

    Args:
        grids: the sheets.
        known: what a person decided; it wins over the guesses.

    Raises:
        DataError: no sheet has the title of the actions.
    """
    known_rows = [_without_rows(grid, known) for grid in grids]
    found = [shape_of(grid, known) for grid in known_rows]
    open_ = [s for g, s in found if s is not None and not g.hidden and known.reads(g.name) is not False]
    if not open_:
        raise DataError(
            "Aucune feuille ne ressemble à un plan d’actions : il faut une ligne d’en-têtes avec au moins l’intitulé "
            "de l’action et une autre colonne connue (pilote, partenaires, budget, échéance…), ou une fiche par feuille "
            "avec ses étiquettes à gauche."
        )
    model = max(open_, key=lambda s: len(s.fields))
    read: list[tuple[Grid, Shape]] = []
    left: list[tuple[str, str]] = []
    told: list[Problem] = []
    titles = titles_of((g, s) for g, s in found if s is not None and not _reason(g, s, model, Known()))
    for grid, shape in found:
        reason, asked = _reason(grid, shape, model, known), known.reads(grid.name)
        open_to = asked is not False and (asked or not grid.hidden)
        if open_to and not _alike(shape, model) and (more := linked(grid, known, titles)):
            read.append(more)
        elif shape is not None and not reason:
            read.append((grid, shape))
        else:
            left.append((grid.name, reason))
            told.append(note("TAB029", Place(grid.file, cell=grid.name), sheet=grid.name, reason=reason))
    return Choice(tuple(read), tuple(left), tuple(told))


def _without_rows(grid: Grid, known: Known) -> Grid:
    """Empty the rows that a person asked to skip."""
    for row in known.skipped(grid.name):
        if 0 < row <= len(grid.rows):
            grid.rows[row - 1] = []
    return grid


def _reason(grid: Grid, shape: Shape | None, model: Shape, known: Known) -> str:
    """Return why a sheet is left; nothing when it is read."""
    wanted = known.reads(grid.name)
    if wanted is False:
        return "le fichier de correspondances le dit"
    if shape is None:
        return "aucune ligne d’en-têtes d’un plan d’actions"
    if grid.hidden and not wanted:
        return "elle est masquée"
    return "" if wanted or _alike(shape, model) else f"ses colonnes ne sont pas celles de « {model.sheet} »"


def _alike(shape: Shape | None, model: Shape) -> bool:
    """True for another page of the same plan."""
    if shape is None or isinstance(shape, Upright) or cle(shape.sheet) == cle(model.sheet):
        return shape is not None
    ours, theirs = shape.fields - set(LEVELS), model.fields - set(LEVELS)
    return len(ours & theirs) >= SAME_PAGE * len(ours | theirs) or ours >= _PLAN
