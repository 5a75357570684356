"""What each code says, from the file beside this one: why it is told, what to do; its sentence when no rule writes its own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ctg_docs.problems import Severity

__all__ = ["Phrase", "phrases"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a code says; no severity where its rule has one.

    Attributes:
        cause: why it is looked at.
        remede: what to do.
        severity: how grave it is.
        sentence: what is told, with the names of its facts between braces.
        advice: the suggestion told with it, which may hold facts too.
    """

    cause: str
    remede: str
    severity: Severity | None = None
    sentence: str = ""
    advice: str = ""

    @property
    def told(self) -> tuple[Severity, str, str]:
        """What a problem is made of: severity, sentence, advice."""
        assert self.severity is not None, "the rule tells this code"
        return self.severity, self.sentence, self.advice


@cache
def phrases() -> dict[str, Phrase]:
    """Return what is written of each code, in order."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        code: Phrase(cause, remede, Severity(told[0]) if told else None, *told[1:])
        for code, (cause, remede, *told) in read.items()
    }
