"""Names typed freely to the bodies and persons of the registers: the same name is the same entry, a near one is not.

No likeness of letters is trusted: Brian is not Brion, Jeanne is not Jean, Caf 79 is not Caf 79 et MSA. Case, accents,
articles and the usual abbreviations (CC for communauté de communes) are the only liberties taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.identifiants import free, slug
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.problems import Place, Problem
from ctg_docs.rapprochement import Index, People, body_key
from ctg_docs.rapprochement.mots import kind_of, split_person

__all__ = ["Register"]

_SMALL: Final = {"de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "au", "aux"}
_INITIALS: Final = 3
"""Words from which the initials of a name are a sigle."""


class Register:
    """The bodies and persons known so far; the others are added and told, or only told."""

    def __init__(self, base: Ctg | None, problems: list[Problem], *, create: bool = False) -> None:
        """Learn the registers of a dossier; one that does not exist yet has none, and gets all that its plan names.

        Args:
            base: the dossier.
            problems: where to tell.
            create: True to add to the registers of a dossier that exists.
        """
        self.problems, self.create = problems, create or base is None
        self.bodies: list[dict[str, Any]] = []
        self.persons: list[dict[str, Any]] = []
        self.unknown: list[str] = []
        self.sigles: Mapping[str, str] = {}
        """What the file itself says that sigles mean."""
        self._index, self._people = Index(body_key), People()
        self._kinds: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}
        self._ids = set(base.ids("organismes") + base.ids("personnes")) if base else set()
        for body in base.organismes if base else ():
            self._learn(body.id, body.nature.value, body.nom, body.nom_court, body.sigle)
        for person in base.personnes if base else ():
            civility, office = person.civilite, person.fonction
            self._meet(
                person.id, person.prenom or "", person.nom, civility.value if civility else "", office or ""
            )

    @property
    def names(self) -> Mapping[str, str]:
        """Identifier to name."""
        return self._shown

    def _learn(self, id: str, nature: str, name: str, *others: str | None) -> None:
        self._shown[id] = name
        self._kinds.setdefault(nature, set()).add(id)
        for spelling in filter(None, (name, *others)):
            initials = "".join(w[0] for w in cle(spelling).split() if w not in _SMALL)
            self._index.add(id, spelling, *([initials] if len(initials) >= _INITIALS else []))

    def knows(self, name: str) -> str | None:
        """Return the identifier of a body that is known, under this very name or the only one of its kind."""
        key = body_key(name)
        if found := self._index.ids(name) or self._index.ids(key.replace(" ", "")):
            return found[0]
        kind = kind_of(name)
        bare = (kind is not NatureOrganisme.AUTRE and body_key(kind.libelle) == key) or key == kind.value
        alike = self._kinds.get(kind.value, set())
        return next(iter(alike)) if bare and len(alike) == 1 else None

    def body(self, typed: str, place: Place) -> str | None:
        """Return the identifier of a body; None when it is in no register and nobody asked to add it."""
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

    def _add_body(self, name: str, place: Place) -> str | None:
        shown = name
        if kind_of(name) is not NatureOrganisme.AUTRE:
            shown = re.sub(r"^(?:[Ll]a|[Ll]es?)\s+(?=\S)|^[Ll]['’]", "", name)
            shown = shown[:1].upper() + shown[1:]
        if not self._tell(shown, place, "organisme inconnu"):
            return None
        id, nature = self._new(shown), kind_of(name).value
        self.bodies.append({"id": id, "nature": nature, "nom": shown})
        self._learn(id, nature, shown)
        return id

    def _tell(self, shown: str, place: Place, what: str) -> bool:
        """Tell a name that is in no register, once; return whether it is added."""
        if shown not in self.unknown:
            self.unknown.append(shown)
            code = "TAB025" if self.create else "TAB042"
            self.problems.append(note(code, place, value=shown, what=what))
        return self.create

    def _new(self, name: str) -> str:
        id = free(slug(name), self._ids)
        self._ids.add(id)
        return id

    def _meet(self, id: str, first: str, family: str, civility: str, office: str = "") -> None:
        self._shown[id] = f"{first} {family}".strip()
        self._people.add(id, first=first, last=family, civility=civility, office=office)

    def person(self, typed: str, place: Place) -> str | None:
        """Return the identifier of a person, « Prénom NOM » in any order; None for one that is not added, or not sure."""
        civility, first, family = split_person(typed)
        whole = f"{first} {family}".strip()
        known = self._people.ids(f"{_TITLES[civility]}{whole}")
        if known:
            return known[0] if len(known) == 1 else None
        if not self._tell(whole, place, "personne inconnue"):
            return None
        id = self._new(whole)
        said = {"prenom": first, "civilite": civility}
        self.persons.append({"id": id, "nom": family} | {k: v for k, v in said.items() if v})
        self._meet(id, first, family, civility)
        return id


_TITLES: Final = {"m": "M. ", "mme": "Mme ", "": ""}
