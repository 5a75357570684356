"""A new dossier on disk, empty and commented or copied from the complete example."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from ctg_docs.engine.opc.aside import writing_sheets
from ctg_docs.errors import OutputError
from ctg_docs.ressources import example as example_folder
from ctg_docs.sources import diagnose
from ctg_docs.sources.folder import FORMATS
from ctg_docs.sources.meeting_skeleton import meeting_files
from ctg_docs.sources.schema import schema_text
from ctg_docs.sources.skeleton import skeleton_files
from ctg_docs.sources.write import SCHEMA_LINE
from ctg_docs.steps.write import write_tree
from ctg_docs.workplace import workplace

__all__ = ["init", "schema"]

_SCHEMA = "ctg.schema.json"
_WORKBOOK = "classeur.xlsx"
_README = "README.md"


def init(
    folder: str | Path,
    *,
    example: bool = False,
    nom: str | None = None,
    excel: bool = False,
    reunion: bool = False,
) -> list[Path]:
    """Write a new dossier, with the schema that editors use, and return its files.

    Args:
        folder: where; made when absent.
        example: True to copy the complete, invented dossier instead of a commented empty one.
        nom: name of the territory; that of the folder by default.
        excel: True to add a workbook where the whole dossier can be filled.
        reunion: True to begin with a meeting: territory, instance, members, agenda; the workbook holds only that.

    Raises:
        MissingToolError: a workbook is asked and openpyxl is not installed.
        OutputError: the folder already holds a dossier, or can't be written.
    """
    return _start(Path(folder), example=example, nom=nom, excel=excel, reunion=reunion)


def schema() -> str:
    """Return the JSON Schema of a dossier, as text."""
    return schema_text()


def _start(folder: Path, *, example: bool, nom: str | None, excel: bool, reunion: bool) -> list[Path]:
    """Write a new dossier; see `init`."""
    present = [folder / f"ctg{suffix}" for suffix in FORMATS if (folder / f"ctg{suffix}").exists()]
    if present:
        raise OutputError(f"« {folder} » contient déjà un dossier : « {present[0].name} ».")
    if example:
        files = _example_files()
    else:
        name = " ".join((nom or "").split()) or _name_of(folder)
        written = meeting_files(name) if reunion else skeleton_files(name)
        files = {path: text.encode() for path, text in written.items()}
    files[_SCHEMA] = schema_text().encode()
    if excel:
        files[_WORKBOOK] = _workbook(files, reunion=reunion)
    return write_tree(files, folder)


def _workbook(files: Mapping[str, bytes], *, reunion: bool) -> bytes:
    """Return the workbook of a dossier that is not written yet."""
    from ctg_docs.echanges.classeur import MEETING, write_workbook

    with workplace() as place:
        write_tree(files, place / "dossier")
        ctg = diagnose(place / "dossier").ctg
    if ctg is None:
        raise OutputError("Le classeur n’a pas pu être préparé.")
    with writing_sheets():
        return write_workbook(ctg, only=MEETING if reunion else None)


def _name_of(folder: Path) -> str:
    typed = os.fsencode(folder.resolve().name).decode("utf-8", "replace")
    name = re.sub(r"[-_\s]+", " ", typed).strip() or "Territoire"
    return name[:1].upper() + name[1:]


def _example_files() -> dict[str, bytes]:
    source = example_folder()
    files = {
        str(path.relative_to(source)): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.name != _README
    }
    if "ctg.yaml" not in files:
        raise OutputError("Le dossier d’exemple est absent de cette installation de ctg-docs.")
    line = SCHEMA_LINE.format(schema=_SCHEMA).encode()
    if not files["ctg.yaml"].startswith(b"# yaml-language-server"):
        files["ctg.yaml"] = line + files["ctg.yaml"]
    return files
