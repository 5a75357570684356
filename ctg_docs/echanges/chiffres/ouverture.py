"""Open a published file, however large: of a national text only the titles and the rows of some places are kept."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from ctg_docs.echanges.chiffres.lecture import HEADER_ROWS, find_header
from ctg_docs.echanges.feuilles.cases import Cell, Sheet
from ctg_docs.echanges.feuilles.ouverture import open_book
from ctg_docs.echanges.feuilles.texte import bounded_lines, find_separator
from ctg_docs.errors import DataError
from ctg_docs.limits import LIMITS, BoundError, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["code_of", "picked_sheets"]

_SAMPLE: Final = 1 << 16
_META: Final = re.compile(r"meta|varmod|modalit|dictionnaire", re.IGNORECASE)
"""Texts that come beside the data of an archive: what its codes mean."""


def code_of(written: str) -> str:
    """Return the code of a place, without the year and the level before it, its first zero given back."""
    code = written.strip().upper()
    if full := re.fullmatch(r"\d{4}-[A-Z]+-(\w+)", code):
        code = full[1]
    return f"0{code}" if re.fullmatch(r"\d{4}", code) else code


def picked_sheets(data: bytes, name: str, codes: frozenset[str]) -> tuple[Sheet, ...]:
    """Return the sheets of a file with the rows of these places; the text may be alone in an archive.

    Raises:
        DataError: it can't be read, or costs too much.
        MissingToolError: it is a workbook and openpyxl is not installed.
    """
    if data.startswith(b"PK"):
        with open_zip(data) as package:
            texts = [i for i in package.infolist() if i.filename.lower().endswith((".csv", ".txt"))]
            if "[Content_Types].xml" in package.namelist() or not texts:
                return open_book(data, name).sheets
            info = max(texts, key=lambda i: (not _META.search(i.filename), i.file_size))
            with _bounded(name, info.file_size), package.open(info) as sample:
                head = sample.read(_SAMPLE)
            with package.open(info) as member:
                return (_picked(member, head, codes, name),)
    if data.startswith(codecs.BOM_UTF16_LE) or b"\0" in data[:_SAMPLE]:
        return open_book(data, name).sheets
    with _bounded(name, len(data)):
        return (_picked(io.BytesIO(data), data[:_SAMPLE], codes, name),)


@contextmanager
def _bounded(name: str, size: int) -> Iterator[None]:
    if size > LIMITS.figures:
        raise DataError(
            f"« {name} » est trop volumineux. Demandez à son éditeur un extrait\u00a0: votre département suffit."
        )
    yield


def _picked(file: IO[bytes], head: bytes, codes: frozenset[str], name: str) -> Sheet:
    """Read a text row by row."""
    encoding = "utf-8-sig" if _is_utf8(head) else "cp1252"
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    separator = find_separator(head.decode(encoding, "replace").replace("\r\n", "\n").rpartition("\n")[0])
    rows = csv.reader(bounded_lines(text, separator), delimiter=separator)
    sheet = Sheet("")
    try:
        for rank, row in enumerate(islice(rows, HEADER_ROWS), 1):
            _keep(sheet, rank, row)
        found = find_header(sheet)
        if found is None:
            return sheet
        first, geo = found
        for key in [k for k in sheet.cells if k[0] > first and code_of(_said(sheet, k[0], geo)) not in codes]:
            del sheet.cells[key]
        for rank, row in enumerate(rows, HEADER_ROWS + 1):
            if len(row) >= geo and code_of(row[geo - 1]) in codes:
                _keep(sheet, rank, row)
    except (csv.Error, BoundError) as fault:
        reason = fault if isinstance(fault, BoundError) else "ce n’est pas un tableau"
        raise DataError(f"« {name} » ne peut pas être lu\u00a0: {reason}.") from fault
    return sheet


def _said(sheet: Sheet, row: int, column: int) -> str:
    return str(sheet.at(row, column).value or "")


def _keep(sheet: Sheet, rank: int, row: list[str]) -> None:
    if len(sheet.cells) + len(row) > LIMITS.cells:
        raise BoundError("il a trop de lignes pour ce territoire")
    sheet.cells |= {(rank, n): Cell(value) for n, value in enumerate(row, 1) if value.strip()}


def _is_utf8(head: bytes) -> bool:
    try:
        head.rpartition(b"\n")[0].decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
