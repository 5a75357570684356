"""Rétroplanning: tracks, steps, milestones, provisional dates."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.reunion import Sondage
from ctg_docs.models.strategie import EtatEtape

__all__ = ["EtapeRetroplanning", "Piste", "Retroplanning"]


class EtapeRetroplanning(Modele):
    """A step; undated steps are listed as « à dater »."""

    identite: ClassVar[Identite] = Identite("étape", registre="etapes")

    id: Identifiant | None = Field(
        default=None, title="Identifiant", description="Si une autre étape en dépend."
    )
    titre: Texte = Field(title="Étape", description="Ce qui est fait.")
    debut: Moment | None = Field(default=None, title="Début", description="Jour, mois, trimestre…")
    fin: Moment | None = Field(default=None, title="Fin", description="Si différente du début.")
    jalon: OuiNon = Field(default=False, title="Jalon", description="Vrai pour une date clé.")
    a_confirmer: OuiNon = Field(
        default=False, title="À confirmer", description="Vrai si la date est provisoire."
    )
    sondage: Sondage | None = Field(
        default=None, title="Dates proposées", description="Tant que la date n’est pas choisie."
    )
    etat: EtatEtape | None = Field(default=None, title="État", description="État de l’étape.")
    responsable: Identifiant | None = Field(
        default=None,
        title="Responsable",
        description="Qui s’en charge.",
        json_schema_extra=REFERENCE("personnes"),
    )
    depend_de: tuple[Identifiant, ...] = Field(
        default=(),
        title="Dépend de",
        description="Étapes qui précèdent.",
        json_schema_extra=REFERENCE("etapes"),
    )
    reunion: Identifiant | None = Field(
        default=None,
        title="Réunion",
        description="Réunion du dossier.",
        json_schema_extra=REFERENCE("reunions"),
    )
    texte: Texte | None = Field(default=None, title="Précision", description="Remarque.")


class Piste(Modele):
    """A track: CTG, PEdT…"""

    identite: ClassVar[Identite] = Identite("Piste")

    nom: Texte = Field(title="Piste", description="CTG, PEdT (en parallèle)…")
    etapes: tuple[EtapeRetroplanning, ...] = Field(default=(), title="Étapes", description="Dans l’ordre.")


class Retroplanning(Modele):
    """The calendar of the démarche."""

    titre: Texte | None = Field(default=None, title="Titre", description="Titre du rétroplanning.")
    periodes: tuple[Moment, ...] = Field(
        default=(), title="Périodes", description="Colonnes ; chaque mois du début à la fin si vide."
    )
    pistes: tuple[Piste, ...] = Field(default=(), title="Pistes", description="Pistes parallèles.")
    aujourd_hui: Moment | None = Field(
        default=None, title="Position", description="« Nous en sommes là » ; la date du document sinon."
    )
    cible: Moment | None = Field(
        default=None, title="Cible", description="Date visée, pour compter à rebours."
    )
    remarques: tuple[Texte, ...] = Field(default=(), title="Remarques", description="Sous le tableau.")
