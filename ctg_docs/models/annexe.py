"""Annexes: the ordered list that follows the signatures."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import Choix, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite

__all__ = ["Annexe", "ContenuAnnexe", "Orientation"]


class ContenuAnnexe(Choix):
    """What fills an annexe: generated from the dossier, a text, or an attached file."""

    DIAGNOSTIC = "diagnostic", "Diagnostic partagé"
    EQUIPEMENTS = "equipements", "Équipements et services soutenus"
    PLAN_ACTIONS = "plan_actions", "Plan d’actions et moyens mobilisés"
    FICHES_ACTIONS = "fiches_actions", "Fiches actions"
    GOUVERNANCE = "gouvernance", "Pilotage et collaboration"
    COOPERATEURS = "cooperateurs", "Chargés de coopération"
    EVALUATION = "evaluation", "Évaluation"
    DELIBERATIONS = "deliberations", "Délibérations"
    SCHEMA = "schema_petite_enfance", "Schéma de l’accueil du jeune enfant"
    TEXTE = "texte", "Texte libre"
    FICHIER = "fichier", "Fichier joint"


class Orientation(Choix):
    """Orientation of a section's pages."""

    PORTRAIT = "portrait", "Portrait"
    PAYSAGE = "paysage", "Paysage"


class Annexe(Modele):
    """One annexe; its number is its rank."""

    identite: ClassVar[Identite] = Identite("Annexe", registre="annexes", par=("contenu", "titre", "fichier"))

    id: Identifiant = Field(title="Identifiant", description="Nom stable de l’annexe.")
    contenu: ContenuAnnexe = Field(
        title="Contenu", description="Partie du dossier imprimée, texte libre ou fichier."
    )
    titre: Texte | None = Field(
        default=None, title="Titre", description="Titre sans numéro ; proposé d’après le contenu."
    )
    texte: Texte | None = Field(
        default=None,
        title="Texte",
        description="Introduction d’une annexe générée, ou tout le texte d’une annexe libre.",
    )
    fichier: Texte | None = Field(
        default=None, title="Fichier", description="Pour un fichier joint : annexes/convention-donnees.pdf."
    )
    orientation: Orientation | None = Field(
        default=None, title="Orientation", description="Proposée d’après le contenu."
    )

    @property
    def titre_effectif(self) -> str:
        """The title as printed."""
        return self.titre or self.contenu.libelle
