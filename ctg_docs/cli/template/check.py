"""`ctg-docs template check`: all that is wrong in Word templates, before they are used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import complete_kind, example, form_option
from ctg_docs.cli.report import show_problems, summary
from ctg_docs.errors import ExitCode
from ctg_docs.version import __version__

if TYPE_CHECKING:
    from ctg_docs.problems import Problem

__all__ = ["RANK", "command"]

RANK = 20


@click.command(
    "check",
    short_help="Dire tout ce qui ne va pas dans des modèles.",
    epilog=example(
        "template check mon-dossier/modeles/*.docx",
        "template check essai.docx --kind convention --annotate essai-annote.docx",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…",
                type=click.Path(exists=True, dir_okay=False))  # fmt: skip
@click.option("--kind", metavar="TYPE", shell_complete=complete_kind,
              help="Type de document ; d’après le nom du fichier par défaut.")  # fmt: skip
@click.option("--annotate", "copy", type=click.Path(dir_okay=False), metavar="COPIE.docx",
              help="Écrire une copie du modèle avec un commentaire Word à chaque balise fautive.")  # fmt: skip
@click.option("--force", is_flag=True, help="Remplacer la copie si elle existe.")
@form_option("text", "json", "sarif")
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], *, kind: str | None, copy: str | None, force: bool, form: str
) -> None:
    """Vérifier des modèles Word sans les remplir : balises, champs, boucles, filtres.

    Chaque défaut avec sa place et, quand c’est possible, ce qu’il faut écrire. Code 4 s’il y en a, 0 avec des
    avertissements seuls.
    """
    from ctg_docs.steps.templates import annotate_template, check_template

    if copy is not None and len(files) > 1:
        raise click.UsageError("--annotate demande un seul modèle.")
    problems = [problem for file in files for problem in check_template(file, kind)]
    _show(problems, form)
    if copy is not None:
        click.echo(annotate_template(files[0], problems, copy, force=force), err=form != "text")
    ctx.exit(ExitCode.TEMPLATE if any(problem.blocking for problem in problems) else ExitCode.OK)


def _show(problems: Sequence[Problem], form: str) -> None:
    from ctg_docs.engine import to_json, to_sarif

    if form == "json":
        click.echo(to_json(problems))
    elif form == "sarif":
        click.echo(to_sarif(problems, version=__version__))
    else:
        show_problems(problems)
        click.echo(summary(problems))
