"""`ctg-docs textes`: what the sentences of the product rest on, and when each was last read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import FrenchDate, example

if TYPE_CHECKING:
    from datetime import date

__all__ = ["RANK", "command"]

RANK = 78


@click.command(
    "textes",
    short_help="Énumérer les textes cités et leur dernière vérification.",
    epilog=example("textes", "textes --avant 1er/1/2027"),
)
@click.option(
    "--avant",
    type=FrenchDate(),
    metavar="DATE",
    help="Seulement ceux qui n’ont pas été relus depuis ce jour.",
)
def command(avant: date | None) -> None:
    """Énumérer les lois, articles, décisions, dispositifs et noms sur lesquels reposent les phrases de ctg-docs.

    Ceux que personne n’a encore relus dans une source viennent d’abord, puis les plus anciennement relus.
    """
    from ctg_docs.french import date_longue
    from ctg_docs.models.catalogue_textes import entrees

    for entree in entrees():
        if avant and entree.verifie and entree.verifie >= avant:
            continue
        lu = f"relu le {date_longue(entree.verifie)}" if entree.verifie else "à vérifier"
        click.echo(f"{lu:<26} {entree.titre} [{entree.source}]")
