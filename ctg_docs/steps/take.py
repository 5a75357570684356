"""One file from outside to a dossier: its format decides how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.echanges.classeur import is_ours, read_workbook
from ctg_docs.echanges.constats import is_refused
from ctg_docs.echanges.etranger import (
    ASKED,
    HELP,
    IGNORE,
    READ,
    Known,
    choose,
    known_text,
    read_grids,
    read_known,
    read_plan,
)
from ctg_docs.echanges.feuilles import Book, open_book
from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.limits import read_received
from ctg_docs.problems import Problem
from ctg_docs.steps.memories import MAPPINGS, Memories

if TYPE_CHECKING:
    from ctg_docs.models import Ctg

__all__ = ["Taken", "is_plan", "read_file"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file says.

    Attributes:
        ctg: the dossier once the file is taken; None when nothing could be read.
        problems: all that is wrong or was converted.
        kept: small files to keep in the dossier, by name.
        page: the account of a foreign plan, column by column.
        offered: the bodies and persons in no register, that may be added.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    kept: dict[str, bytes] = field(default_factory=dict)
    page: str = ""
    offered: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """True when something of the file is not taken."""
        return any(is_refused(p) for p in self.problems)


_KNOWN = (".xlsx", ".xlsm", ".ods", ".csv", ".txt", ".tsv", ".docx")
_OTHERS = (".xls", ".xlsb", ".xltx", ".xltm")
"""Workbooks too: read, or refused by what they are."""
UNNAMED = "[à compléter : nom du territoire]"


def read_file(
    file: Path,
    base: Ctg | None,
    dossier: Path,
    mapping: str | None = None,
    *,
    kept: Mapping[str, bytes] | None = None,
    remove: bool = False,
    force: bool = False,
    create: bool = False,
) -> Taken:
    """Read a workbook or a form over a dossier.

    Args:
        file: what was given.
        base: the dossier as it is; None when it does not exist yet.
        dossier: where it is: what was decided about a foreign workbook is remembered there.
        mapping: text of a mapping file given by the user.
        kept: what other files of the same import will keep.
        remove: True to take away what a workbook of unknown origin does not have.
        force: True to follow the workbook where the dossier changed too.
        create: True to add the bodies and persons in no register.

    Raises:
        DataError: the file can't be read.
    """
    data, suffix = read_received(file), file.suffix.lower()
    if suffix not in (*_KNOWN, *_OTHERS):
        raise DataError(f"« {file} » : format inconnu. Formats acceptés : {', '.join(_KNOWN)}.")
    book = open_book(data, file.name) if suffix != ".docx" else None
    if book is not None and is_ours(book):
        return _ours(book, base, Memories(file, dossier, kept), remove=remove, force=force, create=create)
    return _foreign(file, data, base, dossier, mapping, remove=remove, create=create)


def is_plan(file: Path) -> bool:
    """True when a Word document is somebody's plan d'actions, neither a form nor a document of ours."""
    from ctg_docs.echanges.etranger.word import has_controls
    from ctg_docs.engine.opc.embedded import read_data

    if file.suffix.lower() != ".docx":
        return False
    data = read_received(file)
    try:
        if read_data(data) is not None:  # ours, were they damaged
            return False
        return not has_controls(data) and bool(choose(read_grids(data, file.name), Known()).read)
    except CtgDocsError:
        return False


def _ours(
    book: Book, base: Ctg | None, memory: Memories, *, remove: bool, force: bool, create: bool
) -> Taken:
    """Read a workbook of ours, and keep what it and the dossier agree on, for when it comes back."""

    def agreed(mark: str) -> list[tuple[str, bool]]:
        return memory.of(f"classeur-{mark}")

    read = read_workbook(book, book.name, base=base, agreed=agreed, remove=remove, force=force, create=create)  # fmt: skip
    mark, text = read.memory or ("", "")
    kept = memory.kept(f"classeur-{mark}", text) if read.memory else {}
    return Taken(read.ctg, read.problems, kept, offered=read.offered)


def _foreign(
    file: Path,
    data: bytes,
    base: Ctg | None,
    dossier: Path,
    mapping: str | None,
    *,
    remove: bool,
    create: bool,
) -> Taken:
    """Read a plan d'actions kept in somebody's own way; what was understood and what became of it are kept."""
    folder = dossier if dossier.is_dir() or not dossier.suffix else dossier.parent
    remembered = folder / MAPPINGS / f"{file.stem}.yaml"
    if mapping is None and remembered.is_file():
        mapping = remembered.read_text(encoding="utf-8")
    known = read_known(mapping) if mapping is not None else Known()
    choice = choose(read_grids(data, file.name), known)
    read = read_plan(choice.read, base, UNNAMED, left=choice.left, remove=remove, create=create)
    columns: dict[str, str] = {}
    for column in (column for _, found in choice.read for column in found.columns):
        columns.setdefault(column.key, column.field)
    sheets = {grid.name: READ for grid, _ in choice.read} | {
        g.name: IGNORE for g, why in choice.left if why in (HELP, ASKED)
    }
    doubts = [grid.name for grid, why in choice.left if why not in (HELP, ASKED)]
    text = known_text(file.name, columns, sheets, known.rows, doubts)
    kept = {
        f"{MAPPINGS}/{file.stem}.yaml": text.encode(),
        f"{MAPPINGS}/{file.stem}-reprise.txt": read.page.encode(),
    }
    return Taken(read.ctg, (*choice.problems, *read.problems), kept, read.page, read.offered)
