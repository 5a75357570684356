"""A file that comes back to its dossier, with the state it was made from. Knows no file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.cellules import Value
from ctg_docs.echanges.tableaux.fusion import Merged, keep_absent, merge
from ctg_docs.echanges.tableaux.identifiants import name_rows
from ctg_docs.echanges.tableaux.jumeaux import Twins, name_header
from ctg_docs.echanges.tableaux.lignes import Row, column_at
from ctg_docs.echanges.tableaux.maintien import Held, hold
from ctg_docs.echanges.tableaux.memoire import Rows, State, is_same_state, nearest
from ctg_docs.echanges.tableaux.references import References
from ctg_docs.echanges.tableaux.renommage import follow, renamed
from ctg_docs.echanges.tableaux.schema import DOSSIER, tables
from ctg_docs.echanges.tableaux.seuls import attach_to_the_only_one
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Problem

__all__ = ["TakenBack", "take_back"]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The dossier once a file is taken.

    Attributes:
        ctg: None when nothing makes a dossier.
        problems: what was converted, and the cells and rows that are not taken.
        state: what the file and the dossier agree on from now on; None when nobody knows what the file was made from.
        offered: the bodies and persons that are cited and in no register.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    state: Rows | None = None
    offered: tuple[str, ...] = ()


def take_back(
    found: Rows,
    known: Rows,
    states: Sequence[State] = (),
    *,
    file: str = "",
    remove: bool = False,
    force: bool = False,
    create: bool = False,
) -> TakenBack:
    """Take what a person changed in a file.

    Args:
        found: rows of the file, of the tables it has.
        known: rows of the dossier as it is; empty when there is none.
        states: what was agreed on each time the file was taken, the last one first, then what it was made from.
        file: its name.
        remove: True to take away what a file of unknown origin does not have.
        force: True to follow the file where the dossier changed too.
        create: True to add the bodies and persons that are cited and in no register.
    """
    given = list(name_rows(found, known))
    attach_to_the_only_one(found, known)
    if not known:
        states = [State({})] if states else ()
    states = [state for state in states if not known or not _is_foreign(state.rows, known)]
    state = nearest(found, states) if states else None
    changed, told = renamed(found, known if state is None else state, known)
    known = _copied(known) if changed else known
    for rows in (found, known, *(s.rows for s in states)) if changed else ():
        follow(rows, changed)
    given += told
    if state is None:
        done = keep_absent(found, known, file) if known and not remove else None
        held = hold(_whole(done.rows if done else found, known), known, create=create)
        problems = (*given, *(done.problems if done else ()), *held.problems)
        return TakenBack(held.ctg, problems, None, held.offered)
    named = [*given, *References(found, Twins(found, state)).read_names()]
    read = {name: [(row, dict(row.values)) for row in rows] for name, rows in found.items()}
    as_is = is_same_state(state, known)
    done = _as_is(found, state) if as_is else merge(found, state, known, file, force=force)
    held = hold(_whole(done.rows, known), known, state, create=create)
    agreed = _agreed(read, state, done, held)
    return TakenBack(held.ctg, (*named, *done.problems, *held.problems), agreed, held.offered)


def _copied(rows: Rows) -> Rows:
    return {name: [replace(row, values=dict(row.values)) for row in some] for name, some in rows.items()}


def _lists(rows: Rows) -> dict[str, list[Row]]:
    return {name: list(found) for name, found in rows.items()}


def _whole(found: Rows, known: Rows) -> Rows:
    """Add the tables that the file does not have."""
    return {**{name: list(rows) for name, rows in known.items()}, **found}


def _as_is(found: Rows, state: Rows) -> Merged:
    """Return the rows of a file made from the dossier as it is."""
    twins = Twins(found, state)
    base = {
        id(row): twin
        for table in tables()
        for row in found.get(table.name, ())
        if (twin := twins.of(table, row)) is not None
    }
    return Merged(_lists(found), base=base)


def _agreed(
    read: dict[str, list[tuple[Row, dict[str, Value]]]], state: Rows, done: Merged, held: Held
) -> Rows:
    """Return what the file says where it is followed, the state before where it is not."""
    refused = done.refused | held.refused
    agreed: dict[str, list[Row]] = {}
    for table in tables():
        if table.name not in read:
            agreed[table.name] = list(state.get(table.name, ()))
            continue
        taken = {id(row) for row in held.rows.get(table.name, ())}
        rows = agreed.setdefault(table.name, [])
        for row, values in read[table.name]:
            before = done.base.get(id(row))
            left = id(row) not in taken or (id(row), "") in refused
            if not left:
                wrong = {h for h in values if (id(row), h) in refused or h in row.unread}
                said = before.values if before else {}
                rows.append(Row({**said, **values, **{h: said.get(h) for h in wrong}}))
            elif before is not None:
                rows.append(before)
        linked = {id(row) for row in done.base.values()}
        missed = {id(row) for row in done.missed.get(table.name, ())}
        rows += [
            row
            for row in state.get(table.name, ())
            if id(row) not in linked and (table.name in held.short or id(row) in missed)
        ]
    return agreed


def _is_foreign(state: Rows, known: Rows) -> bool:
    """True when a state is that of another dossier: another territory, and no name in common."""
    before, now = _names(state), _names(known)
    return bool(before) and not before & now and _territory(state) != _territory(known)


def _territory(rows: Rows) -> str:
    header = column_at(tables()[0], ("territoire", "nom")).header
    return next((key_of(row.values.get(header)) for row in rows.get(DOSSIER, ())), "")


def _names(rows: Rows) -> set[tuple[str, str]]:
    return {
        (table.name, key_of(row.values.get(header)))
        for table in tables()[1:]
        if (header := name_header(table))
        for row in rows.get(table.name, ())
    }
