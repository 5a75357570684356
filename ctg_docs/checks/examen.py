"""What a rule looks at: the dossier, the state asked for, the day; and every value with its path."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from ctg_docs.checks.outils import proche
from ctg_docs.limits import LIMITS
from ctg_docs.models.base import Choix, reference_of
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.provenance import CheminDonnee

__all__ = ["Champ", "Examen", "TexteLu", "cle_de"]

_SANS_PROSE = frozenset(
    [
        "id",
        "siren",
        "siret",
        "tva",
        "rna",
        "code_insee",
        "code_departement",
        "code_postal",
        "couleur",
        "accent",
        "police",
        "fichier",
        "courriel",
        "telephone",
        "web",
        "url",
        "visio",
        "identifiant_prefecture",
        "matiere_code",
        "numero",
        "numero_convention",
        "apres",
        "article",
        "articles_retires",
        "delegue_a_la_protection",
        "point",
        "prefixe",
        "convention_donnees",
        "departement",
        "sigle",
    ]
)
"""Fields that hold a code, an address or a file, not words."""


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of a model somewhere in the dossier."""

    chemin: CheminDonnee
    modele: BaseModel
    nom: str
    valeur: Any

    @property
    def vide(self) -> bool:
        """True when nothing was written."""
        return self.valeur is None or self.valeur in ("", ())


@dataclass(frozen=True, slots=True)
class TexteLu:
    """A text that a reader will see."""

    chemin: CheminDonnee
    texte: str
    nom: str

    @property
    def rubrique(self) -> str:
        """Top section of the dossier it stands in: `reunions`, `historique`…"""
        return str(self.chemin[0])


@cache
def cle_de(modele: type[BaseModel], nom: str) -> str:
    """Return the name of a field as it is written in the data (its alias when it has one)."""
    return modele.model_fields[nom].alias or nom


@cache
def _est_prose(modele: type[BaseModel], nom: str) -> bool:
    return nom not in _SANS_PROSE and reference_of(modele, nom) is None


@cache
def _noms(modele: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model, each with its name in the data."""
    return tuple((nom, cle_de(modele, nom)) for nom in modele.model_fields)


def _parcourir(modele: BaseModel, chemin: CheminDonnee, lus: list[Champ]) -> list[Champ]:
    for nom, cle in _noms(type(modele)):
        valeur = getattr(modele, nom)
        ici = (*chemin, cle)
        lus.append(Champ(ici, modele, nom, valeur))
        if isinstance(valeur, BaseModel):
            _parcourir(valeur, ici, lus)
        elif isinstance(valeur, tuple):
            for rang, item in enumerate(valeur):
                if isinstance(item, BaseModel):
                    _parcourir(item, (*ici, rang), lus)
    return lus


@dataclass(frozen=True)
class Examen:
    """A dossier under examination.

    Attributes:
        ctg: the dossier.
        final: True when a final document is asked for.
        date: the day of the documents; None when unknown, and what depends on it is not looked at.
    """

    ctg: Ctg
    final: bool = False
    date: date | None = None

    @cached_property
    def champs(self) -> tuple[Champ, ...]:
        """Every field of every model, from the root, in the order of the data."""
        return tuple(_parcourir(self.ctg, (), []))

    @cached_property
    def textes(self) -> tuple[TexteLu, ...]:
        """Every text meant for a reader; codes, identifiers, addresses and choices are left out."""
        return tuple(self._lire_textes())

    def _lire_textes(self) -> Iterator[TexteLu]:
        for champ in self.champs:
            if not _est_prose(type(champ.modele), champ.nom):
                continue
            items = champ.valeur if isinstance(champ.valeur, tuple) else (champ.valeur,)
            for rang, item in enumerate(items):
                if isinstance(item, str) and not isinstance(item, Choix) and item:
                    suite = (rang,) if isinstance(champ.valeur, tuple) else ()
                    yield TexteLu((*champ.chemin, *suite), item, champ.nom)

    @cached_property
    def _compares(self) -> list[int]:
        return [0]

    def vouliez_vous(self, mot: str, choix: Collection[str]) -> str:
        """Return « Vouliez-vous « … » ? » for the nearest choice, or an empty text; after many comparisons, always that."""
        self._compares[0] += len(choix)
        voisin = proche(mot, choix) if self._compares[0] <= LIMITS.compared else ""
        return f"Vouliez-vous « {voisin} » ?" if voisin else ""
