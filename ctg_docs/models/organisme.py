"""Organismes: every body that signs, pays, runs or helps. One register, referred to everywhere by identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import Field

from ctg_docs.french import commence_par_voyelle
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
from ctg_docs.models.valeurs import CodeCommune, CodePostal, Courriel, Effectif, Siren, Siret, Telephone

__all__ = [
    "PROFILS",
    "Adresse",
    "Image",
    "NatureOrganisme",
    "Organisme",
    "Profil",
    "StatutGestionnaire",
]


class NatureOrganisme(Choix):
    """Kind of a body; it proposes its grammar, its signatory and its deciding organ."""

    CAF = "caf", "Caisse d’allocations familiales"
    MSA = "msa", "Mutualité sociale agricole"
    COMMUNE = "commune", "Commune", "mairie", "ville"
    COMMUNAUTE_COMMUNES = "communaute_communes", "Communauté de communes", "CC", "ComCom", "CdC"
    COMMUNAUTE_AGGLOMERATION = (
        "communaute_agglomeration",
        "Communauté d’agglomération",
        "CA",
        "agglo",
        "agglomération",
    )
    COMMUNAUTE_URBAINE = "communaute_urbaine", "Communauté urbaine", "CU"
    METROPOLE = "metropole", "Métropole"
    SYNDICAT = "syndicat", "Syndicat intercommunal ou mixte", "syndicat", "SIVU", "SIVOM", "syndicat mixte"
    DEPARTEMENT = "departement", "Département", "conseil départemental", "CD"
    REGION = "region", "Région", "conseil régional"
    ETAT = (
        "etat",
        "État",
        *(
            "préfecture",
            "sous-préfecture",
            "Éducation nationale",
            "DSDEN",
            "DDETS",
            "DDETSPP",
            "DRAC",
            "SDJES",
            "rectorat",
        ),
    )
    CPAM = "cpam", "Caisse primaire d’assurance maladie"
    CARSAT = "carsat", "Caisse d’assurance retraite et de la santé au travail"
    FRANCE_TRAVAIL = "france_travail", "France Travail", "Pôle emploi"
    CCAS = "ccas", "Centre communal d’action sociale"
    CIAS = "cias", "Centre intercommunal d’action sociale"
    ASSOCIATION = "association", "Association", "association loi 1901", "asso", "CPTS"
    ENTREPRISE = "entreprise", "Entreprise", "société", "SARL", "SAS", "SCOP"
    ETABLISSEMENT_PUBLIC = (
        "etablissement_public",
        "Établissement public",
        *(
            "hôpital",
            "centre hospitalier",
            "CH",
            "CHU",
            "ARS",
            "agence régionale de santé",
            "EPCC",
            "collège",
            "lycée",
        ),
    )
    AUTRE = "autre", "Autre organisme"


@dataclass(frozen=True, slots=True)
class Profil:
    """What a kind of body proposes; each proposal can be overridden in the dossier.

    Attributes:
        genre: grammatical gender of the name.
        organe: deciding organ, with its article; empty when none is cited (État, CPAM…).
        qualites: usual capacities of the signatory, masculine then feminine, most usual first.
        collectivite: True for the bodies that can carry a CTG beside the Caf.
    """

    genre: Genre
    organe: str = ""
    qualites: tuple[tuple[str, str], ...] = ()
    collectivite: bool = False


_F, _M = Genre.FEMININ, Genre.MASCULIN
_PRESIDENT = ("Président", "Présidente")
_DIRECTEUR = ("Directeur", "Directrice")
_CONSEIL_CA = "le conseil d’administration"
_CONSEIL_CC = "le conseil communautaire"
_INTERCO = (_PRESIDENT, ("Vice-président", "Vice-présidente"))
_CAISSE = (("Président du conseil d’administration", "Présidente du conseil d’administration"), _DIRECTEUR)

PROFILS: Final[dict[NatureOrganisme, Profil]] = {
    NatureOrganisme.CAF: Profil(_F, _CONSEIL_CA, _CAISSE),
    NatureOrganisme.MSA: Profil(_F, _CONSEIL_CA, _CAISSE),
    NatureOrganisme.COMMUNE: Profil(
        _F, "le conseil municipal", (("Maire", "Maire"), ("Adjoint au maire", "Adjointe au maire")), True
    ),
    NatureOrganisme.COMMUNAUTE_COMMUNES: Profil(_F, _CONSEIL_CC, _INTERCO, True),
    NatureOrganisme.COMMUNAUTE_AGGLOMERATION: Profil(_F, _CONSEIL_CC, _INTERCO, True),
    NatureOrganisme.COMMUNAUTE_URBAINE: Profil(_F, _CONSEIL_CC, _INTERCO, True),
    NatureOrganisme.METROPOLE: Profil(_F, "le conseil métropolitain", _INTERCO, True),
    NatureOrganisme.SYNDICAT: Profil(_M, "le comité syndical", (_PRESIDENT,), True),
    NatureOrganisme.DEPARTEMENT: Profil(
        _M,
        "la commission permanente",
        (("Président du conseil départemental", "Présidente du conseil départemental"),),
    ),
    NatureOrganisme.REGION: Profil(
        _F, "la commission permanente", (("Président du conseil régional", "Présidente du conseil régional"),)
    ),
    NatureOrganisme.ETAT: Profil(_M, "", (("Préfet", "Préfète"), ("Sous-préfet", "Sous-préfète"))),
    NatureOrganisme.CPAM: Profil(_F, "", (_DIRECTEUR,)),
    NatureOrganisme.CARSAT: Profil(_F, "", (_DIRECTEUR,)),
    NatureOrganisme.FRANCE_TRAVAIL: Profil(_M, "", (_DIRECTEUR,)),
    NatureOrganisme.CCAS: Profil(_M, _CONSEIL_CA, _INTERCO),
    NatureOrganisme.CIAS: Profil(_M, _CONSEIL_CA, _INTERCO),
    NatureOrganisme.ASSOCIATION: Profil(_F, _CONSEIL_CA, (_PRESIDENT,)),
    NatureOrganisme.ENTREPRISE: Profil(_F, "", (("Gérant", "Gérante"), _DIRECTEUR)),
    NatureOrganisme.ETABLISSEMENT_PUBLIC: Profil(_M, _CONSEIL_CA, (_DIRECTEUR,)),
    NatureOrganisme.AUTRE: Profil(_M, "", ()),
}
"""Who signs and which organ decides, by kind (usage met in signed conventions; never a hard rule)."""


class StatutGestionnaire(Choix):
    """Legal form of a body that runs an equipment."""

    REGIE = "regie", "Régie"
    ASSOCIATION = "association", "Association"
    DSP = "dsp", "Délégation de service public"
    ENTREPRISE = "entreprise", "Entreprise"
    AUTRE = "autre", "Autre"


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
        """The lines of the address that are filled, in postal order."""
        last = " ".join(p for p in (self.code_postal, self.ville) if p)
        return tuple(p for p in (self.site, self.complement, self.voie, last) if p)


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


class Organisme(Modele):
    """A body: signatory, funder, manager of an equipment, partner."""

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
        default=None, title="Organe délibérant", description="Avec son article ; proposé d’après la nature."
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
    def genre_effectif(self) -> Genre:
        """The gender to agree with."""
        return self.genre or self.profil.genre

    @property
    def organe(self) -> str:
        """The deciding organ with its article, empty when none is known."""
        return self.organe_deliberant or self.profil.organe

    @property
    def article_defini(self) -> str:
        """The definite article in lower case, with its blank: « la », « l’ », « les »."""
        if self.article is not None:
            return self.article if not self.article or self.article.endswith("’") else f"{self.article} "
        if self.pluriel:
            return "les "
        if commence_par_voyelle(self.nom):
            return "l’"
        return "la " if self.genre_effectif is Genre.FEMININ else "le "

    @property
    def appellation(self) -> str:
        """The short name when there is one, else the sigle, else the full name."""
        return self.nom_court or self.sigle or self.nom
