"""Réunions: agenda, convocation, attendance, minutes, decisions: one meeting, every paper of it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.deliberation import Vote
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import Adresse
from ctg_docs.models.valeurs import Courriel, Date, Heure, Minutes, Telephone

__all__ = [
    "ActionAFaire",
    "CompteRendu",
    "Contact",
    "Convocation",
    "Decision",
    "EtatCompteRendu",
    "EtatPresence",
    "Intervenant",
    "Lieu",
    "NaturePoint",
    "PointOrdreDuJour",
    "Presence",
    "Reunion",
    "Sondage",
    "StatutDecision",
    "TypeDecision",
]


class NaturePoint(Choix):
    """Kind of an agenda item."""

    INFORMATION = "information", "Information"
    ECHANGE = "echange", "Échange"
    DECISION = "decision", "Décision"
    PAUSE = "pause", "Pause"


class EtatPresence(Choix):
    """Attendance of a convoked member."""

    PRESENT = "present", "Présent"
    REPRESENTE = "represente", "Représenté", "pouvoir", "procuration"
    EXCUSE = "excuse", "Excusé"
    ABSENT = "absent", "Absent"


class StatutDecision(Choix):
    """Follow-up of a decision."""

    A_FAIRE = "a_faire", "À faire", "à démarrer", "à lancer", "à venir"
    EN_COURS = "en_cours", "En cours"
    FAIT = "fait", "Fait", "réalisé", "terminé", "ok"
    ABANDONNE = "abandonne", "Abandonné"


class TypeDecision(Choix):
    """Usual decisions of a COPIL."""

    BILAN = "bilan", "Bilan annuel"
    FICHE_NOUVELLE = "fiche_nouvelle", "Fiche nouvelle"
    FICHE_MODIFIEE = "fiche_modifiee", "Fiche modifiée"
    FICHE_ABANDONNEE = "fiche_abandonnee", "Fiche abandonnée"
    AVENANT = "avenant", "Proposition d’avenant"
    COMMUNICATION = "communication", "Support de communication"
    PARTENAIRE = "partenaire", "Nouveau partenaire"
    ORGANISATION = "organisation", "Organisation"
    AUTRE = "autre", "Autre"


class EtatCompteRendu(Choix):
    """State of minutes."""

    PROJET = "projet", "Projet"
    VALIDE = "valide", "Validé"


class Lieu(Modele):
    """Where a meeting is held; « à confirmer » when it is not sure."""

    nom: Texte | None = Field(default=None, title="Lieu", description="Bâtiment ou commune.")
    salle: Texte | None = Field(default=None, title="Salle", description="Nom de la salle.")
    adresse: Adresse | None = Field(default=None, title="Adresse", description="Adresse postale.")
    a_confirmer: OuiNon = Field(
        default=False, title="À confirmer", description="Vrai si le lieu est provisoire."
    )


class Sondage(Modele):
    """Dates proposed while the date is not chosen; the printed count is that of the list."""

    annoncees: int | None = Field(
        default=None, ge=1, title="Nombre annoncé", description="Vérifié contre la liste."
    )
    proposees: tuple[Date, ...] = Field(
        default=(), title="Dates proposées", description="Une par jour possible."
    )


class Intervenant(Modele):
    """Who speaks on an item."""

    identite: ClassVar[Identite] = Identite("intervenant", d_un_autre=True)

    personne: Identifiant | None = Field(
        default=None,
        title="Personne",
        description="Personne du registre.",
        json_schema_extra=REFERENCE("personnes"),
    )
    qualite: Texte | None = Field(default=None, title="Qualité", description="Si différente de sa fonction.")
    texte: Texte | None = Field(default=None, title="Nom libre", description="Pour un service ou un groupe.")


class PointOrdreDuJour(Modele):
    """An agenda item; its number is its rank, pauses are not numbered."""

    identite: ClassVar[Identite] = Identite("point")

    id: Identifiant | None = Field(
        default=None, title="Identifiant", description="Pour y rattacher une décision."
    )
    titre: Texte = Field(title="Titre", description="Sans numéro.")
    nature: NaturePoint | None = Field(
        default=None, title="Nature", description="Information, échange, décision, pause."
    )
    intervenants: tuple[Intervenant, ...] = Field(default=(), title="Intervenants", description="Qui parle.")
    duree_minutes: Minutes | None = Field(
        default=None, ge=1, title="Durée", description="En minutes, ou « 1 h 30 »."
    )
    sous_points: tuple[PointOrdreDuJour, ...] = Field(
        default=(), title="Sous-points", description="Numérotés 2.1, 2.2…"
    )
    documents: tuple[Texte, ...] = Field(default=(), title="Documents", description="Documents présentés.")
    texte: Texte | None = Field(default=None, title="Précision", description="Ce qui sera traité.")
    echanges: Texte | None = Field(
        default=None, title="Échanges", description="Ce qui s’est dit : texte du compte rendu."
    )


class Presence(Modele):
    """Attendance of a person."""

    identite: ClassVar[Identite] = Identite("présence de", details=("etat",), d_un_autre=True)

    personne: Identifiant = Field(
        title="Personne", description="Membre ou participant.", json_schema_extra=REFERENCE("personnes")
    )
    organisme: Identifiant | None = Field(
        default=None,
        title="Structure",
        description="Si différente du registre.",
        json_schema_extra=REFERENCE("organismes"),
    )
    etat: EtatPresence = Field(title="Présence", description="Présent, représenté, excusé, absent.")
    represente_par: Identifiant | None = Field(
        default=None,
        title="Représenté par",
        description="Qui représente.",
        json_schema_extra=REFERENCE("personnes"),
    )
    matin: OuiNon | None = Field(default=None, title="Matin", description="Présence le matin.")
    apres_midi: OuiNon | None = Field(default=None, title="Après-midi", description="Présence l’après-midi.")


class Decision(Modele):
    """A decision; its number is its rank in the order of the agenda."""

    identite: ClassVar[Identite] = Identite("décision")

    id: Identifiant = Field(title="Identifiant", description="Nom stable.")
    texte: Texte = Field(title="Décision", description="Ce qui est décidé.")
    type: TypeDecision = Field(default=TypeDecision.AUTRE, title="Type", description="Catégorie.")
    point: Identifiant | None = Field(default=None, title="Point", description="Point de l’ordre du jour.")
    responsable: Identifiant | None = Field(
        default=None,
        title="Responsable",
        description="Qui s’en charge.",
        json_schema_extra=REFERENCE("personnes"),
    )
    responsable_organisme: Identifiant | None = Field(
        default=None,
        title="Structure responsable",
        description="À défaut de personne.",
        json_schema_extra=REFERENCE("organismes"),
    )
    echeance: Moment | None = Field(default=None, title="Échéance", description="Pour quand.")
    statut: StatutDecision = Field(default=StatutDecision.A_FAIRE, title="Statut", description="Suivi.")
    date_statut: Date | None = Field(
        default=None, title="Date du statut", description="Quand le statut a changé."
    )
    fiche: Identifiant | None = Field(
        default=None,
        title="Fiche",
        description="Fiche concernée.",
        json_schema_extra=REFERENCE("fiches_actions"),
    )
    vote: Vote | None = Field(default=None, title="Vote", description="S’il y a eu vote.")


class ActionAFaire(Modele):
    """Something to do after the meeting."""

    identite: ClassVar[Identite] = Identite("action à faire")

    quoi: Texte = Field(title="Quoi", description="Ce qui est à faire.")
    qui: tuple[Identifiant, ...] = Field(
        default=(), title="Qui", description="Personnes.", json_schema_extra=REFERENCE("personnes")
    )
    qui_texte: Texte | None = Field(default=None, title="Qui (libre)", description="Service ou groupe.")
    quand: Moment | None = Field(default=None, title="Quand", description="Échéance.")
    point: Identifiant | None = Field(default=None, title="Point", description="Point de l’ordre du jour.")
    fait: OuiNon = Field(default=False, title="Fait", description="Vrai quand c’est fait.")


class Contact(Modele):
    """Whom to answer, and the last page of slides."""

    nom: Texte | None = Field(default=None, title="Nom", description="Service ou personne.")
    adresse: Adresse | None = Field(default=None, title="Adresse", description="Adresse postale.")
    telephone: Telephone | None = Field(default=None, title="Téléphone", description="Standard ou service.")
    courriel: Courriel | None = Field(default=None, title="Courriel", description="Boîte de service.")
    web: Texte | None = Field(default=None, title="Site internet", description="Adresse du site.")


class Convocation(Modele):
    """What the letter adds to the meeting."""

    date_envoi: Date | None = Field(default=None, title="Date d’envoi", description="Jour d’envoi.")
    lieu_envoi: Texte | None = Field(default=None, title="Lieu d’envoi", description="Melle, le…")
    introduction: Texte | None = Field(
        default=None, title="Introduction", description="Remplace la formule proposée."
    )
    inscription: Texte | None = Field(
        default=None, title="Inscription", description="Comment répondre ou s’inscrire."
    )
    date_limite: Date | None = Field(default=None, title="Date limite", description="Pour répondre.")
    signataire: Identifiant | None = Field(
        default=None,
        title="Signataire",
        description="Qui signe la lettre.",
        json_schema_extra=REFERENCE("personnes"),
    )
    qualite_signataire: Texte | None = Field(default=None, title="Qualité", description="La Présidente, …")
    invites: tuple[Identifiant, ...] = Field(
        default=(),
        title="Invités",
        description="En plus des membres.",
        json_schema_extra=REFERENCE("personnes"),
    )
    copies: tuple[Texte, ...] = Field(default=(), title="Copies", description="Copie à…")
    coupon_reponse: OuiNon = Field(
        default=False, title="Coupon-réponse", description="Vrai pour joindre un coupon."
    )
    formule: Texte | None = Field(
        default=None, title="Formule de politesse", description="Remplace la formule proposée."
    )


class CompteRendu(Modele):
    """What the minutes add to the meeting."""

    etat: EtatCompteRendu = Field(
        default=EtatCompteRendu.PROJET, title="État", description="Projet ou validé."
    )
    president: Identifiant | None = Field(
        default=None,
        title="Présidence",
        description="Qui a présidé.",
        json_schema_extra=REFERENCE("personnes", requis=True),
    )
    secretaire: Identifiant | None = Field(
        default=None,
        title="Secrétaire",
        description="Qui a rédigé.",
        json_schema_extra=REFERENCE("personnes", requis=True),
    )
    heure_debut_reelle: Heure | None = Field(default=None, title="Ouverture", description="Heure réelle.")
    heure_fin_reelle: Heure | None = Field(default=None, title="Clôture", description="Heure réelle.")
    introduction: Texte | None = Field(
        default=None, title="Introduction", description="Ouverture de la séance."
    )
    approbation_precedent: Texte | None = Field(
        default=None, title="Compte rendu précédent", description="Approuvé sans observation…"
    )
    questions_diverses: Texte | None = Field(default=None, title="Questions diverses", description="Texte.")
    date_envoi: Date | None = Field(default=None, title="Envoi", description="Jour d’envoi du compte rendu.")
    prochaine_reunion: Identifiant | None = Field(
        default=None,
        title="Prochaine réunion",
        description="Si elle est au dossier.",
        json_schema_extra=REFERENCE("reunions"),
    )
    prochaine_date: Moment | None = Field(default=None, title="Prochaine date", description="Sinon, sa date.")


class Reunion(Modele):
    """A meeting of an instance, from its agenda to its minutes."""

    identite: ClassVar[Identite] = Identite(
        "Réunion", registre="reunions", par=("titre", "date"), par_contenu=True
    )

    id: Identifiant = Field(title="Identifiant", description="2024-01-19-reunion-partenariale.")
    titre: Texte = Field(title="Titre", description="Réunion partenariale Convention territoriale globale.")
    instance: Identifiant | None = Field(
        default=None,
        title="Instance",
        description="Instance qui se réunit.",
        json_schema_extra=REFERENCE("instances"),
    )
    organisateur: Identifiant | None = Field(
        default=None,
        title="Organisateur",
        description="Organisme invitant, en tête des lettres.",
        json_schema_extra=REFERENCE("organismes"),
    )
    numero_seance: int | None = Field(
        default=None, ge=1, title="N° de séance", description="Rang de la séance."
    )
    objet: Texte | None = Field(default=None, title="Objet", description="Objet en une phrase.")
    buts: tuple[Texte, ...] = Field(
        default=(), title="Buts", description="Pourquoi se réunir, une phrase chacun."
    )
    participants_attendus: Texte | None = Field(default=None, title="Qui", description="Qui est attendu.")
    date: Date | None = Field(default=None, title="Date", description="Jour.", json_schema_extra=REQUIS)
    jour_ecrit: Texte | None = Field(
        default=None, title="Jour écrit", description="Jour de semaine annoncé ; vérifié contre la date."
    )
    sondage: Sondage | None = Field(
        default=None, title="Dates proposées", description="Tant que la date n’est pas choisie."
    )
    heure_debut: Heure | None = Field(
        default=None, title="Début", description="Heure.", json_schema_extra=REQUIS
    )
    heure_fin: Heure | None = Field(default=None, title="Fin", description="Heure.")
    duree_texte: Texte | None = Field(default=None, title="Durée en mots", description="1 journée entière.")
    lieu: Lieu | None = Field(default=None, title="Lieu", description="Où.", json_schema_extra=REQUIS)
    visio: Texte | None = Field(default=None, title="Visioconférence", description="Lien.")
    ordre_du_jour: tuple[PointOrdreDuJour, ...] = Field(
        default=(), title="Ordre du jour", description="Points, pauses comprises.", json_schema_extra=REQUIS
    )
    documents_joints: tuple[Texte, ...] = Field(
        default=(), title="Documents joints", description="Joints à la convocation."
    )
    contact: Contact | None = Field(
        default=None, title="Contact", description="Si différent de celui du dossier."
    )
    convocation: Convocation | None = Field(
        default=None, title="Convocation", description="Lettre d’invitation."
    )
    presences: tuple[Presence, ...] = Field(
        default=(), title="Présences", description="État de chaque membre convoqué."
    )
    autres_participants: tuple[Identifiant, ...] = Field(
        default=(),
        title="Autres participants",
        description="Présents sans être membres.",
        json_schema_extra=REFERENCE("personnes"),
    )
    participants_libres: tuple[Texte, ...] = Field(
        default=(),
        title="Participants hors registre",
        description="Présents que le registre n’a pas : « Luce Ruel, école de Melle ».",
    )
    compte_rendu: CompteRendu | None = Field(
        default=None, title="Compte rendu", description="Après la réunion."
    )
    decisions: tuple[Decision, ...] = Field(default=(), title="Décisions", description="Dans l’ordre.")
    actions: tuple[ActionAFaire, ...] = Field(
        default=(), title="Actions à faire", description="Qui, quoi, quand."
    )
    modifications: int = Field(
        default=0,
        ge=0,
        title="Modifications",
        description="Combien de fois jour, heure ou lieu ont changé depuis l’envoi : l’agenda garde le dernier.",
    )
    modele: Texte | None = Field(
        default=None,
        title="Modèle",
        description="Modèle Word de ses papiers : « bref » pour modeles/ordre_du_jour-bref.docx.",
    )

    def __str__(self) -> str:
        return self.titre
