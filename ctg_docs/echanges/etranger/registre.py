"""Names typed freely to the bodies and persons of the registers: the same name is the same entry, a near one is not.

No likeness of letters is trusted: Brian is not Brion, Jeanne is not Jean, Caf 79 is not Caf 79 et MSA. Case, accents,
articles and the usual abbreviations (CC for communauté de communes) are the only liberties taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.mots import kind_of, split_person
from ctg_docs.echanges.tableaux.identifiants import slug
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement import body_key

__all__ = ["Register"]

_SMALL: Final = {"de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "au", "aux"}


class Register:
    """The bodies and persons known so far; unknown ones are added and told."""

    def __init__(self, base: Ctg | None, problems: list[Problem]) -> None:
        self.problems = problems
        self.bodies: list[dict[str, Any]] = []
        self.persons: list[dict[str, Any]] = []
        self.sigles: Mapping[str, str] = {}
        """What the file itself says that sigles mean."""
        self._names: dict[str, str] = {}
        self._kinds: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}
        self._people: dict[str, set[str]] = {}
        self._civilities: dict[str, str] = {}
        self._ids = set(base.ids("organismes") + base.ids("personnes")) if base else set()
        for body in base.organismes if base else ():
            for spelling in (body.nom, body.nom_court, body.sigle):
                if spelling:
                    self._learn(spelling, body.id)
            self._kinds.setdefault(body.nature.value, set()).add(body.id)
            self._shown[body.id] = body.nom
        for person in base.personnes if base else ():
            self._meet(person.prenom or "", person.nom, person.id)
            if person.civilite:
                self._civilities[person.id] = person.civilite.value

    @property
    def names(self) -> Mapping[str, str]:
        """Identifier to name."""
        return self._shown

    def _learn(self, spelling: str, id: str) -> None:
        key = body_key(spelling)
        self._names.setdefault(key, id)
        initials = "".join(w[0] for w in cle(spelling).split() if w not in _SMALL)
        if len(initials) >= 3:
            self._names.setdefault(initials, id)

    def knows(self, name: str) -> str | None:
        """Return the identifier of a body that is known, under this very name or the only one of its kind."""
        key = body_key(name)
        id = self._names.get(key) or self._names.get(key.replace(" ", ""))
        if id is not None:
            return id
        kind = kind_of(name)
        bare = (kind is not NatureOrganisme.AUTRE and body_key(kind.libelle) == key) or key == kind.value
        alike = self._kinds.get(kind.value, set())
        return next(iter(alike)) if bare and len(alike) == 1 else None

    def body(self, typed: str, place: Place) -> str:
        """Return the identifier of a body, added when it is not known."""
        name = " ".join(typed.split())
        whole = self.sigles.get(cle(name))
        if whole and self.knows(name) is None:
            name = whole
            self.problems.append(note("TAB022", place, value=typed, after=whole))
        id = self.knows(name)
        if id is None:
            return self._add_body(name, place)
        if cle(re.sub(r"^(?:la|le|les|l)\b['’ ]?", "", name, flags=re.IGNORECASE)) != cle(self._shown[id]):
            self.problems.append(note("TAB024", place, value=typed, after=self._shown[id]))
        return id

    def _add_body(self, name: str, place: Place) -> str:
        shown = name
        if kind_of(name) is not NatureOrganisme.AUTRE:
            shown = re.sub(r"^(?:[Ll]a|[Ll]es?)\s+(?=\S)|^[Ll]['’]", "", name)
            shown = shown[:1].upper() + shown[1:]
        id = self._free(slug(shown))
        nature = kind_of(name).value
        self.bodies.append({"id": id, "nature": nature, "nom": shown})
        self._shown[id] = shown
        self._learn(shown, id)
        self._kinds.setdefault(nature, set()).add(id)
        self.problems.append(note("TAB025", place, value=shown, what="organisme inconnu"))
        return id

    def _meet(self, first: str, family: str, id: str) -> None:
        self._shown[id] = f"{first} {family}".strip()
        for key in {cle(f"{first} {family}"), cle(f"{family} {first}")}:
            self._people.setdefault(key, set()).add(id)
        self._people.setdefault(f"={cle(family)}", set()).add(id)

    def person(self, typed: str, place: Place) -> str:
        """Return the identifier of a person, « Prénom NOM » in any order, added when unknown."""
        civility, first, family = split_person(typed)
        known = self._people.get(cle(f"{first} {family}"), set())
        if not known and not first:
            known = self._people.get(f"={cle(family)}", set())
            known = {id for id in known if not civility or self._civilities.get(id, civility) == civility}
        if len(known) == 1:
            return next(iter(known))
        id = self._free(slug(f"{first} {family}"))
        data = {"id": id, "nom": family}
        if first:
            data["prenom"] = first
        if civility:
            data["civilite"] = self._civilities[id] = civility
        self.persons.append(data)
        self._meet(first, family, id)
        self.problems.append(
            note("TAB025", place, value=f"{first} {family}".strip(), what="personne inconnue")
        )
        return id

    def _free(self, id: str) -> str:
        rank, free = 1, id
        while free in self._ids:
            rank += 1
            free = f"{id}-{rank}"
        self._ids.add(free)
        return free
