"""Fiches actions and their follow-up."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.convention import Thematique
from ctg_docs.models.finance import PlanFinancement
from ctg_docs.models.identite import Identite
from ctg_docs.models.indicateur import Indicateur
from ctg_docs.models.operation import Calendrier, Etape, MoyenHumain, Operation, Partenariat, Statut
from ctg_docs.models.petite_enfance import ElementSchema
from ctg_docs.models.valeurs import Date, Nombre

__all__ = ["FicheAction", "Origine", "Participation", "Priorite", "SuiviAnnuel"]


class Priorite(Choix):
    """Priority of an action."""

    ELEVE = (
        "eleve",
        "Élevée",
        "haute",
        "forte",
        "prioritaire",
        "urgente",
        "importante",
        "1",
        "P1",
        "priorité 1",
    )
    MOYEN = "moyen", "Moyenne", "normale", "modérée", "intermédiaire", "2", "P2", "priorité 2"
    BAS = "bas", "Basse", "faible", "secondaire", "3", "P3", "priorité 3"


class Origine(Choix):
    """Where the action comes from (usage, to verify)."""

    RECONDUITE = "reconduite", "Reconduite", "poursuite", "existante", "maintien", "continuité"
    MODIFIEE = "modifiee", "Modifiée", "adaptée", "renforcée", "développement", "évolution"
    NOUVELLE = "nouvelle", "Nouvelle", "nouveau", "nouveauté", "création"


class Participation(Choix):
    """Citizens' part in the action."""

    AUCUNE = "aucune", "Aucune"
    INFORMATION = "information", "Information"
    CONSULTATION = "consultation", "Consultation"
    CONCERTATION = "concertation", "Concertation"
    CO_CONSTRUCTION = "co_construction", "Co-construction"


class SuiviAnnuel(Modele):
    """What the year brought; feeds the bilan."""

    identite: ClassVar[Identite] = Identite("bilan de", details=("depense_euros",), d_un_autre=True)

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année du bilan.")
    texte: Texte | None = Field(default=None, title="Bilan", description="Ce qui s’est passé.")
    statut: Statut | None = Field(default=None, title="Statut", description="Statut à la fin de l’année.")
    depense_euros: Nombre | None = Field(
        default=None, title="Dépensé", description="Dépense réelle de l’année, en euros."
    )


class FicheAction(Modele):
    """An action of the plan. The same rows are printed in every fiche; « non renseigné » where empty."""

    identite: ClassVar[Identite] = Identite("Fiche", registre="fiches_actions", par_contenu=True)

    id: Identifiant = Field(
        title="Identifiant", description="Nom stable et caché ; survit aux renumérotations."
    )
    intitule: Texte = Field(max_length=300, title="Intitulé", description="Verbe à l’infinitif, sans numéro.")
    rattachement: Identifiant | None = Field(
        default=None,
        title="Rattachement",
        description="Objectif du plus bas niveau employé.",
        json_schema_extra=REFERENCE("objectifs", requis=True),
    )
    rattachements_secondaires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Autres rattachements",
        description="Autres objectifs servis.",
        json_schema_extra=REFERENCE("objectifs"),
    )
    thematiques: tuple[Thematique, ...] = Field(
        default=(), title="Thématiques", description="Champs.", json_schema_extra=REQUIS
    )
    tags: tuple[Texte, ...] = Field(default=(), title="Mots-clés", description="Libres, une seule graphie.")
    origine: Origine | None = Field(
        default=None, title="Origine", description="Reconduite, modifiée ou nouvelle."
    )
    constat: Texte | None = Field(
        default=None, title="Constat", description="Pourquoi.", json_schema_extra=REQUIS
    )
    descriptif: Texte | None = Field(
        default=None, title="Descriptif", description="En quoi.", json_schema_extra=REQUIS
    )
    objectifs: tuple[Texte, ...] = Field(
        default=(), title="Objectifs de l’action", description="Une phrase chacun.", json_schema_extra=REQUIS
    )
    operations: tuple[Operation, ...] = Field(
        default=(), title="Opérations", description="Parties de l’action."
    )
    etapes: tuple[Etape, ...] = Field(
        default=(), title="Modalités de mise en œuvre", description="Étapes, dans l’ordre."
    )
    publics_cibles: tuple[Texte, ...] = Field(
        default=(), title="Publics cibles", description="familles, 0-3 ans, agents…", json_schema_extra=REQUIS
    )
    territoire_entier: OuiNon = Field(
        default=True, title="Tout le territoire", description="Faux si limité à des secteurs."
    )
    secteur_geographique: tuple[Texte, ...] = Field(
        default=(), title="Secteur géographique", description="Communes ou secteurs du périmètre."
    )
    pilote: Identifiant | None = Field(
        default=None,
        title="Pilote",
        description="Un seul organisme, qui anime l’action.",
        json_schema_extra=REFERENCE("organismes", requis=True),
    )
    pilote_service: Texte | None = Field(
        default=None,
        title="Service pilote",
        description="Service du pilote, ou ceux qui animent sans être au registre : communes, groupe parentalité…",
    )
    pilote_personne: Identifiant | None = Field(
        default=None,
        title="Personne pilote",
        description="Personne qui anime.",
        json_schema_extra=REFERENCE("personnes"),
    )
    pilotes_personnes: tuple[Identifiant, ...] = Field(
        default=(),
        title="Autres personnes pilotes",
        description="Celles qui animent avec la personne pilote.",
        json_schema_extra=REFERENCE("personnes"),
    )
    porteur: Identifiant | None = Field(
        default=None,
        title="Porteur juridique",
        description="S’il diffère du pilote.",
        json_schema_extra=REFERENCE("organismes"),
    )
    co_porteurs: tuple[Identifiant, ...] = Field(
        default=(),
        title="Co-porteurs",
        description="Autres porteurs.",
        json_schema_extra=REFERENCE("organismes"),
    )
    elu_referent: Identifiant | None = Field(
        default=None,
        title="Élu·e référent·e",
        description="Élu qui suit l’action.",
        json_schema_extra=REFERENCE("personnes"),
    )
    charge_cooperation: Identifiant | None = Field(
        default=None,
        title="Chargé de coopération",
        description="Qui suit l’action.",
        json_schema_extra=REFERENCE("personnes"),
    )
    partenaires: tuple[Partenariat, ...] = Field(
        default=(), title="Partenaires", description="Qui fait quoi."
    )
    partenaires_texte: Texte | None = Field(
        default=None,
        title="Autres partenaires",
        description="Ceux qui ne sont pas au registre, en mots : centres sociaux, écoles…",
    )
    moyens_humains: tuple[MoyenHumain, ...] = Field(
        default=(), title="Moyens humains", description="Postes, ETP."
    )
    moyens_techniques: Texte | None = Field(
        default=None, title="Moyens techniques", description="Locaux, matériel, outils."
    )
    budget: PlanFinancement | None = Field(
        default=None,
        title="Plan de financement",
        description="Dépenses et financeurs, ou « sans incidence financière ».",
        json_schema_extra=REQUIS,
    )
    resultats_attendus: tuple[Texte, ...] = Field(
        default=(), title="Résultats attendus", description="Une phrase chacun.", json_schema_extra=REQUIS
    )
    indicateurs: tuple[Indicateur, ...] = Field(
        default=(),
        title="Indicateurs",
        description="Quelques-uns, suivis jusqu’au bout.",
        json_schema_extra=REQUIS,
    )
    calendrier: Calendrier | None = Field(
        default=None, title="Calendrier", description="Début, fin, précision.", json_schema_extra=REQUIS
    )
    statut: Statut | None = Field(
        default=None, title="Statut", description="Avancement.", json_schema_extra=REQUIS
    )
    priorite: Priorite | None = Field(default=None, title="Priorité", description="Élevée, moyenne ou basse.")
    participation: Participation | None = Field(
        default=None, title="Participation", description="Part des habitants."
    )
    participation_texte: Texte | None = Field(
        default=None, title="Modalités de participation", description="Comment."
    )
    instances: tuple[Identifiant, ...] = Field(
        default=(),
        title="Instances de suivi",
        description="Groupe qui suit l’action.",
        json_schema_extra=REFERENCE("instances"),
    )
    conditions: Texte | None = Field(
        default=None, title="Conditions", description="Ce qui bloque ou débloque."
    )
    fiches_liees: tuple[Identifiant, ...] = Field(
        default=(),
        title="Fiches liées",
        description="Liens réciproques.",
        json_schema_extra=REFERENCE("fiches_actions"),
    )
    schema_petite_enfance: tuple[ElementSchema, ...] = Field(
        default=(),
        title="Schéma de l’accueil du jeune enfant",
        description="Éléments du schéma auxquels l’action répond : emplois, difficultes, qualite…",
    )
    schema_departemental: Texte | None = Field(
        default=None,
        title="Schéma départemental",
        description="Action du schéma départemental des services aux familles que celle-ci sert.",
    )
    documents: tuple[Texte, ...] = Field(default=(), title="Documents", description="Documents utiles.")
    notes: tuple[Texte, ...] = Field(
        default=(), title="Notes", description="Pour mémoire : jamais imprimées."
    )
    suivi: tuple[SuiviAnnuel, ...] = Field(default=(), title="Suivi", description="Bilan de chaque année.")
    version: int = Field(default=1, ge=1, title="Version", description="Numéro de version de la fiche.")
    date_version: Date | None = Field(
        default=None, title="Date de version", description="Imprimée au pied.", json_schema_extra=REQUIS
    )
    redacteur: Identifiant | None = Field(
        default=None,
        title="Rédacteur",
        description="Qui a écrit la fiche.",
        json_schema_extra=REFERENCE("personnes", requis=True),
    )

    @property
    def plan(self) -> PlanFinancement | None:
        """The money of the whole action: its own lines, or those of its opérations when it has none."""
        if self.budget is not None and self.budget.lignes:
            return self.budget
        lignes = tuple(ligne for o in self.operations if o.budget for ligne in o.budget.lignes)
        if not lignes:
            return self.budget
        return PlanFinancement(lignes=lignes, commentaire=self.budget.commentaire if self.budget else None)
