"""Cells of one row that say one thing together: an indicator with its target, a funder with what it gives, a step with its day.

Each value is given the words of what it belongs to; those words alone are then said by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from ctg_docs.echanges.etranger.bilan import Account
from ctg_docs.echanges.etranger.lecteurs import done_word, one_step
from ctg_docs.echanges.etranger.outils_lecture import Host
from ctg_docs.echanges.etranger.recueil import Record, Value
from ctg_docs.echanges.etranger.valeurs import items, moment, text_of
from ctg_docs.french import cle
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut
from ctg_docs.rapprochement.mots import is_undefined, names_in

__all__ = ["paired", "read_step"]

_MEASURES: Final = ("cible", "initiale", "source", "mesure")
_DAYS: Final = ("fin", "calendrier", "debut")


def paired(record: Record, account: Account) -> list[Value]:
    """Return the values of an action, those that belong to the words of another cell of their row with those words."""
    values = _named(record.values, "indicateurs", _MEASURES)
    values = _named(values, "partenaires", ("role",))
    values = _with_object(values, account)
    return _with_payer(values, account)


def _named(values: Sequence[Value], subject: str, belongings: Sequence[str]) -> list[Value]:
    """Give what stands beside one indicator, or one partner, its words."""
    subjects = {(v.row, v.rank): v for v in values if v.column.field == subject}
    out: list[Value] = []
    for at in values:
        words = _said_left(subjects, at) if at.column.root in belongings else []
        out.append(replace(at, column=replace(at.column, payer=words[0])) if len(words) == 1 else at)
    return out


def _said_left(subjects: dict[tuple[int, int], Value], at: Value) -> list[str]:
    left = max((s for s in subjects if s[0] == at.row and s[1] < at.rank), default=None)
    if left is None:
        return []
    text = text_of(subjects[left].value)
    return names_in(text) if subjects[left].column.field == "partenaires" else items(text)


def _with_object(values: Sequence[Value], account: Account) -> list[Value]:
    """Give an amount the words of what it pays, in the same row at its left."""
    objects = {(v.row, v.rank): v for v in values if v.column.field == "poste"}
    said: set[tuple[int, int]] = set()
    out: list[Value] = []
    for at in values:
        left = max((s for s in objects if s[0] == at.row and s[1] < at.rank), default=None)
        if left is None or at.column.root != "budget" or left in said:
            out.append(at)
            continue
        said.add(left)
        words = " ".join(text_of(objects[left].value).split())
        out.append(replace(at, column=replace(at.column, nature=words)))
    for spot in said:
        account.settle(*spot, (), objects[spot].column.key)
    return [v for v in out if (v.row, v.rank) not in said]


def _with_payer(values: Sequence[Value], account: Account) -> list[Value]:
    """Give the amounts beside a funder its name. In a row for each funder, all the amounts of a row are its own."""
    funders = {(v.row, v.rank): v for v in values if v.column.field == "financeur"}
    shared = len({row for row, _ in funders}) > 1
    out: list[Value] = []
    said: set[tuple[int, int]] = set()
    for at in values:
        among = (
            shared
            and at.column.root == "budget"
            and not at.column.nature
            and any(r == at.row for r, _ in funders)
        )
        beside = at.column.field == "montant_financeur" or among
        left = (
            max((s for s in funders if s[0] == at.row and s[1] < at.rank), default=None) if beside else None
        )
        names = names_in(text_of(funders[left].value)) if left else []
        if left and len(names) == 1 and not is_undefined(names[0]):
            said.add(left)
            out.append(
                replace(at, column=replace(at.column, field="montant_financeur", payer=names[0], nature=""))
            )
        else:
            alone = at.column.field == "montant_financeur"
            cost = replace(
                at.column, field="budget", nature=""
            )  # the same, guessed or written by an import before
            out.append(replace(at, column=cost) if alone else at)
    for spot in said:
        account.settle(*spot, (), funders[spot].column.key)
    return [v for v in _once(out) if (v.row, v.rank) not in said]


def _once(values: Sequence[Value]) -> list[Value]:
    """Count once what a funder was asked for and what it gave: the last stands, the other is a note."""
    out = list(values)
    for i, at in enumerate(out):
        twins = [
            j
            for j, other in enumerate(out)
            if i < j
            and other.row == at.row
            and at.column.field == other.column.field == "montant_financeur"
            and at.column.payer == other.column.payer
            and ASKED.search(cle(at.column.header))
            and GIVEN.search(cle(other.column.header))
        ]
        if twins:
            out[i] = replace(at, column=replace(at.column, field="note", guessed=True))
    return out


ASKED: Final = re.compile(r"sollicit|demande|prevu|previsionnel")
GIVEN: Final = re.compile(r"obtenu|accorde|notifi|acquis|verse|attribue|recu")


def _span(first: str | None, last: str | None) -> str:
    """Return the span from one moment to another; nothing when they make none."""
    try:
        return str(Moment.parse(f"{first}/{last}")) if first and last and first != last else ""
    except ValueError:
        return ""


def read_step(host: Host, row: Sequence[Value]) -> tuple[dict[str, Any], set[Value]]:
    """Read the row of a step: its day and whether it is done are its own; who does it and a day in words stand behind its name.

    Returns:
        What the row says, and the values that it was read from: nothing when the row is no step.
    """
    named = [v for v in row if v.column.field == "etapes" and len(items(text_of(v.value))) == 1]
    if len(named) != 1 or not named[0].grouped:
        return {}, set()
    step = one_step(items(text_of(named[0].value))[0])
    found: dict[str, Any] = {"etapes": [step]}
    read = {named[0]}
    days = {
        at: day
        for at in row
        if at.column.field in _DAYS and (day := moment(at.value, old=host.grid.old_days))
    }
    ends = {at.column.field: str(day) for at, day in days.items()}
    whole = _span(ends.get("debut"), ends.get("fin"))
    for at in sorted(days, key=lambda v: _DAYS.index(v.column.field)):
        if whole and at.column.field in ("debut", "fin"):
            step["echeance"] = whole
            read.add(at)
        elif "echeance" not in step:
            step["echeance"] = str(days[at])
            read.add(at)
    words: list[str] = []
    for at in (v for v in row if v not in read):
        typed = " ".join(text_of(at.value).split())
        state = (Statut.read(typed) or done_word(typed)) if at.column.field == "statut" else None
        if state is not None and state in (Statut.REALISE, Statut.A_VENIR):
            step |= {"realise": True} if state is Statut.REALISE else {}
            read.add(at)
        elif at.column.field in ("pilote", "pilote_personne", "statut", *_DAYS):
            done = re.match(r"(?:fait|réalisé|signé|terminé)e?s?\b", typed, re.IGNORECASE)
            step |= {"realise": True} if done and at.column.field in _DAYS else {}
            words += [] if is_undefined(typed) and state is None else [typed]
            read.add(at)
    if words:
        step["nom"] = f"{step['nom']} ({', '.join(words)})"
    return found, read
