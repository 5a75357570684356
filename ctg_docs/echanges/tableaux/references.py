"""Cells that name rows of other tables: a name typed for an identifier is read, an unknown one is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.cellules import Value, decode
from ctg_docs.echanges.tableaux.identifiants import is_identifier
from ctg_docs.echanges.tableaux.jumeaux import Twins, meaning, name_header
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import ANCESTORS, RECURSIVE
from ctg_docs.echanges.tableaux.schema import Column, Table, tables
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Problem
from ctg_docs.rapprochement import KEYS, PEOPLE, Index, People, names_in
from ctg_docs.rapprochement.mots import is_undefined

__all__ = ["References", "references_of", "registers"]

_TITLES: Final = ("nom", "nom_court", "sigle", "intitule", "titre")


class References:
    """The identifiers of the tables, and the names that stand for them."""

    def __init__(self, found: Mapping[str, Sequence[Row]], twins: Twins) -> None:
        self._found, self._twins = found, twins
        self._known: dict[str, Index] = {}
        self._called: dict[str, dict[str, list[str]]] = {}
        self._people: People | None = None

    def read_names(self) -> Iterator[Problem]:
        """Put the identifier where a person typed the name of what it stands for; tell each."""
        for table in tables():
            for row in self._found.get(table.name, ()):
                for header, register, column in references_of(table):
                    typed = self.parts(register, column, row.values.get(header))
                    read = {t: self._id(register, t) for t in typed}
                    changed = {t: id for t, id in read.items() if id is not None}
                    split = typed != _typed(column, row.values.get(header))
                    if not (changed or split) or self._same(table, row, column, header):
                        continue
                    place = row.places.get(header, row.place)
                    for text, id in changed.items():
                        names, key = self._names_of(register, id), KEYS.get(register, cle)
                        if key(text) not in map(key, (*names, id)):
                            yield note("TAB004", place, value=text, change=f"« {text} » lu « {names[0]} »")
                    row.values[header] = "\n".join(changed.get(t, t) for t in typed)

    def misnamed(self) -> Iterator[tuple[Table, Row, str, str | None, Problem]]:
        """Yield the cells that name several rows, or hold what can't be an identifier; what is left of each."""
        for table in tables():
            for row in self._found.get(table.name, ()):
                for header, register, column in references_of(table):
                    typed = _typed(column, row.values.get(header))
                    wrong = [t for t in typed if not is_identifier(t) or self._homonyms(register, t)]
                    if row.kept or column is None or not wrong or self._same(table, row, column, header):
                        continue
                    rest = "\n".join(t for t in typed if t not in wrong) or None
                    yield table, row, header, rest, self._unnamed(register, row, header, wrong[0])

    def unknown(self, ctg: Ctg) -> Iterator[tuple[Table, Row, str, str | None, Problem]]:
        """Yield the cells that name what is in no register, and what is left of each without it."""
        for table in tables():
            for row in self._found.get(table.name, ()):
                for header, register, column in references_of(table):
                    if column is None or row.kept:
                        continue
                    typed = _typed(column, row.values.get(header))
                    wrong = [t for t in typed if not ctg.has(register, t)]
                    if not wrong or self._same(table, row, column, header):
                        continue
                    rest = "\n".join(t for t in typed if t not in wrong) or None
                    yield table, row, header, rest, self._unnamed(register, row, header, wrong[0])

    def _unnamed(self, register: str, row: Row, header: str, text: str) -> Problem:
        """Tell a name of several rows, or of none: near to one, fit to be added, or neither."""
        place, home = row.places.get(header, row.place), registers().get(register)
        sheet = home.name if home else ""
        if several := self._homonyms(register, text):
            shown = self._shown(register, several)
            return note("TAB038", place, value=text, header=header, sheet=sheet, guess=shown)
        if self.is_new(register, text):
            return note("TAB069", place, value=text, header=header, sheet=sheet)
        return note("TAB015", place, value=text, header=header, guess=self._guess(register, text))

    def is_new(self, register: str, text: str) -> bool:
        """True for the name of a body or a person like no other of its register."""
        named = register in KEYS and not is_undefined(text) and not is_identifier(text)
        return named and not self.ids(register, text) and not self._register(register).near(text)

    def _same(self, table: Table, row: Row, column: Column | None, header: str) -> bool:
        """True when the dossier says the same already."""
        twin = self._twins.of(table, row)
        return twin is not None and meaning(column, row.values.get(header)) == meaning(
            column, twin.values.get(header)
        )

    def parts(self, register: str, column: Column | None, value: Value) -> list[str]:
        """Return what a cell names; a line of names parted by commas is several when each of them is known."""
        typed = _typed(column, value)
        if column is None or not column.many:
            return typed
        return [part for text in typed for part in names_in(text, lambda t: self.ids(register, t), register)]

    def _homonyms(self, register: str, text: str) -> Sequence[str]:
        """Return the identifiers of the rows that one name stands for, when they are several."""
        found = self.ids(register, text)
        return found if len(found) > 1 and text not in found else ()

    def ids(self, register: str, text: str) -> Sequence[str]:
        """Return the identifiers that a name may stand for."""
        found = self._register(register).ids(text)
        if len(found) == 1 or text in found or register != PEOPLE:
            return found
        return self._persons().ids(text) or found

    def _id(self, register: str, text: str) -> str | None:
        found = self.ids(register, text)
        return found[0] if len(found) == 1 and found[0] != text else None

    def _persons(self) -> People:
        """Return the persons as people call them."""
        if self._people is None:
            table, self._people = registers()[PEOPLE], People()
            for row in self._found.get(table.name, ()):
                if id := key_of(row.values.get(name_header(table))):
                    said = {c.path[0]: key_of(row.values.get(c.header)) for c in table.columns}
                    self._people.add(id, first=said["prenom"], last=said["nom"], civility=said["civilite"],
                                     office=said["fonction"])  # fmt: skip
        return self._people

    def _names_of(self, register: str, id: str) -> Sequence[str]:
        """Return what a row is called, its own name first; its identifier when it has none."""
        self._register(register)
        return self._called[register].get(id) or [id]

    def _shown(self, register: str, ids: Sequence[str]) -> str:
        """Return rows as a reader knows them: « Anne Martin, Paul Martin »; namesakes by their identifiers."""
        shown = [self._names_of(register, id)[0] for id in ids]
        return ", ".join(shown if len(set(shown)) == len(shown) else sorted(ids))

    def _guess(self, register: str, text: str) -> str:
        if near := self._register(register).near(text):
            return f"Vouliez-vous « {self._shown(register, [near])} » ?"
        table = registers().get(register)
        return f"Ajoutez-le d’abord à la feuille « {table.name} »." if table else ""

    def _register(self, register: str) -> Index:
        if register not in self._known:
            table = registers().get(register)
            index = self._known[register] = Index(KEYS.get(register, cle))
            self._called[register] = {}
            for row in self._found.get(table.name, ()) if table else ():
                if table and (id := key_of(row.values.get(name_header(table)))):
                    names = self._called[register][id] = _names(table, row)
                    index.add(id, *names)
        return self._known[register]


def _names(table: Table, row: Row) -> list[str]:
    """Return what people call a row: its name, its sigle, « Prénom Nom » either way."""
    values = {c.path[0]: key_of(row.values.get(c.header)) for c in table.columns if len(c.path) == 1}
    first, last = values.get("prenom", ""), values.get("nom", "")
    both = [f"{first} {last}", f"{last} {first}"] if first and last else []
    alone = [] if "prenom" in values else [values.get(title, "") for title in _TITLES]
    return [name for name in (*both, *alone) if name]


def _typed(column: Column | None, value: Value) -> list[str]:
    if column is None or not column.many:
        return [text] if (text := key_of(value)) else []
    read = decode(column, value)[0]
    return list(read or ())


@cache
def registers() -> dict[str, Table]:
    """Return the tables whose rows others name, by the name of their list."""
    found: dict[str, Table] = {}
    for table in tables()[1:]:
        for place in table.locations if table.key == "id" else ():
            found.setdefault(place.names[-1], table)
    return found


def references_of(table: Table) -> Iterator[tuple[str, str, Column | None]]:
    """Yield the headers that name a row: its register, and the column when it is a value of the dossier."""
    for name in table.ancestors:
        if name in registers():
            yield ANCESTORS[name], name, None
    if table.recursive and table.key == "id":
        yield RECURSIVE[table.recursive], table.locations[0].names[-1], None
    for column in table.columns:
        if column.register:
            yield column.header, column.register, column
