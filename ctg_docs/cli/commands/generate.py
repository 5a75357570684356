"""`ctg-docs generate`: write the documents of a dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Unpack

import click

from ctg_docs.cli.parameters import (
    DOSSIER,
    FrenchDate,
    TemplatesFolder,
    complete_kind,
    example,
    quoted,
    sort_words,
)

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from ctg_docs.documents.options import Choices
    from ctg_docs.problems import Problem
    from ctg_docs.steps.types import Batch, Progress

__all__ = ["RANK", "command"]

RANK = 30


@click.command(
    "generate",
    short_help="Écrire les documents.",
    epilog=example("generate mon-dossier", "generate mon-dossier --final --pdf --archive -o a-signer"),
)
@DOSSIER
@click.argument("kinds", nargs=-1, metavar="[TYPE]…", shell_complete=complete_kind)
@click.option("-o", "--out", default="sortie", metavar="REP", help="Où écrire (« sortie » par défaut).")
@click.option("--final", is_flag=True, help="Version définitive : refusée s’il manque quelque chose.")
@click.option("--force", is_flag=True, help="Remplacer les fichiers qui existent.")
@click.option("--templates", type=TemplatesFolder(), metavar="REP",
              help="Modèles Word à la place de ceux du dossier et de ctg-docs : un dossier, ou une famille installée.")  # fmt: skip
@click.option("--date", "date_version", type=FrenchDate(), metavar="DATE",
              help="Date imprimée sur un projet ; celle de la version du dossier par défaut.")  # fmt: skip
@click.option("--reunion", metavar="ID", help="Seulement cette réunion.")
@click.option("--action", metavar="ID", help="Seulement cette fiche action.")
@click.option("--avenant", metavar="ID", help="Seulement cet avenant.")
@click.option(
    "--publication",
    is_flag=True,
    help="Version à mettre en ligne, sans données personnelles, avec la note de ce qui est masqué.",
)
@click.option(
    "--pdf", is_flag=True, help="Un PDF accessible par document ; avec --final, le dossier de signature."
)
@click.option("--archive", is_flag=True, help="Des PDF/A-3 qui portent les données du dossier (avec --pdf).")
@click.option("--sans-pages", is_flag=True, envvar="CTG_DOCS_SANS_PAGES",
              help="Laisser à Word les numéros de page des sommaires : plus rapide.")  # fmt: skip
@click.option("--parapheur", default="", metavar="SERVICE",
              help="Balises des cases de signature : yousign, docuseal, iparapheur, ou une forme avec {n}.")  # fmt: skip
@click.option("--messages", is_flag=True,
              help="Un message (.eml) par destinataire d’une convocation, lettre et agenda joints ; rien n’est envoyé.")  # fmt: skip
@click.option("--sans-donnees", is_flag=True, help="Ne pas joindre les données du dossier aux documents.")
@click.option("--avec-donnees", is_flag=True,
              help="Les joindre aussi aux papiers des réunions, qui n’en portent pas : ils vont à des personnes.")  # fmt: skip
def command(
    dossier: str,
    kinds: tuple[str, ...],
    *,
    out: str,
    force: bool,
    sans_pages: bool,
    **choices: Unpack[Choices],
) -> None:
    """Écrire les documents d’un dossier : tous ceux qu’il permet, ou ceux des TYPES donnés.

    Sans --final, un projet : ce qui manque est marqué dans le document et rappelé à la fin.
    Avec --final --pdf, la convention et ses fiches sont réunies dans un dossier de signature.
    """
    from ctg_docs.cli.report import show_problems
    from ctg_docs.documents import get_kind
    from ctg_docs.engine.template.cache import default_folder
    from ctg_docs.steps.deliver import deliver
    from ctg_docs.steps.load import load

    if choices.get("archive") and not choices.get("pdf"):
        raise click.UsageError("--archive demande --pdf.")
    if sort_words(kinds)[0]:
        raise click.UsageError("Un seul dossier à la fois ; pour plusieurs : ctg-docs lot RACINE -o SORTIE.")
    for kind in kinds:
        get_kind(kind)
    ctg = load(dossier)
    choices["cache"] = default_folder()
    choices["pages"] = not sans_pages
    with _progress() as progress:
        delivery = deliver(ctg, kinds or None, out=out, force=force, progress=progress, **choices)
    for path in delivery.paths:
        click.echo(path)
    show_problems(delivery.problems, err=True)
    _say_the_rest(delivery.batch, dossier)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Draw a bar on a terminal when there are several kinds to write; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bars: list[ProgressBar[object]] = []

        def advance(rank: int, total: int, title: str) -> None:
            if total > 1 and not bars:
                bar = click.progressbar(
                    length=total, label="Documents", file=sys.stderr, item_show_func=_shown
                )
                bars.append(stack.enter_context(bar))
            for bar in bars:
                bar.update(rank - bar.pos, title)

        yield advance
        for bar in bars:
            bar.update((bar.length or 0) - bar.pos)


def _shown(title: object) -> str:
    return str(title or "")


def _where(label: str, names: Sequence[str], gaps: Sequence[Problem]) -> str:
    """Return the lines of the dossier where a missing value of these files goes: « (deliberations.yaml:317:3) »."""
    found = [gap for gap in gaps if gap.value == label and gap.path]
    own = [gap for gap in found if any(f"« {name} »" in gap.message for name in names)] or found
    places = [str(gap.place) for gap in own]
    more = f", et {len(places) - 1} de même" if places[1:] else ""
    return f" ({places[0]}{more})" if places else ""


def _say_the_rest(batch: Batch, dossier: str) -> None:
    for kind, reason in batch.skipped:
        click.echo(f"{kind.nom} : non écrit ; {reason}", err=True)
    from ctg_docs.french import compte

    incomplete = [document for document in batch.documents if document.holes]
    if not incomplete:
        return
    click.echo("\nÀ compléter :", err=True)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for document in incomplete:
        alike.setdefault((document.kind, document.holes), []).append(document.name)
    for (_, holes), names in alike.items():
        more = f" et {compte(len(names) - 1, 'autre fichier du même type', 'autres fichiers du même type')}"
        click.secho(f"  {names[0]}{more if names[1:] else ''}", bold=True, err=True)
        for label in holes:
            click.echo(f"    - {label}{_where(label, names, batch.gaps)}", err=True)
    click.echo(f"\nCe qui refuse la version définitive : ctg-docs check {quoted(dossier)} --final", err=True)
