"""The register of the rules: what a rule is, how it is declared, what it answers. Knows no rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint
from itertools import islice
from typing import Final

from ctg_docs.checks.examen import Examen
from ctg_docs.entry_points import CHECKS, Extension, load_all, reason_of
from ctg_docs.french import nombre
from ctg_docs.limits import LIMITS
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import FAMILIES, Severity

__all__ = ["REGLES", "Finding", "Regle", "added_rules", "regle"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule answers; its code, severity and place are added by `run`.

    Attributes:
        message: a French sentence that says what is wrong and about what.
        chemin: path of the faulty value in the data.
        value: the faulty value.
        suggestion: what to write instead, when it can be computed.
        severity: only when it differs from that of the rule (« à confirmer » in an invitation).
    """

    message: str
    chemin: CheminDonnee = ()
    value: object = ""
    suggestion: str = ""
    severity: Severity | None = None


_HOME: Final = "ctg_docs."
_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")

Recherche = Callable[[Examen], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Regle:
    """A rule of the catalogue.

    Attributes:
        code: stable, never reused.
        severity: BLOCKING refuses a final document, WARNING never refuses.
        titre: what is checked, in French.
        source: the text or the usage it comes from.
        cherche: the function that looks for findings.
        cause, remede: why it is looked at and what to do, for a rule of another package; ours are in the catalogue.
    """

    code: str
    severity: Severity
    titre: str
    source: str
    cherche: Recherche
    cause: str = ""
    remede: str = ""

    @property
    def externe(self) -> bool:
        """True when another package adds it."""
        return not self.cherche.__module__.startswith(_HOME)

    def findings(self, examen: Examen) -> list[Finding]:
        """Return what the rule finds; one of another package that fails says so and stops nothing.

        After many findings the rule stops: nobody reads more, and a hostile dossier has a million.
        """
        if not self.externe:
            return self._first(examen)
        try:
            return [_verified(finding) for finding in self._first(examen)]
        except Exception as fault:  # code of somebody else
            message = f"Le contrôle {self.code} d’une extension n’a pas pu se faire : {reason_of(fault)}."
            return [Finding(message, severity=Severity.WARNING)]

    def _first(self, examen: Examen) -> list[Finding]:
        most = LIMITS.findings
        found = list(islice(self.cherche(examen), most + 1))
        if len(found) > most:
            found[-1] = Finding(
                f"Cette règle ({self.titre}) trouve plus de {nombre(most)} points : les suivants ne sont pas dits."
            )
        return found


def _verified(finding: Finding) -> Finding:
    """Return what a rule of another package found; it may answer anything.

    Raises:
        TypeError: no finding, or one whose parts are not what they should be.
    """
    if not isinstance(finding, Finding):
        raise TypeError(f"il rend « {finding!r} », et non un Finding")
    parts = isinstance(finding.chemin, tuple) and all(isinstance(part, str | int) for part in finding.chemin)
    if not (parts and isinstance(finding.message, str) and isinstance(finding.suggestion, str)):
        raise TypeError(
            f"le message, le chemin ou le conseil n’est pas ce qu’il doit être dans « {finding!r} »"
        )
    if not isinstance(finding.severity, Severity | None):
        raise TypeError(f"« {finding.severity!r} » n’est pas une Severity")
    return finding


REGLES: Final[dict[str, Regle]] = {}
"""Every rule by its code, filled by the decorator when the family modules are imported."""


def regle(
    code: str,
    severity: Severity,
    titre: str,
    *,
    source: str = "usage",
    cause: str = "",
    remede: str = "",
) -> Callable[[Recherche], Recherche]:
    """Declare a rule: the function takes an `Examen` and yields its findings.

    Args:
        code: three letters and three digits, `RAP001`; those of ctg-docs are refused to other packages.
        severity: BLOCKING refuses a final document, WARNING never refuses.
        titre: what is checked, in French.
        source: the text or the usage it comes from.
        cause: why it is looked at, and
        remede: what to do, as `explain` says of a rule of another package.

    Raises:
        ValueError: the code is taken, or another package uses one of ours or of another shape.
        TypeError: the severity is none.
    """
    if not isinstance(severity, Severity):
        raise TypeError(f"« {severity!r} » n’est pas une Severity")

    def declare(cherche: Recherche) -> Recherche:
        if code in REGLES:
            raise ValueError(f"le code {code} désigne déjà une règle")
        if not cherche.__module__.startswith(_HOME):
            if not _CODE.fullmatch(code):
                raise ValueError(
                    f"le code « {code} » n’est pas fait de trois lettres majuscules et de trois chiffres"
                )
            if code[:3] in FAMILIES:
                raise ValueError(f"le code {code} est de ceux de ctg-docs : choisissez trois autres lettres")
        REGLES[code] = Regle(code, severity, titre, source, cherche, cause, remede)
        return cherche

    return declare


@cache
def added_rules() -> tuple[Extension, ...]:
    """Let the modules of other packages declare their rules, all or none each, and return one line about each."""

    def use(point: EntryPoint) -> None:
        before = dict(REGLES)
        try:
            point.load()
        except BaseException:
            REGLES.clear()
            REGLES.update(before)
            raise

    return load_all(CHECKS, use)[1]
