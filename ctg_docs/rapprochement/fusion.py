"""Three-way merge of one value."""

from __future__ import annotations

from enum import Enum

__all__ = ["Fate", "three_way"]


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
