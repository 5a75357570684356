"""Where one is in the meeting: the point of the agenda that each slide belongs to, and how far the story has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.reunions.reunion import agenda
from ctg_docs.french import cle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.documents.presentation.diapo import Diapo
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["situer"]

_MOTS: Final[dict[str, tuple[str, ...]]] = {
    "La convention": ("en bref", "presentation de la convention", "presentation de la ctg", "qu est ce"),
    "Historique": ("historique", "histoire", "etapes de la demarche"),
    "Articulation": ("articulation", "autres projets"),
    "Territoire": ("diagnostic", "portrait", "chiffres"),
    "Enjeux": ("enjeu", "strategie", "axes", "orientations"),
    "Gouvernance": ("gouvernance", "instances"),
    "Coopération": ("cooperation", "cooperateur", "moyens"),
    "Moyens": ("financement", "moyens", "budget"),
    "Plan d’actions": ("plan d actions", "fiches actions", "construction"),
    "Calendrier": ("retroplanning", "calendrier", "plan d actions"),
}
"""Words that the points of an agenda are known by, the surest first."""


def situer(
    ctg: Ctg, reunion: Reunion | None, situation: Situation, parties: Sequence[tuple[str, Iterable[Diapo]]]
) -> Iterator[Diapo]:
    """Yield the slides of the parts that say something, each with its place.

    Args:
        ctg: the dossier.
        reunion: the meeting, whose agenda is recalled.
        situation: of the generation.
        parties: name and slides of each part of the story.
    """
    pleines = [(nom, diapos) for nom, contenu in parties if (diapos := tuple(contenu))]
    points = _points(ctg, reunion, situation)
    for rang, (nom, diapos) in enumerate(pleines, start=1):
        fil = next((dit for mot in _MOTS[nom] for lu, dit in points if mot in lu), nom)
        for diapo in diapos:
            yield diapo.model_copy(update={"fil": fil, "etape": (rang, len(pleines))})


def _points(ctg: Ctg, reunion: Reunion | None, situation: Situation) -> list[tuple[str, str]]:
    """Return the numbered points of the agenda: as they are compared, as they are recalled."""
    if reunion is None:
        return []
    return [
        (cle(ligne.titre), f"{ligne.numero} – {ligne.titre}")
        for ligne in agenda(ctg, reunion, situation)
        if ligne.numero
    ]
