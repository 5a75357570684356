"""A look at a workbook before its library builds it: what it costs, and merged areas cut to what holds something."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ctg_docs.echanges.feuilles.cases import cell_name
from ctg_docs.limits import LIMITS, BoundError, check_package, open_zip

__all__ = ["bounded_xlsx", "check_place"]

_CHUNK: Final = 1 << 18
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NAME: Final = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,8})", re.IGNORECASE)
_MERGE: Final = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']*)["'][^>]*?/>""")
_LARGE: Final = 5_000
"""Cells of merged areas that are read as they are."""


@dataclass
class _Extent:
    """What a sheet holds: the last row and column with a value, merged areas."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    areas: list[tuple[int, int, int, int]] = field(default_factory=list)


def check_place(row: int, column: int) -> None:
    """Refuse a cell so far away that nobody meant it.

    Raises:
        BoundError: it is; the text names it.
    """
    if row > LIMITS.rows or column > LIMITS.columns:
        raise BoundError(
            f"une valeur est écrite très loin du tableau, en {cell_name(row, column)} ; effacez-la"
        )


def bounded_xlsx(data: bytes) -> bytes:
    """Return the workbook, its merged areas no larger than what the sheet holds.

    Raises:
        BoundError: it would cost too much.
        ValueError: it can't be read.
    """
    changed: dict[str, bytes] = {}
    with open_zip(data) as package:
        names = package.namelist()
        check_package(package, {n for n in names if n.lower().endswith((".xml", ".rels", ".vml"))})
        cells = 0
        for name in filter(_SHEET.fullmatch, names):
            extent = _extent(package, name)
            cells += extent.cells
            if cells > LIMITS.cells:
                raise BoundError("il contient trop de cellules")
            if (
                sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in extent.areas)
                > _LARGE
            ):
                changed[name] = _cut(package.read(name), extent)
        if not changed:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
            for name in dict.fromkeys(names):
                written.writestr(name, changed.get(name) or package.read(name))
    return out.getvalue()


def _extent(package: zipfile.ZipFile, name: str) -> _Extent:
    """Read a sheet by small pieces."""
    extent = _Extent()
    row = column = 0
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, inside
        local = tag.rpartition(":")[2]
        if local == "row":
            told = attributes.get("r", "")
            row, column = int(told) if told.isdecimal() and len(told) < 9 else row + 1, 0
        elif local == "c":
            place = _NAME.fullmatch(attributes.get("r", ""))
            column = _column(place[1]) if place else column + 1
            inside = True
            extent.cells += 1
            if extent.cells > LIMITS.cells:
                raise BoundError("il contient trop de cellules")
        elif local == "mergeCell" and (area := _area(attributes.get("ref", ""))):
            extent.areas.append(area)

    def text(written: str) -> None:
        if inside and written.strip():
            check_place(row, column)
            extent.rows, extent.columns = max(extent.rows, row), max(extent.columns, column)

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag.rpartition(":")[2] != "c"

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with package.open(name) as member:
        while chunk := member.read(_CHUNK):
            parser.Parse(chunk, False)
    return extent


def _column(letters: str) -> int:
    rank = 0
    for letter in letters.upper():
        rank = rank * 26 + ord(letter) - 64
    return rank


def _area(written: str) -> tuple[int, int, int, int] | None:
    """Return top, left, bottom and right of « A1:B2 »."""
    places = [_NAME.fullmatch(part) for part in written.split(":")]
    if len(places) != 2 or places[0] is None or places[1] is None:
        return None
    (left, top), (right, bottom) = ((_column(p[1]), int(p[2])) for p in (places[0], places[1]))
    return top, left, bottom, right


def _cut(sheet: bytes, extent: _Extent) -> bytes:
    """Return a sheet with its merged areas cut at the last row and the last column that hold something."""
    covered = seen = 0

    def cut(found: re.Match[bytes]) -> bytes:
        nonlocal covered, seen
        seen += 1
        area = _area(found[1].decode("ascii", "replace"))
        if area is None:
            return found[0]
        top, left, bottom, right = area
        bottom, right = min(bottom, extent.rows), min(right, extent.columns)
        if bottom < top or right < left or (top, left) == (bottom, right):
            return b""
        covered += (bottom - top + 1) * (right - left + 1)
        if covered > LIMITS.cells:
            raise BoundError("ses cellules fusionnées couvrent une surface trop grande")
        return found[0].replace(found[1], f"{cell_name(top, left)}:{cell_name(bottom, right)}".encode())

    written = _MERGE.sub(cut, sheet)
    if seen != len(extent.areas):  # spelled in a way, or in an encoding, that no spreadsheet writes
        raise BoundError("ses cellules fusionnées couvrent une surface trop grande")
    return written
