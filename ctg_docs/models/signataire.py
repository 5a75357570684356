"""Signataires: the parties of the convention and who signs for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from ctg_docs.french import cle
from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Genre, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Date

__all__ = ["Delegation", "Part", "Representant", "Signataire", "unir"]


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

    identite: ClassVar[Identite] = Identite("représentant", d_un_autre=True)

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

    identite: ClassVar[Identite] = Identite("Signataire", registre="signataires", par=("organismes",))

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
    ensemble: Texte | None = Field(
        default=None,
        title="Ensemble",
        description="Nom commun des parties qui signent séparément et sont décrites ensemble : les Communes.",
    )

    @property
    def groupe(self) -> bool:
        """True for several bodies under one short name."""
        return len(self.organismes) > 1


def unir(signataires: Iterable[Signataire]) -> tuple[Signataire, ...]:
    """Return the parties as prose describes them: those of one ensemble as a single one, in the place of the first.

    Each of its bodies keeps its representatives and its act; the signatures stay those of the parties themselves.
    """
    ensembles: dict[str, list[Signataire]] = {}
    for s in signataires:
        ensembles.setdefault(f"ensemble {cle(s.ensemble)}" if s.ensemble else s.id, []).append(s)
    return tuple(_unie(membres) if len(membres) > 1 else membres[0] for membres in ensembles.values())


def _unie(membres: list[Signataire]) -> Signataire:
    premier = membres[0]
    representants = tuple(
        r if r.organisme or m.groupe else r.model_copy(update={"organisme": m.organismes[0]})
        for m in membres
        for r in m.representants
    )
    deliberent = {m.delibere for m in membres}
    return premier.model_copy(
        update={
            "organismes": tuple(o for m in membres for o in m.organismes),
            "designation": None,
            "nom_court": premier.ensemble,
            "representants": representants,
            "deliberations": tuple(d for m in membres for d in m.deliberations),
            "delibere": premier.delibere if len(deliberent) == 1 else None,
        }
    )
