"""Read a template from disk."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from ctg_docs.errors import TemplateError

__all__ = ["Source", "name_of", "read_bytes"]

Source = str | Path | bytes | BinaryIO


def name_of(source: Source, default: str) -> str:
    """Return the name of the file a template comes from."""
    if isinstance(source, str | Path):
        return Path(source).name
    named = getattr(source, "name", None)
    return Path(named).name if isinstance(named, str) else default


def read_bytes(source: Source) -> bytes:
    """Return the bytes of a template given as such, by its path, or as an open file.

    Raises:
        TemplateError: no such file, or it may not be read.
    """
    if isinstance(source, bytes):
        return source
    if not isinstance(source, str | Path):
        return source.read()
    try:
        if not stat.S_ISREG(mode := Path(source).stat().st_mode) and not stat.S_ISDIR(mode):
            raise TemplateError(
                f"Le modèle « {source} » ne peut pas être lu : ce n’est pas un fichier ordinaire."
            )
        return Path(source).read_bytes()
    except OSError as error:
        raise TemplateError(f"Le modèle « {source} » ne peut pas être lu : {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "ce fichier n’existe pas"
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier"
    return "accès refusé" if isinstance(error, PermissionError) else "le système refuse de l’ouvrir"
