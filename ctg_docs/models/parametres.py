"""Settings of a dossier: look, version, and the rules of usage that a territory may change."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.baremes import Bareme
from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.organisme import Image, Photographie
from ctg_docs.models.parapheur import FORMES, Parapheur, forme
from ctg_docs.models.valeurs import Date, Nombre

__all__ = [
    "Charte",
    "FormatHeure",
    "Parametres",
    "PresentationFiches",
    "RegleFinanceur",
    "RubriquesVides",
    "Sigle",
    "Version",
]


class Version(Modele):
    """Version of the dossier; its date is that of the documents."""

    numero: Texte | None = Field(default=None, title="Version", description="V3, 2024-02…")
    date: Date | None = Field(
        default=None, title="Date", description="Date de la version, imprimée sur les projets."
    )
    commentaire: Texte | None = Field(default=None, title="Commentaire", description="Ce qui change.")


class Charte(Modele):
    """Look of the documents."""

    couleur: str | None = Field(
        default=None,
        pattern=r"^#[0-9A-Fa-f]{6}$",
        title="Couleur",
        description="Couleur principale : #1F4E79.",
    )
    accent: str | None = Field(
        default=None,
        pattern=r"^#[0-9A-Fa-f]{6}$",
        title="Couleur d’accent",
        description="Seconde couleur : #B4531A.",
    )
    police: Texte | None = Field(
        default=None, title="Police", description="Police de caractères : Calibri, Arial…"
    )
    logo: Image | None = Field(
        default=None, title="Logo", description="Logo en tête des lettres et des présentations."
    )
    photographie: Photographie | None = Field(
        default=None,
        title="Photographie",
        description="Sur la couverture de la convention et du diaporama ; PNG ou JPEG.",
    )


class FormatHeure(Choix):
    """How hours are written."""

    ESPACE = "espace", "16 h 15"
    COMPACT = "compact", "16h15"


class RubriquesVides(Choix):
    """What becomes of the rows of a fiche action that hold nothing."""

    MONTRER = "montrer", "les montrer"
    RETIRER = "retirer", "les retirer"


class PresentationFiches(Choix):
    """How much room a fiche action takes."""

    COMPLETE = "complete", "complète"
    COMPACTE = "compacte", "compacte"


class Sigle(Modele):
    """A sigle of the territory and its meaning."""

    identite: ClassVar[Identite] = Identite("Sigle")

    sigle: Texte = Field(title="Sigle", description="GTT.")
    sens: Texte = Field(title="Sens", description="groupe de travail thématique.")


class RegleFinanceur(Modele):
    """Rule of a funder; data, never hard-coded."""

    identite: ClassVar[Identite] = Identite("Règle de", d_un_autre=True)

    financeur: Identifiant = Field(
        title="Financeur", description="Organisme.", json_schema_extra=REFERENCE("organismes")
    )
    taux_max_pourcent: Nombre | None = Field(
        default=None, title="Taux maximal", description="Part maximale du coût, en %."
    )
    montant_min_euros: Nombre | None = Field(
        default=None, title="Montant minimal", description="Demande minimale, en euros."
    )
    source: Texte | None = Field(default=None, title="Source", description="Règlement, année.")


class Parametres(Modele):
    """Rules of usage (domain notes « usage, to verify »): settings, never hard rules."""

    format_heure: FormatHeure = Field(
        default=FormatHeure.ESPACE, title="Format des heures", description="espace ou compact."
    )
    sigles: tuple[Sigle, ...] = Field(default=(), title="Sigles", description="Sigles propres au territoire.")
    developper_sigles: OuiNon = Field(
        default=True,
        title="Développer les sigles",
        description="Sens à la première mention, table dans les longs documents.",
    )
    duree_min_annees: int = Field(default=1, title="Durée minimale", description="En années.")
    duree_max_annees: int = Field(default=5, title="Durée maximale", description="En années.")
    thematiques_minimales: OuiNon = Field(
        default=True,
        title="Thématiques minimales",
        description="Vérifier petite enfance, jeunesse, parentalité et une autre.",
    )
    indicateurs_max_par_fiche: int = Field(
        default=6, ge=1, title="Indicateurs par fiche", description="Au-delà, ils ne sont plus suivis."
    )
    delai_convocation_jours: int = Field(
        default=15, ge=0, le=366, title="Délai de convocation", description="COPIL et COTECH, en jours."
    )
    delai_compte_rendu_jours_ouvres: int | None = Field(
        default=None, ge=0, le=366, title="Délai du compte rendu", description="En jours ouvrés."
    )
    delai_approbation_jours: int | None = Field(
        default=None, title="Approbation tacite", description="Silence valant approbation, en jours."
    )
    conservation_emargement: Texte = Field(
        default="un an",
        title="Conservation des émargements",
        description="Durée dite sur la feuille d’émargement.",
    )
    quorum_moitie: OuiNon = Field(
        default=True, title="Quorum", description="Plus de la moitié des membres en exercice présents."
    )
    rubriques_vides: RubriquesVides | None = Field(
        default=None,
        title="Rubriques vides des fiches",
        description="montrer ou retirer ; par défaut, montrées sur un projet et retirées d’une version définitive.",
    )
    presentation_fiches: PresentationFiches = Field(
        default=PresentationFiches.COMPLETE,
        title="Présentation des fiches",
        description="complete, deux pages au plus ; compacte, l’essentiel sur une page le plus souvent.",
    )
    regles_financeurs: tuple[RegleFinanceur, ...] = Field(
        default=(), title="Règles des financeurs", description="Taux, minimum."
    )
    baremes: tuple[Bareme, ...] = Field(
        default=(),
        title="Barèmes",
        description="Tarifs propres au territoire ou à l’année ; ils complètent ou remplacent ceux de ctg-docs.",
    )
    text_tags: OuiNon = Field(
        default=False, title="Balises de parapheur", description="Écrire #signature_1# dans chaque case."
    )
    parapheur: Parapheur | None = Field(
        default=None,
        title="Parapheur",
        description="Service dont chaque case porte la balise : yousign, docuseal, iparapheur, ou une forme avec {n}.",
    )

    @property
    def forme_de_balise(self) -> str:
        """The form of the tags of signature boxes; empty when they have none."""
        return forme(self.parapheur) if self.parapheur else FORMES["iparapheur"] if self.text_tags else ""
