"""`ctg-docs chiffres`: the figures of the territory."""

from __future__ import annotations

import click

from ctg_docs.cli import chiffres
from ctg_docs.cli.folder import CommandFolder
from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 62


@click.command(
    "chiffres",
    cls=CommandFolder,
    package=chiffres,
    no_args_is_help=True,
    short_help="Reprendre les chiffres publiés du territoire.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog=example("chiffres import population.csv mon-dossier"),
)
def command() -> None:
    """Travailler sur les chiffres du territoire, que les documents dessinent."""
