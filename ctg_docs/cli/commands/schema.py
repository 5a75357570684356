"""`ctg-docs schema`: the JSON Schema that editors complete and check a dossier with."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 50


@click.command(
    "schema", short_help="Donner le schéma pour l’éditeur.", epilog=example("schema -o ctg.schema.json")
)
@click.option("-o", "--out", metavar="FICHIER", help="Où écrire ; à l’écran par défaut.")
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(out: str | None, force: bool) -> None:
    """Donner le schéma JSON d’un dossier, pour l’éditeur de texte."""
    from pathlib import Path

    from ctg_docs.steps.start import schema
    from ctg_docs.steps.write import write_text

    text = schema()
    if out is None:
        click.echo(text, nl=False)
    else:
        click.echo(write_text(Path(out), text, force=force))
