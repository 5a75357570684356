"""The tables of a dossier, read from the models themselves: one per kind of list, and one for all the single values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from pydantic.fields import FieldInfo

from ctg_docs.echanges.tableaux.noms import ANCESTORS, RECURSIVE, SHEETS
from ctg_docs.models.annotations import element_of, is_model
from ctg_docs.models.base import Choix, Identifiant, Modele, OuiNon, is_requis, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Euros

__all__ = ["DOSSIER", "Column", "Location", "Table", "sheet_name", "table_of", "tables"]

DOSSIER: Final = "Dossier"
"""Name of the table of the single values."""

_SEPARATOR = "\u00a0– "
_SECTION = "« ∅ » quand la rubrique est là sans rien contenir."
_KINDS: tuple[tuple[Any, str], ...] = (
    (OuiNon, "oui_non"),
    (Euros, "euros"),
    (Identifiant, "identifiant"),
)
_TYPES: tuple[tuple[type, str], ...] = (
    (Choix, "choix"),
    (Moment, "moment"),
    (date, "date"),
    (time, "heure"),
    (Decimal, "nombre"),
    (int, "entier"),
    (str, "texte"),
)
_SHEET_NAME: Final = 31
"""Characters of the name of a sheet: what Excel accepts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        path: field names from the row's model to the value, as attributes; empty for an ancestor or a number.
        keys: the same, as written in the data.
        header: French header, unique in its table.
        group: headers of the sections that lead to the value, for the table of single values.
        help: one French sentence.
        kind: `texte`, `choix`, `moment`, `date`, `heure`, `nombre`, `euros`, `entier`, `oui_non`, `identifiant`;
            `section` tells that a section without values is there.
        many: True for a list of values in one cell.
        choice: the closed list, for `choix`.
        register: register that an identifier belongs to.
        required: True when the row can't exist without it; `wanted` when a final document needs it.
        filled_default: True when an empty list is not what an absent field means.
    """

    path: tuple[str, ...]
    keys: tuple[str, ...]
    header: str
    group: str
    help: str
    kind: str
    many: bool = False
    choice: type[Choix] | None = None
    register: str | None = None
    required: bool = False
    wanted: bool = False
    filled_default: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """Where a table's rows live: the lists to go through, each as the path from the model around it."""

    steps: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the lists, outermost first."""
        return tuple(step[-1] for step in self.steps)


@dataclass(slots=True)
class Table:
    """One table.

    Attributes:
        name: sheet name; model: model of a row; root: section of the dossier.
        locations: every place of the dossier where such rows live.
        ancestors: names of the lists around, outermost first, each a column that names a row of its table.
        key: field that names a row; `n°` when a number stands for it; empty when nothing refers to the rows.
        recursive: field by which a row holds rows of the same table.
        columns: the values.
    """

    name: str
    model: type[Modele]
    root: str
    locations: list[Location] = field(default_factory=list)
    ancestors: tuple[str, ...] = ()
    key: str = ""
    recursive: str = ""
    columns: tuple[Column, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header, in the order of the sheet: ancestors, number, place in the tree, values."""
        links = [ANCESTORS[a] for a in self.ancestors]
        own = [c.header for c in self.columns]
        if self.key == "n°":
            own.insert(0, "N°")
        if self.recursive:
            own.insert(1, RECURSIVE[self.recursive])
        return (*links, *own)


def sheet_name(root: str, model: type[Modele]) -> str:
    """Return the name of the sheet of a model in a section."""
    return SHEETS.get((root, model.__name__)) or _named_by_titles(root, model)


@cache
def _named_by_titles(root: str, model: type[Modele]) -> str:
    """Return the name of a sheet that has none of its own: the titles of its section and of its list."""
    places = (place for place, found, _ in _locations(Ctg, (), ()) if found is model)
    steps = next(place.steps for place in places if place.steps[0][0] == root)
    titles: list[str] = []
    owner: type[Modele] = Ctg
    for name in (name for step in steps for name in step):
        titles.append(str(owner.model_fields[name].title))
        owner, _ = element_of(get_type_hints(owner, include_extras=True)[name])
    return f"{titles[0]}, {titles[-1].lower()}"[:_SHEET_NAME]


@cache
def tables() -> tuple[Table, ...]:
    """Return every table, the one of the single values first, then in the order of `SHEETS`."""
    whole = Table(DOSSIER, Ctg, "", columns=tuple(_columns(Ctg)))
    found: dict[str, Table] = {}
    for location, model, recursive in _locations(Ctg, (), ()):
        name = sheet_name(location.steps[0][0], model)
        table = found.setdefault(name, Table(name, model, location.steps[0][0]))
        table.recursive = recursive or table.recursive
        table.locations.append(location)
    for table in found.values():
        table.columns = tuple(_columns(table.model))
        _relate(table)
    parents = {a for t in found.values() for a in t.ancestors}
    for table in found.values():
        own = table.model.model_fields.get("id")
        if own is not None and own.is_required():
            table.key = "id"
        elif table.recursive or table.locations[0].names[-1] in parents:
            table.key = "n°"
    order = list(SHEETS.values())
    return (
        whole,
        *sorted(found.values(), key=lambda t: order.index(t.name) if t.name in order else len(order)),
    )


@cache
def table_of(names: tuple[str, ...]) -> Table:
    """Return the table of the rows reached by these lists."""
    return next(t for t in tables() for place in t.locations if place.names == names)


def _relate(table: Table) -> None:
    chains = [place.names[:-1] for place in table.locations]
    longest = max(chains, key=len)
    if any(tuple(n for n in longest if n in chain) != chain for chain in chains):
        raise TypeError(f"« {table.name} »: the places of its rows can't share one sheet")
    table.ancestors = longest


def _locations(
    model: type[Modele], steps: tuple[tuple[str, ...], ...], prefix: tuple[str, ...]
) -> Iterator[tuple[Location, type[Modele], str]]:
    hints = get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        kind, many = element_of(hints[name])
        if many and is_model(kind) and kind is not model:
            here = (*steps, (*prefix, name))
            yield Location(here), kind, _own_list(kind)
            yield from _locations(kind, here, ())
        elif is_model(kind) and not many:
            yield from _locations(kind, steps, (*prefix, name))


def _own_list(model: type[Modele]) -> str:
    hints = get_type_hints(model, include_extras=True)
    lists = (n for n in model.model_fields if element_of(hints[n]) == (model, True))
    return next(lists, "")


def _columns(
    model: type[Modele], path: tuple[str, ...] = (), keys: tuple[str, ...] = (), group: str = ""
) -> Iterator[Column]:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        (kind, many), key = element_of(hints[name]), info.alias or name
        if many and is_model(kind):
            continue
        title = str(info.title)
        if is_model(kind):
            inner = f"{group}{_SEPARATOR}{title}" if group else title
            inside = list(_columns(kind, (*path, name), (*keys, key), inner))
            yield from inside or [Column((*path, name), (*keys, key), inner, group, _SECTION, "section")]
            continue
        yield Column(
            path=(*path, name),
            keys=(*keys, key),
            header=f"{group}{_SEPARATOR}{title}" if group else title,
            group=group,
            help=str(info.description or ""),
            kind=_kind(kind),
            many=many,
            choice=kind if isinstance(kind, type) and issubclass(kind, Choix) else None,
            register=reference_of(model, name),
            required=info.is_required() and not path,
            wanted=is_requis(model, name),
            filled_default=many and bool(_default(info)),
        )


def _default(info: FieldInfo) -> Any:
    return () if info.is_required() else info.get_default(call_default_factory=True)


def _kind(hint: Any) -> str:
    for known, name in _KINDS:
        if hint == known:
            return name
    base = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    return next(name for kind, name in _TYPES if issubclass(base, kind))
