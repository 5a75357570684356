"""`ctg-docs avenant`: draft the avenant between two dossiers."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 63


@click.command(
    "avenant",
    short_help="Préparer l’avenant entre deux dossiers.",
    epilog=example("avenant convention-signee mon-dossier", "avenant v1 v2 -o dossier-avec-avenant"),
)
@click.argument("ancien", metavar="A")
@click.argument("nouveau", metavar="B")
@click.option("-o", "--out", type=click.Path(), metavar="DOSSIER", help="Dossier à créer, avenant compris.")
def command(ancien: str, nouveau: str, out: str | None) -> None:
    """Préparer l’avenant qui mène du dossier A, tel que signé, au dossier B.

    Sans -o, l’avenant est affiché, à coller dans le dossier. Ce qu’un avenant ne peut pas dire est annoncé.
    """
    from ctg_docs.echanges.comparaison import entry_text
    from ctg_docs.french import liste_et, typographier
    from ctg_docs.steps.compare import avenant
    from ctg_docs.steps.imports import write_new

    draft, whole = avenant(ancien, nouveau)
    if out is None:
        click.echo(entry_text(draft.avenant), nl=False)
    else:
        for path in write_new(whole, out):
            click.echo(path)
    click.secho(f"\nDit par l’avenant ({len(draft.told)}) :", bold=True, err=True)
    for change in draft.told:
        click.echo(f"  - {change.sentence}", err=True)
    if draft.left:
        click.secho(f"\nNon dit par l’avenant ({len(draft.left)}) :", bold=True, err=True)
        for sentence in draft.left:
            click.echo(f"  - {sentence}", err=True)
    if draft.joined:
        titles = liste_et([f"« {title} »" for title in draft.joined])
        click.echo(typographier(f"\nÀ joindre, dans leur nouvelle version : {titles}."), err=True)
    click.echo(
        "\nÀ compléter : numéro, motif, délibérations, date et lieu de signature, date d’effet.", err=True
    )
