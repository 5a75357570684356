"""Équipements and services, and the bonus territoire."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import StatutGestionnaire
from ctg_docs.models.valeurs import Euros, Nombre

__all__ = ["ActiviteAnnuelle", "BonusTerritoire", "Equipement", "OffreEquipement", "TypeEquipement"]


class TypeEquipement(Choix):
    """Kind of an equipment; the first four carry the bonus in the circulaire."""

    EAJE = (
        "eaje",
        "Établissement d’accueil du jeune enfant (EAJE)",
        *(
            "Établissement d’accueil du jeune enfant",
            "multi-accueil",
            "crèche",
            "micro-crèche",
            "halte-garderie",
        ),
        *("crèche familiale", "crèche collective", "multiaccueil", "jardin d’enfants"),
    )
    RPE = (
        "rpe",
        "Relais petite enfance (RPE)",
        "Relais petite enfance",
        "RAM",
        "RAMPE",
        "relais assistantes maternelles",
    )
    LAEP = "laep", "Lieu d’accueil enfants-parents (LAEP)", "Lieu d’accueil enfants-parents"
    ALSH = (
        "alsh",
        "Accueil de loisirs sans hébergement (ALSH)",
        *(
            "Accueil de loisirs sans hébergement",
            "accueil de loisirs",
            "centre de loisirs",
            "accueil périscolaire",
        ),
        *("périscolaire", "extrascolaire"),
    )
    LUDOTHEQUE = "ludotheque", "Ludothèque"
    CENTRE_SOCIAL = "centre_social", "Centre social"
    EVS = "evs", "Espace de vie sociale (EVS)", "Espace de vie sociale"
    CLAS = (
        "clas",
        "Contrat local d’accompagnement à la scolarité (CLAS)",
        *("Contrat local d’accompagnement à la scolarité", "accompagnement à la scolarité"),
    )
    PS_JEUNES = "ps_jeunes", "Prestation de service jeunes (PS jeunes)", "PS jeunes", "accueil jeunes"
    SEJOURS = "sejours", "Séjours"
    BAFA = "bafa", "Formations BAFA", "formation Bafa", "BAFA-BAFD"
    FRANCE_SERVICES = (
        "france_services",
        "France Services",
        "Maison France Services",
        "MSAP",
        "espace France Services",
    )
    AUTRE = "autre", "Autre service"


class OffreEquipement(Choix):
    """Existing supply or a new one."""

    EXISTANTE = "existante", "Offre existante"
    NOUVELLE = "nouvelle", "Offre nouvelle"


class BonusTerritoire(Modele):
    """Amount of the bonus in a year; it lives in the COF of the equipment, so it is optional here and sourced."""

    identite: ClassVar[Identite] = Identite("bonus", details=("montant_euros",))

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année du bonus.")
    montant_euros: Euros | None = Field(default=None, title="Montant", description="En euros.")
    source: Texte | None = Field(default=None, title="Source", description="COF, notification, estimation.")


class ActiviteAnnuelle(Modele):
    """What an equipment offered in a year, done or forecast: what the branche Famille pays on."""

    identite: ClassVar[Identite] = Identite("activité", details=("places", "heures"))

    annee: int = Field(ge=2000, le=2100, title="Année", description="Année de l’activité.")
    places: int | None = Field(
        default=None, ge=0, title="Places", description="Places cofinancées d’un EAJE."
    )
    heures: Nombre | None = Field(default=None, title="Heures", description="Heures d’accueil de l’année.")
    heures_contractualisees: Nombre | None = Field(
        default=None, title="Heures contractualisées", description="Heures déjà au contrat d’un ALSH."
    )
    heures_inclusives: Nombre | None = Field(
        default=None, title="Heures inclusives", description="Heures d’enfants bénéficiaires de l’AEEH."
    )
    etp: Nombre | None = Field(default=None, title="ETP", description="Animateurs d’un accueil de jeunes.")
    source: Texte | None = Field(default=None, title="Source", description="Déclaration, prévision.")


class Equipement(Modele):
    """An equipment or a service supported by the convention."""

    identite: ClassVar[Identite] = Identite("Équipement")

    id: Identifiant = Field(title="Identifiant", description="Nom stable.")
    type: TypeEquipement = Field(title="Type", description="EAJE, RPE, LAEP, ALSH…")
    nom: Texte = Field(title="Nom", description="Nom de l’équipement.")
    gestionnaire: Identifiant | None = Field(
        default=None,
        title="Gestionnaire",
        description="Qui gère.",
        json_schema_extra=REFERENCE("organismes", requis=True),
    )
    statut: StatutGestionnaire | None = Field(
        default=None, title="Statut", description="Régie, association, DSP ; d’après le gestionnaire si vide."
    )
    commune: Texte | None = Field(
        default=None, title="Commune", description="Implantation.", json_schema_extra=REQUIS
    )
    collectivite: Identifiant | None = Field(
        default=None,
        title="Collectivité",
        description="Qui cofinance.",
        json_schema_extra=REFERENCE("organismes"),
    )
    places: int | None = Field(default=None, title="Places", description="Pour un EAJE ou un ALSH.")
    heures: Nombre | None = Field(
        default=None, title="Heures", description="Par an, pour un LAEP ou un ALSH."
    )
    etp: Nombre | None = Field(default=None, title="ETP d’animation", description="Pour un RPE.")
    capacite_texte: Texte | None = Field(
        default=None, title="Capacité en mots", description="Pour les autres services."
    )
    numero_convention: Texte | None = Field(
        default=None, title="N° de convention", description="Numéro de la COF."
    )
    offre: OffreEquipement | None = Field(default=None, title="Offre", description="Existante ou nouvelle.")
    ouverture: Moment | None = Field(default=None, title="Ouverture", description="Date d’ouverture.")
    psu: OuiNon | None = Field(
        default=None,
        title="Prestation de service unique",
        description="Faux pour un EAJE payé autrement (Paje) ; financé par la PSU si vide.",
    )
    activites: tuple[ActiviteAnnuelle, ...] = Field(
        default=(), title="Activité par année", description="Places, heures, ETP de chaque année."
    )
    bonus: tuple[BonusTerritoire, ...] = Field(default=(), title="Bonus territoire", description="Par année.")
    observations: Texte | None = Field(default=None, title="Observations", description="Remarques.")
