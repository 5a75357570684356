"""Key figures of the diagnosis: a number with its unit and its year, beside those of other territories and other years."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from ctg_docs.french import nombre as en_chiffres
from ctg_docs.models.base import Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Nombre

__all__ = ["DonneeCle", "ValeurAnnee", "ValeurTerritoire"]

_SYMBOLE = 3
"""Letters of a symbol, which stays on the line of its number; a longer unit is a word, and may go to the next."""


class ValeurTerritoire(Modele):
    """The same figure for another territory."""

    identite: ClassVar[Identite] = Identite("valeur pour", details=("nombre",), d_un_autre=True)

    territoire: Texte = Field(title="Territoire", description="Département, région, France… tel qu’imprimé.")
    nombre: Nombre = Field(title="Nombre", description="Dans la même unité.")
    annee: int | None = Field(
        default=None, ge=1960, le=2100, title="Année", description="Si ce n’est pas celle de la donnée."
    )


class ValeurAnnee(Modele):
    """The same figure in another year."""

    identite: ClassVar[Identite] = Identite("valeur de", details=("nombre",), d_un_autre=True)

    annee: int = Field(ge=1960, le=2100, title="Année", description="Année de la mesure.")
    nombre: Nombre = Field(title="Nombre", description="Dans la même unité.")


class DonneeCle(Modele):
    """A figure of the diagnosis with its source: in words (`valeur`), or as a number that pages and slides can draw."""

    identite: ClassVar[Identite] = Identite("donnée", details=("valeur", "nombre", "unite"))

    code: Texte | None = Field(
        default=None,
        title="Code",
        description="Variable du fichier publié, par laquelle une reprise retrouve ce chiffre : P_POP.",
    )
    domaine: Texte | None = Field(default=None, title="Domaine", description="Démographie, emploi, logement…")
    intitule: Texte = Field(title="Donnée", description="Ce que dit le chiffre.")
    valeur: Texte | None = Field(
        default=None,
        title="Valeur",
        description="En mots, telle qu’imprimée ; ou bien « Nombre » et « Unité ».",
    )
    nombre: Nombre | None = Field(
        default=None, title="Nombre", description="Le chiffre seul : il peut alors être dessiné."
    )
    unite: Texte | None = Field(default=None, title="Unité", description="%, €, enfants, places…")
    annee: int | None = Field(
        default=None, ge=1960, le=2100, title="Année", description="Année de la mesure."
    )
    comparaison: Texte | None = Field(
        default=None, title="Comparaison", description="En mots : département, région, année passée."
    )
    comparaisons: tuple[ValeurTerritoire, ...] = Field(
        default=(),
        title="Autres territoires",
        description="Le même chiffre pour le département, la région, la France.",
    )
    evolution: tuple[ValeurAnnee, ...] = Field(
        default=(), title="Autres années", description="Le même chiffre les autres années."
    )
    graphique: Texte | None = Field(
        default=None,
        title="Graphique",
        description="Titre du graphique qui le réunit aux chiffres du même titre : « Habitants par âge ».",
    )
    phare: OuiNon = Field(
        default=False, title="Mis en avant", description="Vrai pour les chiffres à voir en premier, en grand."
    )
    source: Texte | None = Field(default=None, title="Source", description="Insee 2021, Caf 2023…")

    @model_validator(mode="after")
    def _one_way_of_saying(self) -> DonneeCle:
        if (self.valeur is None) == (self.nombre is None):
            raise ValueError(
                "cette donnée a besoin d’une valeur en mots (« valeur ») ou d’un chiffre (« nombre » et « unite »), "
                "et d’une seule des deux"
            )
        numbers_only = ("unite", "comparaisons", "evolution", "graphique")
        if self.nombre is None and (alone := [n for n in numbers_only if getattr(self, n)]):
            raise ValueError(
                f"« {alone[0]} » accompagne un chiffre : écrivez-le dans « nombre », sans « valeur »"
            )
        return self

    @model_validator(mode="after")
    def _said_once(self) -> DonneeCle:
        for title, names in (
            ("territoire", [c.territoire for c in self.comparaisons]),
            ("année", [str(e.annee) for e in self.evolution] + ([str(self.annee)] if self.annee else [])),
        ):
            if twice := next((n for n in names if names.count(n) > 1), None):
                raise ValueError(f"« {twice} » a deux valeurs : n’en gardez qu’une par {title}")
        if self.evolution and self.annee is None:
            raise ValueError("les autres années demandent celle du chiffre (« annee »)")
        return self

    def imprimer(self, nombre: Decimal) -> str:
        """Return a number in the unit of this figure: « 24,6 % », « 21 480 € », « 97 professionnels »."""
        if not self.unite:
            return en_chiffres(nombre)
        blanc = "\u00a0" if len(self.unite) <= _SYMBOLE else " "
        return f"{en_chiffres(nombre)}{blanc}{self.unite}"

    def abreger(self, nombre: Decimal) -> str:
        """Return a number beside the value of this figure, which says the unit when it is a word: « 128 », « 24,6 % »."""
        courte = self.unite is not None and len(self.unite) <= _SYMBOLE
        return self.imprimer(nombre) if courte else en_chiffres(nombre)

    @property
    def imprimee(self) -> str:
        """The value as printed."""
        return self.valeur or (self.imprimer(self.nombre) if self.nombre is not None else "")

    @property
    def serie(self) -> tuple[ValeurAnnee, ...]:
        """Every year known, in order; empty when there is one only."""
        if self.nombre is None or self.annee is None or not self.evolution:
            return ()
        toutes = (*self.evolution, ValeurAnnee(annee=self.annee, nombre=self.nombre))
        return tuple(sorted(toutes, key=lambda v: v.annee))
