"""`ctg-docs export`: the dossier for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from ctg_docs.cli.parameters import DOSSIER, example

__all__ = ["RANK", "command"]

RANK = 60


@click.command(
    "export",
    short_help="Écrire le dossier pour Excel ou un autre outil.",
    epilog=example("export mon-dossier classeur.xlsx"),
)
@DOSSIER
@click.argument("fichier", type=click.Path(dir_okay=False), metavar="CLASSEUR.xlsx")
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(dossier: str, fichier: str, force: bool) -> None:
    """Écrire tout le dossier dans un classeur Excel, à reprendre ensuite par « ctg-docs import »."""
    from ctg_docs.api import load
    from ctg_docs.api.echanges import export_workbook
    from ctg_docs.api.output import write_all

    target = Path(fichier)
    data = export_workbook(load(dossier))
    click.echo(write_all([(target.name, data)], target.parent, force=force)[0])
