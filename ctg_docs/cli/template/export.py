"""`ctg-docs template export`: the shipped Word templates, to make one's own of."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import complete_kind, example

__all__ = ["RANK", "command"]

RANK = 10


@click.command(
    "export",
    short_help="Copier les modèles livrés.",
    epilog=example("template export mon-dossier/modeles convention fiche_action"),
)
@click.argument("folder", metavar="REP", type=click.Path())
@click.argument("kinds", nargs=-1, metavar="[TYPE]…", shell_complete=complete_kind)
@click.option("--force", is_flag=True, help="Remplacer les fichiers qui existent.")
def command(folder: str, kinds: tuple[str, ...], *, force: bool) -> None:
    """Copier dans un répertoire les modèles livrés : tous, ou ceux des TYPES donnés."""
    from ctg_docs.steps.templates import export_templates

    for path in export_templates(folder, kinds or None, force=force):
        click.echo(path)
