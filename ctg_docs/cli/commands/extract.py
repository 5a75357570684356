"""`ctg-docs extract`: the dossier that a document was made from."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 72


@click.command(
    "extract",
    short_help="Retrouver le dossier dont un document est tiré.",
    epilog=example("extract convention.docx -o retrouve/ctg.json"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FICHIER")
@click.option(
    "-o", "--out", metavar="FICHIER.json", help="Où écrire les données (sortie standard par défaut)."
)
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(file: str, out: str | None, force: bool) -> None:
    """Retrouver les données validées que porte un document Word ou un PDF d’archive, contrôlées par leur empreinte."""
    from ctg_docs.signature.donnees import extract
    from ctg_docs.steps.write import write_text

    text = extract(file).model_dump_json(indent=2, exclude_defaults=True) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        click.echo(write_text(out, text, force=force))
