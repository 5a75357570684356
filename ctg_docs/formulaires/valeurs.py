"""A value of the dossier to the words of a field, and back to data: names stand for identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import partial
from typing import Any, Final

from ctg_docs.echanges.comparaison.noms import Names
from ctg_docs.echanges.tableaux import Column
from ctg_docs.echanges.tableaux.cellules import decode
from ctg_docs.formulaires.description import Champ, Forme
from ctg_docs.formulaires.points import POINTS, points_of
from ctg_docs.french import cle, heure, liste_et, nombre
from ctg_docs.models.base import Choix
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.equipement import BonusTerritoire
from ctg_docs.models.indicateur import Realisation
from ctg_docs.models.moments import Moment
from ctg_docs.models.personne import Personne
from ctg_docs.rapprochement import KEYS, PEOPLE, People, names_in

__all__ = ["Registres", "form_of", "read_value", "shown"]

_YEARS: Final = {"realisations": ("valeur", "texte"), "bonus": ("montant_euros", "source")}
"""Figure and words of a year, in the lists that one field holds."""
_YEAR = re.compile(r"(\d{4})\s*[:–-]\s*(.*)")
_FIGURE = re.compile(r"(-?\d[\d\s]*(?:[.,]\d+)?)(?:\s*€)?(?:\s+[–-]\s+(.*))?")


class Registres:
    """The names that stand for the identifiers of a dossier; two elements never share one."""

    def __init__(self, ctg: Ctg) -> None:
        self._ctg = ctg
        self._names = Names(ctg)
        self._labels: dict[str, Mapping[str, str]] = {}
        self._people: People | None = None

    def labels(self, register: str) -> Mapping[str, str]:
        """Return the name of each element of a register, by identifier."""
        if register not in self._labels:
            named = self._named(register)
            doubles = {n for n in named.values() if list(named.values()).count(n) > 1}
            self._labels[register] = {id: f"{n} ({id})" if n in doubles else n for id, n in named.items()}
        return self._labels[register]

    def _named(self, register: str) -> dict[str, str]:
        if register.startswith(POINTS):
            reunion = self._ctg.reunion(register.removeprefix(POINTS))
            return points_of(reunion) if reunion else {}
        return {id: self._names.reference(register, id) for id in self._ctg.ids(register)}

    def options(self, column: Column) -> tuple[tuple[str, str], ...]:
        """Return what a drop-down offers."""
        if column.choice is not None:
            return tuple((m.libelle, str(m.value)) for m in column.choice)
        if column.register:
            return tuple((name, id) for id, name in self.labels(column.register).items())
        return ()

    def find(self, register: str, name: str) -> str | None:
        """Return the only identifier that a name stands for, whatever its case and accents."""
        found = self.ids(register, name)
        return found[0] if len(found) == 1 else None

    def ids(self, register: str, name: str) -> list[str]:
        """Return the identifiers that a name may stand for."""
        labels = self.labels(register)
        exact = [id for id, label in labels.items() if label == name]
        near = exact or [id for id, label in labels.items() if cle(name) in (cle(label), cle(id))]
        key = KEYS.get(register, cle)
        found = near or [id for id in labels if key(name) in map(key, self._others(register, id))]
        if len(found) != 1 and register == PEOPLE:
            found = list(self._persons().ids(name)) or found
        return found

    def _persons(self) -> People:
        if self._people is None:
            self._people = People()
            for p in self._ctg.personnes:
                civility = p.civilite.abrege if p.civilite else ""
                self._people.add(
                    p.id, first=p.prenom or "", last=p.nom, civility=civility, office=p.fonction or ""
                )
        return self._people

    def why(self, register: str, name: str) -> str:
        """Return why a name stands for nobody: none has it, or several have."""
        found = self.ids(register, name)
        labels = self.labels(register)
        return (
            f"désigne à la fois {liste_et(labels[id] for id in found)}"
            if found
            else "n’est pas au registre du dossier"
        )

    def _others(self, register: str, id: str) -> list[str]:
        """Return the other names of an element: what documents print of it, what people say."""
        lookup: dict[str, Callable[[str], Any]] = {
            "organismes": self._ctg.organisme,
            "personnes": self._ctg.personne,
            "objectifs": self._ctg.objectif,
            "instances": self._ctg.instance,
            "fiches_actions": self._ctg.fiche,
        }
        item = lookup[register](id) if register in lookup else None
        names = [
            getattr(item, field, None) for field in ("sigle", "nom_court", "nom", "nom_affiche", "intitule")
        ]
        if isinstance(item, Personne):
            names += _orders(item)
        return [str(name) for name in (*names, self._ctg.codes_fiches.get(id)) if name]


def _orders(person: Personne) -> list[str]:
    """Return « Joubert Patrick », « M. Patrick Joubert », « M. Joubert »: what people write for a name."""
    both = [f"{person.prenom} {person.nom}", f"{person.nom} {person.prenom}"] if person.prenom else []
    titles = [person.civilite.abrege, person.civilite.libelle] if person.civilite else []
    return [*both, *(f"{title} {name}" for title in titles for name in (*both, person.nom))]


def form_of(column: Column, *, rich: bool) -> Forme:
    """Return how a field is filled, from the kind of its value."""
    if column.many:
        return "noms" if column.register else "liste"
    if column.register:
        return "registre"
    forms: dict[str, Forme] = {"choix": "choix", "oui_non": "case", "date": "date", "moment": "date"}
    return "long" if rich else forms.get(column.kind, "texte")


def shown(column: Column, value: Any, registres: Registres) -> str:
    """Return what the field shows."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(shown(column, item, registres) for item in value)
    if column.register:
        return registres.labels(column.register).get(str(value), str(value))
    if column.kind == "annees":
        return _year(column, value)
    if column.kind == "euros" or column.path[-1].endswith("_euros"):
        return _amount(value)
    return _plain(value)


def _amount(value: Decimal) -> str:
    return nombre(value, 2) if value % 1 and value == round(value, 2) else nombre(value)


def _year(column: Column, value: Realisation | BonusTerritoire) -> str:
    figure, words = (getattr(value, name) for name in _YEARS[column.path[-1]])
    form = _amount if column.path[-1] == "bonus" else _plain
    said = ("" if figure is None else form(figure), words)
    return f"{value.annee} : {' – '.join(part for part in said if part)}"


def _plain(value: Any) -> str:
    form = next((f for kind, f in _FORMS if isinstance(value, kind)), str)
    return form(value)


_FORMS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (Choix, lambda value: value.libelle),
    (Moment, lambda value: f"{value.debut:%d/%m/%Y}" if value.is_day else value.libelle),
    (date, lambda value: f"{value:%d/%m/%Y}"),
    (time, heure),
    (Decimal, lambda value: f"{value:f}".replace(".", ",")),
)


def read_value(champ: Champ, text: str, registres: Registres) -> tuple[Any, list[str]]:
    """Return the value as a dossier's data has it, and the names that stand for nothing."""
    column = champ.colonne
    if not text.strip():
        return None, []
    if column.register:
        names = [line.strip(" -•\t") for line in text.split("\n") if line.strip()]
        if column.many:
            known = partial(registres.ids, column.register)
            names = [name for line in names for name in names_in(line, known, column.register)]
        found = [(name, registres.find(column.register, name)) for name in names]
        ids = [id for _, id in found if id is not None]
        unknown = [name for name, id in found if id is None]
        return (ids if column.many else next(iter(ids), None)), unknown
    if column.many:
        lines = [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]
        return ([_read_year(column, line) for line in lines] if column.kind == "annees" else lines), []
    return decode(column, text)[0], []


def _read_year(column: Column, line: str) -> dict[str, str]:
    """Return « 2025 : 42 – sur dix mois » as data; a line that says no year is its year, which no model accepts."""
    said = _YEAR.fullmatch(line)
    if said is None:
        return {"annee": line}
    figure, words = _YEARS[column.path[-1]]
    number = _FIGURE.fullmatch(said[2].strip())
    values = {"annee": said[1], figure: number[1].strip() if number else "",
              words: (number[2] or "") if number else said[2].strip()}  # fmt: skip
    return {key: value for key, value in values.items() if value}
