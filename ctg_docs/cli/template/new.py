"""`ctg-docs template new`: a simple Word file to start one's own template from."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import complete_kind, example, quoted

__all__ = ["RANK", "command"]

RANK = 12


@click.command(
    "new",
    short_help="Commencer son propre modèle, simple, pour un papier de réunion.",
    epilog=example("template new ordre_du_jour copil/modeles/ordre_du_jour-copil.docx"),
)
@click.argument("kind", metavar="TYPE", shell_complete=complete_kind)
@click.argument("modele", metavar="MON.docx", type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(kind: str, modele: str, *, force: bool) -> None:
    """Écrire un modèle Word simple, fait des mots de tous les jours : {{ date }}, {{ lieu }}, membres, points."""
    from ctg_docs.steps.new_template import new_template

    path = new_template(kind, modele, force=force)
    click.echo(path)
    click.echo(
        f"\nEnsuite, dans Word, puis : ctg-docs template check {quoted(str(path))} --kind {kind}", err=True
    )
