"""A dossier on disk to a validated model. Knows files and models, no rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError
from ctg_docs.problems import Severity

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

__all__ = ["load"]


def load(path: str | Path) -> Ctg:
    """Return the dossier of a folder or a file.

    Raises:
        DataError: it can't be read; the error carries every problem with its place.
    """
    from ctg_docs.sources import diagnose as read

    outcome = read(path)
    errors = [p for p in outcome.problems if p.severity is Severity.ERROR]
    if outcome.ctg is None or errors:
        count = "1 problème" if len(errors) == 1 else f"{len(errors)} problèmes"
        raise DataError(f"Le dossier « {path} » ne peut pas être lu : {count}.", errors)
    return outcome.ctg
