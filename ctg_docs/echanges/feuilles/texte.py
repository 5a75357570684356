"""The one sheet of a text file, CSV of any separator and encoding: what Excel, LibreOffice and others write."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, Final

from ctg_docs.echanges.feuilles.bornes import check_place
from ctg_docs.echanges.feuilles.cases import Cell, Sheet
from ctg_docs.limits import LIMITS, BoundError

__all__ = ["bounded_lines", "decode_text", "find_separator", "read_text"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = ";\t,|"
_SAMPLE: Final = 40
"""Rows looked at to tell the separator."""
_LONGEST: Final = 2_000_000
"""Letters of a line, and of what is looked at to tell the separator."""
_LAST_ROW: Final = 1_048_576
"""The last row that Excel has, blank ones counted."""


def read_text(data: bytes) -> Sheet:
    """Return the sheet of a text file.

    Raises:
        ValueError: it is no text.
    """
    text = decode_text(data)
    if "\x00" in text:
        raise ValueError("not a text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator, text = _separator(text)
    sheet = Sheet("")
    lines = bounded_lines(io.StringIO(text.rstrip("\n"), newline=""), separator)
    for rank, row in enumerate(csv.reader(lines, delimiter=separator), 1):
        if rank > _LAST_ROW:
            raise BoundError("il contient trop de lignes")
        if not row:
            continue
        if len(sheet.cells) + len(row) > LIMITS.cells:
            raise BoundError("il contient trop de cellules")
        if any(row):
            check_place(rank, len(row))
        sheet.cells |= {(rank, n): Cell(value) for n, value in enumerate(row, 1) if value.strip()}
    return sheet


def bounded_lines(text: IO[str], separator: str) -> Iterator[str]:
    """Yield the lines of a text; the one that no table has is refused before it is cut in millions of cells.

    Raises:
        BoundError: a line is out of all proportion.
    """
    while line := text.readline(_LONGEST):
        if len(line) == _LONGEST or line.count(separator) > LIMITS.cells:
            raise BoundError("une de ses lignes est démesurée")
        yield line


def decode_text(data: bytes) -> str:
    """Return the characters of a file: what its mark says, else UTF-8, else UTF-16 without mark, else Windows."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding)
    half = len(data) // 2 or 1
    for encoding, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if zeros > half / 2:
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> tuple[str, str]:
    """Return what parts the cells, and the text without the line by which Excel says it (`sep=;`)."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first[4], rest
    return find_separator(text), text


def find_separator(text: str) -> str:
    """Return the mark that parts the cells of the first rows of a text most evenly."""
    return max(_SEPARATORS, key=lambda mark: _evenness(text[:_LONGEST], mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """Return how many of the first rows have as many cells as most of them, if that is several, and how many cells.

    A title line, or commas inside sentences, have another count than the rows of the table.
    """
    rows: list[int] = []
    with suppress(csv.Error):  # a cell too long for a cell: this mark does not part them
        rows += (
            len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _SAMPLE)
        )
    counts = Counter(n for n in rows if n > 1)
    if not counts:
        return 0, 0
    width, times = max(counts.items(), key=lambda found: (found[1] * min(found[0], 8), found[0]))
    return times * min(width, 8), width
