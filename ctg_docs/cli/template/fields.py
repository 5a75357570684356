"""`ctg-docs template fields`: all that the template of a kind may print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import FORMAT, complete_kind, example

if TYPE_CHECKING:
    from ctg_docs.engine import TemplateField

__all__ = ["RANK", "command"]

RANK = 30


@click.command(
    "fields",
    short_help="Énumérer les champs qu’un modèle peut imprimer.",
    epilog=example("template fields convention", "template fields convention --docx champs-convention.docx"),
)
@click.argument("kind", metavar="TYPE", shell_complete=complete_kind)
@click.option("--docx", metavar="FICHIER", type=click.Path(dir_okay=False),
              help="Écrire la liste dans un document Word, à garder sous les yeux.")  # fmt: skip
@click.option("--force", is_flag=True, help="Remplacer ce document s’il existe.")
@FORMAT
def command(kind: str, *, docx: str | None, force: bool, form: str) -> None:
    """Énumérer les champs d’un TYPE de document : ce qu’on écrit, le type, le sens, un exemple."""
    from ctg_docs.cli.report import show_json
    from ctg_docs.steps.templates import template_fields, write_fields

    if docx is not None:
        click.echo(write_fields(kind, docx, force=force))
    elif form == "json":
        show_json([f.as_dict() for f in template_fields(kind)])
    else:
        for field in template_fields(kind):
            _show(field)


def _show(field: TemplateField) -> None:
    optional = " (facultatif)" if field.optional else ""
    click.echo(f"{click.style(field.path, bold=True)}  {field.type}{optional}")
    meaning = " : ".join(text for text in (field.title, field.meaning) if text)
    example_text = f" ; par exemple « {field.example} »" if field.example else ""
    if meaning or example_text:
        click.echo(f"    {meaning}{example_text}")
    click.echo(f"    {click.style(field.tag, fg='cyan')}")
