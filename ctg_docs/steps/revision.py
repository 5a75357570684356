"""A past state of a dossier, taken out of git. The one adapter of git: probe, run, French errors."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ctg_docs.errors import DataError, MissingToolError
from ctg_docs.workplace import workplace

__all__ = ["at_revision", "is_revision"]

_SECONDS = 60


def is_revision(source: str) -> bool:
    """True for `REV:chemin` that is no file: « HEAD~1:mon-dossier »."""
    rev, colon, _ = source.partition(":")
    return bool(colon) and len(rev) > 1 and not Path(source).exists()


@contextmanager
def at_revision(source: str) -> Iterator[Path]:
    """Give the dossier of `REV:chemin` as it was, in a temporary folder.

    Raises:
        DataError: no such revision or path.
        MissingToolError: git is not installed.
    """
    git = shutil.which("git")
    if git is None:
        raise MissingToolError(
            "Comparer avec une révision demande git, absent de cette machine. Installez-le."
        )
    rev, _, name = source.partition(":")
    if rev.startswith("-"):
        raise DataError(f"« {rev} » n’est pas une révision.")
    path = Path(name or ".")
    home = path if path.is_dir() else path.parent
    while not home.is_dir():
        home = home.parent
    top = Path(_run(git, home, "rev-parse", "--show-toplevel", source=source).decode().strip())
    inside = path.resolve().relative_to(top).as_posix()
    data = _run(git, top, "archive", "--format=tar", rev, "--", inside, source=source)
    with workplace() as place:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(place, filter="data")
        yield place / inside


def _run(git: str, home: Path, *arguments: str, source: str) -> bytes:
    done = subprocess.run([git, *arguments], cwd=home, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise DataError(f"« {source} » : git ne trouve pas cette révision ou ce chemin.")
    return done.stdout
