"""The row of the dossier that a row of a file stands for: by its name, else by what it says. Knows no file format."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Annotated, Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.cellules import EMPTY, decode, encode
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.schema import DOSSIER, Column, Table, tables
from ctg_docs.models.annotations import model_in
from ctg_docs.models.base import Modele
from ctg_docs.rapprochement import Pairs
from ctg_docs.rapprochement.seuils import ALIKE, EQUAL_CELLS

__all__ = ["Twins", "columns_of", "field_at", "meaning", "name_header", "name_of", "said"]

_SOURCES: Final = (
    "nom",
    "intitule",
    "intitule_fonction",
    "titre",
    "designation",
    "nom_court",
    "texte",
    "contenu",
    "organismes",
    "organisme",
)
"""Fields whose words name a row, the first that holds something."""

_NUMBERS: Final = ("euros", "nombre", "entier")


def name_header(table: Table) -> str:
    """Return the header of the column that names the rows, or nothing."""
    return next((c.header for c in table.columns if c.path == ("id",)), "") if table.key == "id" else ""


@cache
def columns_of(name: str) -> Mapping[str, Column]:
    """Return the columns of a table by header."""
    return {c.header: c for t in tables() if t.name == name for c in t.columns}


def meaning(column: Column | None, value: Any) -> str:
    """Return what a cell says, the same text whether it comes from the dossier or from a file."""
    read = decode(column, value)[0] if column is not None else key_of(value)
    number = isinstance(read, int | float | Decimal) and not isinstance(read, bool)
    if number or (column is not None and column.kind in _NUMBERS and not column.many):
        try:
            return f"{Decimal(str(read)).normalize():f}"
        except InvalidOperation:
            pass
    return "" if read is None else str(read)


@lru_cache(maxsize=1 << 16, typed=True)  # each row is compared with many: true, 1 and 1.0 stay apart
def said(name: str, header: str, value: Any) -> str:
    """Return what a cell of a table says, however it is written; nothing when that goes without saying."""
    column = columns_of(name).get(header)
    if value is None or (
        value == EMPTY and column is not None and column.kind != "section" and not column.many
    ):
        return ""
    text = meaning(column, value if column is None else _as_kept(name, column, value))
    return "" if text == _defaults(name).get(header) else text


def _as_kept(name: str, column: Column, value: Any) -> Any:
    """Return a cell as the dossier would give it back: « 19 janvier 2024 » is a day; what it refuses stays as it is."""
    read = decode(column, value)[0]
    try:
        return encode(column, _reader(name, column.header).validate_python(read))
    except ValidationError:
        return value


@cache
def _reader(name: str, header: str) -> TypeAdapter[Any]:
    table = next(t for t in tables() if t.name == name)
    info = field_at(table.model, columns_of(name)[header].path)
    hint: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(hint)


def field_at(start: type[Modele], path: tuple[str, ...]) -> FieldInfo:
    """Return the field that a path of names leads to, through sections that may be absent."""
    model: Any = start
    for step in path[:-1]:
        model = model_in(model.model_fields[step].annotation)
    found: FieldInfo = model.model_fields[path[-1]]
    return found


@cache
def _defaults(name: str) -> Mapping[str, str]:
    table = next(t for t in tables() if t.name == name)
    return {c.header: meaning(c, encode(c, _default(table, c.path))) for c in table.columns}


def _default(table: Table, path: tuple[str, ...]) -> Any:
    """Return what an absent value stands for, in a section that may be absent too."""
    value: Any = table.model.model_fields[path[0]]
    value = None if value.is_required() else value.get_default(call_default_factory=True)
    for step in path[1:]:
        value = getattr(value, step, None)
    own = field_at(table.model, path)
    return own.get_default(call_default_factory=True) if value is None and not own.is_required() else value


def name_of(table: Table, row: Row) -> str:
    """Return the words that name a row."""
    said = {
        c.path[0]: key_of(row.values.get(c.header))
        for c in columns_of(table.name).values()
        if len(c.path) == 1
    }
    if said.get("prenom"):
        return f"{said['prenom']} {said.get('nom', '')}".strip()
    return next((said[name] for name in _SOURCES if said.get(name)), "")


class Twins:
    """Pairs the rows of a file with those of the dossier, table by table, when first asked.

    Args:
        found: rows of the file.
        known: rows of the dossier.
        ranked: True to pair by rank what is left of lists as long as before.
    """

    def __init__(
        self, found: Mapping[str, Sequence[Row]], known: Mapping[str, Sequence[Row]], *, ranked: bool = True
    ) -> None:
        self._found = {name: tuple(rows) for name, rows in found.items()}
        self._known = known
        self._ranked = ranked
        self._pairs: dict[str, dict[int, Row]] = {}

    def of(self, table: Table, row: Row) -> Row | None:
        """Return the row of the dossier that this one stands for."""
        return self._table(table).get(id(row))

    def orphans(self, table: Table) -> list[Row]:
        """Return the rows of the dossier that no row of the file stands for."""
        paired = {id(twin) for twin in self._table(table).values()}
        return [row for row in self._known.get(table.name, ()) if id(row) not in paired]

    def before(self, table: Table, row: Row) -> list[Row]:
        """Return the rows of the file that stand for the rows before this one of the dossier, the nearest first."""
        rows = self._known[table.name]
        rank = next(i for i, known in enumerate(rows) if known is row)
        homes = {
            id(self._table(table)[id(r)]): r
            for r in self._found.get(table.name, ())
            if id(r) in self._table(table)
        }
        return [homes[id(known)] for known in reversed(rows[:rank]) if id(known) in homes]

    def _table(self, table: Table) -> dict[int, Row]:
        if table.name not in self._pairs:
            rows, known = self._found.get(table.name, ()), self._known.get(table.name, ())
            self._pairs[table.name] = _Pairing(table, rows, known).pairs(ranked=self._ranked) if known else {}
        return self._pairs[table.name]


class _Pairing:
    """Record linkage of the rows of a table: same identifier under the same parents, same cells, most alike, same rank."""

    def __init__(self, table: Table, rows: Sequence[Row], known: Sequence[Row]) -> None:
        self.table, self.links = table, [ANCESTORS[a] for a in table.ancestors]
        self.linked = Pairs(rows, known)
        self.words = {
            id(row): {h: m for h, v in row.values.items() if (m := said(table.name, h, v))}
            for row in (*rows, *known)
        }

    def pairs(self, *, ranked: bool) -> dict[int, Row]:
        """Return the row of the dossier of each row of the file, by identity."""
        if self.table.name == DOSSIER:
            self.linked.where(lambda _row, _twin: True)
        else:
            self.linked.by_mark(self._name, self._name)
            self.linked.by_mark(self._cells, self._cells)
            self.linked.alike(self._likeness, ALIKE)
            if ranked and self.table.key != "id":
                self.linked.by_rank(group=self._chain)
        return {id(row): twin for row, twin in self.linked}

    def _name(self, row: Row) -> Hashable:
        header = name_header(self.table)
        name = self.words[id(row)].get(header)
        return (*self._chain(row), name) if name else None

    def _cells(self, row: Row) -> Hashable:
        return frozenset(self.words[id(row)].items())

    def _chain(self, row: Row) -> tuple[str, ...]:
        return tuple(self.words[id(row)].get(link, "") for link in self.links)

    def _likeness(self, row: Row, twin: Row) -> float:
        a, b = self.words[id(row)], self.words[id(twin)]
        if self._is_other(row, twin):
            return 0.0
        equal = sum(b.get(header) == text for header, text in a.items())
        return equal / (max(len(a), len(b)) or 1)

    def _is_other(self, row: Row, twin: Row) -> bool:
        """True when a row has another identifier and another name: « Caf 79 » is not « Caf 86 », whatever they share."""
        header = name_header(self.table)
        a, b = self.words[id(row)], self.words[id(twin)]
        if not header or not a.get(header) or a[header] == b.get(header):
            return False
        name, named = name_of(self.table, row), name_of(self.table, twin)
        if name == named:
            return False
        rest = [
            {k: v for k, v in words.items() if k != header and v not in (name, named)} for words in (a, b)
        ]
        return rest[0] != rest[1] or len(rest[0]) < EQUAL_CELLS
