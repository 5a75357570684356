"""Names typed freely to the bodies and persons of the registers: one body, one entry, whatever the spelling."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.identifiants import slug
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem

__all__ = ["Register"]

_NEAR: Final = 0.9
_SMALL: Final = {"de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "au", "aux"}


class Register:
    """The bodies and persons known so far; unknown ones are added and told."""

    def __init__(self, base: Ctg | None, problems: list[Problem]) -> None:
        self.problems = problems
        self.bodies: list[dict[str, Any]] = []
        self.persons: list[dict[str, Any]] = []
        self._names: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._ids = set(base.ids("organismes") + base.ids("personnes")) if base else set()
        for body in base.organismes if base else ():
            for spelling in (body.nom, body.nom_court, body.sigle):
                if spelling:
                    self._learn(spelling, body.id)
            self._shown[body.id] = body.nom
        for person in base.personnes if base else ():
            self._people[cle(person.nom_usuel)] = person.id

    def _learn(self, spelling: str, id: str) -> None:
        key = re.sub(r"^(?:la|le|les|l) ", "", cle(spelling))
        self._names.setdefault(key, id)
        initials = "".join(w[0] for w in key.split() if w not in _SMALL)
        if len(initials) >= 3:
            self._names.setdefault(initials, id)

    def body(self, typed: str, place: Place) -> str:
        """Return the identifier of a body, added when nothing known is near."""
        name = " ".join(typed.split())
        key = re.sub(r"^(?:la|le|les|l) ", "", cle(name))
        compact = key.replace(" ", "")
        id = self._names.get(key) or self._names.get(compact)
        if id is None:
            opening = {i for k, i in self._names.items() if k.startswith(f"{key} ")}
            id = opening.pop() if len(opening) == 1 else None
        if id is None:
            near = max(self._names, key=lambda k: SequenceMatcher(None, k, key).ratio(), default="")
            id = self._names[near] if near and SequenceMatcher(None, near, key).ratio() >= _NEAR else None
        if id is None:
            return self._add_body(name, place)
        if self._shown[id] != typed:
            self.problems.append(note("TAB024", place, value=typed, after=self._shown[id]))
        self._names.setdefault(key, id)
        return id

    def _add_body(self, name: str, place: Place) -> str:
        id = self._free(slug(name))
        self.bodies.append({"id": id, "nature": "autre", "nom": name})
        self._shown[id] = name
        self._learn(name, id)
        self.problems.append(note("TAB025", place, value=name, what="organisme"))
        return id

    def person(self, typed: str, place: Place) -> str:
        """Return the identifier of a person, « Prénom NOM », added when unknown."""
        name = re.sub(r"^(?:mme|madame|m\.?|monsieur)\s+", "", " ".join(typed.split()), flags=re.IGNORECASE)
        key = cle(name)
        near = max(self._people, key=lambda k: SequenceMatcher(None, k, key).ratio(), default="")
        if near and SequenceMatcher(None, near, key).ratio() >= _NEAR:
            if near != key:
                self.problems.append(note("TAB024", place, value=typed, after=near.title()))
            return self._people[near]
        words = name.split()
        upper = [w for w in words if len(w) > 1 and w.isupper()]
        family = upper or words[-1:]
        first = [w for w in words if w not in family]
        id = self._free(slug(name))
        data = {"id": id, "nom": " ".join(w.capitalize() if w.isupper() else w for w in family)}
        if first:
            data["prenom"] = " ".join(first)
        self.persons.append(data)
        self._people[key] = id
        self.problems.append(note("TAB025", place, value=name, what="personne"))
        return id

    def _free(self, id: str) -> str:
        rank, free = 1, id
        while free in self._ids:
            rank += 1
            free = f"{id}-{rank}"
        self._ids.add(free)
        return free
