"""Indicators: what is measured, from where to where, and what each year brought."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Nombre

__all__ = ["Indicateur", "NatureIndicateur", "Realisation", "TypeIndicateur"]


class NatureIndicateur(Choix):
    """Numbers or words."""

    QUANTITATIF = "quantitatif", "Quantitatif"
    QUALITATIF = "qualitatif", "Qualitatif"


class TypeIndicateur(Choix):
    """What an indicator measures."""

    MOYEN = "moyen", "Moyen"
    REALISATION = "realisation", "Réalisation"
    RESULTAT = "resultat", "Résultat"


class Realisation(Modele):
    """Value of an indicator in a year."""

    identite: ClassVar[Identite] = Identite("année", details=("valeur", "texte"), d_un_autre=True)

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année de la mesure.")
    valeur: Nombre | None = Field(default=None, title="Valeur", description="Valeur mesurée.")
    texte: Texte | None = Field(
        default=None, title="Appréciation", description="Pour un indicateur qualitatif."
    )


class Indicateur(Modele):
    """An indicator with its baseline, its target and where the figure comes from."""

    identite: ClassVar[Identite] = Identite("indicateur")

    id: Identifiant | None = Field(
        default=None, title="Identifiant", description="Nom stable, si on le cite ailleurs."
    )
    intitule: Texte = Field(title="Intitulé", description="Ce qui est mesuré.")
    nature: NatureIndicateur = Field(
        default=NatureIndicateur.QUANTITATIF, title="Nature", description="Chiffres ou mots."
    )
    type: TypeIndicateur | None = Field(
        default=None, title="Type", description="Moyen, réalisation ou résultat."
    )
    unite: Texte | None = Field(default=None, title="Unité", description="familles, %, heures…")
    valeur_initiale: Nombre | None = Field(
        default=None, title="Valeur initiale", description="Point de départ."
    )
    date_initiale: Moment | None = Field(
        default=None, title="Date du point de départ", description="Jour ou année."
    )
    cible: Nombre | None = Field(default=None, title="Cible", description="Valeur visée.")
    date_cible: Moment | None = Field(
        default=None, title="Échéance de la cible", description="Jour ou année."
    )
    cible_texte: Texte | None = Field(
        default=None, title="Cible en mots", description="Pour un indicateur qualitatif."
    )
    realisations: tuple[Realisation, ...] = Field(
        default=(), title="Réalisé", description="Valeur de chaque année."
    )
    source: Texte | None = Field(default=None, title="Source", description="D’où vient la mesure.")
    responsable: Identifiant | None = Field(
        default=None,
        title="Responsable",
        description="Qui fournit la mesure.",
        json_schema_extra=REFERENCE("personnes"),
    )
