"""The status of an action in a table: a shape one sees from afar, then its word; nothing rests on a colour."""

from __future__ import annotations

from typing import Final

from ctg_docs.models.operation import Statut

__all__ = ["statut_dessine"]

_FORMES: Final = {
    Statut.A_VENIR: "□",
    Statut.A_DISCUTER: "□",
    Statut.EN_COURS: "►",
    Statut.REALISE: "■",
    Statut.ABANDONNE: "×",
}
_ARRET: Final = "▲"
"""Late, stopped, blocked: what asks for a decision."""


def statut_dessine(statut: Statut | None) -> str:
    """Return « ■ Réalisée », « ► En cours »; a dash when it is not known."""
    return f"{_FORMES.get(statut, _ARRET)}\u00a0{statut.libelle}" if statut else "–"
