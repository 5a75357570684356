"""The values of one action drafted as the data of its fiche: each cell read, what belongs to an opération put in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.bilan import Account
from ctg_docs.echanges.etranger.couples import paired, read_step
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.lecteurs import READERS
from ctg_docs.echanges.etranger.legendes import marks_of
from ctg_docs.echanges.etranger.outils_lecture import as_note
from ctg_docs.echanges.etranger.periodes import is_mark, spans
from ctg_docs.echanges.etranger.recueil import Record, Value
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.restes import unsaid
from ctg_docs.echanges.etranger.strategie import shortened
from ctg_docs.echanges.etranger.union import join
from ctg_docs.echanges.etranger.valeurs import moment, span_of, text_of, whole_title, without_number
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Problem
from ctg_docs.rapprochement.mots import is_undefined

__all__ = ["Drafting"]

_OWN: Final = frozenset(
    [
        "descriptif",
        "publics_cibles",
        "pilote",
        "co_porteurs",
        "pilotes_personnes",
        "en_lien_avec",
        "partenaires",
        "partenaires_texte",
        "budget",
        "indicateurs",
        "calendrier",
        "statut",
        "secteur_geographique",
        "etapes",
        "resultats_attendus",
    ]
)
"""What an opération holds itself; the rest of its row is said of the action."""


_MORE: Final = "elle en dit plus que ses champs"


class Drafting:
    """The drafting of one action."""

    def __init__(
        self, grid: Grid, record: Record, register: Register, problems: list[Problem], account: Account
    ) -> None:
        self.grid, self.record, self.register = grid, record, register
        self.problems, self.account = problems, account

    def draft(self) -> dict[str, Any]:
        """Return the fields of the fiche, without its identifier nor its objective."""
        found: dict[str, Any] = {
            "intitule": self._title(self.record.title, self.record.row, self.record.column)
        }
        if len(whole := " ".join(without_number(whole_title(self.record.title)).split())) > len(
            found["intitule"]
        ):
            found["descriptif"] = whole
        parts: list[dict[str, Any]] = []
        for heading in self.record.operations:
            parts.append({"intitule": self._title(heading.text, heading.row, heading.column)})
        values = self._steps(found, parts, paired(self.record, self.account))
        for at in values:
            before = len(self.problems)
            said = self._read(at)
            if unsaid(at, said, self.register.names):
                said = {**said, "notes": [*said.get("notes", []), *as_note(self, at, reason=_MORE)["notes"]]}
            self._put(found, parts, at, said)
            self.account.settle(at.row, at.rank, self.problems[before:], at.column.key)
        self._months(found, parts)
        if parts:
            found["operations"] = [self._tidy(part) for part in parts]
            pilots = {part.get("pilote") for part in parts}
            if len(pilots) == 1 and (only := pilots.pop()) and "pilote" not in found:
                found["pilote"] = only
        return {k: v for k, v in found.items() if v not in ({}, [], "")}

    def _title(self, typed: str, row: int, column: int) -> str:
        title = shortened(" ".join(without_number(whole_title(typed)).split()))
        if title != " ".join(typed.split()):
            self.problems.append(note("TAB022", self.grid.place(row, column), value=typed, after=title))
        return title

    def _steps(
        self, found: dict[str, Any], parts: Sequence[dict[str, Any]], values: Sequence[Value]
    ) -> list[Value]:
        """Put the steps that have a row of their own; return the other values."""
        rows: dict[int, list[Value]] = {}
        for at in values:
            rows.setdefault(at.row, []).append(at)
        gone: set[Value] = set()
        for row in rows.values():
            before = len(self.problems)
            said, read = read_step(self, row)
            for at in read:
                told = [p for p in self.problems[before:] if p.place == self.grid.place(at.row, at.rank)]
                self.account.settle(at.row, at.rank, told, at.column.key)
            if read:
                self._put(found, parts, row[0], said)
            gone |= read
        return [at for at in values if at not in gone]

    def _read(self, at: Value) -> dict[str, Any]:
        field = at.column.root
        if field != "periode" and not re.search(r"\w", text_of(at.value)):
            return {}  # a dash
        if field in ("debut", "fin", "calendrier"):
            return self._dates(field, at)
        if field == "periode":
            return self._event(at)
        reader = READERS.get(field)
        return reader(self, at) if reader else {}

    def _put(
        self, found: dict[str, Any], parts: Sequence[dict[str, Any]], at: Value, said: dict[str, Any]
    ) -> None:
        """Put what a cell says in the action, or in its opération."""
        own = parts[at.operation] if at.operation is not None and parts else None
        if own is not None:
            if "pilote_personne" in said:
                said = {
                    **said,
                    "pilotes_personnes": [said.pop("pilote_personne"), *said.get("pilotes_personnes", [])],
                }
            said.pop("territoire_entier", None) if said.get("secteur_geographique") else None
            notes = [f"{own['intitule']} – {text}" for text in said.get("notes", [])]
            said = {**said, **({"notes": notes} if notes else {})}
        for key, value in said.items():
            target = own if own is not None and key in _OWN else found
            for field, more in join(target, {key: value}):
                self._contradiction(found, at, field, more)

    def _contradiction(self, found: dict[str, Any], at: Value, field: str, value: Any) -> None:
        """Keep a second value: a second pilot is a co-porteur, a second person is one more, the rest a note."""
        if field == "pilote":
            join(found, {"co_porteurs": [value]})
        elif field == "pilote_personne":
            join(found, {"pilotes_personnes": [value]})
        else:
            known = found.get("notes", ())
            said = as_note(self, at)["notes"]
            if not any(n in known for n in said):
                join(found, as_note(self, at, reason="une ligne au-dessus dit autre chose"))

    def _dates(self, field: str, at: Value) -> dict[str, Any]:
        text = text_of(at.value).strip()
        if is_undefined(text):
            return {}
        read = moment(at.value, old=self.grid.old_days)
        said, whole = span_of(at.value, old=self.grid.old_days)
        if field != "calendrier" and read is not None and len(said) < 2:
            if isinstance(at.value, int | float) and read.is_day:
                place = self.grid.place(at.row, at.rank)
                self.problems.append(note("TAB022", place, value=text, after=read.libelle))
            return {"calendrier": {field: str(read)}}
        if not whole:
            said["texte"] = text
            if field != "calendrier":
                self.problems.append(note("TAB026", self.grid.place(at.row, at.rank), value=text))
        return {"calendrier": said}

    def _event(self, at: Value) -> dict[str, Any]:
        """Read a word in a month: it is a step of the action; a mark is one of its months."""
        if is_mark(at.value) or at.column.moment is None:
            return {}
        if isinstance(at.value, int | float):
            return as_note(self, at, reason="ce n’est pas une marque de calendrier")
        said = text_of(at.value).strip()
        if meant := marks_of(self.grid).get(said.upper()):
            self.problems.append(note("TAB022", self.grid.place(at.row, at.rank), value=said, after=meant))
            return {"etapes": [{"nom": f"{meant[:1].upper()}{meant[1:]}", "echeance": str(at.column.moment)}]}
        return {"etapes": [{"nom": text_of(at.value).strip(), "echeance": str(at.column.moment)}]}

    def _months(self, found: dict[str, Any], parts: Sequence[dict[str, Any]]) -> None:
        """Make a calendar of the months that are marked."""
        marked: dict[int | None, list[Moment]] = {}
        for at in self.record.values:
            if at.column.root == "periode" and at.column.moment is not None and is_mark(at.value):
                marked.setdefault(at.operation if parts else None, []).append(at.column.moment)
        for rank, moments in marked.items():
            first, last = min(moments), max(moments)
            span: dict[str, Any] = {"debut": str(first), "fin": str(last)}
            if len(runs := spans(moments)) > 1:
                span["texte"] = " ; ".join(runs)
            join(found if rank is None else parts[rank], {"calendrier": span})

    def _tidy(self, part: dict[str, Any]) -> dict[str, Any]:
        """Return an opération as its model has it: its partners are identifiers."""
        partners = [p["organisme"] if isinstance(p, dict) else p for p in part.get("partenaires", [])]
        return {**part, **({"partenaires": partners} if partners else {})}
