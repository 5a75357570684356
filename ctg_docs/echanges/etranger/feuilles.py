"""Which sheets of a foreign workbook are a plan d’actions: those with the headers of the one that looks most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.correspondances import Known
from ctg_docs.echanges.etranger.entetes import Mapping, best_headers
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.problems import Place, Problem

__all__ = ["Choice", "choose"]

_ALIKE: Final = 0.5
_LEVELS: Final = {"niveau_1", "niveau_2", "niveau_3"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheets of a workbook.

    Attributes:
        read: those that are read, with what their columns mean.
        left: name of each other one, and why it is left.
        problems: the same, told; what can't be read in the sheets that are.
    """

    read: tuple[tuple[Grid, Mapping], ...]
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
    found = [(grid, best_headers(grid, known)) for grid in grids]
    open_ = [(g, m) for g, m in found if m is not None and not g.hidden and known.reads(g.name) is not False]
    if not open_:
        raise DataError(
            "Aucune feuille ne ressemble à un plan d’actions : il faut une ligne d’en-têtes avec au moins l’intitulé "
            "de l’action et une autre colonne connue (pilote, partenaires, budget, échéance…)."
        )
    model = max((m for _, m in open_), key=lambda m: len(m.fields))
    read: list[tuple[Grid, Mapping]] = []
    left: list[tuple[str, str]] = []
    for grid, mapping in found:
        reason = _reason(grid, mapping, model, known)
        if mapping is not None and not reason:
            read.append((grid, mapping))
        else:
            left.append((grid.name, reason))
    told = (note("TAB029", Place(g.file, cell=n), sheet=n, reason=r) for g, (n, r) in _with(grids, left))
    return Choice(tuple(read), tuple(left), (*told, *(p for grid, _ in read for p in grid.problems)))


def _with(grids: Sequence[Grid], left: Sequence[tuple[str, str]]) -> list[tuple[Grid, tuple[str, str]]]:
    return [(next(g for g in grids if g.name == item[0]), item) for item in left]


def _reason(grid: Grid, mapping: Mapping | None, model: Mapping, known: Known) -> str:
    """Return why a sheet is left; nothing when it is read."""
    wanted = known.reads(grid.name)
    if wanted is False:
        return "le fichier de correspondances le dit"
    if mapping is None:
        return "aucune ligne d’en-têtes d’un plan d’actions"
    if wanted:
        return ""
    if grid.hidden:
        return "elle est masquée"
    ours, theirs = mapping.fields - _LEVELS, model.fields - _LEVELS
    if cle(mapping.sheet) != cle(model.sheet) and len(ours & theirs) < _ALIKE * len(ours | theirs):
        return f"ses colonnes ne sont pas celles de « {model.sheet} »"
    return ""
