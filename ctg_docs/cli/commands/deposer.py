"""`ctg-docs deposer`: what each collectivité transmits to the contrôle de légalité."""

from __future__ import annotations

from typing import Any

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 73


@click.command(
    "deposer",
    short_help="Préparer le dépôt au contrôle de légalité.",
    epilog=example(
        "deposer a-signer/dossier-de-signature -o depot",
        "deposer a-signer -o depot --acte convention-signee.pdf --organisme cc",
        "deposer mon-dossier -o depot --deliberation deliberation-cc --acte extrait-signe.pdf",
    ),
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False), metavar="DOSSIER_DE_SIGNATURE")
@click.option("-o", "--out", required=True, metavar="REP", help="Où écrire, un répertoire par collectivité.")
@click.option(
    "--acte",
    "act",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FICHIER.pdf",
    help="Copie signée de l’acte, s’il a été signé ailleurs ou sur papier.",
)
@click.option("--deliberation", "decision", metavar="ID",
              help="Transmettre cette délibération du dossier, au lieu de la convention ou de l’avenant.")  # fmt: skip
@click.option("--annexe", "annexes", type=click.Path(exists=True, dir_okay=False), multiple=True, metavar="FICHIER",
              help="Un fichier à joindre ; autant de fois que de fichiers.")  # fmt: skip
@click.option("--organisme", "body", metavar="ID", help="Une seule collectivité, par son identifiant.")
def command(folder: str, out: str, **choices: Any) -> None:
    """Préparer, pour chaque collectivité, ce que son opérateur de télétransmission attend.

    Chaque répertoire contient l’acte, ses annexes, une fiche de dépôt (nature, numéro, objet, matière) et la même chose en
    archive pour Pastell. Les fichiers signés sont copiés octet pour octet. Ce qu’un opérateur refuserait est dit avant.
    """
    from ctg_docs.cli.report import show_problems
    from ctg_docs.steps.deposit import deposit

    depots = deposit(folder, out, **choices)
    show_problems(list(dict.fromkeys(p for d in depots for p in d.problems)), err=True)
    for depot in depots:
        click.echo(f"{out}/{depot.organisme} : n° {depot.numero}, {depot.objet}")
