"""Where the files of a batch end: moved in one rename, never over what a person changed, never two batches at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ctg_docs.errors import OutputError
from ctg_docs.locks import take
from ctg_docs.lots.journal import Journal
from ctg_docs.lots.tache import DEPOT, Bilan

__all__ = ["Destination", "lock"]

_LOCK = ".ctg-docs-lot.verrou"


class Destination:
    """The folder of a batch.

    Args:
        folder: where.
        journal: what was written there.
        force: True to replace what was changed since.
    """

    def __init__(self, folder: Path, journal: Journal, *, force: bool) -> None:
        self.folder, self._journal, self._force = folder, journal, force

    def tidy(self) -> None:
        """Remove what workers left aside: of killed runs, of answers that came twice."""
        for left in self.folder.glob(f"{DEPOT}*"):
            shutil.rmtree(left, ignore_errors=True)

    def holds(self, nom: str, key: str) -> bool:
        """True when a dossier is finished under this key, whole, and its files are as they were made."""
        if not key or self._journal.cle(nom) != key:
            return False
        bilan = self._journal.read(nom)
        return not bilan.code and not self._changed(bilan) and (self.folder / nom).is_dir()

    def refuse_changed(self, nom: str) -> None:
        """Refuse to replace files that this batch did not write, or that were changed since.

        Raises:
            OutputError: there is one, and nothing was forced.
        """
        if self._force or not (self.folder / nom).exists():
            return
        known = self._journal.written(nom)
        for path in self._files(nom):
            if (path.relative_to(self.folder / nom).as_posix(), _sha256(path)) not in known:
                raise OutputError(
                    f"« {path} » n’est pas, ou plus, ce que le lot avait écrit : rien n’est remplacé. "
                    "Rangez-le ailleurs, ou demandez de remplacer."
                )

    def put(self, bilan: Bilan) -> None:
        """Move the files of a dossier to their place; the old ones leave once the new ones are whole.

        Raises:
            OutputError: the disk refuses.
        """
        final = self.folder / bilan.nom
        try:
            aside = Path(bilan.depot) if bilan.depot else self._written(bilan)
            final.parent.mkdir(parents=True, exist_ok=True)
            aside.chmod(0o777 & ~_umask())
            if final.exists():
                final.rename(Path(tempfile.mkdtemp(prefix=DEPOT, dir=self.folder)) / "ancien")
            aside.rename(final)
        except OSError as fault:
            raise OutputError(f"Écriture impossible dans « {final} » ({fault.strerror}).") from fault

    def drop(self, bilan: Bilan) -> None:
        """Remove what a worker made and nobody wants."""
        if bilan.depot:
            shutil.rmtree(bilan.depot, ignore_errors=True)

    def _written(self, bilan: Bilan) -> Path:
        aside = Path(tempfile.mkdtemp(prefix=DEPOT, dir=self.folder))
        for nom, data in bilan.contenus.items():
            (aside / nom).parent.mkdir(parents=True, exist_ok=True)
            (aside / nom).write_bytes(data)
        return aside

    def _files(self, nom: str) -> Iterator[Path]:
        return (path for path in sorted((self.folder / nom).rglob("*")) if path.is_file())

    def _changed(self, bilan: Bilan) -> bool:
        return any(
            not (path := self.folder / bilan.nom / f.nom).is_file() or path.stat().st_size != f.taille
            for f in bilan.fichiers
        )


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Keep a folder for one batch; the system gives it back whatever ends this process.

    Raises:
        OutputError: another batch is at work there, or the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK).open("a+b")
    except OSError as fault:
        raise OutputError(f"Écriture impossible dans « {folder} » ({fault.strerror}).") from fault
    with file:
        try:
            take(file.fileno())
        except OSError as busy:
            raise OutputError(f"Un autre lot est en cours dans « {folder} ».") from busy
        yield


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
