"""What is known of a territory on a day: its row in the table of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

__all__ = ["Acte", "Suivi", "Urgence"]


class Urgence(IntEnum):
    """How soon somebody must look at a territory; the smallest first."""

    ILLISIBLE = 0
    ECHUE = 1
    RETARD = 2
    ECHEANCE = 3
    A_COMPLETER = 4
    A_JOUR = 5

    @property
    def libelle(self) -> str:
        """What a reader sees."""
        return _LIBELLES[self]


_LIBELLES = {
    Urgence.ILLISIBLE: "Illisible",
    Urgence.ECHUE: "Échue",
    Urgence.RETARD: "En retard",
    Urgence.ECHEANCE: "Échéance proche",
    Urgence.A_COMPLETER: "À compléter",
    Urgence.A_JOUR: "À jour",
}


@dataclass(frozen=True, slots=True)
class Acte:
    """An act in force and its last day: « Convention », « Avenant n° 1 »."""

    nom: str
    fin: date | None


@dataclass(frozen=True, slots=True)
class Suivi:
    """The row of a territory. A dossier that can't be read is a row too, with what is wrong in it.

    Attributes:
        nom: the dossier, below the folder that was given.
        territoire: name of the territory; that of the dossier when it can't be read.
        urgence: what makes it come before others.
        alertes: why, French sentences, the gravest first.
        etat: where the convention stands, « Signée ».
        fin: last day in force, prolongations included.
        jours: days left until then, negative once it is past.
        actes: the convention and its avenants, each with its end.
        prochaine_reunion: day of the next meeting.
        reunion: its title.
        actions: number of fiches actions.
        actions_en_retard, indicateurs_en_retard, decisions_en_retard: how many are late on that day.
        compte_rendu: day of the last meeting that has minutes.
        erreurs: what keeps the dossier from being read.
        bloquants: what keeps a final document from being made.
        manques: gaps that the convention still shows.
    """

    nom: str
    territoire: str
    urgence: Urgence
    alertes: tuple[str, ...] = ()
    etat: str = ""
    fin: date | None = None
    jours: int | None = None
    actes: tuple[Acte, ...] = ()
    prochaine_reunion: date | None = None
    reunion: str = ""
    actions: int = 0
    actions_en_retard: int = 0
    indicateurs_en_retard: int = 0
    decisions_en_retard: int = 0
    compte_rendu: date | None = None
    erreurs: int = 0
    bloquants: int = 0
    manques: int = 0
