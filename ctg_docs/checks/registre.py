"""The register of the rules: what a rule is, how it is declared, what it answers. Knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint
from itertools import islice
from typing import Final

from ctg_docs.checks.examen import Examen
from ctg_docs.entry_points import CHECKS, Extension, load_all
from ctg_docs.french import nombre
from ctg_docs.limits import LIMITS
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

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
    """

    code: str
    severity: Severity
    titre: str
    source: str
    cherche: Recherche

    @property
    def externe(self) -> bool:
        """True when another package adds it."""
        return not self.cherche.__module__.startswith("ctg_docs.")

    def findings(self, examen: Examen) -> list[Finding]:
        """Return what the rule finds; one of another package that fails says so and stops nothing.

        After many findings the rule stops: nobody reads more, and a hostile dossier has a million.
        """
        if not self.externe:
            return self._first(examen)
        try:
            return self._first(examen)
        except Exception as fault:  # code of somebody else
            reason = f"{type(fault).__name__} : {fault}"
            message = f"Le contrôle {self.code} d’une extension n’a pas pu se faire : {reason}."
            return [Finding(message, severity=Severity.WARNING)]

    def _first(self, examen: Examen) -> list[Finding]:
        most = LIMITS.findings
        found = list(islice(self.cherche(examen), most + 1))
        if len(found) > most:
            found[-1] = Finding(
                f"Cette règle ({self.titre}) trouve plus de {nombre(most)} points : les suivants ne sont pas dits."
            )
        return found


REGLES: Final[dict[str, Regle]] = {}
"""Every rule by its code, filled by the decorator when the family modules are imported."""


def regle(
    code: str, severity: Severity, titre: str, *, source: str = "usage"
) -> Callable[[Recherche], Recherche]:
    """Declare a rule: the function takes an `Examen` and yields its findings.

    Raises:
        ValueError: the code is taken.
    """

    def declare(cherche: Recherche) -> Recherche:
        if code in REGLES:
            raise ValueError(f"le code {code} désigne déjà une règle")
        REGLES[code] = Regle(code, severity, titre, source, cherche)
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
