"""`ctg-docs template`: the Word templates, shipped or one's own."""

from __future__ import annotations

import click

from ctg_docs.cli import template
from ctg_docs.cli.folder import CommandFolder
from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 45


@click.command(
    "template",
    cls=CommandFolder,
    package=template,
    no_args_is_help=True,
    short_help="Copier, vérifier et remplir des modèles Word.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog=example(
        "template export mon-dossier/modeles convention", "template check mon-dossier/modeles/*.docx"
    ),
)
def command() -> None:
    """Travailler sur les modèles Word : ceux de ctg-docs, ou les vôtres.

    Copier un modèle livré, le modifier dans Word, le vérifier avant de s’en servir.
    """
