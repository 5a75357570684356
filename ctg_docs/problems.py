"""A problem: what is wrong, where, and what to do. Shared by loading, checking and template linting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final, Protocol

__all__ = ["FAMILIES", "Place", "Problem", "Severity", "format_path", "to_data"]


FAMILIES: Final[dict[str, str]] = {
    "CTG": "Vérifications du dossier",
    "GEN": "Documents",
    "ACC": "Accessibilité des fichiers Word",
    "LEC": "Lecture des fichiers",
    "CHP": "Valeur d’un champ",
    "TAB": "Échanges avec d’autres outils",
    "SCD": "Données ouvertes",
    "FRM": "Formulaires Word",
    "MOD": "Modèles Word",
    "PDF": "PDF",
    "SIG": "Dossier de signature",
    "DEP": "Dépôt au contrôle de légalité",
    "VER": "Vérification d’un dossier de signature",
    "EXT": "Extensions",
}
"""First letters of a code to the name of its family."""


class Severity(StrEnum):
    """How bad a problem is.

    ERROR: nothing can be generated (unreadable file, wrong type). BLOCKING: a final document is refused, a
    draft shows the gap. WARNING: worth a look, never refused.
    """

    ERROR = "erreur"
    BLOCKING = "bloquant"
    WARNING = "avertissement"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value was written. Lines and columns count from 1; 0 means unknown.

    Attributes:
        file: path as the user wrote it, relative to the dossier when inside it.
        line, column: position in a text file.
        cell: « Fiches!D12 » for a workbook, « corps, tableau 1, ligne 2, colonne 2 » for a Word file.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line:
            parts.append(f"{self.line}:{self.column}" if self.column else str(self.line))
        text = ":".join(parts)
        return f"{text} ({self.cell})" if text and self.cell else text or self.cell


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        code: stable, never reused: `CTG001`… for the catalogue of checks, `LEC001`… for reading,
            `CHP001`… for a field's value, `MOD001`… for templates.
        severity: see `Severity`.
        message: a French sentence, without place nor code.
        place: where the value was written, when known.
        path: path in the data, `signataires[1].representants[0].qualite`; indexes count from 0.
        value: the faulty value, shortened to 80 characters.
        suggestion: what to write instead, a French sentence or value; empty when nothing can be computed.
    """

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    path: str = ""
    value: str = ""
    suggestion: str = ""

    @property
    def blocking(self) -> bool:
        """True when a final document must be refused."""
        return self.severity is not Severity.WARNING

    def at(self, place: Place) -> Problem:
        """Return the same problem at another place."""
        return replace(self, place=place)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, keys in a stable order."""
        return {**asdict(self), "severity": self.severity.value}

    def __str__(self) -> str:
        head = f"{self.place} : " if str(self.place) else ""
        where = f"`{self.path}` : " if self.path else ""
        tail = f" {self.suggestion}" if self.suggestion else ""
        return f"{head}{self.code} {where}{self.message}{tail}"


class HasProblems(Protocol):
    """An error, a diagnostic, a batch, a delivery, an import…"""

    @property
    def problems(self) -> Iterable[Problem]: ...


def to_data(outcome: HasProblems | Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems, or those of whatever carries some, as plain JSON values."""
    found = outcome if isinstance(outcome, Iterable) else outcome.problems
    return [problem.as_dict() for problem in found]


def format_path(path: tuple[str | int, ...]) -> str:
    """Return `signataires[1].representants` for a path in the data."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
