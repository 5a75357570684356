"""Opérations: the parts of an action, and what an action and its parts both have."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.finance import PlanFinancement
from ctg_docs.models.identite import Identite
from ctg_docs.models.indicateur import Indicateur
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Nombre

__all__ = ["Calendrier", "Etape", "MoyenHumain", "Operation", "Partenariat", "Statut"]


class Statut(Choix):
    """Progress of an action."""

    A_VENIR = (
        "a_venir",
        "À venir",
        *(
            "à faire",
            "à démarrer",
            "à lancer",
            "à engager",
            "à mettre en œuvre",
            "à initier",
            "non démarré",
            "non commencé",
        ),
        *(
            "pas commencé",
            "pas encore commencé",
            "pas démarré",
            "non engagé",
            "prévu",
            "planifié",
            "programmé",
            "projet",
            "en projet",
        ),
    )
    A_DISCUTER = "a_discuter", "À discuter", "à étudier", "à valider", "en réflexion", "à l’étude"
    EN_COURS = (
        "en_cours",
        "En cours",
        *(
            "démarré",
            "lancé",
            "engagé",
            "commencé",
            "initié",
            "en cours de réalisation",
            "en cours de mise en œuvre",
        ),
    )
    REALISE = (
        "realise",
        "Réalisé",
        "terminé",
        "fait",
        "achevé",
        "fini",
        "finalisé",
        "clos",
        "soldé",
        "ok",
        "effectué",
    )
    EN_RETARD = "en_retard", "En retard", "retard", "retardé"
    EN_PAUSE = "en_pause", "En pause", "en attente", "suspendu", "reporté", "différé", "gelé", "en suspens"
    BLOQUE = "bloque", "Bloqué"
    ABANDONNE = "abandonne", "Abandonné", "annulé", "abandon", "supprimé"


class Calendrier(Modele):
    """When an action takes place: precise or not, and in words."""

    debut: Moment | None = Field(
        default=None, title="Début", description="Jour, mois, trimestre, semestre ou année."
    )
    fin: Moment | None = Field(
        default=None, title="Fin", description="Jour, mois, trimestre, semestre ou année."
    )
    texte: Texte | None = Field(
        default=None, title="Précision", description="pas avant 2027, dernier trimestre 2024…"
    )
    recurrente: OuiNon = Field(
        default=False, title="Récurrente", description="Vrai si l’action se répète tous les ans."
    )

    def touches(self, annee: int) -> bool:
        """True when the action takes place in that year, as far as its dates tell."""
        if self.debut is None and self.fin is None:
            return False
        first = self.debut.debut.year if self.debut else annee
        last = self.fin.fin.year if self.fin else annee if self.recurrente else first
        return first <= annee <= max(first, last)


class Etape(Modele):
    """A step in carrying out an action."""

    identite: ClassVar[Identite] = Identite("étape")

    nom: Texte = Field(title="Étape", description="Ce qui est à faire.")
    echeance: Moment | None = Field(default=None, title="Échéance", description="Pour quand.")
    realise: OuiNon = Field(default=False, title="Réalisée", description="Vrai quand c’est fait.")


class Partenariat(Modele):
    """A partner's part. A partner's commitment is not an action."""

    identite: ClassVar[Identite] = Identite("partenaire", d_un_autre=True)

    organisme: Identifiant = Field(
        title="Organisme", description="Partenaire.", json_schema_extra=REFERENCE("organismes")
    )
    role: Texte | None = Field(default=None, title="Rôle", description="Ce que fait le partenaire.")
    engagement: Texte | None = Field(default=None, title="Engagement", description="Ce qu’il apporte.")


class MoyenHumain(Modele):
    """People who carry the action."""

    identite: ClassVar[Identite] = Identite("moyen")

    texte: Texte = Field(title="Moyen", description="Poste ou équipe.")
    etp: Nombre | None = Field(default=None, title="ETP", description="Équivalent temps plein : 0,20.")


class Operation(Modele):
    """A part of an action with facts of its own; an empty field inherits from the action."""

    identite: ClassVar[Identite] = Identite("opération")

    intitule: Texte = Field(max_length=300, title="Intitulé", description="Sans numéro.")
    descriptif: Texte | None = Field(default=None, title="Descriptif", description="En quoi elle consiste.")
    publics_cibles: tuple[Texte, ...] = Field(
        default=(), title="Publics", description="Si différents de l’action."
    )
    pilote: Identifiant | None = Field(
        default=None,
        title="Pilote",
        description="Si différent de l’action.",
        json_schema_extra=REFERENCE("organismes"),
    )
    co_porteurs: tuple[Identifiant, ...] = Field(
        default=(),
        title="Co-porteurs",
        description="Autres porteurs de l’opération.",
        json_schema_extra=REFERENCE("organismes"),
    )
    pilotes_personnes: tuple[Identifiant, ...] = Field(
        default=(),
        title="Personnes pilotes",
        description="Qui anime l’opération.",
        json_schema_extra=REFERENCE("personnes"),
    )
    en_lien_avec: Texte | None = Field(
        default=None, title="En lien avec", description="Services, dispositifs ou groupes associés."
    )
    partenaires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Partenaires",
        description="Si différents.",
        json_schema_extra=REFERENCE("organismes"),
    )
    partenaires_texte: Texte | None = Field(
        default=None, title="Autres partenaires", description="Ceux qui ne sont pas au registre, en mots."
    )
    secteur_geographique: tuple[Texte, ...] = Field(
        default=(), title="Secteur géographique", description="Si différent de l’action."
    )
    etapes: tuple[Etape, ...] = Field(default=(), title="Étapes", description="Étapes, dans l’ordre.")
    resultats_attendus: tuple[Texte, ...] = Field(
        default=(), title="Résultats attendus", description="Propres à l’opération."
    )
    budget: PlanFinancement | None = Field(default=None, title="Budget", description="Part de l’opération.")
    indicateurs: tuple[Indicateur, ...] = Field(
        default=(), title="Indicateurs", description="Propres à l’opération."
    )
    calendrier: Calendrier | None = Field(
        default=None, title="Calendrier", description="Si différent de l’action."
    )
    statut: Statut | None = Field(default=None, title="Statut", description="Si différent de l’action.")
