"""What was last taken of each file, kept in the dossier: the same file, corrected, comes back against that."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

__all__ = ["MAPPINGS", "Memories"]

MAPPINGS: Final = "correspondances"
"""Where a dossier keeps what imports understood."""

_STATES: Final = 4
"""How many times a file is remembered: copies of one may come back one after the other."""
_PART: Final = "\t"


class Memories:
    """The states that the copies of a file were taken in, by the name of what they were made from.

    Args:
        file: the file that comes back.
        dossier: where the dossier is, or will be.
        kept: what other files of the same import will keep.
    """

    def __init__(self, file: Path, dossier: Path, kept: Mapping[str, bytes] | None = None) -> None:
        self._kept = kept or {}
        self._folder = dossier if dossier.is_dir() or not dossier.suffix else dossier.parent
        self._origin = _origin(file, self._folder)

    def of(self, name: str) -> list[tuple[str, bool]]:
        """Return the states, the last one first, each with True when it is what was last taken of this very file."""
        found: list[tuple[str, bool]] = []
        for line in self._lines(name):
            origin, part, text = line.partition(_PART)
            own = part != "" and origin == self._origin and not any(own for _, own in found)
            found.append((text if part else line, own))
        return found

    def kept(self, name: str, text: str) -> dict[str, bytes]:
        """Return the file to keep, by its name, once a state is added; one line of text is a state."""
        others = [line for line in self._lines(name) if line.rpartition(_PART)[2] != text]
        lines: Sequence[str] = [f"{self._origin}{_PART}{text}", *others][:_STATES]
        return {_file(name): "".join(f"{line}\n" for line in lines).encode()}

    def _lines(self, name: str) -> list[str]:
        path = self._folder / _file(name)
        data = self._kept.get(_file(name)) or (path.read_bytes() if path.is_file() else b"")
        return [line for line in data.decode("utf-8").split("\n") if line]


def _file(name: str) -> str:
    return f"{MAPPINGS}/{name}.jsonl"


def _origin(file: Path, folder: Path) -> str:
    """Return a mark of the place of a file, seen from the dossier: both may move together, and it tells nobody's folders."""
    try:
        place = os.path.relpath(file.resolve(), folder.resolve())
    except ValueError:  # another drive
        place = file.name
    return hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:12]
