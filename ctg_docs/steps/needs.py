"""What a final document rests on: each kind says it, `check` and `generate` ask the same question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Kind
    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg
    from ctg_docs.models.provenance import CheminDonnee
    from ctg_docs.problems import Problem

__all__ = ["concerning", "parse_path"]

_STEP = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


def parse_path(path: str) -> CheminDonnee:
    """Return the steps of « signataires[1].qualite »."""
    return tuple(int(m[1]) if m[1] else m[2] for m in _STEP.finditer(path))


def concerning(
    ctg: Ctg, problems: Iterable[Problem], kinds: Sequence[Kind], options: Options
) -> list[Problem]:
    """Return the problems that the final documents of some kinds rest on; all of them without kinds.

    A problem about the whole dossier, without a path, concerns every kind.
    """
    if not kinds:
        return list(problems)
    situation = options.situation(ctg)
    return [
        problem
        for problem in problems
        if not problem.path or any(k.needs(ctg, situation, parse_path(problem.path)) for k in kinds)
    ]
