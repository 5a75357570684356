"""`ctg-docs lot`: the documents of every dossier below a folder."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ctg_docs.cli.parameters import TemplatesFolder, complete_kind, example
from ctg_docs.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click._termui_impl import ProgressBar

    from ctg_docs.lots.lot import Avancement, Lot

__all__ = ["RANK", "command"]

RANK = 36

_SHOWN = 20
"""Failures told on the screen; the bordereau tells them all."""


@click.command(
    "lot",
    short_help="Écrire les documents de nombreux dossiers.",
    epilog=example(
        "lot territoires -o documents", "lot territoires -o documents convention --final --pdf --reprendre"
    ),
)
@click.argument("racine", type=click.Path(), metavar="RACINE")
@click.argument("kinds", nargs=-1, metavar="[TYPE]…", shell_complete=complete_kind)
@click.option("-o", "--out", required=True, metavar="SORTIE", help="Où écrire, un répertoire par dossier.")
@click.option("--final", is_flag=True, help="Versions définitives : refusées s’il manque quelque chose.")
@click.option(
    "--pdf", is_flag=True, help="Un PDF accessible par document ; avec --final, les dossiers de signature."
)
@click.option("--archive", is_flag=True, help="Des PDF/A-3 qui portent les données du dossier (avec --pdf).")
@click.option("--templates", type=TemplatesFolder(), metavar="REP",
              help="Modèles Word à la place de ceux des dossiers et de ctg-docs.")  # fmt: skip
@click.option("--ouvriers", type=click.IntRange(min=1), metavar="N", help="Dossiers faits en même temps.")
@click.option("--executeur", metavar="dask[:ADRESSE]|MODULE:FABRIQUE",
              help="Où travailler ; les processus de cette machine par défaut.")  # fmt: skip
@click.option(
    "--sans-partage", is_flag=True, help="Les ouvriers ne voient pas ce disque : envoyer les fichiers."
)
@click.option("--reprendre", is_flag=True, help="Continuer un lot commencé, sans refaire ce qui est fait.")
@click.option("--force", is_flag=True, help="Remplacer aussi les fichiers modifiés depuis.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    racine: str,
    kinds: tuple[str, ...],
    *,
    out: str,
    ouvriers: int | None,
    executeur: str | None,
    sans_partage: bool,
    reprendre: bool,
    **asked: Any,
) -> None:
    """Écrire les documents de tous les dossiers qui sont sous RACINE.

    Un dossier fautif n’arrête pas les autres. Un lot interrompu se reprend avec --reprendre. À la fin, un bordereau
    (bordereau.xlsx et bordereau.docx) dit ce qui est fait, ce qui manque, et l’empreinte de chaque fichier.
    """
    from ctg_docs.engine.template.cache import default_folder
    from ctg_docs.lots.lot import batch

    if asked["archive"] and not asked["pdf"]:
        raise click.UsageError("--archive demande --pdf.")
    with _progress() as progress:
        lot = batch(
            racine,
            kinds or None,
            out=out,
            executor=executeur,
            workers=ouvriers,
            shared=not sans_partage,
            resume=reprendre,
            cache=default_folder(),
            progress=progress,
            **asked,
        )
    _tell(lot)
    ctx.exit(ExitCode.OK if not lot.en_echec else ExitCode.PARTIAL if lot.faits else ExitCode.DATA)


@contextmanager
def _progress() -> Iterator[Callable[[Avancement], None] | None]:
    """Draw one bar on a terminal: what is done, failed and left, and how long it will take; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    bars: list[ProgressBar[Avancement | None]] = []

    def advance(now: Avancement) -> None:
        if not bars:
            bar = click.progressbar(
                length=now.total, label="Dossiers", file=sys.stderr, show_eta=False, item_show_func=_shown
            )
            bars.append(bar.__enter__())
        bars[0].update(now.total - now.restants - bars[0].pos, now)

    try:
        yield advance
    finally:
        for bar in bars:
            bar.render_finish()


def _shown(now: Avancement | None) -> str:
    from ctg_docs.french import compte

    if now is None:
        return ""
    failed = f", {now.en_echec} en échec" if now.en_echec else ""
    left = "" if now.estimation is None or not now.restants else f", encore {_duration(now.estimation)}"
    return f"{compte(now.faits, 'fait')}{failed}, {compte(now.restants, 'restant')}{left}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d}"


def _tell(lot: Lot) -> None:
    from ctg_docs.french import compte

    failed = (bilan for bilan in lot.bilans() if bilan.code)
    for rank, bilan in enumerate(failed):
        if rank == _SHOWN:
            click.echo(f"… et {lot.en_echec - _SHOWN} autres : voir le bordereau.", err=True)
            break
        click.echo(f"{bilan.nom} : {bilan.erreur}", err=True)
        for problem in (p for p in bilan.problemes[:3] if p != bilan.erreur):
            click.echo(f"    {problem}", err=True)
    kept = f", dont {lot.repris} déjà là" if lot.repris else ""
    click.echo(
        f"{compte(lot.total, 'dossier')} : {compte(lot.faits, 'fait')}{kept}, {lot.en_echec} en échec."
    )
    for path in lot.bordereaux:
        click.echo(path)
