"""What a reader calls the things of a dossier: « Fiche 1.2 « … » », « Mme Roux », « 18 décembre 2023 »."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from ctg_docs.french import date_longue, heure
from ctg_docs.models.base import Choix, Modele, reference_of
from ctg_docs.models.convention import ARTICLES
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment

__all__ = ["Names"]

_NOUNS: Final[dict[str, str]] = {
    "Organisme": "Organisme",
    "Personne": "Personne",
    "Signataire": "Signataire",
    "Representant": "représentant",
    "Deliberation": "Acte",
    "Objectif": "Objectif",
    "FicheAction": "Fiche",
    "Operation": "opération",
    "LigneFinancement": "ligne de financement",
    "Indicateur": "indicateur",
    "Realisation": "année",
    "SuiviAnnuel": "bilan de",
    "Partenariat": "partenaire",
    "Etape": "étape",
    "MoyenHumain": "moyen",
    "Instance": "Instance",
    "RegleComposition": "composition",
    "Membre": "membre",
    "PosteCooperation": "Poste",
    "Cofinancement": "cofinancement",
    "Equipement": "Équipement",
    "BonusTerritoire": "bonus",
    "Reunion": "Réunion",
    "PointOrdreDuJour": "point",
    "Intervenant": "intervenant",
    "Presence": "présence de",
    "Decision": "décision",
    "ActionAFaire": "action à faire",
    "Piste": "Piste",
    "EtapeRetroplanning": "étape",
    "Evenement": "Événement",
    "ProjetArticule": "Projet",
    "Commune": "Commune",
    "DonneeCle": "donnée",
    "ConstatThematique": "constat",
    "QuestionEvaluative": "question",
    "Evaluation": "Évaluation",
    "ResultatObjectif": "résultat pour",
    "ArticleModifie": "Article",
    "ArticleSupplementaire": "Article",
    "Annexe": "Annexe",
    "Pouvoir": "pouvoir de",
    "Avenant": "Avenant",
    "ModificationArticle": "article",
    "ModificationFiche": "fiche",
    "Niveau": "Niveau",
    "EtapeConstruction": "Étape",
    "Sigle": "Sigle",
    "RegleFinanceur": "Règle de",
}
_TITLES = ("intitule", "nom", "titre", "texte", "objet", "nature", "quoi", "question", "sigle", "annee", "id")
_SUBJECTS = ("personne", "organisme", "financeur", "mandant", "objectif", "fiche", "article")


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
        return self.reference(register, str(value)) if register and value else shown(value)

    def subject(self, item: Modele) -> str:
        """Return « Fiche 1.2 « Ouvrir un accueil » », « représentant Mme Roux »."""
        kind = type(item).__name__
        noun = _NOUNS.get(kind, kind)
        if kind in ("ArticleModifie", "ArticleSupplementaire"):
            titre = getattr(item, "titre", None) or ARTICLES.get(str(getattr(item, "id", "")), "")
            return f"{noun} « {titre} »"
        if kind == "FicheAction":
            code = self._ctg.codes_fiches.get(str(getattr(item, "id", "")), "")
            return f"{noun} {code} « {getattr(item, 'intitule', '')} »".replace("  ", " ")
        if kind == "Objectif":
            code = self._ctg.strategie.codes().get(str(getattr(item, "id", "")), "")
            return f"{noun} {code} « {getattr(item, 'intitule', '')} »".replace("  ", " ")
        if kind == "Personne":
            return f"{noun} {getattr(item, 'nom_usuel', '')}"
        if kind == "Signataire":
            return f"{noun} {self._signataire_nom(item)}"
        return f"{noun} {self._short(item)}".strip()

    def _short(self, item: Modele) -> str:
        model = type(item)
        for field in _SUBJECTS:
            if field in model.model_fields and getattr(item, field):
                return self.value(model, field, getattr(item, field))
        for field in _TITLES:
            if field in model.model_fields and getattr(item, field):
                text = shown(getattr(item, field))
                return text if field == "annee" else f"« {text if len(text) < 70 else text[:69] + '…'} »"
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

    def _signataire(self, id: str) -> str:
        found = next((s for s in self._ctg.signataires if s.id == id), None)
        return self._signataire_nom(found) if found else ""

    def _signataire_nom(self, item: Any) -> str:
        return (
            item.nom_court or item.designation or ", ".join(self._organisme(o) or o for o in item.organismes)
        )


def shown(value: Any) -> str:
    """Return one value as a reader sees it."""
    form = next((f for kind, f in _FORMS if isinstance(value, kind)), str)
    return "" if value is None else form(value)


_FORMS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: "oui" if value else "non"),
    (Choix, lambda value: value.libelle),
    (Moment, lambda value: value.libelle),
    (date, date_longue),
    (time, heure),
    (Decimal, lambda value: f"{value.normalize():f}".replace(".", ",")),
)
