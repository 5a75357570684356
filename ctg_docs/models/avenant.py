"""Avenants: what changes after signature."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from pydantic import Field

from ctg_docs.models.annexe import Annexe
from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.signataire import Signataire
from ctg_docs.models.valeurs import Date

__all__ = [
    "TYPE_D_ARTICLE",
    "AnnexeAvenant",
    "ArticleLibre",
    "Avenant",
    "ChangementAnnexe",
    "ChangementFiche",
    "ConventionDeBase",
    "ModificationArticle",
    "ModificationFiche",
    "SousArticle",
    "TypeAvenant",
]


class TypeAvenant(Choix):
    """Kinds of change, several at once."""

    PROLONGATION = "prolongation", "Prolongation"
    INTEGRATION_PLAN_ACTIONS = "integration_plan_actions", "Intégration du plan d’actions"
    AJOUT_PARTIE = "ajout_partie", "Ajout d’une partie"
    MODIFICATION_PERIMETRE = "modification_perimetre", "Modification du périmètre"
    MODIFICATION_ENGAGEMENTS = "modification_engagements", "Modification des engagements"
    MODIFICATION_FICHES = "modification_fiches", "Modification des fiches actions"
    MODIFICATION_GOUVERNANCE = "modification_gouvernance", "Modification de la gouvernance"
    AUTRE = "autre", "Autre modification"


TYPE_D_ARTICLE: Final = {
    "engagements": TypeAvenant.MODIFICATION_ENGAGEMENTS,
    "collaboration": TypeAvenant.MODIFICATION_GOUVERNANCE,
    "objet": TypeAvenant.MODIFICATION_PERIMETRE,
    "champs_collectivites": TypeAvenant.MODIFICATION_PERIMETRE,
}
"""What changes with an article of the frame."""


class ChangementFiche(Choix):
    """What happens to a fiche."""

    AJOUTEE = "ajoutee", "Ajoutée"
    MODIFIEE = "modifiee", "Modifiée"
    RETIREE = "retiree", "Retirée"


class ChangementAnnexe(Choix):
    """What happens to an annexe."""

    AJOUTEE = "ajoutee", "Ajoutée"
    REMPLACEE = "remplacee", "Remplacée"
    RETIREE = "retiree", "Retirée"


class AnnexeAvenant(Annexe):
    """An annexe that an avenant adds, replaces or removes."""

    changement: ChangementAnnexe | None = Field(
        default=None,
        title="Changement",
        description="Ajoutée, remplacée ou retirée ; remplacée si la convention a cette annexe, ajoutée sinon.",
    )


class SousArticle(Modele):
    """A part of an article of one's own, « 1.1 »."""

    identite: ClassVar[Identite] = Identite("sous-article")

    titre: Texte | None = Field(default=None, title="Titre", description="Titre sans numéro.")
    texte: Texte = Field(title="Texte", description="Texte de la partie.")


class ArticleLibre(Modele):
    """An article of the avenant in one's own words."""

    identite: ClassVar[Identite] = Identite("article")

    titre: Texte = Field(title="Titre", description="Titre sans numéro.")
    texte: Texte | None = Field(default=None, title="Texte", description="Texte de l’article.")
    parties: tuple[SousArticle, ...] = Field(
        default=(), title="Parties", description="Numérotées 1.1, 1.2 d’après le rang de l’article."
    )


class ConventionDeBase(Modele):
    """The convention changed, when it is not the one of this dossier (for instance the previous CTG)."""

    titre: Texte = Field(title="Titre", description="Titre de la convention modifiée.")
    date_signature: Moment | None = Field(default=None, title="Signature", description="Date légale.")
    date_debut: Moment | None = Field(default=None, title="Début", description="Premier jour d’effet.")
    date_fin: Moment | None = Field(default=None, title="Fin", description="Dernier jour d’effet.")

    @property
    def signee_le(self) -> date | None:
        """The day of the signature, once it is known."""
        return self.date_signature.jour if self.date_signature else None


class ModificationArticle(Modele):
    """An article changed: old and new wording side by side."""

    identite: ClassVar[Identite] = Identite("article", d_un_autre=True)

    article: Texte = Field(
        title="Article", description="Identifiant d’un article du cadre, ou sa désignation."
    )
    ancien: Texte | None = Field(
        default=None, title="Ancienne rédaction", description="Texte en vigueur ; celui du dossier si vide."
    )
    nouveau: Texte = Field(title="Nouvelle rédaction", description="Texte nouveau.")


class ModificationFiche(Modele):
    """A fiche added, changed or withdrawn."""

    identite: ClassVar[Identite] = Identite("fiche", d_un_autre=True)

    fiche: Identifiant | None = Field(
        default=None,
        title="Fiche",
        description="Fiche du dossier ; vide si elle en a été retirée.",
        json_schema_extra=REFERENCE("fiches_actions"),
    )
    intitule: Texte | None = Field(
        default=None, title="Intitulé", description="Pour une fiche retirée du dossier."
    )
    changement: ChangementFiche = Field(title="Changement", description="Ajoutée, modifiée, retirée.")
    texte: Texte | None = Field(default=None, title="Détail", description="Ce qui change.")


class Avenant(Modele):
    """An avenant, signed by all current parties and newcomers."""

    identite: ClassVar[Identite] = Identite("Avenant", registre="avenants", par=("numero", "titre", "motif"))

    id: Identifiant = Field(title="Identifiant", description="avenant-1.")
    numero: int | None = Field(
        default=None,
        ge=1,
        title="Numéro",
        description="Donné une fois validé ; peut manquer, même en version définitive.",
    )
    titre: Texte | None = Field(default=None, title="Titre", description="Titre ; proposé d’après les types.")
    base: ConventionDeBase | None = Field(
        default=None, title="Convention de base", description="Si ce n’est pas celle du dossier."
    )
    types: tuple[TypeAvenant, ...] = Field(
        default=(), title="Types", description="Nature des changements.", json_schema_extra=REQUIS
    )
    motif: Texte | None = Field(
        default=None, title="Motif", description="Pourquoi : préambule.", json_schema_extra=REQUIS
    )
    date_signature: Moment | None = Field(
        default=None, title="Signature", description="Date légale.", json_schema_extra=REQUIS
    )
    lieu_signature: Texte | None = Field(default=None, title="Lieu", description="« Fait à … ».")
    date_avis: Date | None = Field(
        default=None, title="Avis de conclusion", description="Jour où l’avis de conclusion est publié."
    )
    date_effet: Date | None = Field(
        default=None, title="Effet", description="Premier jour d’effet.", json_schema_extra=REQUIS
    )
    nouvelle_date_fin: Moment | None = Field(
        default=None, title="Nouvelle fin", description="Pour une prolongation."
    )
    nouveaux_signataires: tuple[Signataire, ...] = Field(
        default=(), title="Nouvelles parties", description="Qui rejoint."
    )
    signataires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Signataires",
        description="Parties qui signent ; toutes si vide.",
        json_schema_extra=REFERENCE("signataires"),
    )
    modifications: tuple[ModificationArticle, ...] = Field(
        default=(), title="Articles modifiés", description="Ancien et nouveau texte."
    )
    fiches: tuple[ModificationFiche, ...] = Field(
        default=(), title="Fiches", description="Fiches ajoutées, modifiées, retirées."
    )
    articles: tuple[ArticleLibre, ...] = Field(
        default=(), title="Articles propres", description="Articles de l’avenant écrits par les parties."
    )
    annexes: tuple[AnnexeAvenant, ...] = Field(
        default=(), title="Annexes", description="Annexes ajoutées, remplacées ou retirées, dans l’ordre."
    )
    deliberations: tuple[Identifiant, ...] = Field(
        default=(),
        title="Délibérations",
        description="Nouveaux actes.",
        json_schema_extra=REFERENCE("deliberations"),
    )
    visas: tuple[Texte, ...] = Field(default=(), title="Visas", description="Textes visés, sans « Vu ».")

    @property
    def signe_le(self) -> date | None:
        """The day of the signature, once it is known."""
        return self.date_signature.jour if self.date_signature else None
