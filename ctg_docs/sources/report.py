"""The findings of one reading: stable codes, French sentences, one list. Knows no format and no model."""

from __future__ import annotations

import re

from ctg_docs.phrases import phrases
from ctg_docs.problems import Place, Problem, Severity, format_path

__all__ = ["LEADING_ZERO", "Path", "Report", "shorten", "typeset"]

Path = tuple[str | int, ...]

LEADING_ZERO = "un nombre ne commence pas par 0 : un code s’écrit entre guillemets"


def typeset(sentence: str) -> str:
    """Put the no-break spaces of French typography in a sentence of ours."""
    sentence = re.sub(r" ([;!?])", "\N{NARROW NO-BREAK SPACE}\\1", sentence)
    return re.sub(r"(?<=«) | (?=[:»])", "\N{NO-BREAK SPACE}", sentence)


def shorten(value: object, limit: int = 80) -> str:
    """Return the value on one line, 80 characters at most, containers summed up in French."""
    if isinstance(value, dict):
        return "{" + ", ".join(map(str, list(value)[:5])) + (", …}" if len(value) > 5 else "}")
    if isinstance(value, list | tuple):
        return f"[liste de {len(value)}]"
    text = " ".join(_printable(str(value)).split()) if value is not None else ""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text[:400])


class Report:
    """Collects every problem of one pass; never raises."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self,
        code: str,
        place: Place,
        *,
        severity: Severity = Severity.ERROR,
        path: Path = (),
        value: object = "",
        suggestion: str = "",
        **facts: object,
    ) -> None:
        """Note a problem; `facts` fill its sentence."""
        sentence = typeset(phrases()[code].sentence).format(**facts)
        self.problems.append(
            Problem(code, severity, sentence, place, format_path(path), shorten(value), typeset(suggestion))
        )

    @property
    def has_errors(self) -> bool:
        """True when something could not be read."""
        return any(p.severity is Severity.ERROR for p in self.problems)
