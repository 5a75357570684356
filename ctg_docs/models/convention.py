"""The convention itself: title, dates, wording, annexes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from pydantic import Field

from ctg_docs.models.annexe import Annexe
from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Date

__all__ = [
    "ARTICLES",
    "ArticleModifie",
    "ArticleSupplementaire",
    "Convention",
    "EtatConvention",
    "FaitSuite",
    "SectionConvention",
    "Thematique",
]

ARTICLES: Final[dict[str, str]] = {
    "objet": "Objet de la convention",
    "champs_caisses": "Champs d’intervention des caisses et des partenaires",
    "champs_collectivites": "Champs d’intervention des collectivités",
    "objectifs": "Objectifs partagés au regard des besoins",
    "engagements": "Engagements des partenaires",
    "collaboration": "Modalités de collaboration",
    "donnees": "Échanges de données",
    "communication": "Communication",
    "evaluation": "Évaluation",
    "duree": "Durée de la convention",
    "revision": "Exécution formelle et révision",
    "fin": "Fin de la convention",
    "recours": "Recours",
    "confidentialite": "Confidentialité",
}
"""Identifier and default title of each article, in order (common national frame: usage, to verify)."""


class EtatConvention(Choix):
    """Where the convention stands in its life (usage, to verify)."""

    PROJET = "projet", "Projet"
    EN_RELECTURE = "en_relecture", "En relecture"
    VALIDE = "valide", "Validée"
    A_SIGNER = "a_signer", "À signer"
    SIGNE = "signe", "Signée"
    EXECUTOIRE = "executoire", "Exécutoire"
    MODIFIE = "modifie", "Modifiée"
    ECHU = "echu", "Échue"
    RESILIE = "resilie", "Résiliée"


class FaitSuite(Choix):
    """What the convention follows on the territory."""

    CEJ = "cej", "Contrat enfance jeunesse"
    CTG = "ctg", "Convention territoriale globale précédente"
    CTG_ET_CEJ = "ctg_et_cej", "Convention territoriale globale et contrat enfance jeunesse"
    RIEN = "rien", "Aucun contrat précédent"


class SectionConvention(Choix):
    """Parts of the document, whose order is a setting."""

    COUVERTURE = "couverture", "Page de garde"
    SOMMAIRE = "sommaire", "Sommaire"
    PARTIES = "parties", "Parties"
    CONVENU = "convenu", "Il est convenu ce qui suit"
    VISAS = "visas", "Visas"
    PREAMBULE = "preambule", "Préambule"
    ARTICLES = "articles", "Articles"
    SIGNATURES = "signatures", "Signatures"
    ANNEXES = "annexes", "Annexes"


class Thematique(Choix):
    """Themes of the Cnaf list; petite enfance, jeunesse, parentalité and one more are the minimum."""

    PETITE_ENFANCE = "petite_enfance", "Petite enfance"
    ENFANCE = "enfance", "Enfance"
    JEUNESSE = "jeunesse", "Jeunesse"
    PARENTALITE = "parentalite", "Parentalité"
    ACCES_DROITS = "acces_droits", "Accès aux droits"
    INCLUSION_NUMERIQUE = "inclusion_numerique", "Inclusion numérique"
    ANIMATION_VIE_SOCIALE = "animation_vie_sociale", "Animation de la vie sociale"
    LOGEMENT = "logement", "Logement"
    HANDICAP = "handicap", "Handicap"
    ACCOMPAGNEMENT_SOCIAL = "accompagnement_social", "Accompagnement social"
    TRANSVERSAL = "transversal", "Transversal"


class ArticleModifie(Modele):
    """Another wording for an article of the frame; an empty field keeps the default."""

    identite: ClassVar[Identite] = Identite("Article")

    id: Identifiant = Field(title="Article", description="Identifiant de l’article : objet, duree, fin…")
    titre: Texte | None = Field(
        default=None, title="Titre", description="Titre de remplacement, sans numéro."
    )
    texte: Texte | None = Field(default=None, title="Texte", description="Texte de remplacement, entier.")
    complement: Texte | None = Field(
        default=None, title="Complément", description="Texte ajouté à la fin de l’article."
    )


class ArticleSupplementaire(Modele):
    """An article that the frame has not; a preliminary one stands first, without a number."""

    identite: ClassVar[Identite] = Identite("Article")

    id: Identifiant = Field(title="Identifiant", description="Nom stable de l’article.")
    titre: Texte = Field(title="Titre", description="Titre sans numéro.")
    texte: Texte = Field(
        title="Texte", description="Texte de l’article ; paragraphes séparés par une ligne vide."
    )
    apres: Identifiant | None = Field(
        default=None, title="Après", description="Article qui précède ; à la fin des articles si vide."
    )
    preliminaire: OuiNon = Field(
        default=False,
        title="Préliminaire",
        description="Vrai pour un article préliminaire : avant l’article 1, sans numéro.",
    )


class Convention(Modele):
    """Title, dates and wording of the convention. Its five dates are different in real life and stored apart."""

    titre: Texte = Field(
        default="Convention territoriale globale de services aux familles",
        title="Titre",
        description="Titre officiel.",
    )
    sous_titre: Texte | None = Field(
        default=None, title="Sous-titre", description="Slogan ou projet social de territoire."
    )
    charte: Texte | None = Field(
        default=None,
        title="Charte",
        description="Charte de la MSA dont la convention tient lieu : charte territoriale avec les familles.",
    )
    etat: EtatConvention = Field(
        default=EtatConvention.PROJET, title="État", description="Étape de la vie de la convention."
    )
    date_debut: Moment | None = Field(
        default=None,
        title="Début",
        description="Premier jour d’effet ; une année tant que le jour n’est pas fixé.",
        json_schema_extra=REQUIS,
    )
    date_fin: Moment | None = Field(
        default=None,
        title="Fin",
        description="Dernier jour d’effet ; une année tant que le jour n’est pas fixé.",
        json_schema_extra=REQUIS,
    )
    duree_annees: int | None = Field(
        default=None, title="Durée", description="Durée annoncée, en années ; calculée sinon."
    )
    fait_suite: FaitSuite | None = Field(
        default=None,
        title="Fait suite à",
        description="Ce que la convention prolonge : cej, ctg, ctg_et_cej ou rien ; rien n’en est dit si vide.",
    )
    periode_precedente: Moment | None = Field(
        default=None,
        title="Période de la convention précédente",
        description="2018-2022 ; celle de l’évaluation de la convention précédente si vide.",
    )
    date_signature_administrative: Moment | None = Field(
        default=None,
        title="Signature administrative",
        description="Date légale de la signature.",
        json_schema_extra=REQUIS,
    )
    date_signature_officielle: Date | None = Field(
        default=None,
        title="Signature officielle",
        description="Cérémonie publique, distincte de la date légale.",
    )
    date_transmission: Date | None = Field(
        default=None, title="Transmission", description="Envoi au contrôle de légalité."
    )
    date_publication: Date | None = Field(default=None, title="Publication", description="Mise en ligne.")
    date_avis: Date | None = Field(
        default=None,
        title="Avis de conclusion",
        description="Jour où l’avis de conclusion est publié : le délai de recours des tiers court de ce jour.",
    )
    lieu_consultation: Texte | None = Field(
        default=None,
        title="Consultation",
        description="Où la convention se consulte : au siège de la communauté, 8, place du Marché, et sur son site.",
    )
    lieu_signature: Texte | None = Field(
        default=None, title="Lieu de signature", description="« Fait à … ».", json_schema_extra=REQUIS
    )
    nombre_exemplaires: int | None = Field(
        default=None, ge=1, title="Exemplaires", description="Originaux ; autant que de parties si vide."
    )
    mention_paraphes: OuiNon = Field(
        default=False, title="Paraphes", description="Ligne de paraphes au bas des pages."
    )
    formule: Texte = Field(
        default="Il est convenu ce qui suit",
        title="Formule",
        description="Annonce des articles : Il est convenu et arrêté ce qui suit.",
    )
    thematiques: tuple[Thematique, ...] = Field(
        default=(), title="Thématiques", description="Champs de la convention."
    )
    ordre_sections: tuple[SectionConvention, ...] = Field(
        default=tuple(SectionConvention),
        title="Ordre des parties",
        description="Ordre des parties du document.",
    )
    visas: tuple[Texte, ...] = Field(
        default=(), title="Visas ajoutés", description="Textes visés en plus de ceux du cadre, sans « Vu »."
    )
    visas_retires: tuple[Texte, ...] = Field(
        default=(), title="Visas retirés", description="Début du visa du cadre à ne pas imprimer."
    )
    preambule: Texte | None = Field(
        default=None, title="Préambule", description="Remplace le préambule proposé."
    )
    preambule_complement: Texte | None = Field(
        default=None, title="Complément de préambule", description="Ajouté à la fin du préambule."
    )
    articles: tuple[ArticleModifie, ...] = Field(
        default=(),
        title="Articles modifiés",
        description="Articles du cadre dont le titre ou le texte change.",
    )
    articles_supplementaires: tuple[ArticleSupplementaire, ...] = Field(
        default=(), title="Articles ajoutés", description="Articles que le cadre n’a pas."
    )
    articles_retires: tuple[Identifiant, ...] = Field(
        default=(),
        title="Articles retirés",
        description="Identifiants des articles du cadre à ne pas imprimer.",
    )
    preavis_mois: int = Field(
        default=3, ge=1, title="Préavis", description="Préavis de résiliation, en mois."
    )
    tribunal: Texte | None = Field(
        default=None,
        title="Tribunal",
        description="Juridiction compétente : tribunal administratif de Poitiers.",
    )
    convention_donnees: Identifiant | None = Field(
        default=None,
        title="Convention d’échange de données",
        description="Annexe qui porte la convention de données.",
        json_schema_extra=REFERENCE("annexes"),
    )
    annexes: tuple[Annexe, ...] = Field(
        default=(),
        title="Annexes",
        description="Dans l’ordre ; elles complètent celles du cadre, ou les précisent.",
    )
    vaut_schema: OuiNon = Field(
        default=False,
        title="Vaut schéma",
        description="Vrai si la convention tient lieu de schéma de l’accueil du jeune enfant (CASF L. 214-2).",
    )
    annexes_seules: OuiNon = Field(
        default=False,
        title="Annexes seules",
        description="Vrai si aucune annexe du cadre ne s’ajoute à la liste.",
    )

    @property
    def signee_le(self) -> date | None:
        """The day of the signature, once it is known."""
        return self.date_signature_administrative.jour if self.date_signature_administrative else None

    @property
    def periode(self) -> str:
        """The label « 2023-2027 », computed from the dates; empty when one is missing."""
        if not (self.date_debut and self.date_fin):
            return ""
        debut, fin = self.date_debut.debut.year, self.date_fin.fin.year
        return str(debut) if debut == fin else f"{debut}-{fin}"

    @property
    def annees(self) -> tuple[int, ...]:
        """The civil years that the convention touches."""
        if not (self.date_debut and self.date_fin):
            return ()
        return tuple(range(self.date_debut.debut.year, self.date_fin.fin.year + 1))
