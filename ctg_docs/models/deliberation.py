"""Délibérations and decisions: who decided, when, by what vote."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.denomination import nommer_organe
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Date, Heure

__all__ = ["Deliberation", "NatureActe", "Pouvoir", "Seance", "Vote"]


class NatureActe(Choix):
    """Kind of act."""

    DELIBERATION = "deliberation", "Délibération"
    DECISION = "decision", "Décision"
    ARRETE = "arrete", "Arrêté"


class Vote(Modele):
    """Numbers of a vote. What can be computed from the others may be left empty; CTG211 checks the sums.

    présents + pouvoirs = votants (less those who take no part); exprimés = votants − abstentions − blancs et
    nuls; pour + contre = exprimés.
    """

    en_exercice: int | None = Field(default=None, title="En exercice", description="Membres en exercice.")
    presents: int | None = Field(default=None, title="Présents", description="Membres présents.")
    pouvoirs: int = Field(default=0, title="Pouvoirs", description="Pouvoirs donnés à un membre présent.")
    ne_participent_pas: int = Field(
        default=0,
        title="Ne prennent pas part au vote",
        description="Membres présents qui ne prennent pas part au vote.",
    )
    votants: int | None = Field(
        default=None, title="Votants", description="Présents et pouvoirs ; calculé si vide."
    )
    exprimes: int | None = Field(default=None, title="Suffrages exprimés", description="Calculé si vide.")
    pour: int | None = Field(default=None, title="Pour", description="Voix pour.")
    contre: int = Field(default=0, title="Contre", description="Voix contre.")
    abstentions: int = Field(default=0, title="Abstentions", description="Abstentions.")
    blancs_nuls: int = Field(default=0, title="Blancs et nuls", description="Bulletins blancs ou nuls.")
    unanimite: OuiNon | None = Field(
        default=None, title="Unanimité", description="Vrai si l’acte dit « à l’unanimité » ; déduit si vide."
    )

    @property
    def votants_calcules(self) -> int | None:
        """Votants as written, or computed from présents and pouvoirs."""
        if self.votants is not None:
            return self.votants
        return None if self.presents is None else self.presents + self.pouvoirs - self.ne_participent_pas

    @property
    def exprimes_calcules(self) -> int | None:
        """Suffrages exprimés as written, or computed."""
        if self.exprimes is not None:
            return self.exprimes
        votants = self.votants_calcules
        return None if votants is None else votants - self.abstentions - self.blancs_nuls

    @property
    def pour_calcules(self) -> int | None:
        """Voix pour as written, or computed."""
        if self.pour is not None:
            return self.pour
        exprimes = self.exprimes_calcules
        return None if exprimes is None else exprimes - self.contre

    @property
    def unanime(self) -> bool:
        """True when nobody voted against; as the act says when it says it."""
        return self.unanimite if self.unanimite is not None else self.contre == 0

    @property
    def adopte(self) -> bool | None:
        """True when pour > contre (the president decides a tie: usage); None when the numbers are missing."""
        pour = self.pour_calcules
        return None if pour is None else pour > self.contre


class Pouvoir(Modele):
    """A member absent who gave his vote to a present one."""

    identite: ClassVar[Identite] = Identite("pouvoir de", d_un_autre=True)

    mandant: Identifiant = Field(
        title="Mandant", description="Qui donne pouvoir.", json_schema_extra=REFERENCE("personnes")
    )
    mandataire: Identifiant = Field(
        title="Mandataire", description="Qui le reçoit.", json_schema_extra=REFERENCE("personnes")
    )


class Seance(Modele):
    """The sitting of an assembly."""

    date: Date | None = Field(
        default=None, title="Date", description="Jour de la séance.", json_schema_extra=REQUIS
    )
    heure: Heure | None = Field(default=None, title="Heure", description="Heure d’ouverture.")
    lieu: Texte | None = Field(default=None, title="Lieu", description="Salle et commune.")
    publique: OuiNon | None = Field(
        default=None,
        title="Séance publique",
        description="Non pour un huis clos ; oui d’ordinaire pour un conseil municipal, communautaire ou un comité syndical.",
    )
    date_convocation: Date | None = Field(
        default=None, title="Convocation", description="Jour d’envoi de la convocation."
    )
    president: Identifiant | None = Field(
        default=None, title="Présidence", description="Qui préside.", json_schema_extra=REFERENCE("personnes")
    )
    secretaire: Identifiant | None = Field(
        default=None,
        title="Secrétaire",
        description="Secrétaire de séance.",
        json_schema_extra=REFERENCE("personnes"),
    )
    presents: tuple[Identifiant, ...] = Field(
        default=(),
        title="Présents",
        description="Membres présents.",
        json_schema_extra=REFERENCE("personnes"),
    )
    excuses: tuple[Identifiant, ...] = Field(
        default=(), title="Excusés", description="Membres excusés.", json_schema_extra=REFERENCE("personnes")
    )
    absents: tuple[Identifiant, ...] = Field(
        default=(), title="Absents", description="Membres absents.", json_schema_extra=REFERENCE("personnes")
    )
    pouvoirs: tuple[Pouvoir, ...] = Field(
        default=(), title="Pouvoirs", description="Qui a donné pouvoir à qui."
    )
    autres_deliberations: tuple[Texte, ...] = Field(
        default=(),
        title="Autres délibérations",
        description="Les autres affaires examinées, leur numéro et leur sort : 2023-10-117 – Budget – Adoptée.",
    )
    date_liste: Date | None = Field(
        default=None,
        title="Liste affichée",
        description="Jour où la liste des délibérations est affichée et mise en ligne : dans la semaine.",
    )


class Deliberation(Modele):
    """An act of a deciding organ: délibération of an assembly, decision of a conseil d'administration.

    Fields after `vote` serve the open-data export SCDL « délibérations » 2.1.
    """

    identite: ClassVar[Identite] = Identite(
        "Acte", registre="deliberations", par=("organisme", "date", "numero")
    )

    id: Identifiant = Field(title="Identifiant", description="Nom stable : delib-cc-2023-10-19.")
    organisme: Identifiant = Field(
        title="Organisme", description="Organisme qui décide.", json_schema_extra=REFERENCE("organismes")
    )
    nature: NatureActe = Field(
        default=NatureActe.DELIBERATION, title="Nature", description="Délibération, décision, arrêté."
    )
    organe: Texte | None = Field(
        default=None,
        title="Organe",
        description="Le conseil communautaire ; proposé d’après l’organisme.",
    )
    numero: Texte | None = Field(
        default=None, title="Numéro", description="Tel qu’inscrit au registre : 2023-10-112."
    )
    date: Date | None = Field(
        default=None, title="Date", description="Jour de la décision.", json_schema_extra=REQUIS
    )
    objet: Texte | None = Field(
        default=None, title="Objet", description="Objet de l’acte.", json_schema_extra=REQUIS
    )
    avenant: Identifiant | None = Field(
        default=None,
        title="Avenant",
        description="Avenant approuvé ; vide si l’acte approuve la convention.",
        json_schema_extra=REFERENCE("avenants"),
    )
    rubrique: Texte | None = Field(default=None, title="Rubrique", description="Rubrique du registre.")
    departement: Texte | None = Field(
        default=None, title="Département", description="En-tête de l’extrait : Deux-Sèvres."
    )
    arrondissement: Texte | None = Field(
        default=None, title="Arrondissement", description="En-tête de l’extrait."
    )
    seance: Seance | None = Field(default=None, title="Séance", description="Séance où l’acte est pris.")
    visas: tuple[Texte, ...] = Field(
        default=(), title="Visas", description="Textes visés, sans « Vu » ; proposés si le champ manque."
    )
    considerants: tuple[Texte, ...] = Field(
        default=(),
        title="Considérants",
        description="Motifs, sans « Considérant » ; proposés si le champ manque, aucun si la liste est vide.",
    )
    rapporteur: Identifiant | None = Field(
        default=None,
        title="Rapporteur",
        description="Qui présente.",
        json_schema_extra=REFERENCE("personnes"),
    )
    dispositif: tuple[Texte, ...] = Field(
        default=(),
        title="Dispositif",
        description="Ce qui est décidé : APPROUVE…, AUTORISE… ; proposé dans un projet si vide.",
    )
    vote: Vote | None = Field(default=None, title="Vote", description="Résultat du vote.")
    matiere_code: Texte | None = Field(
        default=None, title="Code matière", description="Nomenclature Actes : 8.2, 9.1."
    )
    matiere_nom: Texte | None = Field(default=None, title="Matière", description="Libellé de la matière.")
    date_transmission: Date | None = Field(
        default=None, title="Transmission", description="Jour de la transmission au contrôle de légalité."
    )
    date_publication: Date | None = Field(
        default=None, title="Publication", description="Jour de la publication."
    )
    fin_publication: Date | None = Field(
        default=None,
        title="Fin de publication",
        description="Dernier jour de publication : deux mois au moins après le premier.",
    )
    identifiant_prefecture: Texte | None = Field(
        default=None, title="Identifiant de préfecture", description="DDD-SIREN-AAAAMMJJ-NUMERO-NATURE."
    )
    budget_annee: int | None = Field(
        default=None, title="Année budgétaire", description="Pour un acte budgétaire."
    )
    budget_nom: Texte | None = Field(default=None, title="Budget", description="Nom du budget.")
    url: Texte | None = Field(
        default=None, title="Adresse de l’acte publié", description="Lien vers l’acte en ligne."
    )
    fichier: Texte | None = Field(
        default=None,
        title="Fichier joint",
        description="Copie de l’acte dans le dossier : annexes/deliberation.pdf.",
    )
    voies_recours: Texte | None = Field(
        default=None,
        title="Voies de recours",
        description="Formule imprimée au bas de l’acte ; proposée si vide.",
    )

    @property
    def organe_nomme(self) -> str:
        """The organ with its article, empty when the act does not say it."""
        return nommer_organe(self.organe) if self.organe else ""
