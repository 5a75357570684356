"""The register of the rules: what a rule is, how it is declared, what it answers. Knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ctg_docs.checks.examen import Examen
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__ = ["REGLES", "Finding", "Regle", "regle"]


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
