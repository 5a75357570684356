"""Identifiers that nobody wrote, or wrote as a name: made from what the row says. Knows no file format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.jumeaux import Twins, name_header, name_of
from ctg_docs.echanges.tableaux.memoire import Rows
from ctg_docs.echanges.tableaux.schema import tables
from ctg_docs.french import sans_accents
from ctg_docs.problems import Problem

__all__ = ["NAMED", "free", "is_identifier", "name_rows", "slug"]

_SHAPE: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST: Final = 80
NAMED: Final = "Identifiant"
"""Header of the identifiers that people choose; the others come from a closed list."""


def slug(text: str) -> str:
    """Return an identifier made from a text."""
    plain = re.sub(r"[^a-z0-9]+", "-", sans_accents(text).lower()).strip("-")
    return plain[:60].strip("-") or "sans-nom"


def is_identifier(text: str) -> bool:
    """True when a text has the shape of an identifier."""
    return len(text) <= _LONGEST and _SHAPE.fullmatch(text) is not None


def name_rows(found: Rows, known: Rows) -> Iterator[Problem]:
    """Give an identifier to the rows that have none, or one that can't be; tell each that is new.

    A file taken a second time gets the identifiers of the first: one that the dossier has, and that no other row of
    the file stands for, is free.

    Args:
        found: rows of the file.
        known: rows of the dossier: a row that is recognised keeps the name it has there.
    """
    for table in tables()[1:]:
        rows = found.get(table.name, ())
        header = name_header(table)
        if header != NAMED or all(is_identifier(key_of(row.values.get(header))) for row in rows):
            continue
        twins = Twins({table.name: rows}, {table.name: known.get(table.name, ())}, ranked=False)
        homes = [twin for row in rows if (twin := twins.of(table, row)) is not None]
        taken = {key_of(row.values.get(header)) for row in (*rows, *homes)}
        before = {key_of(row.values.get(header)) for row in known.get(table.name, ())}
        for row in rows:
            typed = key_of(row.values.get(header))
            twin = twins.of(table, row)
            if is_identifier(typed) or header not in row.values or header in row.unread:
                continue
            source = typed or name_of(table, row)
            if not source:
                continue
            id = key_of(twin.values.get(header)) if twin else free(slug(source), taken)
            if twin is not None and typed and slug(typed) != id:
                continue
            row.values[header] = id
            taken.add(id)
            if typed or id not in before:
                yield note("TAB037", row.places.get(header, row.place), value=source, after=id)


def free(id: str, taken: Collection[str]) -> str:
    """Return an identifier that nothing has yet: this one, or with a number after it."""
    rank, found = 1, id
    while found in taken:
        rank += 1
        found = f"{id}-{rank}"
    return found
