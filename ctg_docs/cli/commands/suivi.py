"""`ctg-docs suivi`: where each territory stands, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import FORMAT, FrenchDate, example
from ctg_docs.cli.streams import columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctg_docs.lots.situation import Suivi

__all__ = ["RANK", "command"]

RANK = 35

_COULEURS = {
    "Illisible": "red",
    "Échue": "red",
    "En retard": "yellow",
    "Échéance proche": "yellow",
    "À compléter": "cyan",
    "À jour": "green",
}

_FACTS = 57
"""Letters that a line takes beside the name of its territory."""


@click.command(
    "suivi",
    short_help="Dire où en est chaque territoire.",
    epilog=example(
        "suivi territoires", "suivi territoires --date 2027-01-15 --excel suivi.xlsx --word suivi.docx"
    ),
)
@click.argument("dossiers", nargs=-1, required=True, type=click.Path(), metavar="RACINE|DOSSIER…")
@click.option(
    "--date", "jour", type=FrenchDate(), metavar="DATE", help="Jour du tableau ; aujourd’hui par défaut."
)
@click.option(
    "--excel", type=click.Path(dir_okay=False), metavar="FICHIER", help="Écrire aussi un classeur à filtrer."
)
@click.option(
    "--word",
    type=click.Path(dir_okay=False),
    metavar="FICHIER",
    help="Écrire aussi une page pour la réunion.",
)
@click.option("--force", is_flag=True, help="Remplacer les fichiers qui existent.")
@FORMAT
def command(
    dossiers: tuple[str, ...],
    *,
    jour: date | None,
    excel: str | None,
    word: str | None,
    force: bool,
    form: str,
) -> None:
    """Dire où en est chaque territoire, le plus urgent en premier.

    RACINE est un répertoire qui contient des dossiers, à toute profondeur. Un dossier illisible est une ligne aussi.
    """
    from datetime import date
    from pathlib import Path

    from ctg_docs.cli.report import show_json
    from ctg_docs.lots.suivi import suivi
    from ctg_docs.lots.tableau_suivi import suivi_data, suivi_word, write_suivi_book
    from ctg_docs.steps.write import check_free

    day = jour or date.today()
    files = [Path(name) for name in (excel, word) if name]
    if not force:
        check_free(files)
    rows = suivi(dossiers, day, workers=None)
    if form == "json":
        show_json(suivi_data(rows, day))
    else:
        _show(rows, day)
    if excel:
        write_suivi_book(Path(excel), rows, day)
    if word:
        Path(word).write_bytes(suivi_word(rows, day))
    for path in files:
        click.echo(path, err=form == "json")


def _show(rows: Sequence[Suivi], jour: date) -> None:
    from ctg_docs.french import date_longue
    from ctg_docs.lots.tableau_suivi import noms, resume

    click.secho(f"Conventions territoriales globales au {date_longue(jour)}", bold=True)
    names = noms(rows)
    widest = max(map(len, (*names, "Territoire")))
    width = max(columns(), 70)
    name = min(widest, width - _FACTS)
    click.secho(
        f"  {'Urgence':<15}  {'Territoire':<{name}}  {'État':<12}  {'Fin':<10}  Réunion", underline=True
    )
    cut = False
    for row, nom in zip(rows, names, strict=True):
        label = click.style(f"{row.urgence.libelle:<15}", fg=_COULEURS[row.urgence.libelle])
        click.echo(f"  {label}  {_cut(nom, name):<{name}}{_facts(row)}".rstrip())
        if row.alertes:
            said = " ".join(row.alertes)
            shown = _cut(said, width - 6)
            cut = cut or shown != said
            click.echo(f"      {shown}")
    click.echo(resume(rows))
    if cut:
        click.echo("Des lignes sont coupées\u00a0: « --excel suivi.xlsx » les donne entières.", err=True)


def _facts(row: Suivi) -> str:
    from ctg_docs.french import date_courte

    if not row.etat:
        return ""
    end = date_courte(row.fin) if row.fin else "inconnue"
    meeting = date_courte(row.prochaine_reunion) if row.prochaine_reunion else "aucune"
    return f"  {row.etat:<12}  {end:<10}  {meeting}"


def _cut(text: str, width: int) -> str:
    """Cut between two words."""
    if len(text) <= width:
        return text
    kept, last = text[:width].rpartition(" ")[0], text[: width - 1]
    return (kept.rstrip(" \u00a0,;:«([–") if len(kept) > width // 2 else last) + "…"
