"""What other installed packages add: document kinds, checks, Word filters, families of templates. Knows none of them.

A package declares entry points in its own `pyproject.toml`, in the groups below. One that fails is told in one French
sentence and stops nothing else. Nothing is looked for before a kind, a check, a filter or a template is wanted.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Final

from ctg_docs.problems import Problem, Severity

__all__ = [
    "CHECKS",
    "FILTERS",
    "GROUPS",
    "KINDS",
    "TEMPLATES",
    "Extension",
    "broken",
    "declared",
    "load_all",
    "reason_of",
]

KINDS: Final = "ctg_docs.kinds"
"""Name of the kind → package that holds `KIND`, `context.py` and `template.py`."""
CHECKS: Final = "ctg_docs.checks"
"""Any name → module whose import declares rules with `regle`."""
FILTERS: Final = "ctg_docs.filters"
"""Name of the filter → function."""
TEMPLATES: Final = "ctg_docs.templates"
"""Name of the family → package that holds `<kind>.docx` files."""
GROUPS: Final = (KINDS, CHECKS, FILTERS, TEMPLATES)


@dataclass(frozen=True, slots=True)
class Extension:
    """Something that another package adds.

    Attributes:
        group: one of `GROUPS`.
        name: what it is called.
        package: the distribution it comes from, with its version.
        value: what it leads to, `package.module:object`.
        problem: why it can't be used; None when it can.
        fault: what its code raised, for its author: `raise extension.fault` gives the traceback.
    """

    group: str
    name: str
    package: str
    value: str
    problem: Problem | None = None
    fault: Exception | None = field(default=None, compare=False, repr=False)


@cache
def declared(group: str) -> tuple[EntryPoint, ...]:
    """Return what the installed packages declare in a group, by name."""
    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


def load_all(group: str, use: Callable[[EntryPoint], Any]) -> tuple[dict[str, Any], tuple[Extension, ...]]:
    """Use everything that a group declares, and return what was made of each by name, then one line about each.

    Args:
        group: one of `GROUPS`.
        use: loads one entry point; whatever it raises is the fault of the package that declares it.
    """
    found: dict[str, Any] = {}
    told: list[Extension] = []
    for point in declared(group):
        package = f"{point.dist.name} {point.dist.version}" if point.dist else "paquet inconnu"
        extension = Extension(group, point.name, package, point.value)
        try:
            if point.name in found:
                raise ValueError("ce nom est déjà pris par une autre extension")
            found[point.name] = use(point)
        except Exception as fault:  # code of somebody else: whatever it raises must not stop the rest
            extension = broken(extension, fault)
        told.append(extension)
    return found, tuple(told)


def broken(extension: Extension, fault: Exception) -> Extension:
    """Return an extension as one that can't be used."""
    reason = reason_of(fault).rstrip(".")
    message = f"L’extension « {extension.name} » de {extension.package} ne peut pas servir\u00a0: {reason}"
    message += "" if reason.endswith(("?", "!", "…")) else "."
    advice = "Mettez ce paquet à jour, ou désinstallez-le."
    problem = Problem("EXT001", Severity.WARNING, message, value=extension.value, suggestion=advice)
    return replace(extension, problem=problem, fault=fault)


def reason_of(fault: BaseException) -> str:
    """Return what went wrong in code of somebody else: the kind of exception, its words, its file and line there.

    What we refuse ourselves is a French sentence already.
    """
    words = " ".join(str(fault).split())
    theirs = [frame for frame in traceback.extract_tb(fault.__traceback__) if not _is_ours(frame.filename)]
    if not theirs and isinstance(fault, ValueError | TypeError):
        return words or type(fault).__name__
    said = f"{type(fault).__name__}\u00a0: {words}" if words else type(fault).__name__
    home = Path(theirs[0].filename).parent if theirs else Path()
    inside = [frame for frame in theirs if Path(frame.filename).is_relative_to(home)]
    return f"{said} ({_short(inside[-1].filename)}, ligne {inside[-1].lineno})" if inside else said


_OURS: Final = (Path(__file__).parent, Path(importlib.__file__).parent)
"""What is on the way to the code of an extension: this package, and the machinery of imports."""


def _is_ours(file: str) -> bool:
    return file.startswith("<") or any(Path(file).is_relative_to(home) for home in _OURS)


def _short(file: str) -> str:
    """Return a file from the folder that Python imports it from."""
    roots = [root for root in sys.path if root and Path(file).is_relative_to(root)]
    return Path(file).relative_to(max(roots, key=len)).as_posix() if roots else file
