"""What lies in the folder of a dossier de signature beside its pieces: told when it is more than what systems leave there."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Entrees"]

_OFFICE_LOCK = 1_000
_LEFT_BY_SYSTEMS = {
    ".ds_store": (b"\x00\x00\x00\x01Bud1",),
    "thumbs.db": (b"\xd0\xcf\x11\xe0",),
    "desktop.ini": (b"[", b"\xff\xfe[", b"\xef\xbb\xbf[", b"\r\n["),
}


class Entrees:
    """The entries of a folder, by the name that the manifest gives them.

    Attributes:
        files: plain files, by composed name (macOS decomposes the accents of names).
        strange: sentences on entries that are no plain file, by name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] = {}
        self.strange: dict[str, str] = {}
        for where, folders, files in os.walk(folder):
            held = Path(where)
            if not folders and not files and held != folder:
                self._tell(held, "Ce répertoire est vide : le dossier de signature n’en contient pas")
            for name in [*files, *(n for n in folders if (held / n).is_symlink())]:
                self._add(held / name)

    def _add(self, path: Path) -> None:
        name = self._name(path)
        if path.is_symlink():
            self._tell(path, "C’est un lien vers un autre endroit, et non un fichier")
        elif not path.is_file():
            self._tell(path, "Ce n’est pas un fichier ordinaire")
        elif name in self.files:
            self._tell(path, "Deux fichiers portent ce nom, aux accents près")
        else:
            self.files[name] = path

    def _tell(self, path: Path, sentence: str) -> None:
        self.strange[self._name(path)] = f"{sentence}."

    def _name(self, path: Path) -> str:
        name = os.fsencode(path.relative_to(self.folder).as_posix()).decode("utf-8", "replace")
        return unicodedata.normalize("NFC", name)

    def find(self, name: str) -> Path | None:
        """Return the plain file of a name of the manifest."""
        return self.files.get(unicodedata.normalize("NFC", name))

    def extra(self, known: set[str]) -> Iterator[str]:
        """Yield the names of the files that the manifest doesn't know, what systems leave apart."""
        for name, path in sorted(self.files.items()):
            if name not in known and not _is_left_by_a_system(path):
                yield name


def _is_left_by_a_system(path: Path) -> bool:
    """True for what a file manager or an office program leaves, by its name and by what it holds."""
    with path.open("rb") as file:
        head = file.read(16)
    name, size = path.name.lower(), path.stat().st_size
    if name.startswith("._"):
        return head.startswith(b"\x00\x05\x16\x07")
    if name.startswith(("~$", ".~lock.")):
        return size < _OFFICE_LOCK and not head.startswith((b"%PDF", b"PK"))
    return name in _LEFT_BY_SYSTEMS and (not head or head.startswith(_LEFT_BY_SYSTEMS[name]))
