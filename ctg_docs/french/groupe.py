"""A name in a sentence: a noun phrase that knows its article, its gender and its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french.accords import a, accord_participe, commence_par_voyelle, de, liste_et
from ctg_docs.french.cles import majuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Groupe", "liste_de"]

_ARTICLE = re.compile(r"(?:(les?|la)[ \u00a0]+|l['’])(?=\S)")


@dataclass(frozen=True, slots=True)
class Groupe:
    """A noun phrase: every sentence that names somebody asks it for the form that it needs.

    Attributes:
        nom: the name without the article that a sentence gives it; « Le Barp » keeps its own.
        article: « le », « la », « l’ », « les », or empty for a proper name: « France Travail ».
        feminin, pluriel: agreement of what is said of it.
    """

    nom: str
    article: str = ""
    feminin: bool = False
    pluriel: bool = False

    @classmethod
    def defini(cls, nom: str, *, feminin: bool = False, pluriel: bool = False) -> Groupe:
        """Return the phrase with the definite article that fits: « l’agence », « les communes »."""
        article = "les" if pluriel else "l’" if commence_par_voyelle(nom) else "la" if feminin else "le"
        return cls(nom, article, feminin, pluriel)

    @classmethod
    def lire(cls, texte: str, *, feminin: bool = False, pluriel: bool = False) -> Groupe:
        """Return the phrase written with its article, or without: « la Caf », « les Communes », « Melle »."""
        trouve = _ARTICLE.match(texte)
        if trouve is None:
            return cls(texte, "", feminin, pluriel)
        article = trouve[1] or "l’"
        genre = feminin if article in ("l’", "les") else article == "la"
        return cls(texte[trouve.end() :], article, genre, pluriel or article == "les")

    def __str__(self) -> str:
        """Return « la commune du Barp », « l’État », « Bordeaux Métropole »."""
        return (
            f"{self.article}{'' if self.article.endswith('’') else ' '}{self.nom}"
            if self.article
            else self.nom
        )

    @property
    def de(self) -> str:
        """« de la commune du Barp », « du SIVOM », « des Ulmes », « de L’Haÿ-les-Roses », « d’Angers »."""
        return de(str(self))

    @property
    def a(self) -> str:
        """« à la commune », « au SIVOM », « aux communes », « à l’État »."""
        return a(str(self))

    @property
    def sujet(self) -> str:
        """The phrase at the head of a sentence: « La commune du Barp », « L’État »."""
        return majuscule_initiale(str(self))

    @property
    def pronom(self) -> str:
        """« elle », « il », « elles », « ils »."""
        return f"{'elle' if self.feminin else 'il'}{'s' if self.pluriel else ''}"

    def accorder(self, participe: str) -> str:
        """Agree a participle given in the masculine singular: « représentée », « dénommés »."""
        return accord_participe(participe, "f" if self.feminin else "m", self.pluriel)

    def verbe(self, singulier: str, pluriel: str) -> str:
        """Return the form of the verb that the phrase governs."""
        return pluriel if self.pluriel else singulier


def liste_de(groupes: Iterable[Groupe]) -> str:
    """Return « de la Caf, du Département et des communes »: the preposition is said each time."""
    return liste_et(groupe.de for groupe in groupes)
