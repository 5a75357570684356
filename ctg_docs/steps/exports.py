"""A dossier for other tools: JSON, CSV, open data, calendar. Prints nothing, reads no clock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError, OutputError
from ctg_docs.steps.load import opened
from ctg_docs.steps.write import write_all

if TYPE_CHECKING:
    from ctg_docs.echanges.sorties import OpenData
    from ctg_docs.models import Ctg

__all__ = [
    "export_calendar",
    "export_json",
    "export_registers",
    "export_scdl",
    "write_json",
    "write_registers",
]


def export_json(ctg: Ctg | str | Path) -> bytes:
    """Return a dossier as JSON: true booleans and numbers, ISO dates. `load` gives the same dossier back.

    The pictures and attached files are named, not contained: `write_json` puts them beside.
    """
    from ctg_docs.echanges.sorties import build_json

    return build_json(opened(ctg))


def export_calendar(ctg: Ctg | str | Path) -> bytes:
    """Return the meetings and the milestones of a dossier as iCalendar.

    Identifiers are stable: a newer file updates what a calendar already shows. What is not sure is TENTATIVE.
    """
    from ctg_docs.echanges.sorties import build_calendar

    return build_calendar(opened(ctg))


def export_registers(ctg: Ctg | str | Path, *, excel: bool = False) -> dict[str, bytes]:
    """Return one CSV file per register, by file name: semicolons, French headers, ISO dates, decimal commas.

    Args:
        ctg: the dossier.
        excel: True to open them in Excel: UTF-8 mark, and texts that look like formulas made harmless.

    Raises:
        DataError: two elements that others belong to bear the same identifier.
    """
    from ctg_docs.echanges.sorties import build_registers

    return build_registers(opened(ctg), excel=excel)


def export_scdl(ctg: Ctg | str | Path) -> OpenData:
    """Return the délibérations of the collectivités as SCDL « délibérations » 2.1, with what is left out and why.

    Raises:
        DataError: no act is complete enough; each problem says where.
    """
    from ctg_docs.echanges.sorties import build_scdl

    found = build_scdl(opened(ctg))
    if not found.written:
        reason = "aucune n’est complète" if found.problems else "le dossier n’en a aucune d’une collectivité"
        raise DataError(f"Pas de délibération à publier en données ouvertes : {reason}.", found.problems)
    return found


def write_json(ctg: Ctg | str | Path, path: str | Path, *, force: bool = False) -> list[Path]:
    """Write a dossier as JSON with its pictures and attached files beside; return the files written.

    A file that is already there with the same bytes is left alone.

    Raises:
        OutputError: another file is in the way and `force` is False, or the folder can't be written.
    """
    path, ctg = Path(path), opened(ctg)
    others = {path.parent / name: data for name, data in ctg.provenance.files.items()}
    wanted = {file: data for file, data in others.items() if not _same(file, data)}
    blocked = [file for file in (path, *wanted) if file.exists() and not force]
    if blocked:
        listed = ", ".join(f"« {file} »" for file in blocked[:5])
        raise OutputError(f"Déjà présent : {listed}. Demandez de remplacer, ou changez d’endroit.")
    written = write_all([(path.name, export_json(ctg))], path.parent, force=force)
    for file, data in wanted.items():
        written += write_all([(file.name, data)], file.parent, force=force)
    return written


def write_registers(
    ctg: Ctg | str | Path, folder: str | Path, *, excel: bool = False, force: bool = False
) -> list[Path]:
    """Write one CSV file per register into a folder, made when absent; return the files.

    Raises:
        DataError: two elements that others belong to bear the same identifier.
        OutputError: a file exists and `force` is False, or the folder can't be written.
    """
    files = export_registers(ctg, excel=excel)
    return write_all(list(files.items()), Path(folder), force=force)


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False
