"""The status of an action in a table: a shape one sees from afar, then its word; nothing rests on a colour."""

from __future__ import annotations

from typing import Final

from ctg_docs.french import accord_participe
from ctg_docs.models.operation import Statut

__all__ = ["statut_compte", "statut_dessine"]

_FORMES: Final = {
    Statut.A_VENIR: "□",
    Statut.A_DISCUTER: "□",
    Statut.EN_COURS: "►",
    Statut.REALISE: "■",
    Statut.ABANDONNE: "×",
}
_ARRET: Final = "▲"
"""Late, stopped, blocked: what asks for a decision."""


def statut_compte(statut: Statut | None, n: int) -> str:
    """Return how many actions have a status, in words that agree: « 14 en cours », « 2 réalisées », « 1 sans statut »."""
    if statut is None:
        return f"{n}\u00a0sans statut"
    dit = statut.libelle.lower()
    accorde = statut in (Statut.REALISE, Statut.ABANDONNE, Statut.BLOQUE)
    return f"{n}\u00a0{accord_participe(dit, 'f', pluriel=n > 1) if accorde else dit}"


def statut_dessine(statut: Statut | None) -> str:
    """Return « ■ Réalisée », « ► En cours »; a dash when it is not known."""
    return f"{_FORMES.get(statut, _ARRET)}\u00a0{statut.libelle}" if statut else "–"
