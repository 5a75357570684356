"""Signataires: the parties of the convention and who signs for each."""

from __future__ import annotations

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Genre, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.valeurs import Date

__all__ = ["Delegation", "Part", "Representant", "Signataire"]


class Part(Choix):
    """Side of the parties block, when it is written in two sides."""

    UNE = "une", "D’une part"
    AUTRE = "autre", "D’autre part"


class Delegation(Modele):
    """The act by which a person signs in another's place."""

    delegant: Texte | None = Field(default=None, title="Délégant", description="Qui délègue : la Présidente.")
    reference: Texte | None = Field(
        default=None, title="Référence", description="Numéro de l’arrêté ou de la décision."
    )
    date: Date | None = Field(default=None, title="Date", description="Date de la délégation.")
    date_fin: Date | None = Field(
        default=None, title="Fin", description="Dernier jour de validité, s’il y en a un."
    )


class Representant(Modele):
    """A person who signs for a party, and in what capacity."""

    personne: Identifiant = Field(
        title="Personne",
        description="Identifiant dans le registre des personnes.",
        json_schema_extra=REFERENCE("personnes"),
    )
    qualite: Texte | None = Field(
        default=None,
        title="Qualité",
        description="Qualité, accordée comme elle doit être imprimée : Présidente.",
        json_schema_extra=REQUIS,
    )
    genre_qualite: Genre | None = Field(
        default=None,
        title="Genre de la qualité",
        description="À préciser si la qualité s’accorde autrement que la personne : Madame le Maire.",
    )
    organisme: Identifiant | None = Field(
        default=None,
        title="Organisme représenté",
        description="Pour une partie groupée : la commune représentée.",
        json_schema_extra=REFERENCE("organismes"),
    )
    par_interim: OuiNon = Field(
        default=False, title="Par intérim", description="Vrai si la fonction est exercée par intérim."
    )
    delegation: Delegation | None = Field(
        default=None, title="Délégation", description="Acte qui autorise à signer à la place du titulaire."
    )


class Signataire(Modele):
    """A party: one body, or several communes under one short name."""

    id: Identifiant = Field(title="Identifiant", description="Nom stable de la partie.")
    organismes: tuple[Identifiant, ...] = Field(
        min_length=1,
        title="Organismes",
        description="L’organisme signataire, ou les communes d’une partie groupée.",
        json_schema_extra=REFERENCE("organismes"),
    )
    designation: Texte | None = Field(
        default=None,
        title="Désignation",
        description="Texte de la partie groupée : les communes de Brion et de Celle.",
    )
    nom_court: Texte | None = Field(
        default=None,
        title="Nom court",
        description="« ci-après dénommée … », avec son article : la Caf.",
        json_schema_extra=REQUIS,
    )
    representants: tuple[Representant, ...] = Field(
        default=(),
        title="Représentants",
        description="Une ou plusieurs personnes, dans l’ordre des signatures.",
        json_schema_extra=REQUIS,
    )
    deliberations: tuple[Identifiant, ...] = Field(
        default=(),
        title="Délibérations",
        description="Actes qui autorisent la signature, un par organisme.",
        json_schema_extra=REFERENCE("deliberations"),
    )
    delibere: OuiNon | None = Field(
        default=None,
        title="Délibère",
        description="Faux pour une partie sans délibération ; proposé d’après la nature.",
    )
    part: Part | None = Field(
        default=None, title="Côté", description="Une ou autre, pour le bloc « D’une part »."
    )

    @property
    def groupe(self) -> bool:
        """True for several bodies under one short name."""
        return len(self.organismes) > 1
