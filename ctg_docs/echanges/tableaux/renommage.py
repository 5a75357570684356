"""A row whose identifier was changed in a file: what cites it follows. Knows no file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.identifiants import is_identifier
from ctg_docs.echanges.tableaux.jumeaux import Twins, name_header
from ctg_docs.echanges.tableaux.lignes import Row
from ctg_docs.echanges.tableaux.memoire import Rows
from ctg_docs.echanges.tableaux.references import references_of
from ctg_docs.echanges.tableaux.schema import Table, tables
from ctg_docs.problems import Problem

__all__ = ["Renamed", "follow", "renamed"]

Renamed = Mapping[tuple[str, str], str]
"""(register, identifier before) to the identifier now."""


def renamed(found: Rows, base: Rows, known: Rows) -> tuple[Renamed, list[Problem]]:
    """Return the identifiers that a file changes: the row says what it said, under another identifier.

    Sure only when the rows are paired by more than that, no row of the file has the old identifier, and none had the
    new one.

    Args:
        found: rows of the file.
        base: rows that the file was made from.
        known: rows of the dossier as it is; what is changed there already is not told again.
    """
    twins, changed = Twins(found, base, ranked=False), dict[tuple[str, str], str]()
    problems: list[Problem] = []
    for table in tables()[1:]:
        header = name_header(table)
        ids = {key_of(row.values.get(header)) for row in found.get(table.name, ())} if header else set()
        taken = {key_of(row.values.get(header)) for row in base.get(table.name, ())} if header else set()
        for row, twin in _pairs(table, found, twins) if header else ():
            old, new = key_of(twin.values.get(header)), key_of(row.values.get(header))
            if old == new or old in ids or new in taken or not is_identifier(new):
                continue
            changed |= {(place.names[-1], old): new for place in table.locations}
            if any(key_of(held.values.get(header)) == old for held in known.get(table.name, ())):
                problems.append(note("TAB063", row.places.get(header, row.place), value=old, after=new))
    return changed, problems


def _pairs(table: Table, found: Rows, twins: Twins) -> Iterator[tuple[Row, Row]]:
    for row in found.get(table.name, ()):
        if (twin := twins.of(table, row)) is not None:
            yield row, twin


def follow(rows: Rows, changed: Renamed) -> None:
    """Let rows say the new identifiers: those of the rows themselves, and every cell that cites one."""
    for table in tables():
        own = [(name_header(table), place.names[-1]) for place in table.locations if table.key == "id"]
        cited = [(header, register) for header, register, _ in references_of(table)]
        for row in rows.get(table.name, ()):
            for header, register in (*own, *cited):
                value = row.values.get(header)
                if isinstance(value, str) and any((register, line) in changed for line in value.split("\n")):
                    lines = [changed.get((register, line), line) for line in value.split("\n")]
                    row.values[header] = "\n".join(lines)
