"""Organismes: every body that signs, pays, runs or helps. One register, referred to everywhere by identifier."""

from __future__ import annotations

import re
from typing import ClassVar

from pydantic import Field

from ctg_docs.french import Groupe
from ctg_docs.models.base import (
    PERSONNEL,
    REFERENCE,
    REQUIS,
    Choix,
    Genre,
    Identifiant,
    Modele,
    OuiNon,
    Texte,
)
from ctg_docs.models.denomination import Denomination, Precision, denommer, nommer_organe
from ctg_docs.models.identite import Identite
from ctg_docs.models.nature import PROFILS, ModePublicite, NatureOrganisme, Profil
from ctg_docs.models.valeurs import CodeCommune, CodePostal, Courriel, Effectif, Siren, Siret, Telephone

__all__ = [
    "PROFILS",
    "Adresse",
    "Image",
    "NatureOrganisme",
    "Organisme",
    "Photographie",
    "Profil",
    "StatutGestionnaire",
]


class StatutGestionnaire(Choix):
    """Legal form of a body that runs an equipment."""

    REGIE = "regie", "Régie"
    ASSOCIATION = "association", "Association"
    DSP = "dsp", "Délégation de service public"
    ENTREPRISE = "entreprise", "Entreprise"
    AUTRE = "autre", "Autre"


_BOITE = re.compile(r"(?i)(?:BP|B\.P\.|CS|TSA|boîte postale|cidex)\b")
"""A box or a course of the post, which stands under the street (NF Z 10-011)."""


class Adresse(Modele):
    """A postal address."""

    site: Texte | None = Field(default=None, title="Site", description="Nom du bâtiment ou du lieu-dit.")
    voie: Texte | None = Field(default=None, title="Voie", description="Numéro et nom de la voie.")
    complement: Texte | None = Field(
        default=None, title="Complément", description="Étage, boîte postale, CS."
    )
    code_postal: CodePostal | None = Field(
        default=None, title="Code postal", description="Cinq chiffres ; différent du code Insee."
    )
    ville: Texte | None = Field(default=None, title="Ville", description="Localité, CEDEX compris.")

    @property
    def lignes(self) -> tuple[str, ...]:
        """The lines of the address that are filled, in postal order: a box (BP, CS, TSA) comes after the street."""
        last = " ".join(p for p in (self.code_postal, self.ville) if p)
        rue = [self.complement, self.voie]
        if _BOITE.match(self.complement or ""):
            rue.reverse()
        return tuple(p for p in (self.site, *rue, last) if p)


class Image(Modele):
    """A picture of the dossier (PNG or JPEG), with the text read to those who don't see it."""

    fichier: Texte = Field(
        title="Fichier", description="Chemin de l’image dans le dossier, par exemple logos/caf.png."
    )
    texte_alternatif: Texte | None = Field(
        default=None,
        title="Texte de remplacement",
        description="Ce que dit l’image ; lu par un lecteur d’écran.",
        json_schema_extra=REQUIS,
    )


class Photographie(Image):
    """A photograph of the territory, on a cover or beside an enjeu; who took it is printed."""

    credit: Texte | None = Field(
        default=None, title="Crédit", description="Auteur, imprimé sous la photographie : Marie Durand."
    )


class Organisme(Modele):
    """A body: signatory, funder, manager of an equipment, partner."""

    identite: ClassVar[Identite] = Identite("Organisme", registre="organismes", par_contenu=True)

    id: Identifiant = Field(
        title="Identifiant", description="Nom stable et caché, par exemple caf-deux-sevres."
    )
    nature: NatureOrganisme = Field(title="Nature", description="Catégorie de l’organisme.")
    nom: Texte = Field(
        title="Nom", description="Nom complet et officiel, sans article : Caf des Deux-Sèvres."
    )
    nom_court: Texte | None = Field(
        default=None,
        title="Nom court",
        description="Nom employé dans le texte après la première mention : la Caf.",
    )
    sigle: Texte | None = Field(default=None, title="Sigle", description="Sigle usuel : CAF79.")
    genre: Genre | None = Field(
        default=None, title="Genre grammatical", description="Genre du nom ; proposé d’après la nature."
    )
    pluriel: OuiNon = Field(default=False, title="Pluriel", description="Vrai si le nom est au pluriel.")
    article: Texte | None = Field(
        default=None,
        title="Article",
        description="Article défini si l’usage diffère : la, le, l’, les ou vide.",
    )
    nom_en_phrase: Texte | None = Field(
        default=None,
        title="Nom en phrase",
        description="Le nom et son article comme une phrase les dit, si le nom seul ne suffit pas : "
        "la communauté d’agglomération du Grand Sénonais.",
    )
    siren: Siren | None = Field(default=None, title="SIREN", description="Neuf chiffres.")
    siret: Siret | None = Field(
        default=None, title="SIRET", description="Quatorze chiffres ; commence par le SIREN."
    )
    tva: Texte | None = Field(default=None, title="TVA intracommunautaire", description="FR, clé, SIREN.")
    rna: Texte | None = Field(
        default=None, title="RNA", description="Numéro d’une association : W et neuf chiffres."
    )
    code_insee: CodeCommune | None = Field(
        default=None, title="Code Insee", description="Code officiel d’une commune."
    )
    departement: Texte | None = Field(
        default=None, title="Département", description="Code du département : 79, 2A, 971."
    )
    population: Effectif | None = Field(default=None, title="Population", description="Nombre d’habitants.")
    adresse: Adresse | None = Field(default=None, title="Adresse", description="Adresse du siège.")
    telephone: Telephone | None = Field(default=None, title="Téléphone", description="Téléphone d’accueil.")
    courriel: Courriel | None = Field(default=None, title="Courriel", description="Courriel d’accueil.")
    web: Texte | None = Field(default=None, title="Site internet", description="Adresse du site.")
    logo: Image | None = Field(default=None, title="Logo", description="Logo imprimé sur la couverture.")
    organe_deliberant: Texte | None = Field(
        default=None,
        title="Organe délibérant",
        description="Le conseil communautaire ; proposé d’après la nature.",
    )
    publicite: ModePublicite | None = Field(
        default=None,
        title="Publicité des actes",
        description="Choisie par une commune de moins de 3 500 habitants ou un syndicat ; en ligne pour tous les autres.",
    )
    statut_gestionnaire: StatutGestionnaire | None = Field(
        default=None, title="Statut du gestionnaire", description="Pour qui gère un équipement."
    )
    competences: tuple[Texte, ...] = Field(
        default=(),
        title="Compétences exercées",
        description="Compétences et champs d’intervention, une phrase chacun.",
    )
    engagements: tuple[Texte, ...] = Field(
        default=(), title="Engagements", description="Moyens que l’organisme apporte à la convention."
    )
    delegue_a_la_protection: Courriel | None = Field(
        default=None,
        title="Délégué à la protection des données",
        description="Adresse pour l’exercice des droits.",
        json_schema_extra=PERSONNEL,
    )
    organisme_parent: Identifiant | None = Field(
        default=None,
        title="Organisme de rattachement",
        description="Pour un service ou une antenne.",
        json_schema_extra=REFERENCE("organismes"),
    )

    @property
    def profil(self) -> Profil:
        """What the kind of the body proposes."""
        return PROFILS[self.nature]

    @property
    def organe(self) -> str:
        """The deciding organ with its article, empty when none is known."""
        return nommer_organe(self.organe_deliberant) if self.organe_deliberant else self.profil.organe

    @property
    def denomination(self) -> Denomination:
        """How sentences name it, and whether that is sure."""
        return denommer(
            self.nature, self.nom, Precision(self.nom_en_phrase, self.article, self.genre, self.pluriel)
        )

    @property
    def groupe(self) -> Groupe:
        """The name in a sentence: « la commune du Barp », « l’État », « Bordeaux Métropole »."""
        return self.denomination.groupe

    @property
    def appellation(self) -> str:
        """The short name when there is one, else the sigle, else the full name."""
        return self.nom_court or self.sigle or self.nom
