"""What a reader calls the things of a dossier: « Fiche 1.2 « … » », « Mme Roux », « 18 décembre 2023 »."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, Final

from ctg_docs.echanges.comparaison.changements import quote
from ctg_docs.echanges.comparaison.valeurs import shown
from ctg_docs.french import (
    cle,
    date_longue,
    elision,
    euros,
    majuscule_initiale,
    minuscule_initiale,
)
from ctg_docs.models.base import Choix, Modele, reference_of
from ctg_docs.models.convention import ARTICLES
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.identite import CHAMPS_DE_TITRE

__all__ = ["Names"]

_LONGEST: Final = 70
_TITLES: Final = (*CHAMPS_DE_TITRE, "sigle", "annee")
_SUBJECTS = (
    "territoire",
    "annee",
    "personne",
    "organisme",
    "financeur",
    "mandant",
    "objectif",
    "fiche",
    "article",
)


class Names:
    """The names of one dossier's things."""

    def __init__(self, ctg: Ctg) -> None:
        self._ctg = ctg
        self._by_register: dict[str, Callable[[str], str]] = {
            "organismes": self._organisme,
            "personnes": self._personne,
            "objectifs": self._objectif,
            "fiches_actions": self._fiche,
            "instances": self._instance,
            "reunions": self._reunion,
            "signataires": self._signataire,
            "deliberations": self._deliberation,
            "avenants": self._titled("avenants"),
            "annexes": self._titled("annexes"),
            "etapes": self._titled("etapes"),
        }

    def reference(self, register: str, id: str) -> str:
        """Return what an identifier stands for; itself when unknown."""
        named = self._by_register.get(register)
        return (named(id) if named else "") or id

    def value(self, model: type[Modele], field: str, value: Any) -> str:
        """Return a value as a reader sees it."""
        register = reference_of(model, field)
        if isinstance(value, tuple):
            return ", ".join(self.value(model, field, item) for item in value)
        if register and value:
            return self.reference(register, str(value))
        if field.endswith("_euros") and value is not None:
            return euros(value, "auto")
        return PurePosixPath(value).name if field == "fichier" and value else shown(value)

    def detail(self, item: Modele) -> str:
        """Return what tells a row from its neighbours once it is named: « recette, Caf, 12 000 € », « présent »."""
        model, found = type(item), []
        for name in model.identite.details:
            value = getattr(item, name)
            text = self.value(model, name, value)
            found.append(minuscule_initiale(text) if isinstance(value, Choix) else text)
        return ", ".join(text for text in found if text)

    @staticmethod
    def noun(item: Modele) -> str:
        """Return what such a thing is called: « Fiche », « présence de »."""
        return type(item).identite.nom or type(item).__name__

    def subject(self, item: Modele) -> str:
        """Return « Fiche 1.2 « Ouvrir un accueil » », « représentant Mme Roux »."""
        found = _OWN.get(type(item).__name__, Names._named)
        return found(self, item)

    def _named(self, item: Any) -> str:
        noun, short = self.noun(item), self._short(item)
        if cle(short).startswith(f"{cle(noun)} "):
            return short
        before, _, last = noun.rpartition(" ")
        return f"{before} {elision(last, short)}".strip()

    def _article(self, item: Any) -> str:
        return f"{self.noun(item)} « {item.titre or ARTICLES.get(item.id, '')} »"

    def _numbered(self, item: Any) -> str:
        code = self._ctg.codes_fiches.get(item.id) or self._ctg.strategie.codes().get(item.id, "")
        return f"{self.noun(item)} {code} « {item.intitule} »".replace("  ", " ")

    def _person(self, item: Any) -> str:
        return f"{self.noun(item)} {item.nom_usuel}"

    def _party(self, item: Any) -> str:
        return f"{self.noun(item)} {self._signataire_nom(item)}"

    def _act(self, item: Any) -> str:
        return majuscule_initiale(self._acte(item))

    def _short(self, item: Modele) -> str:
        model = type(item)
        of_another = model.identite.d_un_autre
        for field in (*_SUBJECTS, *_TITLES) if of_another else (*_TITLES, *_SUBJECTS):
            if field not in model.model_fields or not getattr(item, field):
                continue
            text = self.value(model, field, getattr(item, field))
            bare = field in _SUBJECTS
            return text if bare else quote(text, _LONGEST)
        return self._first_words(item)

    def _first_words(self, item: Modele) -> str:
        """Return the first thing that a row without a title says, never an identifier or a default."""
        for field, info in type(item).model_fields.items():
            value = getattr(item, field)
            value = value[0] if isinstance(value, tuple) and value else value
            if field != "id" and isinstance(value, str) and value != info.default:
                return quote(self.value(type(item), field, value), _LONGEST)
        return ""

    def _organisme(self, id: str) -> str:
        found = self._ctg.organisme(id)
        return found.nom if found else ""

    def _personne(self, id: str) -> str:
        found = self._ctg.personne(id)
        return found.nom_usuel if found else ""

    def _objectif(self, id: str) -> str:
        found = self._ctg.objectif(id)
        return f"{self._ctg.strategie.codes().get(id, '')} {found.intitule}".strip() if found else ""

    def _fiche(self, id: str) -> str:
        found = self._ctg.fiche(id)
        return f"{self._ctg.codes_fiches.get(id, '')} {found.intitule}".strip() if found else ""

    def _instance(self, id: str) -> str:
        found = self._ctg.instance(id)
        return found.sigle or found.nom if found else ""

    def _reunion(self, id: str) -> str:
        found = self._ctg.reunion(id)
        return found.titre if found else ""

    def _meeting(self, item: Any) -> str:
        """Name a meeting by its day too when others have the same title."""
        same = [r for r in self._ctg.reunions if r.titre == item.titre]
        day = f" du {date_longue(item.date)}" if len(same) > 1 and item.date else ""
        return f"{self._named(item)}{day}"

    def _deliberation(self, id: str) -> str:
        found = self._ctg.deliberation(id)
        return self._acte(found) if found else ""

    def _acte(self, item: Any) -> str:
        body = self._ctg.organisme(item.organisme)
        day = f" du {date_longue(item.date)}" if item.date else ""
        return f"{item.nature.libelle.lower()}{day}" + (f" ({body.nom_court or body.nom})" if body else "")

    def _titled(self, register: str) -> Callable[[str], str]:
        def named(id: str) -> str:
            item = self._ctg.elements(register).get(id)
            return next((str(v) for n in _TITLES if (v := getattr(item, n, None))), "")

        return named

    def _signataire(self, id: str) -> str:
        found = next((s for s in self._ctg.signataires if s.id == id), None)
        return self._signataire_nom(found) if found else ""

    def _signataire_nom(self, item: Any) -> str:
        return (
            item.nom_court or item.designation or ", ".join(self._organisme(o) or o for o in item.organismes)
        )


_OWN: Final[dict[str, Callable[[Names, Any], str]]] = {
    "ArticleModifie": Names._article,
    "ArticleSupplementaire": Names._article,
    "FicheAction": Names._numbered,
    "Objectif": Names._numbered,
    "Personne": Names._person,
    "Signataire": Names._party,
    "Deliberation": Names._act,
    "Reunion": Names._meeting,
}
"""Models whose things are not named as the others."""
