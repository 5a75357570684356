"""What a convention follows, and the day it speaks from: facts of the dossier that choose our sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.models.convention import FaitSuite
from ctg_docs.models.evaluation import NatureEvaluation

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.moments import Moment

__all__ = ["jour_de", "suite_de"]


def suite_de(ctg: Ctg) -> tuple[FaitSuite | None, Moment | None]:
    """Return what the convention follows and the period of the previous one; nothing is guessed.

    What the dossier says comes first; the evaluation of a previous convention tells as much.
    """
    convention = ctg.convention
    faites = (e for e in ctg.evaluations if e.nature is NatureEvaluation.PRECEDENTE)
    evaluee = next(faites, None)
    suite = convention.fait_suite or (FaitSuite.CTG if evaluee or convention.periode_precedente else None)
    return suite, convention.periode_precedente or (evaluee.periode if evaluee else None)


def jour_de(ctg: Ctg, version: date | None = None) -> date | None:
    """Return the day of the convention: its signature, else the last act of its parties, its version, its first day.

    Args:
        ctg: the dossier.
        version: date of the version asked for, when it is not that of the dossier.
    """
    convention = ctg.convention
    if convention.signee_le:
        return convention.signee_le
    actes = [a.date for a in ctg.deliberations if a.date and a.avenant is None]
    if actes:
        return max(actes)
    debut = convention.date_debut.debut if convention.date_debut else None
    return version or ctg.version.date or debut
