"""`ctg-docs import`: take back what was filled in Excel or in Word."""  # noqa: N999 - the file bears the name of its command

from __future__ import annotations

from functools import partial

import click

from ctg_docs.cli.parameters import DOSSIER, example

__all__ = ["RANK", "command"]

RANK = 61


@click.command(
    "import",
    short_help="Reprendre un classeur ou des formulaires.",
    epilog=example("import classeur.xlsx mon-dossier", "import classeur.xlsx mon-dossier --yes"),
)
@click.argument("fichiers", nargs=-1, required=True, metavar="FICHIER…")
@DOSSIER
@click.option("--yes", is_flag=True, help="Écrire sans demander.")
@click.option("--dry-run", is_flag=True, help="Montrer seulement ce qui changerait.")
@click.option(
    "--correspondances",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FICHIER",
    help="Ce que veulent dire les colonnes d’un classeur étranger.",
)
@click.option(
    "--retirer", is_flag=True, help="Retirer ce qui manque à un classeur dont on ne sait pas d’où il vient."
)
@click.option(
    "--inscrire",
    is_flag=True,
    help="Ajouter au registre les organismes et les personnes cités qui n’y sont pas.",
)
@click.option("--force", is_flag=True, help="Suivre le fichier là où le dossier a changé aussi.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    fichiers: tuple[str, ...],
    dossier: str,
    yes: bool,
    dry_run: bool,
    correspondances: str | None,
    retirer: bool,
    inscrire: bool,
    force: bool,
) -> None:
    """Reprendre dans un DOSSIER un classeur ou des formulaires, après avoir montré ce qui change.

    Un plan d’actions tenu à votre façon (.xlsx, .ods, .csv) est reconnu par ses en-têtes ; ce qui a été compris de
    chaque colonne est gardé dans « correspondances/ », à corriger au besoin.

    Un classeur écrit par « export » ou « init --excel » se souvient de l’état du dossier dont il vient : seul est repris
    ce que vous y avez changé, et ce que le dossier a changé depuis est gardé. Un autre ne retire rien sans --retirer.
    Corrigé et repris, un classeur ou un formulaire remplace ce qu’il avait dit. Là où le dossier a changé aussi, il garde
    ce qu’il dit, sauf avec --force.

    Les organismes et les personnes cités qui ne sont pas au registre y sont ajoutés avec --inscrire, ou si vous répondez
    oui ; sinon un partenaire reste en mots, le reste est laissé et dit. Un dossier qui n’existe pas encore les reçoit tous.

    Une valeur illisible ou une ligne sans attache est laissée telle que le dossier la donne ; le reste est repris.
    Ce qui a été laissé est énuméré à la fin, et la commande rend le code 8, même avec --yes ou --dry-run.

    L’état précédent est gardé dans une archive, à côté du dossier. Un dossier absent est créé.
    """
    from ctg_docs.cli.confirm import enrols, take
    from ctg_docs.cli.report import show_problems
    from ctg_docs.steps.imports import prepare_import

    prepared = partial(
        prepare_import, fichiers, dossier, mapping=correspondances, remove=retirer, force=force
    )
    ready = prepared(create=inscrire)
    if ready.offered and not (yes or dry_run) and enrols(ready.offered):
        ready = prepared(create=True)
    left = ready.left if ready.pages else ()
    show_problems(
        [p for p in ready.problems if p not in left], err=True, sort=False
    )  # those left are told last
    for page in ready.summaries:
        click.echo(f"\n{page}\n", err=True)
    take(ctx, ready, yes=yes, dry_run=dry_run)
