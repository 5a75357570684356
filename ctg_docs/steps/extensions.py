"""What other installed packages add to this one, and what of it can't be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ctg_docs.documents import added_kinds, load_kinds
from ctg_docs.entry_points import CHECKS, FILTERS, TEMPLATES, Extension, broken, declared, load_all
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Problem

__all__ = ["added_filters", "added_templates", "extensions", "lost_filters", "lost_rules"]


def extensions() -> tuple[Extension, ...]:
    """Return everything that other packages add: kinds, checks, filters, families of templates.

    One that can't be used has a `problem` that says why; it stops nothing else.
    """
    kinds = (_with_template(extension) for extension in added_kinds()[1])
    return (*kinds, *_rules(), *added_filters()[1], *added_templates()[1])


def _rules() -> tuple[Extension, ...]:
    if not declared(CHECKS):  # the models are loaded for those who add a rule only
        return ()
    from ctg_docs.checks.registre import added_rules

    return added_rules()


def lost_rules() -> list[Problem]:
    """Return why checks of other packages do not run."""
    return [extension.problem for extension in _rules() if extension.problem]


def lost_filters(problems: Iterable[Problem]) -> list[Problem]:
    """Return the faults of a template; an unknown filter that an extension was to add says what became of it."""
    lost = {extension.name: extension.problem for extension in added_filters()[1] if extension.problem}

    def told(problem: Problem) -> Problem:
        named = re.search(r"« (\w+) »", problem.message) if problem.code == _NO_FILTER else None
        cause = lost.get(named[1]) if named else None
        return replace(problem, message=f"{problem.message} {cause.message}") if cause else problem

    return [told(problem) for problem in problems]


_NO_FILTER = "MOD108"


def _with_template(extension: Extension) -> Extension:
    """Try the template that a kind of another package is made with: generating is too late to learn that it fails."""
    kind = added_kinds()[0].get(extension.name)
    if extension.problem or kind is None or not kind.has_template:
        return extension
    try:
        kind.shipped_template()
    except TemplateError as fault:
        cause = fault.__cause__
        return broken(extension, cause if isinstance(cause, Exception) else fault)
    return extension


@cache
def added_filters() -> tuple[dict[str, Callable[..., Any]], tuple[Extension, ...]]:
    """Return the Word filters of other packages, then one line about each."""

    def use(point: EntryPoint) -> Callable[..., Any]:
        from ctg_docs.engine.template.filters import default_filters

        if point.name in default_filters():
            raise ValueError("un filtre de ctg-docs a déjà ce nom")
        if not re.fullmatch(r"[a-z_][a-z0-9_]*", point.name):
            raise ValueError(
                "ce nom n’est pas fait de lettres minuscules sans accent, de chiffres et de « _ »"
            )
        found = point.load()
        if not callable(found):
            raise TypeError("un filtre est une fonction")
        return found  # type: ignore[no-any-return]  # an entry point can be anything callable

    return load_all(FILTERS, use)


@cache
def added_templates() -> tuple[dict[str, Traversable], tuple[Extension, ...]]:
    """Return the families of templates that other packages add, then one line about each."""

    def use(point: EntryPoint) -> Traversable:
        folder = files(point.value)
        names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".docx"))
        if not names:
            raise ValueError(
                f"« {point.value} » ne contient aucun modèle Word : les fichiers .docx sont-ils dans le paquet installé ?"
            )
        kinds = [kind.nom for kind in load_kinds() if kind.has_template]
        lost = [name for name in names if not any(is_template_of(name, kind) for kind in kinds)]
        if lost:
            raise ValueError(f"aucun type de document ne demande « {lost[0]} »")
        return folder

    return load_all(TEMPLATES, use)


def is_template_of(name: str, kind: str) -> bool:
    """True for the file of a template of this kind, or of one of its variants: `ordre_du_jour-copil.docx`."""
    stem = name.removesuffix(".docx")
    return stem == kind or stem.startswith(f"{kind}-")
