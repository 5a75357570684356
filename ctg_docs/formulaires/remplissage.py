"""A filled form, sorted: what was printed against what is written now. Knows no dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ctg_docs.engine.opc.embedded import read_data
from ctg_docs.engine.word.controls import Control, WordForm, bookmark_of, read_form
from ctg_docs.engine.word.symbols import UNKNOWN
from ctg_docs.errors import DataError
from ctg_docs.formulaires.constats import note, remarks
from ctg_docs.problems import Place, Problem

__all__ = ["Case", "Rang", "Rempli", "open_form"]


@dataclass(frozen=True, slots=True)
class Case:
    """A field as it is now: `avant` is what it showed, `texte` what it says."""

    titre: str
    avant: str
    texte: str
    place: Place

    @property
    def touched(self) -> bool:
        """True when somebody changed it."""
        return self.texte != self.avant


@dataclass(slots=True)
class Rang:
    """A row: the rank it had when printed, and its fields by name; `neuf` for a copy or a row of its own.

    `row` is what it became in the data, once it is applied.
    """

    rang: int
    cases: dict[str, Case]
    place: Place
    neuf: bool = False
    row: dict[str, Any] | None = None


@dataclass(slots=True)
class Rempli:
    """A form read back: who it is about, its fields, its rows, what is odd in it."""

    fichier: str
    record: Mapping[str, Any]
    cases: dict[str, Case] = field(default_factory=dict)
    series: dict[str, list[Rang]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Kind of the form."""
        return str(self.record["formulaire"]["kind"])

    @property
    def id(self) -> str:
        """Identifier of what it is about."""
        return str(self.record["formulaire"]["id"])

    @property
    def version(self) -> tuple[str, str]:
        """Mark and name of the state of the dossier it was made from."""
        mark, name = self.record["formulaire"]["version"]
        return mark, name

    def place(self, where: str, title: str) -> Place:
        """Return a place that a person finds on the page."""
        cell = f"champ «\u00a0{title}\u00a0»" if title not in ("", where) else ""
        return Place(self.fichier, cell=", ".join(p for p in (where, cell) if p))


def open_form(data: bytes, name: str) -> Rempli:
    """Read a form.

    Raises:
        DataError: no form of ours, or its record is gone.
    """
    text = read_data(data)
    try:
        record = json.loads(text) if text else {}
    except ValueError:
        record = {}
    if not isinstance(record, dict) or "formulaire" not in record:
        reason = "il ne porte pas ce qu’il montrait au départ"
        raise DataError(f"« {name} » n’est pas un formulaire.", [note("FRM001", Place(name), reason=reason)])
    rempli = Rempli(name, record)
    rempli.problems += remarks(data, name)
    form = read_form(data)
    if not form.tagged:
        rempli.problems.append(note("FRM015", Place(name)))
    _sort(rempli, form)
    _beside(rempli, form)
    return rempli


def _sort(rempli: Rempli, form: WordForm) -> None:
    known: Mapping[str, Mapping[str, str]] = rempli.record["champs"]
    marks = {bookmark_of(tag, block=block): tag for tag in known for block in (True, False)}
    rows: dict[tuple[str, int, int], Rang] = {}
    taken: set[tuple[str, int]] = set()
    strays = _strays(known) if not form.tagged else {}
    for control in form.controls:
        tag = control.tag if control.tag in known else marks.get(control.tag, "")
        if not tag:
            continue
        case = _case(rempli, _without_stray(control, strays.get(tag)), known[tag], loose=not form.tagged)
        if control.table:
            rempli.problems.append(note("FRM008", case.place, title=case.titre))
        head, bracket, rest = tag.partition("[")
        if not bracket:
            rempli.cases.setdefault(tag, case)
            continue
        number, _, name = rest.partition("].")
        key = (head, int(number), control.row)
        if key not in rows:
            copy = (head, int(number)) in taken
            rows[key] = Rang(int(number), {}, rempli.place(_where(control, known[tag]), ""), neuf=copy)
            taken.add((head, int(number)))
            rempli.series.setdefault(head, []).append(rows[key])
        rows[key].cases[name] = case


def _strays(known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the label that may stand before a field: that of the box above it.

    LibreOffice, when it saves a form a second time, puts the label of a box that ends a cell into the next field.
    """
    tags = list(known)
    return {tag: known[above]["titre"] for above, tag in pairwise(tags) if known[above]["forme"] == "case"}


def _without_stray(control: Control, label: str | None) -> Control:
    if label is None:
        return control
    cut = [re.sub(rf"^(?:{re.escape(label)}\s*:\s*)+", "", text) for text in (control.text, control.rich)]
    return replace(control, text=cut[0], rich=cut[1])


def _case(rempli: Rempli, control: Control, shown: Mapping[str, str], *, loose: bool) -> Case:
    before = shown["texte"]
    if shown["forme"] == "case":
        text = "oui" if control.ticked else "non"
    else:
        text = control.rich if shown["forme"] == "long" else control.text
        if control.blank or _flat(control.text) == _flat(shown["invite"]):
            text = ""
    place = rempli.place(_where(control, shown), shown["titre"])
    if UNKNOWN in text:
        rempli.problems.append(note("FRM024", place, title=shown["titre"], value=text))
        text = text.replace(UNKNOWN, "")
    if _flat(text) == _flat(before) or (loose and _bare(text) == _bare(before)):
        text = before
    return Case(shown["titre"], before, text, place)


def _where(control: Control, shown: Mapping[str, str]) -> str:
    """Return the place of a field by the heading over it, which no word processor drops."""
    _, mark, rank = control.where.partition(", ligne ")
    return f"{shown['bloc']}{mark}{rank}" if "bloc" in shown else control.where


def _flat(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _beside(rempli: Rempli, form: WordForm) -> None:
    """Tell what was written or pasted outside the fields."""
    printed = {_bare(text) for text in rempli.record["imprime"]}
    invites = {_bare(str(shown["invite"])) for shown in rempli.record["champs"].values()}
    for loose in form.loose:
        if _bare(loose.text) in printed or _bare(loose.text) in invites:
            continue
        code = "FRM006" if loose.table else "FRM007"
        rempli.problems.append(note(code, rempli.place(loose.where, ""), value=loose.text))
