"""The files that a dossier names: a dossier made in memory may name some that nobody gave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from ctg_docs.errors import MissingToolError
from ctg_docs.problems import Problem, Severity, format_path
from ctg_docs.sources.files import named_files

if TYPE_CHECKING:
    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg

__all__ = ["joined_faults", "missing_files"]


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
            format_path((*path, "fichier")),
            name,
            "Ajoutez ce fichier, ou retirez cette ligne.",
        )
        for path, _, name in named_files(ctg)
        if name not in given
    ]


def joined_faults(ctg: Ctg, kinds: Collection[str], options: Options) -> list[Problem]:
    """Return what is wrong with the PDFs joined as annexes to what is signed: locked, damaged, signed, with fields.

    Args:
        ctg: the dossier.
        kinds: what is asked; empty for every kind.
        options: draft or final: a draft is not signed; the avenant asked for.
    """
    if not options.final or options.publication:
        return []
    from ctg_docs.signature.jointes import faults, joined

    actes: list[str | None] = [None] if not kinds or "convention" in kinds else []
    if not kinds or "avenant" in kinds:
        actes += [a.id for a in ctg.avenants if options.avenant in (None, a.id)]
    found: list[Problem] = []
    try:
        for piece in (piece for acte in actes for piece in joined(ctg, acte)):
            path = format_path(piece.chemin)
            found += (
                replace(problem, place=ctg.provenance.place(piece.chemin), path=path, value=piece.fichier)
                for problem in faults(piece)
            )
    except MissingToolError:  # without the reader of PDFs nothing is said of them, and none can be signed
        return []
    return list(dict.fromkeys(found))
