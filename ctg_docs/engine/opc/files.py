"""Read a template from disk."""

from __future__ import annotations

from pathlib import Path

from ctg_docs.errors import TemplateError

__all__ = ["read_bytes"]


def read_bytes(source: str | Path | bytes) -> bytes:
    """Return the bytes of a template given as such or by its path.

    Raises:
        TemplateError: no such file, or it may not be read.
    """
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise TemplateError(f"Le modèle « {source} » ne peut pas être lu : {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "ce fichier n’existe pas"
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier"
    return "accès refusé" if isinstance(error, PermissionError) else "le système refuse de l’ouvrir"
