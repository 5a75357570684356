"""Problems as a person reads them: grouped by file, counted, with what a final document would answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import click

from ctg_docs.errors import CtgDocsError
from ctg_docs.limits import LIMITS
from ctg_docs.problems import Problem, Severity

__all__ = ["count", "show_error", "show_json", "show_problems", "summary", "verdict"]

_COLOURS = {Severity.ERROR: "red", Severity.BLOCKING: "magenta", Severity.WARNING: "yellow"}
_NOUNS = {
    Severity.ERROR: ("erreur", "erreurs"),
    Severity.BLOCKING: ("point bloque la version définitive", "points bloquent la version définitive"),
    Severity.WARNING: ("avertissement", "avertissements"),
}


def show_problems(problems: Sequence[Problem], *, err: bool = False, sort: bool = True) -> None:
    """Print problems grouped by file, in the order of their lines, or in theirs."""
    key: Callable[[Problem], Any] = (
        (lambda p: (p.place, p.path, p.code)) if sort else (lambda p: p.place.file)
    )
    ordered = sorted(problems, key=key)
    hidden, ordered = len(ordered) - LIMITS.told, ordered[: LIMITS.told]
    for file, group in groupby(ordered, key=lambda p: p.place.file):
        click.secho(file or "Dossier", bold=True, err=err)
        for problem in group:
            _show_one(problem, err=err)
        click.echo(err=err)
    if hidden > 0:
        more = "autres au moins" if len(problems) >= LIMITS.findings else "autres"
        click.echo(f"… et {hidden} {more}, de même sorte sans doute : corrigez d’abord ceux-ci.\n", err=err)


def _show_one(problem: Problem, *, err: bool) -> None:
    place = problem.place
    line = f"{place.line}:{place.column}" if place.line else ""
    where = "  ".join(part for part in (line, place.cell) if part)
    severity = click.style(problem.severity.value, fg=_COLOURS[problem.severity])
    head = "  ".join(part for part in (where, severity, problem.code, problem.path) if part)
    click.echo(f"  {head}", err=err)
    click.echo(f"      {problem.message}", err=err)
    if problem.value and problem.value not in problem.message:
        click.echo(f"      valeur : {problem.value}", err=err)
    if problem.suggestion:
        click.secho(f"      → {problem.suggestion}", fg="cyan", err=err)


def show_json(value: Any) -> None:
    """Print data for other programs."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def count(problems: Sequence[Problem], severity: Severity) -> int:
    """Return how many problems have a severity."""
    return sum(p.severity is severity for p in problems)


def summary(problems: Sequence[Problem]) -> str:
    """Return « 2 erreurs, 1 avertissement. » or « Aucun problème. »."""
    counts = [(count(problems, severity), nouns) for severity, nouns in _NOUNS.items()]
    parts = [f"{n} {one if n == 1 else many}" for n, (one, many) in counts if n]
    return ", ".join(parts) + "." if parts else "Aucun problème."


def verdict(problems: Sequence[Problem], *, final: bool) -> str:
    """Return what can be generated; of the final version, only what was tried."""
    if count(problems, Severity.ERROR):
        return "Corrigez les erreurs : rien ne peut être généré."
    if count(problems, Severity.BLOCKING):
        return "Un projet peut être généré ; la version définitive (--final) serait refusée."
    if final:
        return "Le projet et la version définitive (--final) peuvent être générés."
    return "Un projet peut être généré ; check --final essaie la version définitive."


def show_error(error: CtgDocsError) -> None:
    """Print an error of ours on standard error, its problems first."""
    if error.problems:
        show_problems(error.problems, err=True)
    message = error.message.replace("Demandez de remplacer", "Demandez de remplacer (« --force »)")
    click.secho(f"Erreur : {message}", fg="red", err=True)
