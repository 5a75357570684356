"""Gouvernance: who decides what, who sits where, by which rules."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite

__all__ = ["Gouvernance", "Instance", "Membre", "NatureInstance", "RegleComposition", "RoleMembre"]


class NatureInstance(Choix):
    """Kind of a governance body."""

    BUREAU = "bureau", "Bureau ou conseil communautaire"
    COPIL = "copil", "Comité de pilotage"
    COTECH = "cotech", "Comité technique"
    GROUPE_TRAVAIL = "groupe_travail", "Groupe de travail thématique"
    GROUPE_ELABORATION = "groupe_elaboration", "Groupe d’élaboration du plan d’actions"
    COMITE_ELUS = "comite_elus", "Comité de suivi d’élus"
    COMITE_THEMATIQUE = "comite_thematique", "Comité thématique"
    REUNION_PARTENARIALE = "reunion_partenariale", "Réunion partenariale"
    AUTRE = "autre", "Autre instance"


class RoleMembre(Choix):
    """Role in an instance (usage, to verify)."""

    PRESIDENT = "president", "Présidence", "président", "présidente"
    CO_PRESIDENT = "co_president", "Co-présidence", "co-président", "coprésident", "coprésidence"
    ANIMATEUR = "animateur", "Animation", "animateur", "animatrice"
    REDACTEUR = "redacteur", "Rédaction", "rédacteur", "rédactrice", "secrétaire", "secrétariat"
    TITULAIRE = "titulaire", "Titulaire"
    SUPPLEANT = "suppleant", "Suppléance", "suppléant", "suppléante"
    INVITE = "invite", "Invité"
    EXPERT = "expert", "Expert"


class RegleComposition(Modele):
    """A line of the composition as it is announced: a category rather than names."""

    identite: ClassVar[Identite] = Identite("composition", d_un_autre=True)

    texte: Texte = Field(title="Composition", description="Techniciens CAF des Deux-Sèvres et MSA Poitou…")
    max_par_structure: int | None = Field(
        default=None, ge=1, title="Maximum par structure", description="Nombre de personnes par structure."
    )
    binome_cooperation: OuiNon = Field(
        default=False,
        title="Binôme",
        description="Vrai si chaque groupe envoie un binôme dont un chargé de coopération.",
    )


class Membre(Modele):
    """A person, or a body still to name its person, in an instance."""

    identite: ClassVar[Identite] = Identite("membre", d_un_autre=True)

    personne: Identifiant | None = Field(
        default=None,
        title="Personne",
        description="Vide si la structure n’a pas désigné.",
        json_schema_extra=REFERENCE("personnes"),
    )
    organisme: Identifiant | None = Field(
        default=None,
        title="Structure",
        description="Au titre de quelle structure.",
        json_schema_extra=REFERENCE("organismes"),
    )
    role: RoleMembre = Field(
        default=RoleMembre.TITULAIRE, title="Rôle", description="Présidence, animation, titulaire…"
    )
    suppleant_de: Identifiant | None = Field(
        default=None,
        title="Suppléant de",
        description="Titulaire remplacé.",
        json_schema_extra=REFERENCE("personnes"),
    )
    precision: Texte | None = Field(
        default=None, title="Précision", description="Collège, qualité au sein de l’instance."
    )


class Instance(Modele):
    """A body of the governance, from the deciding one down to the groups."""

    identite: ClassVar[Identite] = Identite("Instance", registre="instances", par_contenu=True)

    id: Identifiant = Field(title="Identifiant", description="copil, cotech, gtt-1…")
    nom: Texte = Field(title="Nom", description="Comité de pilotage partenarial.")
    sigle: Texte | None = Field(default=None, title="Sigle", description="COPIL.")
    nature: NatureInstance = Field(title="Nature", description="Catégorie de l’instance.")
    verbes: tuple[Texte, ...] = Field(
        default=(), title="Verbes", description="VALIDE, DÉCIDE POUR VALIDATION…"
    )
    missions: tuple[Texte, ...] = Field(default=(), title="Missions", description="Une phrase chacune.")
    composition: tuple[RegleComposition, ...] = Field(
        default=(), title="Composition", description="Catégories de membres.", json_schema_extra=REQUIS
    )
    membres: tuple[Membre, ...] = Field(default=(), title="Membres", description="Personnes désignées.")
    groupes: tuple[Texte, ...] = Field(
        default=(), title="Groupes", description="Sous-groupes sans composition propre : GTT1, GTT2, GTT3."
    )
    objectif: Identifiant | None = Field(
        default=None,
        title="Objectif suivi",
        description="Pour un groupe thématique.",
        json_schema_extra=REFERENCE("objectifs"),
    )
    rend_compte_a: Identifiant | None = Field(
        default=None,
        title="Rend compte à",
        description="Instance à laquelle elle propose.",
        json_schema_extra=REFERENCE("instances"),
    )
    frequence: Texte | None = Field(default=None, title="Fréquence", description="au moins une fois par an.")
    reunions_par_an: int | None = Field(
        default=None, ge=1, title="Réunions par an", description="Nombre promis."
    )
    quorum: Texte | None = Field(default=None, title="Quorum", description="Aucun par défaut.")
    regles: tuple[Texte, ...] = Field(
        default=(), title="Règles", description="Règles de fonctionnement, une phrase chacune."
    )


class Gouvernance(Modele):
    """All the instances, from the deciding one down."""

    introduction: Texte | None = Field(
        default=None, title="Introduction", description="Texte avant le tableau."
    )
    instances: tuple[Instance, ...] = Field(
        default=(),
        title="Instances",
        description="Les instances, de la plus haute à la plus basse.",
        json_schema_extra=REQUIS,
    )
