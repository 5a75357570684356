"""Where a dossier's values were written, and the files it brings. Never part of a dossier's value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ctg_docs.problems import Place

__all__ = ["CheminDonnee", "Provenance"]

CheminDonnee = tuple[str | int, ...]
"""Path of a value in the data: `("signataires", 1, "nom_court")`."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What loading knows beside the values. Two provenances are equal, so that equality of dossiers is that of their values.

    Attributes:
        places: place of each value by its path.
        base: folder of the dossier; None when it was made in memory.
        files: bytes of the pictures and attached files by their path as written in the data.
        templates: bytes of the dossier's own Word templates (`modeles/`) by kind.
    """

    places: Mapping[CheminDonnee, Place] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    base: Path | None = field(default=None, compare=False)
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    templates: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def place(self, chemin: CheminDonnee) -> Place:
        """Return the place of a value, or of the nearest value around it; an empty place when unknown."""
        for length in range(len(chemin), -1, -1):
            if found := self.places.get(chemin[:length]):
                return found
        return Place()
