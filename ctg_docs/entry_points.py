"""What other installed packages add: document kinds, checks, Word filters, families of templates. Knows none of them.

A package declares entry points in its own `pyproject.toml`, in the groups below. One that fails is told in one French
sentence and stops nothing else. Nothing is looked for before a kind, a check, a filter or a template is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from ctg_docs.problems import Problem, Severity

__all__ = [
    "CHECKS",
    "FILTERS",
    "GROUPS",
    "KINDS",
    "TEMPLATES",
    "Extension",
    "declared",
    "filters",
    "load_all",
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
    """

    group: str
    name: str
    package: str
    value: str
    problem: Problem | None = None


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
            extension = replace(extension, problem=_broken(extension, fault))
        told.append(extension)
    return found, tuple(told)


def _broken(extension: Extension, fault: Exception) -> Problem:
    reason = " ".join(str(fault).split()) or type(fault).__name__
    message = f"L’extension « {extension.name} » de {extension.package} ne peut pas servir\u00a0: {reason}"
    advice = "Mettez ce paquet à jour, ou désinstallez-le."
    return Problem(
        "EXT001", Severity.WARNING, message.rstrip(".") + ".", value=extension.value, suggestion=advice
    )


@cache
def filters() -> tuple[dict[str, Callable[..., Any]], tuple[Extension, ...]]:
    """Return the Word filters of other packages, then one line about each."""

    def use(point: EntryPoint) -> Callable[..., Any]:
        found = point.load()
        if not callable(found):
            raise TypeError("un filtre est une fonction")
        return found  # type: ignore[no-any-return]  # an entry point can be anything callable

    return load_all(FILTERS, use)
