"""The plain words of a meeting paper, those a secretary tries first in a Word template: `{{ date }}`, `{{ lieu }}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.reunions.presences import (
    Convie,
    accorde,
    convie,
    membres_convoques,
    presences_par_etat,
)
from ctg_docs.documents._communs.reunions.reunion import (
    LigneAgenda,
    agenda,
    faits_reunion,
    libelle_instance,
    quand,
)
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.french import cle, heure
from ctg_docs.models.parametres import FormatHeure
from ctg_docs.models.reunion import EtatPresence, Reunion
from ctg_docs.models.territoire import Territoire

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["MOTS", "Membre", "MotsReunion", "mots_reunion"]


class Membre(Bloc):
    """A person called to the meeting; printed by the name."""

    nom: str = Field(title="Nom", description="Civilité, prénom et nom", examples=["Mme Claire Dubois"])
    civilite: str = Field("", title="Civilité", description="Madame, Monsieur", examples=["Madame"])
    prenom: str = Field("", title="Prénom", description="Prénom seul", examples=["Claire"])
    nom_de_famille: str = Field("", title="Nom de famille", description="Nom seul", examples=["Dubois"])
    fonction: str = Field(
        "", title="Fonction", description="Fonction, ou rôle dans l’instance", examples=["Maire"]
    )
    structure: str = Field(
        "", title="Structure", description="Au titre de quelle structure", examples=["Caf"]
    )
    organisme: str = Field(
        "", title="Organisme", description="La structure, d’un autre nom", examples=["Caf"]
    )
    presence: str = Field(
        "", title="Présence", description="Vide tant que rien n’est noté", examples=["excusée"]
    )

    def __str__(self) -> str:
        return self.nom


class MotsReunion(Contexte):
    """What any template of a meeting may print, beside what ours compose. Ours print none of it."""

    territoire: Territoire = Field(title="Territoire", description="Son nom, et ses champs : territoire.nom")
    reunion: Reunion = Field(
        title="Réunion", description="Son titre, et ses champs : reunion.date|date_longue"
    )
    instance: str = Field(
        "", title="Instance", description="Instance réunie", examples=["Comité de pilotage (COPIL)"]
    )
    organisateur: str = Field(
        "", title="Organisateur", description="Organisme invitant", examples=["Pays d’Auvrelle"]
    )
    date: str = Field("", title="Date", description="Jour de la réunion", examples=["jeudi 14 janvier 2027"])
    horaires: str = Field("", title="Horaires", description="Début et fin", examples=["De 9 h 30 à 12 h"])
    heure: str = Field("", title="Heure", description="Heure de début", examples=["9 h 30"])
    heure_fin: str = Field("", title="Heure de fin", description="Heure de fin", examples=["12 h"])
    lieu: str = Field(
        "", title="Lieu", description="Salle, bâtiment, adresse", examples=["Salle du conseil, mairie"]
    )
    visio: str = Field("", title="Visioconférence", description="Lien, ou vide")
    membres: tuple[Membre, ...] = Field((), title="Membres", description="Personnes conviées, par structure")
    presents: tuple[Membre, ...] = Field((), title="Présents", description="Présents et représentés")
    excuses: tuple[Membre, ...] = Field((), title="Excusés", description="Personnes excusées")
    absents: tuple[Membre, ...] = Field((), title="Absents", description="Personnes absentes")
    points: tuple[LigneAgenda, ...] = Field(
        (), title="Points", description="Ordre du jour, sous-points et pauses compris"
    )

    def variantes(self) -> tuple[str, ...]:
        """Return the template that the meeting names, then the instance: « ordre_du_jour-copil.docx »."""
        return tuple(v for v in (self.reunion.modele, self.reunion.instance) if v)


MOTS = frozenset(MotsReunion.model_fields) - frozenset(Contexte.model_fields)
"""The fields that only templates of others print."""
MotsReunion.offerts = MOTS


def mots_reunion(ctg: Ctg, reunion: Reunion, situation: Situation) -> dict[str, Any]:
    """Return the fields of `MotsReunion`, but for those of `Contexte`."""
    faits = {fait.etiquette: fait.texte for fait in faits_reunion(ctg, reunion)}
    groupes = {
        etat: _membres(ctg, lignes, etat)
        for etat, lignes in presences_par_etat(ctg, reunion, situation).items()
    }
    notes = {m.nom: m for groupe in groupes.values() for m in groupe}
    convies = (
        convie(ctg, id, structure, situation) for id, structure in membres_convoques(ctg, reunion).items()
    )
    return {
        "territoire": ctg.territoire,
        "reunion": reunion,
        "instance": libelle_instance(ctg, reunion),
        "organisateur": nom_organisme(ctg, reunion.organisateur, ""),
        "date": quand(reunion),
        "horaires": faits["Horaires"],
        "heure": _heure(ctg, reunion.heure_debut),
        "heure_fin": _heure(ctg, reunion.heure_fin),
        "lieu": faits.get("Lieu", ""),
        "visio": reunion.visio or "",
        "membres": tuple(notes.get(c.nom) or _membre(ctg, c, None) for c in convies),
        "presents": groupes[EtatPresence.PRESENT] + groupes[EtatPresence.REPRESENTE],
        "excuses": groupes[EtatPresence.EXCUSE],
        "absents": groupes[EtatPresence.ABSENT],
        "points": agenda(ctg, reunion, situation),
    }


def _membres(ctg: Ctg, lignes: Iterable[Convie], etat: EtatPresence) -> tuple[Membre, ...]:
    return tuple(_membre(ctg, ligne, etat) for ligne in lignes)


def _membre(ctg: Ctg, ligne: Convie, etat: EtatPresence | None) -> Membre:
    personne = ctg.personne(ligne.id)
    visible = personne is not None and cle(personne.nom) in cle(ligne.nom)  # masked in a version to publish
    return Membre(
        nom=ligne.nom,
        civilite=personne.civilite.libelle if visible and personne and personne.civilite else "",
        prenom=(personne.prenom or "") if visible and personne else "",
        nom_de_famille=personne.nom if visible and personne else "",
        fonction=ligne.fonction,
        structure=ligne.structure,
        organisme=ligne.structure,
        presence=accorde(ctg, ligne.id, etat) if etat else "",
    )


def _heure(ctg: Ctg, moment: time | None) -> str:
    serree = ctg.parametres.format_heure is FormatHeure.COMPACT
    return heure(moment, serree=serree) if moment else ""
