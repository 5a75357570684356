"""`ctg-docs list`: the document kinds, and what a dossier allows."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 40


@click.command(
    "list", short_help="Énumérer les types de documents.", epilog=example("list", "list mon-dossier")
)
@click.argument("dossiers", type=click.Path(), nargs=-1, metavar="[DOSSIER]…")
def command(dossiers: tuple[str, ...]) -> None:
    """Énumérer les types de documents ; avec des DOSSIERS, dire lesquels chacun permet."""
    from ctg_docs.steps.batch import kinds
    from ctg_docs.steps.extensions import extensions

    if not dossiers:
        width = max((len(kind.nom) for kind in kinds()), default=0)
        for kind in kinds():
            click.echo(f"{click.style(kind.nom.ljust(width), bold=True)}  {kind.description}")
        for extension in extensions():
            if extension.problem is not None:
                click.echo(f"{extension.problem.message} {extension.problem.suggestion}", err=True)
        return
    for dossier in dossiers:
        if dossiers[1:]:
            click.secho(f"── {dossier}", bold=True)
        _show(dossier)


def _show(dossier: str) -> None:
    from ctg_docs.steps.batch import overview
    from ctg_docs.steps.load import load

    outcomes = overview(load(dossier))
    width = max((len(outcome.kind.nom) for outcome in outcomes), default=0)
    for outcome in outcomes:
        name = click.style(outcome.kind.nom.ljust(width), bold=True)
        files = "1 fichier" if outcome.files == 1 else f"{outcome.files} fichiers"
        click.echo(f"{name}  {outcome.reason or files}")
