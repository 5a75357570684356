"""The rows of a foreign plan d’actions to fiches: what exists is completed, what is new is added, nothing is removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ctg_docs.echanges.classeur import Read
from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.entetes import FIELDS, IGNORE, Mapping
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.lecteurs import READERS
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.strategie import Tree
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import Path
from ctg_docs.sources.validate import validate
from ctg_docs.sources.write import to_plain

__all__ = ["read_plan"]

_TOTALS: Final = {"total", "totaux", "sous total", "total general"}


def read_plan(grid: Grid, mapping: Mapping, base: Ctg | None, name: str) -> Read:
    """Return the dossier completed by a plan d'actions, and every conversion with what stood before.

    Args:
        grid: the sheet.
        mapping: what its columns mean.
        base: the dossier as it is.
        name: name of the territory when there is no dossier yet.
    """
    work = _Plan(grid, mapping, base)
    data, places = work.build(name)
    outcome = validate(Ctg, data, places)
    ctg = outcome.model
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    return Read(ctg, (*work.problems, *outcome.problems))


class _Plan:
    def __init__(self, grid: Grid, mapping: Mapping, base: Ctg | None) -> None:
        self.grid, self.mapping, self.base = grid, mapping, base
        self.problems: list[Problem] = []
        self.register = Register(base, self.problems)
        self.tree = Tree(base, self.problems)
        self.places: dict[Path, Place] = {}

    def build(self, name: str) -> tuple[dict[str, Any], dict[Path, Place]]:
        """Return the data of the whole dossier."""
        self._tell_mapping()
        self._straighten_dates()
        data: dict[str, Any] = to_plain(self.base) if self.base else {"territoire": {"nom": name}}
        fiches: list[dict[str, Any]] = data.setdefault("fiches_actions", [])
        known = {cle(valeurs.without_number(f["intitule"])): f for f in fiches}
        seen: set[str] = set()
        for row in range(self.mapping.row + 1, len(self.grid.rows)):
            found = self._row(row)
            if found is None:
                continue
            key = cle(found["intitule"])
            place = self.grid.place(row, self.mapping.field("intitule")[0])
            if key in seen:
                self.problems.append(note("TAB027", place, value=found["intitule"]))
                continue
            seen.add(key)
            fiche = known.get(key)
            if fiche is None:
                fiche = {"id": self._free(valeurs.slug(found["intitule"]), fiches)}
                fiches.append(fiche)
            fiche |= found
            rank = fiches.index(fiche)
            self.places |= {("fiches_actions", rank): place}
        data["organismes"] = [*data.get("organismes", []), *self.register.bodies]
        data["personnes"] = [*data.get("personnes", []), *self.register.persons]
        self.tree.write(data)
        return data, self.places

    def _tell_mapping(self) -> None:
        for rank, header, field in self.mapping.columns:
            place = self.grid.place(self.mapping.row, rank)
            if field == IGNORE:
                self.problems.append(note("TAB021", place, header=header))
            elif self.mapping.guessed and cle(header) != cle(FIELDS[field][0]):
                self.problems.append(note("TAB020", place, header=header, field=FIELDS[field][0]))

    def _straighten_dates(self) -> None:
        """A date dragged down a column grows by one day per row: the first one was meant."""
        for field in ("debut", "fin"):
            for column in self.mapping.field(field):
                rows = range(self.mapping.row + 1, len(self.grid.rows))
                days = [valeurs.day_of(self._cell(row, column)) for row in rows]
                for run in valeurs.creeping(days):
                    first = rows[run.start]
                    day = days[run.start]
                    for rank in run:
                        self.grid.rows[rows[rank]][column] = day
                    self.problems.append(
                        note(
                            "TAB023",
                            self.grid.place(first, column),
                            count=len(run),
                            after=valeurs.text_of(day),
                            before=valeurs.text_of(days[run.stop - 1]),
                        )
                    )

    def _cell(self, row: int, column: int) -> Cell:
        cells = self.grid.rows[row]
        return cells[column] if column < len(cells) else None

    def _row(self, row: int) -> dict[str, Any] | None:
        """Return the fields of a fiche, or None for a title, a total or an empty row."""
        filled = {
            c: v
            for c, v in enumerate(self.grid.rows[row])
            if v is not None and (row, c) not in self.grid.merged
        }
        if not filled:
            return None
        column = self.mapping.field("intitule")[0]
        texts = [valeurs.text_of(v) for v in filled.values()]
        if cle(texts[0]) in _TOTALS:
            return None
        if len(filled) == 1 and isinstance(next(iter(filled.values())), str):
            rank = next(iter(filled))
            if (
                rank != column
                or self._spans(row)
                or re.match(r"\s*(axe|enjeu|orientation)", texts[0], re.IGNORECASE)
            ):
                self.tree.title(texts[0], self.grid.place(row, rank))
                return None
        title = valeurs.text_of(self._cell(row, column))
        if not title.strip():
            return None
        return self._fields(row, title)

    def _spans(self, row: int) -> bool:
        return sum(r == row for r, _ in self.grid.merged) >= 2

    def _fields(self, row: int, typed: str) -> dict[str, Any]:
        column = self.mapping.field("intitule")[0]
        title = " ".join(valeurs.without_number(typed).split())
        self._changed(row, column, typed, title)
        found: dict[str, Any] = {"intitule": title}
        parent = self.tree.attach(self._levels(row))
        if parent:
            found["rattachement"] = parent
        for _, _, field in self.mapping.columns:
            reader = READERS.get(field)
            for rank in self.mapping.field(field) if reader else ():
                value = self._cell(row, rank)
                if reader and value is not None:
                    found |= reader(self, row, rank, value)
        span = self._calendar(row)
        if span:
            found["calendrier"] = span
        return found

    def _levels(self, row: int) -> Iterator[tuple[int, str, Place]]:
        for level in (1, 2, 3):
            for column in self.mapping.field(f"niveau_{level}"):
                value = self._cell(row, column)
                if isinstance(value, str):
                    yield level, value, self.grid.place(row, column)

    def _changed(self, row: int, column: int, before: str, after: str) -> None:
        if before != after:
            self.problems.append(note("TAB022", self.grid.place(row, column), value=before, after=after))

    def _calendar(self, row: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        words: list[str] = []
        for field in ("debut", "fin", "calendrier"):
            for column in self.mapping.field(field):
                value = self._cell(row, column)
                if value is None:
                    continue
                read = valeurs.moment(value)
                if isinstance(value, int | float) and read is not None and read.is_day:
                    self._changed(row, column, valeurs.text_of(value), read.libelle)
                if read is None:
                    words.append(valeurs.text_of(value).strip())
                    self.problems.append(note("TAB026", self.grid.place(row, column), value=value))
                elif field == "calendrier":
                    found |= _span(read)
                else:
                    found[field] = str(read)
        return {**found, "texte": " ; ".join(words)} if words else found

    @staticmethod
    def _free(id: str, fiches: list[dict[str, Any]]) -> str:
        taken, rank, free = {f["id"] for f in fiches}, 1, id
        while free in taken:
            rank += 1
            free = f"{id}-{rank}"
        return free


def _span(read: Moment) -> dict[str, str]:
    return {"debut": str(read)}
