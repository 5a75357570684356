"""Territoire: the perimeter of the convention."""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field

from ctg_docs.french import Groupe, cle
from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, Texte
from ctg_docs.models.denomination import commun_connu
from ctg_docs.models.identite import Identite
from ctg_docs.models.noms_communs import COLLECTIVITES, LIEUX_FEMININS, LIEUX_MASCULINS
from ctg_docs.models.valeurs import CodeCommune, CodePostal, Effectif, Nombre

__all__ = ["Commune", "FondDeCarte", "Teintes", "Territoire"]

_LIEUX: Final = (LIEUX_MASCULINS | LIEUX_FEMININS) - {"grand"}
"""« Grand Lac » is a proper name, « Pays de Serre » is not."""


class Commune(Modele):
    """A commune of the perimeter."""

    identite: ClassVar[Identite] = Identite("Commune")

    nom: Texte = Field(title="Nom", description="Nom officiel, article compris : La Rochelle.")
    code_insee: CodeCommune | None = Field(
        default=None, title="Code Insee", description="Code officiel : 79174."
    )
    code_postal: CodePostal | None = Field(default=None, title="Code postal", description="Cinq chiffres.")
    population: Effectif | None = Field(default=None, title="Population", description="Nombre d’habitants.")
    organisme: Identifiant | None = Field(
        default=None,
        title="Organisme",
        description="Si la commune est au registre des organismes.",
        json_schema_extra=REFERENCE("organismes"),
    )
    secteur: Texte | None = Field(default=None, title="Secteur", description="Secteur du territoire.")
    valeur: Nombre | None = Field(
        default=None, title="Valeur", description="Chiffre que les teintes de la carte montrent."
    )


class Teintes(Choix):
    """What the shades of the map tell."""

    SECTEURS = "secteurs", "les secteurs"
    POPULATION = "population", "la population"
    VALEUR = "valeur", "la valeur de chaque commune"


class FondDeCarte(Modele):
    """The contours that the map is drawn from."""

    fichier: Texte = Field(
        title="Fichier", description="Contours des communes en GeoJSON : cartes/communes.geojson."
    )
    credit: Texte | None = Field(
        default=None, title="Crédit", description="D’où viennent les contours, imprimé."
    )
    teintes: Teintes = Field(
        default=Teintes.SECTEURS,
        title="Teintes",
        description="Ce qu’elles disent : secteurs, population, valeur.",
    )
    intitule: Texte | None = Field(
        default=None,
        title="Intitulé",
        description="Nom du chiffre des teintes, source et année : Familles monoparentales (Insee 2021).",
    )
    unite: Texte | None = Field(default=None, title="Unité", description="Unité de ce chiffre : %.")


class Territoire(Modele):
    """The territory that the convention covers."""

    nom: Texte = Field(title="Nom", description="Nom usuel du territoire : Mellois en Poitou.")
    article: Texte | None = Field(
        default=None, title="Article", description="Article du nom quand il en prend un : le, la, l’, les."
    )
    departement: Texte | None = Field(
        default=None, title="Département", description="Nom du département : Deux-Sèvres."
    )
    code_departement: Texte | None = Field(
        default=None, title="Code du département", description="79, 2A, 971."
    )
    region: Texte | None = Field(default=None, title="Région", description="Nom de la région.")
    communes: tuple[Commune, ...] = Field(
        default=(), title="Communes", description="Communes du périmètre.", json_schema_extra=REQUIS
    )
    population: Effectif | None = Field(
        default=None, title="Population", description="Habitants ; somme des communes si vide."
    )
    date_population: Texte | None = Field(
        default=None, title="Millésime", description="Année de la population : Insee 2021."
    )
    secteurs: tuple[Texte, ...] = Field(
        default=(), title="Secteurs", description="Secteurs ou bassins de vie."
    )
    carte: FondDeCarte | None = Field(
        default=None,
        title="Carte",
        description="Contours des communes, pour la carte de la convention, du portrait et du diaporama.",
    )
    presentation: Texte | None = Field(
        default=None,
        title="Présentation",
        description="Quelques phrases sur le territoire, imprimées au préambule.",
    )

    @property
    def groupe(self) -> Groupe:
        """Its name in a sentence: « le Pays d’Auvrelle », « la Vallée de l’Orne », « Mellois en Poitou »."""
        if self.article:
            return Groupe(self.nom, self.article)
        premier, *reste = self.nom.split()
        if reste and cle(premier) in _LIEUX:
            return Groupe.defini(self.nom, feminin=cle(premier) in LIEUX_FEMININS)
        mots = {cle(premier), cle(premier).removesuffix("s")} if reste else set()
        connu = commun_connu(self.nom) if mots & COLLECTIVITES else None
        if connu is None:
            return Groupe.lire(self.nom)
        return Groupe.defini(self.nom, feminin=connu[0], pluriel=connu[1])

    @property
    def population_totale(self) -> int | None:
        """Population as written, or the sum of the communes when all are known."""
        if self.population is not None:
            return self.population
        known = [c.population for c in self.communes if c.population is not None]
        return sum(known) if known and len(known) == len(self.communes) else None

    def __str__(self) -> str:
        return self.nom
