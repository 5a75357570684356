"""Which sheets of a foreign workbook are read: tables of actions that look like the fullest one, and vertical fiches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.champs import LEVELS
from ctg_docs.echanges.etranger.codes import codes_in
from ctg_docs.echanges.etranger.colonnes import MONEY, Mapping
from ctg_docs.echanges.etranger.correspondances import Known
from ctg_docs.echanges.etranger.decoupe import parted
from ctg_docs.echanges.etranger.etiquettes import Upright
from ctg_docs.echanges.etranger.formes import Shape, linked, shape_of, titles_of
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.instances import tells_instances
from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.echanges.etranger.word import DOCUMENT
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.fiche import Origine, Priorite
from ctg_docs.models.finance import EtatFinancement
from ctg_docs.models.operation import Statut
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement.seuils import SAME_PAGE

__all__ = ["ASKED", "BOARDS", "HELP", "Choice", "choose"]

CODED: Final = "elle nomme les niveaux que disent les numéros des actions"
BOARDS: Final = "la gouvernance qu’elle dit est reprise à part"
HELP: Final = "elle présente ou explique le tableau, sans rien dire du plan"
ASKED: Final = "le fichier de correspondances le dit"
_NO_HEADERS: Final = "aucune ligne d’en-têtes d’un plan d’actions"
_NOTICE: Final = re.compile(
    r"(?:listes?|menus?|parametr\w+|referentiels?|legendes?|notices?|aides?|mode d emploi|lisez|lire|read ?me|sommaire|"
    r"page de garde|couverture|instructions?|consignes?|guide|mode demploi)\b"
)
"""Names of sheets that explain the others."""
_SENTENCE: Final = 200
_COVER: Final = 12
_LISTS: Final = (Statut, Priorite, Origine, Thematique, EtatFinancement)
_TOLD: Final = 3
"""Columns understood, the action included, that a table of actions has: a table inside a fiche has fewer."""
_PLAN: Final = {"intitule", "pilote"}
"""What makes a page of the plan of a sheet whose other columns are its own: its actions, and who leads them."""


_WHOLE: Final = 4
_WHEN: Final = frozenset({"debut", "fin", "calendrier"})
"""What makes one of a sheet without a pilot: its actions, when they are and what they cost, one thing more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheets of a workbook.

    Attributes:
        read: those that are read, with what their columns mean.
        left: each other one, and why it is left.
        problems: the same, told.
    """

    read: tuple[tuple[Grid, Shape], ...]
    left: tuple[tuple[Grid, str], ...]
    problems: tuple[Problem, ...]


def choose(grids: Sequence[Grid], known: Known) -> Choice:
    """Return the sheets to read.

    Args:
        grids: the sheets.
        known: what a person decided; it wins over the guesses.

    Raises:
        DataError: no sheet has the title of the actions.
    """
    parts = [part for grid in grids for part in parted(_without_rows(grid, known))]
    found = _best([shape_of(part, known) for part in parts])
    found = [
        (g, None if s is not None and (_codes_others(g, found) or tells_instances(g)) else s)
        for g, s in found
    ]
    open_ = [s for g, s in found if s is not None and not g.hidden and known.reads(g.name) is not False]
    if not open_:
        raise DataError(
            "Aucune feuille ne ressemble à un plan d’actions : il faut une ligne d’en-têtes avec au moins l’intitulé "
            "de l’action et une autre colonne connue (pilote, partenaires, budget, échéance…), ou une fiche par feuille "
            "avec ses étiquettes à gauche."
        )
    model = max(open_, key=lambda s: len(s.fields))
    titles_read = frozenset(
        cle(str(v)) for g, s in found if s is not None for row in g.rows for v in row if isinstance(v, str)
    )
    read: list[tuple[Grid, Shape]] = []
    left: list[tuple[Grid, str]] = []
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
            reason = CODED if reason and _codes_others(grid, found) else reason
            reason = BOARDS if reason == _NO_HEADERS and tells_instances(grid) else reason
            reason = HELP if reason == _NO_HEADERS and _is_help(grid, titles_read) else reason
            left.append((grid, reason))
            code = "TAB029" if reason in (HELP, ASKED, CODED, BOARDS) else "TAB067"
            count = sum(len(grid.own(row)) for row in range(len(grid.rows)))
            first = min(grid.spots, default=(0, 0))
            place = grid.place(*first) if grid.title else Place(grid.file, cell=grid.name)
            told.append(note(code, place, sheet=grid.title or grid.name, reason=reason, count=count))
    return Choice(tuple(read), tuple(left), tuple(told))


def _codes_others(grid: Grid, found: Sequence[tuple[Grid, Shape | None]]) -> bool:
    """True for a table of codes that the numbers of the actions of another sheet begin with."""
    codes = codes_in(grid)
    numbers = {
        text_of(g.cell(row, c))
        for g, s in found
        if g is not grid and isinstance(s, Mapping)
        for c in s.field("numero")
        for row in range(len(g.rows))
    }
    return any(n.startswith(f"{code}.") for n in numbers for code in codes)


def _best(found: list[tuple[Grid, Shape | None]]) -> list[tuple[Grid, Shape | None]]:
    """Return a Word document as one sheet of fiches when it is one, else its tables."""
    whole = [(g, s) for g, s in found if g.name == DOCUMENT and g.parts]
    tables = [(g, s) for g, s in found if not (g.name == DOCUMENT and g.parts)]
    most = max((len(s.fields) for _, s in tables if s is not None), default=0)
    if _filled(g for g, s in tables if _lists_actions(s)) * 2 > _filled(g for g, _ in tables):
        return tables
    if any(isinstance(s, Upright) and len(s.fields) > most for _, s in whole) or not tables:
        return whole
    return tables


def _lists_actions(shape: Shape | None) -> bool:
    """True for a table with a row per action and what it says of it: no table of labels, nor one inside a fiche."""
    return isinstance(shape, Mapping) and "intitule" in shape.fields and len(shape.fields) >= _TOLD


def _filled(grids: Iterable[Grid]) -> int:
    return sum(len(grid.own(row)) for grid in grids for row in range(len(grid.rows)))


def _is_help(grid: Grid, said: frozenset[str]) -> bool:
    """True for a sheet that says nothing of the plan: a cover, a notice, the words that its lists offer."""
    rows = [own for row in range(len(grid.rows)) if (own := grid.own(row))]
    values = [v for own in rows for v in own.values()]
    if _NOTICE.match(cle(grid.name)) or not values:
        return True
    if not all(isinstance(v, str) and len(v) <= _SENTENCE for v in values):
        return False
    cover = len(rows) <= _COVER and all(len(own) == 1 for own in rows)
    return cover or all(_is_offered(str(v), said) for own in rows[1:] for v in own.values())


def _is_offered(word: str, said: frozenset[str]) -> bool:
    """True for a word of a list: a state, a priority, a theme, or what a sheet that is read says."""
    return cle(word) in said or sure(word) or any(kind.read(word) for kind in _LISTS)


def _without_rows(grid: Grid, known: Known) -> Grid:
    """Empty the rows that a person asked to skip."""
    for row in known.skipped(grid.name):
        if 0 < row <= len(grid.rows):
            grid.rows[row - 1] = [None] * len(grid.rows[row - 1])
    return grid


def _reason(grid: Grid, shape: Shape | None, model: Shape, known: Known) -> str:
    """Return why a sheet is left; nothing when it is read."""
    wanted = known.reads(grid.name)
    if wanted is False:
        return ASKED
    if shape is None:
        return _NO_HEADERS
    if grid.hidden and not wanted:
        return "elle est masquée"
    return "" if wanted or _alike(shape, model) else f"ses colonnes ne sont pas celles de « {model.sheet} »"


def _alike(shape: Shape | None, model: Shape) -> bool:
    """True for another page of the same plan."""
    if shape is None or isinstance(shape, Upright) or cle(shape.sheet) == cle(model.sheet):
        return shape is not None
    ours, theirs = shape.fields - set(LEVELS), model.fields - set(LEVELS)
    whole = "intitule" in ours and len(ours) >= _WHOLE and bool(ours & _WHEN) and bool(ours & MONEY)
    return len(ours & theirs) >= SAME_PAGE * len(ours | theirs) or ours >= _PLAN or whole
