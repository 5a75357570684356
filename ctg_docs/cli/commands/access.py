"""`ctg-docs access`: can everybody read these Word files?"""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example
from ctg_docs.errors import ExitCode

__all__ = ["RANK", "command"]

RANK = 36


@click.command(
    "access",
    short_help="Vérifier l’accessibilité de fichiers Word.",
    epilog=example("access sortie/*.docx"),
)
@click.argument("fichiers", nargs=-1, required=True, metavar="FICHIER…")
@click.pass_context
def command(ctx: click.Context, fichiers: tuple[str, ...]) -> None:
    """Vérifier que des fichiers Word peuvent être lus par tous, avec un lecteur d’écran aussi.

    Titre, langue, ordre des titres, lignes d’en-tête, textes de remplacement, contrastes, liens, espaces : chaque
    défaut avec sa place. Une version définitive (generate --final) est vérifiée d’office.
    """
    from ctg_docs.cli.report import show_problems
    from ctg_docs.steps.access import check_access
    from ctg_docs.steps.given import file_list

    read = len(file_list(fichiers))
    problems = check_access(fichiers)
    show_problems(problems)
    count = (
        "Aucun défaut" if not problems else "1 défaut" if len(problems) == 1 else f"{len(problems)} défauts"
    )
    click.echo(f"{count} d’accessibilité dans {read} fichier{'s' if read > 1 else ''}.")
    ctx.exit(ExitCode.DATA if any(problem.blocking for problem in problems) else ExitCode.OK)
