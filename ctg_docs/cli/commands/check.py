"""`ctg-docs check`: all that is wrong in a dossier, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from ctg_docs.cli.parameters import FORMAT, complete_kind, example, sort_words
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
@click.argument("dossier", type=click.Path(), metavar="DOSSIER")
@click.argument("words", nargs=-1, metavar="[DOSSIER]… [TYPE]…", shell_complete=complete_kind)
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
    words: tuple[str, ...],
    *,
    classeur: str | None,
    form: str,
    **choices: Unpack[Choices],
) -> None:
    """Vérifier des dossiers et dire tout ce qui manque ou ne va pas.

    Avec des TYPES, seulement ce dont ces documents ont besoin : une délibération n’attend pas la signature de la
    convention, un ordre du jour n’attend que sa réunion.
    """
    from ctg_docs.cli.report import show_json
    from ctg_docs.problems import Severity
    from ctg_docs.steps.cells import with_cells
    from ctg_docs.steps.check import diagnose

    more, kinds = sort_words(words)
    final = choices.get("final", False)
    found = [(one, with_cells(diagnose(one, kinds, **choices), one, classeur)) for one in (dossier, *more)]
    if form == "json":
        data = [_as_json(one, final, problems) for one, problems in found]
        show_json(data if more else data[0])
    else:
        for one, problems in found:
            _show(one if more else "", problems, final=final)
    refused = any(
        p.severity is Severity.ERROR or (final and p.blocking) for _, problems in found for p in problems
    )
    ctx.exit(ExitCode.DATA if refused else ExitCode.OK)


def _show(title: str, problems: tuple[Problem, ...], *, final: bool) -> None:
    from ctg_docs.cli.report import show_problems, summary, verdict

    if title:
        click.secho(f"── {title}", bold=True)
    show_problems(problems)
    click.echo(summary(problems))
    click.echo(verdict(problems, final=final))


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
