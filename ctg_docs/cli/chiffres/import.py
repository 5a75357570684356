"""`ctg-docs chiffres import`: take the figures that Insee and the Caf publish."""  # noqa: N999 - the file bears the name of its command

from __future__ import annotations

import click

from ctg_docs.cli.parameters import DOSSIER, example

__all__ = ["RANK", "command"]

RANK = 10


@click.command(
    "import",
    short_help="Reprendre un fichier publié par l’Insee ou la Caf.",
    epilog=example(
        "chiffres import base-cc-evol-struct-pop-2021.csv mon-dossier",
        'chiffres import revenus.csv mon-dossier --variable MED --source "Insee, FiLoSoFi"',
    ),
)
@click.argument("fichier", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False))
@DOSSIER
@click.option(
    "--variable", "variables", multiple=True, metavar="CODE", help="Variable à reprendre ; peut être répétée."
)
@click.option("--source", metavar="TEXTE", help="Source imprimée à côté des nouveaux chiffres.")
@click.option("--yes", is_flag=True, help="Écrire sans demander.")
@click.option("--dry-run", is_flag=True, help="Montrer seulement ce qui changerait.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    fichier: str,
    dossier: str,
    variables: tuple[str, ...],
    source: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Reprendre dans le diagnostic d’un DOSSIER les chiffres d’un fichier publié, par code de commune ou d’EPCI.

    Les lignes du territoire sont choisies par le SIREN de l’EPCI, sinon par les codes Insee des communes, dont les
    effectifs sont additionnés. Un chiffre déjà au dossier est retrouvé par son « code » et garde son intitulé.

    Sont repris : les chiffres que le dossier a déjà, ceux que ctg-docs connaît (population, âges, familles, revenus), ceux
    que --variable nomme, et tout un petit fichier. Le reste est énuméré, et la commande rend alors le code 8.
    """
    from ctg_docs.cli.confirm import take
    from ctg_docs.steps.imports import prepare_figures

    take(ctx, prepare_figures(fichier, dossier, variables=variables, source=source), yes=yes, dry_run=dry_run)
