"""Three-way merge of one value, and which state is the base of a file."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ctg_docs.rapprochement.seuils import REWORKED

__all__ = ["Fate", "base_of", "three_way"]


class Fate(Enum):
    """What becomes of a value."""

    THEIRS = "theirs"
    """The file brings nothing: the dossier stays as it is."""
    OURS = "ours"
    """Only the file changed it."""
    CONFLICT = "conflict"
    """Both changed it, each its own way: the dossier stays, and it is told."""


def three_way(base: object, theirs: object, ours: object) -> Fate:
    """Return what becomes of a value.

    Args:
        base: what the dossier said when the file was made.
        theirs: what it says now.
        ours: what the file says.
    """
    if ours in (base, theirs):
        return Fate.THEIRS
    return Fate.OURS if theirs == base else Fate.CONFLICT


def base_of(distances: Sequence[int], own: int | None = None) -> int:
    """Return the rank of the state that a file was edited from: the nearest, the first of equals.

    Args:
        distances: how much the file differs from each state.
        own: the rank of what was last taken of this very file: it is its base unless another is nearer by far, for who
            puts a value back to what it was is no reader of an old copy.
    """
    near = min(range(len(distances)), key=lambda rank: distances[rank])
    return near if own is None or distances[own] - distances[near] > REWORKED else own
