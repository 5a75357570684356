"""`ctg-docs init`: a new dossier, commented or complete."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example as example_text
from ctg_docs.cli.parameters import quoted
from ctg_docs.cli.streams import recover

__all__ = ["RANK", "command"]

RANK = 10


@click.command(
    "init",
    short_help="Créer un dossier.",
    epilog=example_text("init mon-dossier", "init essai --exemple", "init copil --reunion --excel"),
)
@click.argument("dossier", type=click.Path(), metavar="DOSSIER")
@click.option("--exemple", is_flag=True, help="Copier un dossier complet et fictif, prêt à générer.")
@click.option("--nom", metavar="NOM", help="Nom du territoire ; celui du répertoire par défaut.")
@click.option("--excel", is_flag=True, help="Ajouter « classeur.xlsx », où tout peut se remplir.")
@click.option(
    "--reunion", is_flag=True, help="Commencer par une réunion : l’instance, ses membres, l’ordre du jour."
)
def command(dossier: str, *, exemple: bool, nom: str | None, excel: bool, reunion: bool) -> None:
    """Créer un dossier : un canevas commenté, ou un exemple complet."""
    from ctg_docs.steps.start import init

    if exemple and reunion:
        raise click.UsageError("--exemple et --reunion ne vont pas ensemble : l’exemple a déjà des réunions.")
    for path in init(
        dossier, example=exemple, nom=recover(nom) if nom else None, excel=excel, reunion=reunion
    ):
        click.echo(path)
    if excel:
        click.echo(f"\nEnsuite : remplissez {dossier}/classeur.xlsx, puis", err=True)
        click.echo(f"  ctg-docs import {quoted(f'{dossier}/classeur.xlsx')} {quoted(dossier)}", err=True)
    else:
        click.echo(f"\nEnsuite : ctg-docs check {quoted(dossier)}", err=True)
