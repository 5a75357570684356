"""`ctg-docs avenant`: draft the avenant between two dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import example

if TYPE_CHECKING:
    from ctg_docs.echanges.comparaison import Draft

__all__ = ["RANK", "command"]

RANK = 63


@click.command(
    "avenant",
    short_help="Préparer l’avenant entre deux dossiers.",
    epilog=example("avenant convention-signee mon-dossier", "avenant v1 v2 --dans v2"),
)
@click.argument("ancien", metavar="A")
@click.argument("nouveau", metavar="B")
@click.option("-o", "--out", type=click.Path(), metavar="DOSSIER", help="Dossier à créer, avenant compris.")
@click.option("--dans", type=click.Path(exists=True), metavar="DOSSIER",
              help="Écrire l’avenant dans ce dossier, qui continue ; son état d’avant est gardé à côté.")  # fmt: skip
def command(ancien: str, nouveau: str, out: str | None, dans: str | None) -> None:
    """Préparer l’avenant qui mène du dossier A, tel que signé, au dossier B.

    Sans -o ni --dans, l’avenant est affiché, à coller dans le dossier. Ce qu’un avenant ne peut pas dire est annoncé.
    """
    from ctg_docs.cli.confirm import show_written, stamp
    from ctg_docs.echanges.comparaison import entry_text
    from ctg_docs.steps.compare import avenant, continue_with
    from ctg_docs.steps.imports import write_changes, write_new

    if out is not None and dans is not None:
        raise click.UsageError("-o crée un dossier, --dans en complète un : choisissez.")
    if dans is not None:
        draft, current, whole = continue_with(dans, ancien, nouveau)
        show_written(*write_changes(dans, current, whole, stamp()))
    else:
        draft, whole = avenant(ancien, nouveau)
        if out is None:
            click.echo(entry_text(draft.avenant), nl=False)
        for path in write_new(whole, out) if out is not None else ():
            click.echo(path)
    _tell(draft)


def _tell(draft: Draft) -> None:
    """Say on standard error what the avenant tells, what it does not, and what is left to fill."""
    from ctg_docs.french import liste_et, typographier

    click.secho(f"\nDit par l’avenant ({len(draft.told)}) :", bold=True, err=True)
    for change in draft.told:
        click.echo(f"  - {change.sentence}", err=True)
    if draft.left:
        click.secho(f"\nNon dit par l’avenant ({len(draft.left)}) :", bold=True, err=True)
        for sentence in draft.left:
            click.echo(f"  - {sentence}", err=True)
    if draft.joined:
        titles = liste_et([f"« {title} »" for title in draft.joined])
        click.echo(typographier(f"\nJointes à l’avenant, dans leur nouvelle version : {titles}."), err=True)
    click.echo(
        "\nÀ compléter : motif, délibérations, date et lieu de signature, date d’effet ; numéro s’il en a un.",
        err=True,
    )
