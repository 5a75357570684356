"""`ctg-docs form`: a Word form to fill in a meeting."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import DOSSIER, example

__all__ = ["RANK", "command"]

RANK = 64


@click.command(
    "form",
    short_help="Écrire un formulaire Word à remplir.",
    epilog=example(
        "form fiche_action mon-dossier --action 2.1.3",
        "form compte_rendu mon-dossier --reunion copil-1",
        "import sortie/formulaire-fiche-2.1.3.docx mon-dossier",
    ),
)
@click.argument("kind", metavar="FORMULAIRE")
@DOSSIER
@click.option("--action", metavar="CODE", help="Fiche action : son numéro ou son identifiant ; toutes sinon.")
@click.option("--instance", metavar="ID", help="Instance, pour « instance » ; toutes sinon.")
@click.option("--reunion", metavar="ID", help="Réunion, pour « compte_rendu » ; toutes sinon.")
@click.option("-o", "--out", default="sortie", metavar="REP", help="Où écrire (« sortie » par défaut).")
@click.option("--force", is_flag=True, help="Remplacer les fichiers qui existent.")
def command(
    *,
    kind: str,
    dossier: str,
    action: str | None,
    instance: str | None,
    reunion: str | None,
    out: str,
    force: bool,
) -> None:
    """Écrire un formulaire Word : fiche_action, equipements, instance ou compte_rendu.

    Il se remplit dans Word ou LibreOffice ; « ctg-docs import » reprend ensuite ce qui y a été changé.
    """
    from ctg_docs.steps.forms import write_forms
    from ctg_docs.steps.load import load
    from ctg_docs.steps.write import write

    made = write_forms(load(dossier), kind, action or instance or reunion)
    for path in write(made, out, force=force):
        click.echo(path)
