"""Show what would change in a dossier, ask, and say what was written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from ctg_docs.errors import ExitCode
from ctg_docs.french import typographier

if TYPE_CHECKING:
    from pathlib import Path

    from ctg_docs.echanges.comparaison import Change
    from ctg_docs.problems import Problem
    from ctg_docs.steps.imports import Import

__all__ = ["agree", "enrols", "show_changes", "show_left", "show_written", "stamp", "take"]

_COLOURS = {"ajout": "green", "retrait": "red", "modification": "yellow", "deplacement": "cyan"}
_MARKS = {"ajout": "+", "retrait": "−", "modification": "~", "deplacement": "→"}


def show_changes(changes: Sequence[Change], *, err: bool = False) -> None:
    """Print the differences under their headings, then how many of each."""
    for group, found in groupby(changes, key=lambda c: c.group):
        click.secho(group, bold=True, err=err)
        for change in found:
            mark = click.style(_MARKS[change.kind.value], fg=_COLOURS[change.kind.value])
            click.echo(f"  {mark} {change.sentence}", err=err)
    click.echo(_count(changes), err=err)


def _count(changes: Sequence[Change]) -> str:
    nouns = {
        "ajout": ("ajout", "ajouts"),
        "modification": ("modification", "modifications"),
        "retrait": ("retrait", "retraits"),
        "deplacement": ("déplacement", "déplacements"),
    }
    counts = [(sum(c.kind.value == kind for c in changes), words) for kind, words in nouns.items()]
    parts = [f"{n} {one if n == 1 else many}" for n, (one, many) in counts if n]
    return ", ".join(parts) + "." if parts else "Aucune différence."


def show_left(left: Sequence[Problem]) -> None:
    """Print, last before the question, what the files say that is not taken."""
    if not left:
        return
    count = "1 valeur ou ligne laissée" if len(left) == 1 else f"{len(left)} valeurs ou lignes laissées"
    click.secho(typographier(f"{count} de côté ; le dossier garde ce qu’il disait :"), fg="red", err=True)
    for problem in left:
        click.echo(f"  {problem.place}\u00a0: {problem.message}", err=True)
    click.echo("Corrigez le fichier, puis recommencez : le reste est déjà compté ci-dessus.", err=True)


def enrols(names: Sequence[str]) -> bool:
    """Offer to add names to the registers; without a terminal, nothing is added."""
    if not sys.stdin.isatty():
        return False
    click.echo(typographier(f"Pas encore au registre : {', '.join(names)}."), err=True)
    return _says_yes("Les y ajouter ? [oui/non]")


def _says_yes(question: str) -> bool:
    answer = click.prompt(typographier(question), default="non")
    return str(answer).strip().lower() in ("o", "oui", "y", "yes")


def agree(*, yes: bool) -> bool:
    """Ask before writing; without a terminal and without --yes, refuse."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("Rien n’a été écrit : ajoutez --yes pour confirmer sans question.")
    return _says_yes("Écrire ces changements ? [oui/non]")


def take(ctx: click.Context, ready: Import, *, yes: bool, dry_run: bool) -> None:
    """Show what an import changes and leaves, write it when asked, and leave with the exit code that says it.

    Args:
        ctx: the command.
        ready: the import.
        yes: True to write without asking.
        dry_run: True to write nothing.
    """
    from ctg_docs.steps.imports import apply_import

    show_changes(ready.changes)
    show_left(ready.left)
    if dry_run:
        for name, text in ready.kept.items():
            if name.endswith(".yaml"):
                click.echo(f"\n{text.decode()}", nl=False)
    elif ready.changes or ready.old is None:
        if agree(yes=yes):
            show_written(*apply_import(ready, stamp()))
        else:
            click.echo("Rien n’a été écrit.", err=True)
    ctx.exit(ExitCode.PARTIAL if ready.left else ExitCode.OK)


def stamp() -> str:
    """Return the moment that names an archive."""
    return datetime.now().strftime("%Y%m%d-%H%M%S")


def show_written(written: Sequence[Path], archive: Path | None) -> None:
    """Print what was written and where the previous state is."""
    for path in written:
        click.echo(path)
    if archive:
        click.echo(typographier(f"État précédent gardé : {archive}"), err=True)
