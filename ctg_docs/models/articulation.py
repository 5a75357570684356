"""Articulation with neighbour plans (PEdT, projet de territoire, Grandir en Milieu Rural…) and what a CTG is."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment

__all__ = ["Articulation", "NatureProjet", "Presentation", "ProjetArticule"]


class NatureProjet(Choix):
    """Kind of a neighbour plan."""

    PROJET_TERRITOIRE = "projet_territoire", "Projet de territoire"
    CTG = "ctg", "Convention territoriale globale"
    PEDT = "pedt", "Projet éducatif de territoire"
    PLAN_MERCREDI = "plan_mercredi", "Plan mercredi"
    GMR = "gmr", "Grandir en milieu rural"
    SDSF = "sdsf", "Schéma départemental des services aux familles"
    SCHEMA_PETITE_ENFANCE = "schema_petite_enfance", "Schéma de l’accueil du jeune enfant"
    CLS = "cls", "Contrat local de santé"
    CONTRAT_VILLE = "contrat_ville", "Contrat de ville"
    CRTE = "crte", "Contrat pour la réussite de la transition écologique"
    PROJETS_PEDAGOGIQUES = "projets_pedagogiques", "Projets pédagogiques"
    AUTRE = "autre", "Autre projet"


class ProjetArticule(Modele):
    """A plan that the CTG fits with."""

    identite: ClassVar[Identite] = Identite("Projet")

    id: Identifiant = Field(title="Identifiant", description="Nom stable : pedt.")
    nature: NatureProjet = Field(title="Nature", description="Catégorie du projet.")
    nom: Texte = Field(title="Nom", description="Nom usuel.")
    sigle: Texte | None = Field(default=None, title="Sigle", description="PEdT, GMR…")
    debut: Moment | None = Field(default=None, title="Début", description="Début de la période.")
    fin: Moment | None = Field(default=None, title="Fin", description="Fin de la période.")
    date_signature: Moment | None = Field(default=None, title="Signature", description="Date de signature.")
    signataires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Signataires",
        description="Parties du projet.",
        json_schema_extra=REFERENCE("organismes"),
    )
    texte: Texte | None = Field(
        default=None, title="Contenu", description="Ce qu’il couvre et son lien avec la CTG."
    )
    mentions: tuple[Texte, ...] = Field(
        default=(), title="Mentions", description="Chiffres ou remerciements affichés."
    )
    englobe: OuiNon = Field(
        default=False, title="Englobe la CTG", description="Vrai pour le projet qui contient la CTG."
    )


class Articulation(Modele):
    """How the plans fit together."""

    regle: Texte | None = Field(
        default=None, title="Règle", description="La CTG s’intègre dans le projet de territoire…"
    )
    projets: tuple[ProjetArticule, ...] = Field(
        default=(), title="Projets", description="Du plus large au plus précis."
    )
    apport_ctg: tuple[Texte, ...] = Field(
        default=(), title="Apport de la CTG", description="Ce que la CTG permet de plus."
    )
    domaines_possibles: tuple[Texte, ...] = Field(
        default=(), title="Domaines possibles", description="Domaines d’intervention que la CTG peut ouvrir."
    )


class Presentation(Modele):
    """What a CTG is, as told to partners."""

    definition: tuple[Texte, ...] = Field(default=(), title="Définition", description="Une phrase chacune.")
    cadre: tuple[Texte, ...] = Field(default=(), title="Cadre", description="Une phrase chacune.")
    slogan: Texte | None = Field(default=None, title="Slogan", description="Phrase de couverture.")
    remerciements: Texte | None = Field(
        default=None, title="Remerciements", description="Dernière page des présentations."
    )
