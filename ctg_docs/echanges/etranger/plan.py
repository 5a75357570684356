"""The rows of a foreign plan d’actions to fiches: what exists is completed, what is new is added, nothing is removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ctg_docs.echanges.classeur import Read
from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.correspondances import IGNORE
from ctg_docs.echanges.etranger.entetes import FIELDS, Mapping
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.lecteurs import READERS
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.strategie import Tree
from ctg_docs.echanges.tableaux.identifiants import slug
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.report import Path
from ctg_docs.sources.validate import validate
from ctg_docs.sources.write import to_plain

__all__ = ["read_plan"]

_AXE: Final = re.compile(r"\s*(axe|enjeu|orientation|th[ée]matique|ambition|d[ée]fi)s?\b", re.IGNORECASE)
_TOTALS: Final = {"total", "totaux", "sous total", "total general"}


def read_plan(sheets: Sequence[tuple[Grid, Mapping]], base: Ctg | None, name: str) -> Read:
    """Return the dossier completed by a plan d'actions, and every conversion with what stood before.

    Args:
        sheets: one sheet, or one per axe, with what its columns mean.
        base: the dossier as it is.
        name: name of the territory when there is no dossier yet.
    """
    work = _Plan(base)
    data, places = work.build(sheets, name)
    ctg, faults = _sound(data, places, base)
    if ctg is not None and base is not None:
        ctg = ctg.with_provenance(base.provenance)
    return Read(ctg, (*work.problems, *faults))


def _sound(
    data: dict[str, Any], places: dict[Path, Place], base: Ctg | None
) -> tuple[Ctg | None, tuple[Problem, ...]]:
    """Validate; what a fiche can't hold leaves what the dossier says of it."""
    outcome = validate(Ctg, data, places)
    before = {fiche["id"]: fiche for fiche in to_plain(base).get("fiches_actions", [])} if base else {}
    for root, rank, field, *_ in (p for p in outcome.faults if len(p) > 2 and p[0] == "fiches_actions"):
        fiche = data[str(root)][rank]
        fiche[field] = before.get(fiche["id"], {}).get(str(field))
    if not outcome.faults:
        return outcome.model, ()
    return validate(Ctg, data, places).model, outcome.problems


class _Plan:
    grid: Grid
    mapping: Mapping
    theme: Thematique | None

    def __init__(self, base: Ctg | None) -> None:
        self.base = base
        self.problems: list[Problem] = []
        self.register = Register(base, self.problems)
        self.tree = Tree(base, self.problems)
        self.places: dict[Path, Place] = {}
        self.seen: set[str] = set()

    def build(
        self, sheets: Sequence[tuple[Grid, Mapping]], name: str
    ) -> tuple[dict[str, Any], dict[Path, Place]]:
        """Return the data of the whole dossier."""
        data: dict[str, Any] = to_plain(self.base) if self.base else {"territoire": {"nom": name}}
        fiches: list[dict[str, Any]] = data.setdefault("fiches_actions", [])
        known = {cle(valeurs.without_number(f["intitule"])): f for f in fiches}
        for self.grid, self.mapping in sheets:
            self._tell_mapping()
            self._straighten_dates()
            self._begin(many=len(sheets) > 1)
            self._read(fiches, known)
        data["organismes"] = [*data.get("organismes", []), *self.register.bodies]
        data["personnes"] = [*data.get("personnes", []), *self.register.persons]
        self.tree.write(data)
        return data, self.places

    def _begin(self, *, many: bool) -> None:
        """Take the axe from the title of the sheet, or from what is written above the headers."""
        self.tree.leave()
        self.theme = _theme(self.grid.name)
        if self.mapping.field("niveau_1"):
            return
        above = [
            (text, self.grid.place(row, rank), "le titre au-dessus du tableau")
            for row in range(self.mapping.row)
            for rank, text in enumerate(self.grid.rows[row])
            if isinstance(text, str) and (row, rank) not in self.grid.merged and _AXE.match(text)
        ]
        name, here = self.grid.name, Place(self.grid.file, cell=self.grid.name)
        own = [(name, here, "le nom de la feuille")] if many or _AXE.match(name) else []
        for text, place, source in [*above[-1:], *own][:1]:
            title = self.tree.title(text, place)
            self.problems.append(note("TAB030", place, sheet=name, after=title, source=source))

    def _read(self, fiches: list[dict[str, Any]], known: dict[str, dict[str, Any]]) -> None:
        """Take the rows of a sheet."""
        for row in range(self.mapping.row + 1, len(self.grid.rows)):
            found = self._row(row)
            if found is None:
                continue
            key = cle(found["intitule"])
            place = self.grid.place(row, self.mapping.field("intitule")[0])
            if key in self.seen:
                self.problems.append(note("TAB027", place, value=found["intitule"]))
                continue
            self.seen.add(key)
            fiche = known.get(key)
            if fiche is None:
                fiche = {"id": self._free(slug(found["intitule"]), fiches)}
                fiches.append(fiche)
            if self.tree.holds(found.get("rattachement", ""), fiche.get("rattachement", "")):
                del found["rattachement"]
            fiche |= found
            rank = fiches.index(fiche)
            self.places |= {("fiches_actions", rank): place}

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
            if rank != column or self._spans(row) or _AXE.match(texts[0]):
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
        if self.theme is not None:
            found["thematiques"] = [self.theme.value]
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


def _theme(sheet: str) -> Thematique | None:
    try:
        return Thematique(sheet.strip())
    except ValueError:
        return None


def _span(read: Moment) -> dict[str, str]:
    return {"debut": str(read)}
