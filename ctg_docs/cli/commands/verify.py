"""`ctg-docs verify`: what changed in a dossier de signature since it was made."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import FORMAT, example
from ctg_docs.errors import ExitCode

__all__ = ["RANK", "command"]

RANK = 70


@click.command(
    "verify",
    short_help="Dire ce qui a changé dans un dossier de signature.",
    epilog=example("verify a-signer", "verify a-signer --dossier mon-dossier"),
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False), metavar="REP")
@click.option(
    "--dossier",
    type=click.Path(exists=True),
    metavar="DOSSIER",
    help="Comparer aussi aux données d’aujourd’hui.",
)
@FORMAT
@click.pass_context
def command(ctx: click.Context, folder: str, dossier: str | None, form: str) -> None:
    """Recalculer les empreintes d’un dossier de signature et dire ce qui a changé."""
    from ctg_docs.cli.report import show_json, show_problems
    from ctg_docs.french import liste_et
    from ctg_docs.signature.verification import files_beside
    from ctg_docs.steps.deliver import verify

    problems = verify(folder, dossier)
    if form == "json":
        show_json([problem.as_dict() for problem in problems])
    else:
        show_problems(problems)
        click.echo("Le dossier de signature a changé." if problems else "Rien n’a changé depuis la remise.")
        left = files_beside(folder)
        if left:
            click.echo(
                f"Non couverts, car écrits à côté du dossier de signature : {liste_et(left)}.", err=True
            )
    ctx.exit(ExitCode.DATA if problems else ExitCode.OK)
