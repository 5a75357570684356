"""Fiches actions, their opérations, indicators and follow-up."""

from __future__ import annotations

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.convention import Thematique
from ctg_docs.models.finance import PlanFinancement
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Date, Nombre

__all__ = [
    "Calendrier",
    "Etape",
    "FicheAction",
    "Indicateur",
    "MoyenHumain",
    "NatureIndicateur",
    "Operation",
    "Origine",
    "Partenariat",
    "Participation",
    "Priorite",
    "Realisation",
    "Statut",
    "SuiviAnnuel",
    "TypeIndicateur",
]


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


class Priorite(Choix):
    """Priority of an action."""

    ELEVE = "eleve", "Élevée", "haute", "forte", "prioritaire", "urgente", "1", "P1", "priorité 1"
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

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année de la mesure.")
    valeur: Nombre | None = Field(default=None, title="Valeur", description="Valeur mesurée.")
    texte: Texte | None = Field(
        default=None, title="Appréciation", description="Pour un indicateur qualitatif."
    )


class Indicateur(Modele):
    """An indicator with its baseline, its target and where the figure comes from."""

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

    nom: Texte = Field(title="Étape", description="Ce qui est à faire.")
    echeance: Moment | None = Field(default=None, title="Échéance", description="Pour quand.")
    realise: OuiNon = Field(default=False, title="Réalisée", description="Vrai quand c’est fait.")


class Partenariat(Modele):
    """A partner's part. A partner's commitment is not an action."""

    organisme: Identifiant = Field(
        title="Organisme", description="Partenaire.", json_schema_extra=REFERENCE("organismes")
    )
    role: Texte | None = Field(default=None, title="Rôle", description="Ce que fait le partenaire.")
    engagement: Texte | None = Field(default=None, title="Engagement", description="Ce qu’il apporte.")


class MoyenHumain(Modele):
    """People who carry the action."""

    texte: Texte = Field(title="Moyen", description="Poste ou équipe.")
    etp: Nombre | None = Field(default=None, title="ETP", description="Équivalent temps plein : 0,20.")


class SuiviAnnuel(Modele):
    """What the year brought; feeds the bilan."""

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année du bilan.")
    texte: Texte | None = Field(default=None, title="Bilan", description="Ce qui s’est passé.")
    statut: Statut | None = Field(default=None, title="Statut", description="Statut à la fin de l’année.")
    depense_euros: Nombre | None = Field(
        default=None, title="Dépensé", description="Dépense réelle de l’année, en euros."
    )


class Operation(Modele):
    """A part of an action with facts of its own; an empty field inherits from the action."""

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
    partenaires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Partenaires",
        description="Si différents.",
        json_schema_extra=REFERENCE("organismes"),
    )
    budget: PlanFinancement | None = Field(default=None, title="Budget", description="Part de l’opération.")
    indicateurs: tuple[Indicateur, ...] = Field(
        default=(), title="Indicateurs", description="Propres à l’opération."
    )
    calendrier: Calendrier | None = Field(
        default=None, title="Calendrier", description="Si différent de l’action."
    )
    statut: Statut | None = Field(default=None, title="Statut", description="Si différent de l’action.")


class FicheAction(Modele):
    """An action of the plan. The same rows are printed in every fiche; « non renseigné » where empty."""

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
        default=None, title="Service pilote", description="Service du pilote."
    )
    pilote_personne: Identifiant | None = Field(
        default=None,
        title="Personne pilote",
        description="Personne qui anime.",
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
    moyens_humains: tuple[MoyenHumain, ...] = Field(
        default=(), title="Moyens humains", description="Postes, ETP."
    )
    moyens_techniques: Texte | None = Field(
        default=None, title="Moyens techniques", description="Locaux, matériel, outils."
    )
    budget: PlanFinancement | None = Field(
        default=None,
        title="Plan de financement",
        description="Ou « sans incidence financière ».",
        json_schema_extra=REQUIS,
    )
    resultats_attendus: tuple[Texte, ...] = Field(
        default=(), title="Résultats attendus", description="Une phrase chacun.", json_schema_extra=REQUIS
    )
    indicateurs: tuple[Indicateur, ...] = Field(
        default=(), title="Indicateurs", description="Peu, mais suivis.", json_schema_extra=REQUIS
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
    documents: tuple[Texte, ...] = Field(default=(), title="Documents", description="Documents utiles.")
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
