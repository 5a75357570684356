"""The hidden sheet that keeps the state of the dossier a workbook was made from. Knows no dossier."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ctg_docs.echanges.feuilles import Book
from ctg_docs.echanges.tableaux.memoire import Rows, dump_rows, mark_of
from ctg_docs.limits import LIMITS

__all__ = ["MEMORY", "Memory", "read_memory", "shown_in", "write_memory"]

MEMORY: Final = "Mémoire"
_CUT: Final = 30_000
"""Characters in a cell; Excel accepts 32,767."""
_WHAT: Final = (
    "Ce que le dossier disait quand ce classeur a été écrit. Ne changez rien ici : l’import y reconnaît ce que vous "
    "avez changé, et ce que le dossier a changé de son côté."
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a workbook remembers: the rows it was made from, as text, and a name that stands for them."""

    name: str
    text: str


def write_memory(book: Any, rows: Rows, shown: Mapping[str, Sequence[str]] | None = None) -> None:
    """Add the hidden sheet; when the workbook shows a part only, it remembers the columns of each sheet."""
    text = dump_rows(rows)
    packed = base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
    sheet = book.create_sheet(MEMORY)
    sheet.sheet_state = "hidden"
    cuts = [packed[at : at + _CUT] for at in range(0, len(packed), _CUT)]
    for rank, value in enumerate((_WHAT, mark_of(text), *cuts), 1):
        sheet.cell(rank, 1, value).data_type = "s"
    if shown is not None:
        sheet.cell(1, 2, json.dumps(shown, ensure_ascii=False)).data_type = "s"


def shown_in(book: Book) -> dict[str, list[str]]:
    """Return the columns of each sheet of a workbook that was made to show a part only; nothing for a whole one."""
    sheet = book.sheet(MEMORY)
    text = sheet.at(1, 2).value if sheet is not None else None
    try:
        shown = json.loads(str(text)) if text else {}
    except ValueError:
        return {}
    return shown if isinstance(shown, dict) and all(isinstance(c, list) for c in shown.values()) else {}


def read_memory(book: Book) -> Memory | None:
    """Return what a workbook remembers; None when the sheet is gone or was touched."""
    sheet = book.sheet(MEMORY)
    if sheet is None:
        return None
    mark, *cuts = [sheet.at(rank, 1).value for rank in range(2, max(sheet.size[0], 2) + 1)]
    try:
        unpacker = zlib.decompressobj()
        packed = base64.b64decode("".join(str(cut) for cut in cuts if cut), validate=True)
        text = unpacker.decompress(packed, LIMITS.unpacked).decode("utf-8")
    except (ValueError, zlib.error):
        return None
    return Memory(str(mark), text) if mark_of(text) == mark else None
