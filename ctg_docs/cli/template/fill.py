"""`ctg-docs template fill`: any Word file, filled with a dossier."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import DOSSIER, example

__all__ = ["RANK", "command"]

RANK = 15


@click.command(
    "fill",
    short_help="Remplir n’importe quel fichier Word avec un dossier.",
    epilog=example("template fill mon-odj.docx mon-dossier --reunion copil-2027 -o odj-du-14-janvier.docx"),
)
@click.argument("modele", metavar="MODELE.docx", type=click.Path(exists=True, dir_okay=False))
@DOSSIER
@click.option("--reunion", metavar="ID", help="Réunion dont il parle ; la seule du dossier par défaut.")
@click.option("-o", "--out", metavar="FICHIER", type=click.Path(dir_okay=False),
              help="Où écrire ; sous « sortie » et du même nom par défaut.")  # fmt: skip
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(modele: str, dossier: str, *, reunion: str | None, out: str | None, force: bool) -> None:
    """Remplir n’importe quel fichier Word : {{ territoire.nom }}, {{ date }}, {%p for m in membres %}…

    Le modèle est vérifié avant. Ce qui manque au dossier est marqué dans le document et rappelé.
    """
    from pathlib import Path

    from ctg_docs.steps.fill import fill
    from ctg_docs.steps.write import write_all

    made = fill(modele, dossier, reunion=reunion)
    path = Path(out) if out else Path("sortie", made.name)
    click.echo(write_all([(path.name, made.data)], path.parent, force=force)[0])
    for label in made.holes:
        click.echo(f"  à compléter : {label}", err=True)
