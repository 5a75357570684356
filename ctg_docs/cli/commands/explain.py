"""`ctg-docs explain`: what a code means, and what to do."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 25


@click.command("explain", short_help="Expliquer un code.", epilog=example("explain CTG205"))
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
def command(codes: tuple[str, ...]) -> None:
    """Dire ce qu’un code veut dire, d’où vient la règle et quoi faire."""
    from ctg_docs.steps.codes import explain

    for entry in [explain(code) for code in codes]:
        gravite = f" ({entry.severity.value})" if entry.severity else ""
        click.echo(f"{click.style(entry.code, bold=True)}{gravite} : {entry.titre}")
        click.echo(f"  Pourquoi : {entry.cause}")
        click.echo(f"  Quoi faire : {entry.remede}")
        if entry.source != "usage":
            click.echo(f"  Source : {entry.source}")
