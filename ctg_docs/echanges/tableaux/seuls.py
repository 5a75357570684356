"""Rows that do not say to which other they belong, when only one can be meant: the one instance, the one meeting."""

from __future__ import annotations

from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.jumeaux import name_header
from ctg_docs.echanges.tableaux.memoire import Rows
from ctg_docs.echanges.tableaux.noms import ANCESTORS
from ctg_docs.echanges.tableaux.schema import Table, tables

__all__ = ["attach_to_the_only_one"]


def attach_to_the_only_one(found: Rows, known: Rows) -> None:
    """Complete the cells left blank that name the row around, where the file and the dossier know one and no other."""
    registers = {
        place.names[-1]: table for table in tables()[1:] if table.key == "id" for place in table.locations
    }
    for table in tables()[1:]:
        for name in _always(table):
            home = registers.get(name)
            ids = _ids(home, found, known) if home else set()
            if len(ids) != 1:
                continue
            (only,) = ids
            for row in found.get(table.name, ()):
                header = ANCESTORS[name]
                if not key_of(row.values.get(header)) and header not in row.unread:
                    row.values[header] = only


def _always(table: Table) -> tuple[str, ...]:
    """Return the lists that hold the rows wherever they stand: of the others, a blank cell says something."""
    return tuple(a for a in table.ancestors if all(a in place.names[:-1] for place in table.locations))


def _ids(home: Table, found: Rows, known: Rows) -> set[str]:
    header = name_header(home)
    rows = found[home.name] if home.name in found else known.get(home.name, ())
    return {id for row in rows if (id := key_of(row.values.get(header)))}
