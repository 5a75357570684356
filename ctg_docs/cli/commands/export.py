"""`ctg-docs export`: the dossier for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import DOSSIER, example

if TYPE_CHECKING:
    from pathlib import Path

    from ctg_docs.models import Ctg

__all__ = ["RANK", "command"]

RANK = 60
_FORMATS = ("xlsx", "json", "csv", "scdl", "ics")
_BY_SUFFIX = {".xlsx": "xlsx", ".json": "json", ".ics": "ics", "": "csv"}


@click.command(
    "export",
    short_help="Écrire le dossier pour Excel ou un autre outil.",
    epilog=example(
        "export mon-dossier classeur.xlsx",
        "export mon-dossier agenda.ics",
        "export mon-dossier registres --format csv --excel",
        "export mon-dossier deliberations.csv --format scdl",
    ),
)
@DOSSIER
@click.argument("cible", type=click.Path(), metavar="FICHIER")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Forme ; d’après le nom par défaut.")
@click.option(
    "--excel", is_flag=True, help="Pour ouvrir les CSV dans Excel : accents lus, formules neutralisées."
)
@click.option("--complet", is_flag=True, help="Toutes les feuilles d’une convention dans le classeur.")
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def command(dossier: str, cible: str, form: str | None, *, excel: bool, complet: bool, force: bool) -> None:
    """Écrire tout le dossier pour un autre outil, dans la forme que dit le nom de FICHIER.

    \b
    xlsx  un classeur Excel, à reprendre ensuite par « ctg-docs import » ; quelques feuilles pour une réunion seule
    json  le dossier entier, que ctg-docs relit
    csv   un fichier CSV par registre, dans un répertoire
    scdl  les délibérations en données ouvertes (schéma SCDL 2.1)
    ics   les réunions et les jalons, pour un agenda
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    from pathlib import Path

    from ctg_docs.steps.load import load

    target = Path(cible)
    chosen = form or _guess(target)
    if excel and chosen != "csv":
        raise click.UsageError("--excel ne vaut que pour la forme csv.")
    if complet and chosen != "xlsx":
        raise click.UsageError("--complet ne vaut que pour la forme xlsx.")
    for path in _write(load(dossier), target, chosen, whole=complet, excel=excel, force=force):
        click.echo(path)


def _guess(target: Path) -> str:
    suffix = target.suffix.lower()
    if suffix == ".csv":
        raise click.UsageError(
            "Précisez la forme : --format scdl pour les délibérations en données ouvertes, --format csv et un "
            "répertoire pour les registres."
        )
    if suffix not in _BY_SUFFIX:
        raise click.UsageError(f"Forme inconnue : « {target.name} ». Ajoutez --format {'|'.join(_FORMATS)}.")
    return _BY_SUFFIX[suffix]


def _write(ctg: Ctg, target: Path, form: str, *, whole: bool, excel: bool, force: bool) -> list[Path]:
    from ctg_docs.steps import exports
    from ctg_docs.steps.write import write_all

    if form == "csv":
        return exports.write_registers(ctg, target, excel=excel, force=force)
    if form == "json":
        return exports.write_json(ctg, target, force=force)
    return write_all([(target.name, _bytes(ctg, form, whole=whole))], target.parent, force=force)


def _bytes(ctg: Ctg, form: str, *, whole: bool) -> bytes:
    from ctg_docs.steps.exports import export_calendar, export_scdl
    from ctg_docs.steps.imports import export_workbook

    if form == "xlsx":
        return export_workbook(ctg, whole=whole)
    if form == "ics":
        return export_calendar(ctg)
    from ctg_docs.cli.report import show_problems

    found = export_scdl(ctg)
    show_problems(found.problems, err=True)
    return found.data
