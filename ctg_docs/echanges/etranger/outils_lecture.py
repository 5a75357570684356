"""What every reader of cells shares: where it reads, how it tells, how it keeps as a note what has no sure place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.champs import FIELDS
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.recueil import Record, Value
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.ressemblance import ENOUGH, likeness
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.problems import Place, Problem

__all__ = ["Host", "Reader", "as_note", "place_of", "tell"]


class Host(Protocol):
    """What a reader needs: where it reads, whom it knows, to whom it tells."""

    grid: Grid
    record: Record
    register: Register
    problems: list[Problem]


Reader = Callable[[Host, Value], dict[str, Any]]


def place_of(host: Host, at: Value) -> Place:
    """Return where a value stands."""
    return host.grid.place(at.row, at.rank)


def as_note(host: Host, at: Value, said: str = "", reason: str = "") -> dict[str, Any]:
    """Keep a value as a note of the fiche, and tell it when it was not meant to be one."""
    typed = said or " ".join(text_of(at.value).split())
    if reason or (at.column.guessed and at.column.field == "note" and not _is_remark(at.column.header)):
        why = reason or "colonne sans champ"
        host.problems.append(
            note("TAB039", place_of(host, at), value=typed, header=at.column.header, reason=why)
        )
    return {"notes": [f"{at.column.header} : {typed}"]}


def _is_remark(header: str) -> bool:
    return likeness(header, FIELDS["note"]) >= ENOUGH


def tell(host: Host, at: Value, after: str, value: str = "") -> None:
    """Tell what a value was read as."""
    host.problems.append(note("TAB022", place_of(host, at), value=value or text_of(at.value), after=after))
