"""`ctg-docs check`: all that is wrong in a dossier, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from ctg_docs.cli.parameters import DOSSIER, FORMAT, complete_kind, example
from ctg_docs.errors import ExitCode

if TYPE_CHECKING:
    from ctg_docs.documents.options import Choices
    from ctg_docs.problems import Problem

__all__ = ["RANK", "command"]

RANK = 20


@click.command(
    "check",
    short_help="Dire tout ce qui manque ou ne va pas.",
    epilog=example("check mon-dossier --final", "check mon-dossier deliberation --final"),
)
@DOSSIER
@click.argument("kinds", nargs=-1, metavar="[TYPE]…", shell_complete=complete_kind)
@click.option("--final", is_flag=True, help="Vérifier aussi ce qu’exige une version définitive.")
@click.option(
    "--classeur",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FICHIER",
    help="Donner aussi la case de ce classeur ; classeur.xlsx du dossier par défaut.",
)
@click.option("--reunion", metavar="ID", help="Seulement ce qu’il faut à cette réunion.")
@click.option("--action", metavar="ID", help="Seulement ce qu’il faut à cette fiche action.")
@click.option("--avenant", metavar="ID", help="Seulement ce qu’il faut à cet avenant.")
@FORMAT
@click.pass_context
def command(
    ctx: click.Context,
    /,
    dossier: str,
    kinds: tuple[str, ...],
    *,
    classeur: str | None,
    form: str,
    **choices: Unpack[Choices],
) -> None:
    """Vérifier un dossier et dire tout ce qui manque ou ne va pas.

    Avec des TYPES, seulement ce dont ces documents ont besoin : une délibération n’attend pas la signature de la
    convention, un ordre du jour n’attend que sa réunion.
    """
    from ctg_docs.cli.report import show_json, show_problems, summary, verdict
    from ctg_docs.problems import Severity
    from ctg_docs.steps.cells import with_cells
    from ctg_docs.steps.check import diagnose

    final = choices.get("final", False)
    found = diagnose(dossier, kinds, **choices)
    problems = with_cells(found, dossier, classeur)
    if form == "json":
        show_json(_as_json(dossier, final, problems))
    else:
        show_problems(problems)
        click.echo(summary(problems))
        click.echo(verdict(problems, final=final))
    refused = any(p.severity is Severity.ERROR or (final and p.blocking) for p in problems)
    ctx.exit(ExitCode.DATA if refused else ExitCode.OK)


def _as_json(dossier: str, final: bool, problems: tuple[Problem, ...]) -> dict[str, object]:
    from ctg_docs.cli.report import count
    from ctg_docs.problems import Severity

    return {
        "dossier": dossier,
        "final": final,
        "projet_possible": not count(problems, Severity.ERROR),
        "final_possible": not any(p.blocking for p in problems),
        "nombre": {severity.value: count(problems, severity) for severity in Severity},
        "problemes": [problem.as_dict() for problem in problems],
    }
