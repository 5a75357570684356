"""The values of one action drafted as the data of its fiche: each cell read, what belongs to an opération put in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.bilan import Account
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.lecteurs import READERS
from ctg_docs.echanges.etranger.lignes import Record, Value
from ctg_docs.echanges.etranger.mots import is_undefined, names_in
from ctg_docs.echanges.etranger.outils_lecture import as_note
from ctg_docs.echanges.etranger.periodes import is_mark, spans
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.strategie import shortened
from ctg_docs.echanges.etranger.union import join
from ctg_docs.echanges.etranger.valeurs import items, moment, span_of, text_of, without_number
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Problem

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
        if len(whole := " ".join(without_number(self.record.title).split())) > len(found["intitule"]):
            found["descriptif"] = whole
        parts: list[dict[str, Any]] = []
        for heading in self.record.operations:
            parts.append({"intitule": self._title(heading.text, heading.row, heading.column)})
        for at in self._paired():
            before = len(self.problems)
            said = self._read(at)
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
        title = shortened(" ".join(without_number(typed).split()))
        if title != typed:
            self.problems.append(note("TAB022", self.grid.place(row, column), value=typed, after=title))
        return title

    def _paired(self) -> list[Value]:
        """Give the numbers beside an indicator the words of that indicator, then the amounts beside a funder its name."""
        indicators = {(v.row, v.rank): v for v in self.record.values if v.column.field == "indicateurs"}
        out: list[Value] = []
        for at in self.record.values:
            left = max((s for s in indicators if s[0] == at.row and s[1] < at.rank), default=None)
            words = items(text_of(indicators[left].value)) if left else []
            one = at.column.field in ("cible", "initiale") and len(words) == 1
            out.append(replace(at, column=replace(at.column, payer=words[0])) if one else at)
        return self._paired_amounts(out)

    def _paired_amounts(self, values: Sequence[Value]) -> list[Value]:
        """Give the amounts beside a funder the name of that funder; the name alone is then said by the amount."""
        funders = {(v.row, v.rank): v for v in values if v.column.field == "financeur"}
        out: list[Value] = []
        said: set[tuple[int, int]] = set()
        shared = (
            len({row for row, _ in funders}) > 1
        )  # a row for each funder: all the amounts of a row are its own
        for at in values:
            beside = at.column.field == "montant_financeur" or (
                shared and at.column.root == "budget" and any(row == at.row for row, _ in funders)
            )
            left = (
                max((s for s in funders if s[0] == at.row and s[1] < at.rank), default=None)
                if beside
                else None
            )
            names = names_in(text_of(funders[left].value)) if left else []
            if left and len(names) == 1 and not is_undefined(names[0]):
                said.add(left)
                named = replace(at.column, field="montant_financeur", payer=names[0], nature="")
                out.append(replace(at, column=named))
            else:
                alone = at.column.field == "montant_financeur"
                out.append(replace(at, column=replace(at.column, field="budget")) if alone else at)
        for spot in said:
            self.account.settle(*spot, (), funders[spot].column.key)
        return [v for v in out if (v.row, v.rank) not in said]

    def _read(self, at: Value) -> dict[str, Any]:
        field = at.column.root
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
