"""Accueil du jeune enfant: who exercises its four competences, and what a schéma adds to the dossier.

Source: CASF L. 214-1-3 (competences, since 1 January 2025), L. 214-2 and D. 214-10-1 (schéma pluriannuel).
"""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Date

__all__ = [
    "SEUIL_PLANIFICATION",
    "SEUIL_SCHEMA",
    "AutoriteOrganisatrice",
    "CompetencePetiteEnfance",
    "ElementSchema",
    "PetiteEnfance",
    "VoletSchema",
]

SEUIL_PLANIFICATION: Final = 3_500
"""Inhabitants above which a commune must also plan and support quality (CASF L. 214-1-3)."""

SEUIL_SCHEMA: Final = 10_000
"""Inhabitants above which a schéma and a relais petite enfance are due (CASF L. 214-2, L. 214-2-1)."""


class CompetencePetiteEnfance(Choix):
    """The four competences of the public service of early childhood."""

    RECENSER = "recenser", "Recenser les besoins et les modes d’accueil"
    INFORMER = "informer", "Informer et accompagner les familles"
    PLANIFIER = "planifier", "Planifier le développement des modes d’accueil"
    SOUTENIR = "soutenir", "Soutenir la qualité des modes d’accueil"

    @property
    def seuil(self) -> int:
        """Population that a commune must exceed to be bound to it; 0 for every commune."""
        return SEUIL_PLANIFICATION if self in (type(self).PLANIFIER, type(self).SOUTENIR) else 0


class ElementSchema(Choix):
    """What the schéma must hold (CASF D. 214-10-1, I), in the order of the article."""

    OFFRE = "offre", "Équipements, services et modes d’accueil existants"
    BESOINS = "besoins", "Besoins des enfants de moins de trois ans et de leurs familles"
    ZONES = "zones", "Zones où l’offre est insuffisante ou difficile d’accès"
    OBJECTIFS = "objectifs", "Objectifs de maintien, de développement et de redéploiement"
    EMPLOIS = "emplois", "Besoins en emplois et en compétences"
    DIFFICULTES = "difficultes", "Réponses aux difficultés particulières des familles"
    QUALITE = "qualite", "Accompagnement de la qualité d’accueil"
    INVESTISSEMENTS = "investissements", "Projets d’investissement"
    MOYENS = "moyens", "Coûts prévisionnels, moyens et difficultés identifiées"
    CALENDRIER = "calendrier", "Calendrier prévisionnel"
    INDICATEURS = "indicateurs", "Indicateurs et modalités d’évaluation"

    @property
    def reference(self) -> str:
        """« 4° a) » of the article."""
        rang = list(type(self)).index(self)
        return f"{rang + 1}°" if rang < 3 else f"4°\u00a0{'abcdefgh'[rang - 3]})"


class AutoriteOrganisatrice(Modele):
    """A body that exercises competences for some communes of the perimeter: themselves, or their group."""

    identite: ClassVar[Identite] = Identite("autorité organisatrice", d_un_autre=True)

    organisme: Identifiant = Field(
        title="Organisme",
        description="Commune, communauté ou syndicat qui exerce.",
        json_schema_extra=REFERENCE("organismes"),
    )
    competences: tuple[CompetencePetiteEnfance, ...] = Field(
        default=(),
        title="Compétences",
        description="recenser, informer, planifier, soutenir ; les quatre si vide.",
    )
    communes: tuple[Texte, ...] = Field(
        default=(),
        title="Communes",
        description="Communes pour lesquelles il exerce ; toutes celles du périmètre si vide, elle seule pour une commune.",
    )
    acte: Texte | None = Field(
        default=None,
        title="Acte",
        description="Ce qui fonde le transfert : l’arrêté préfectoral du 12 décembre 2024.",
    )
    depuis: Date | None = Field(default=None, title="Depuis", description="Premier jour d’exercice.")

    @property
    def exercees(self) -> tuple[CompetencePetiteEnfance, ...]:
        """The competences written, or the four."""
        return self.competences or tuple(CompetencePetiteEnfance)


class VoletSchema(Modele):
    """What the schéma says of an element beyond what the dossier already holds."""

    identite: ClassVar[Identite] = Identite("volet")

    element: ElementSchema = Field(
        title="Élément", description="Élément demandé par le décret : zones, emplois, difficultes, qualite…"
    )
    texte: Texte | None = Field(default=None, title="Texte", description="Quelques phrases.")
    points: tuple[Texte, ...] = Field(default=(), title="Points", description="Une ligne chacun.")


class PetiteEnfance(Modele):
    """What the dossier says of the public service of early childhood."""

    autorites: tuple[AutoriteOrganisatrice, ...] = Field(
        default=(),
        title="Autorités organisatrices",
        description="Qui exerce les quatre compétences ; une commune dont rien n’est dit les exerce elle-même.",
    )
    volets: tuple[VoletSchema, ...] = Field(
        default=(),
        title="Volets du schéma",
        description="Ce que le schéma ajoute au diagnostic, aux équipements et aux fiches, élément par élément.",
    )
