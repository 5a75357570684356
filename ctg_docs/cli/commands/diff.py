"""`ctg-docs diff`: what changed between two dossiers."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ctg_docs.cli.parameters import FORMAT, complete_kind, example

__all__ = ["RANK", "command"]

RANK = 62


@click.command(
    "diff",
    short_help="Dire ce qui a changé entre deux dossiers.",
    epilog=example(
        "diff ancien-dossier mon-dossier",
        "diff HEAD~1:mon-dossier mon-dossier",
        "diff v1 v2 --docx convention",
    ),
)
@click.argument("ancien", metavar="A")
@click.argument("nouveau", metavar="B")
@click.option(
    "--docx",
    "kinds",
    multiple=True,
    metavar="TYPE",
    shell_complete=complete_kind,
    help="Écrire ce document avec les modifications suivies de Word.",
)
@click.option("-o", "--out", default="sortie", metavar="REP", help="Où écrire (« sortie » par défaut).")
@click.option("--force", is_flag=True, help="Remplacer les fichiers qui existent.")
@FORMAT
def command(*, ancien: str, nouveau: str, kinds: tuple[str, ...], out: str, force: bool, form: str) -> None:
    """Dire ce qui a changé de A à B, en phrases.

    A et B : un dossier, un fichier, un document produit par ctg-docs, ou une révision git « REV:chemin ».
    """
    from ctg_docs.cli.confirm import show_changes
    from ctg_docs.cli.report import show_json
    from ctg_docs.french import liste_et, typographier
    from ctg_docs.steps.compare import diff, open_state, redlines
    from ctg_docs.steps.write import write

    a, b = open_state(ancien), open_state(nouveau)
    found = diff(a, b)
    if form == "json":
        rows = [{"nature": c.kind.value, "rubrique": c.group, "phrase": c.sentence} for c in found.changes]
        show_json({"changements": rows, "articles": found.articles})
    else:
        show_changes(found.changes)
        if found.articles:
            click.echo(typographier(f"Texte de la convention touché : {liste_et(found.articles)}."))
    if kinds:
        now = datetime.now(UTC).replace(microsecond=0)
        for path in write(redlines(a, b, kinds, date=now), out, force=force):
            click.echo(path, err=form == "json")
