"""The files that a dossier names: a dossier made in memory may name some that nobody gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.provenance import chemin_text
from ctg_docs.problems import Problem, Severity
from ctg_docs.sources.files import named_files

if TYPE_CHECKING:
    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg

__all__ = ["missing_files"]


def missing_files(ctg: Ctg, options: Options) -> list[Problem]:
    """Return the files that the dossier names and nobody gave: a picture that would silently not be printed."""
    severity = Severity.BLOCKING if options.final else Severity.WARNING
    given = {*ctg.provenance.files, *options.pictures}
    return [
        Problem(
            "LEC027",
            severity,
            f"Fichier absent du dossier : « {name} ».",
            ctg.provenance.place((*path, "fichier")),
            chemin_text((*path, "fichier")),
            name,
            "Ajoutez ce fichier, ou retirez cette ligne.",
        )
        for path, _, name in named_files(ctg)
        if name not in given
    ]
