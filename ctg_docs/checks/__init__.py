"""The catalogue of checks: one small function per rule, a stable code, a French sentence.

Takes a dossier already read (`models`); knows neither files nor Word. Every finding is returned in one pass,
none is raised: the command line and the library decide what to refuse.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection

from ctg_docs.checks import (  # noqa: F401 - each module declares its rules when imported
    actes,
    annexes,
    avenants,
    balisage,
    budget,
    chronologie,
    comptes,
    dates,
    delais,
    delegations,
    denominations,
    encodage,
    identifiants,
    indicateurs,
    instances,
    moyens,
    noms,
    parties,
    perimetre,
    personnes,
    petite_enfance,
    publicite,
    references,
    retroplanning,
    reunions,
    sigles,
    strategie,
    suite,
    suivi,
    textes,
    textes_legaux,
    typographie,
)
from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import REGLES, Finding, Regle, added_rules
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Problem, Severity, format_path

__all__ = ["Regle", "catalogue", "run"]


def catalogue() -> tuple[Regle, ...]:
    """Return every rule, by code: for the documentation and the tests."""
    added_rules()
    return tuple(REGLES[code] for code in sorted(REGLES))


def run(
    ctg: Ctg,
    *,
    final: bool = False,
    date: datetime.date | None = None,
    gravites: Collection[Severity] = tuple(Severity),
) -> list[Problem]:
    """Look for every problem of a dossier, in the order of the codes, then of the data.

    Args:
        ctg: the dossier; the places of its values come from `ctg.provenance`.
        final: True when a final document is asked for: some gaps only matter then. Severities do not change:
            it is for the caller to refuse a final document while a blocking problem remains.
        date: the day of the documents, for what depends on it (actions late, years elapsed); by default the
            date of the dossier's version. The clock is never read.
        gravites: severities of the rules to run; a table of many territories asks what blocks only.
    """
    examen = Examen(ctg, final, date or ctg.version.date)
    rules = [regle for regle in catalogue() if regle.severity in gravites]
    return [_problem(ctg, regle, finding) for regle in rules for finding in regle.findings(examen)]


def _problem(ctg: Ctg, regle: Regle, finding: Finding) -> Problem:
    return Problem(
        code=regle.code,
        severity=finding.severity or regle.severity,
        message=_typeset(finding.message),
        place=ctg.provenance.place(finding.chemin),
        path=format_path(finding.chemin),
        value=_shorten(finding.value),
        suggestion=_typeset(finding.suggestion),
    )


def _typeset(phrase: str) -> str:
    phrase = re.sub(r" (?=[;!?])", "\u202f", phrase)
    return re.sub(r"(?<=«) | (?=[:»€%])", "\u00a0", phrase)


def _shorten(value: object, limite: int = 80) -> str:
    texte = " ".join(str(value).split()) if value is not None else ""
    return texte if len(texte) <= limite else texte[: limite - 1] + "…"
