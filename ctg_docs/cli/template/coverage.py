"""`ctg-docs template coverage`: the branches and loops of templates that dossiers never exercise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import FORMAT, TemplatesFolder, complete_kind, example, sort_words

if TYPE_CHECKING:
    from ctg_docs.steps.templates import Coverage

__all__ = ["RANK", "command"]

RANK = 40


@click.command(
    "coverage",
    short_help="Dire quelles parties des modèles ne servent jamais.",
    epilog=example("template coverage convention", "template coverage convention mon-dossier"),
)
@click.argument("arguments", nargs=-1, metavar="[TYPE]… [DOSSIER]…", shell_complete=complete_kind)
@click.option("--templates", type=TemplatesFolder(), metavar="REP",
              help="Modèles Word à la place de ceux des dossiers et de ctg-docs.")  # fmt: skip
@FORMAT
def command(arguments: tuple[str, ...], *, templates: str | None, form: str) -> None:
    """Dire quelles conditions et quelles boucles des modèles ne servent jamais.

    Les documents sont produits, en projet et en version définitive, à partir des DOSSIERS ; les exemples par défaut.
    """
    from ctg_docs.cli.report import show_json
    from ctg_docs.steps.templates import template_coverage

    dossiers, kinds = sort_words(arguments)
    found = template_coverage(kinds, dossiers, templates=templates)
    if form == "json":
        show_json([_as_dict(one) for one in found])
    else:
        for one in found:
            _show(one)


def _show(found: Coverage) -> None:
    documents = "1 document" if found.documents == 1 else f"{found.documents} documents"
    taken = len(found.branches) - len(found.missed)
    click.secho(f"{found.name} : {taken} voies suivies sur {len(found.branches)} ({documents})", bold=True)
    for place, group in groupby(found.missed, key=lambda b: (b.place, b.expression)):
        outcomes = ", ".join(branch.outcome for branch in group)
        click.echo(f"  {place[0].cell}")
        click.echo(f"      {place[1]} : jamais {outcomes}")


def _as_dict(found: Coverage) -> dict[str, object]:
    return {
        "type": found.kind,
        "modele": found.name,
        "documents": found.documents,
        "voies": [branch.as_dict() for branch in found.branches],
    }
