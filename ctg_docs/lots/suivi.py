"""Where territories stand on a day, the most urgent first; many of them are looked at by several processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path

from ctg_docs.lots.dossiers import Dossier, find_dossiers

__all__ = ["Acte", "Suivi", "Urgence", "suivi"]


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


_SHARE = 5
"""Dossiers that are worth one more process: reading so many takes longer than its start."""

_PATIENCE = 120.0
"""Seconds a dossier may take to be looked at: the largest takes less than one."""


def suivi(
    dossiers: str | Path | Iterable[str | Path], jour: date, *, workers: int | None = 1
) -> tuple[Suivi, ...]:
    """Return where each territory stands, the most urgent first.

    Args:
        dossiers: dossiers, or folders that hold some at any depth.
        jour: the day it is looked at.
        workers: processes that look at them; this one alone by default, as many as cores when None. They read the file of
            the program that calls again: it must then be guarded by `if __name__ == "__main__":`.

    Raises:
        DataError: no dossier there.
    """
    found = find_dossiers([dossiers] if isinstance(dossiers, str | Path) else dossiers)
    return tuple(sorted(_rows(found, jour, workers), key=_rank))


def _rows(found: Sequence[Dossier], jour: date, workers: int | None) -> Iterable[Suivi]:
    from ctg_docs.lots.executeurs import open_pool
    from ctg_docs.lots.execution import Lost, run
    from ctg_docs.lots.suivi_dossier import row_of, unanswered

    pool = open_pool(None, min(workers or len(found), len(found) // _SHARE))
    if pool.workers == 1:
        yield from (row_of(dossier, jour) for dossier in found)
        return
    try:
        for answer in run(partial(row_of, jour=jour), found, pool, patience=_PATIENCE):
            yield unanswered(answer.request, answer.reason) if isinstance(answer, Lost) else answer[1]
    finally:
        pool.close()


def _rank(row: Suivi) -> tuple[int, int, int, str, str]:
    late = row.actions_en_retard + row.indicateurs_en_retard + row.decisions_en_retard
    return row.urgence, row.jours if row.jours is not None else 1_000_000, -late, row.territoire, row.nom
