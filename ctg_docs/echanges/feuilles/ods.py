"""The sheets of an .ods: what its cells hold, not what they show; merged cells repeated, notes kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Final
from xml.etree import ElementTree as Xml

from ctg_docs.echanges.feuilles.bornes import check_place
from ctg_docs.echanges.feuilles.cases import Cell, Fault, Sheet, Value, percent, plain
from ctg_docs.limits import LIMITS, BoundError

__all__ = ["read_ods"]

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_HOUR: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_ERROR: Final = re.compile(r"#[A-Z/0!?]+|Err:\d+")
_DAY: Final = 24
_BAR: Final = 120
"""Cells of the longest bar of a calendar: ten years of months."""


def read_ods(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .ods.

    Args:
        content: its `content.xml`.
    """
    root = Xml.fromstring(content)  # expat refuses entities that swell, and loads nothing from outside
    if sum(1 for cell in root.iter(f"{_TABLE}table-cell") if cell.get(f"{_OFFICE}value-type")) > LIMITS.cells:
        raise BoundError("il contient trop de cellules")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    colours = _colours(root)
    return tuple(
        _sheet(table, colours, hidden=table.get(f"{_TABLE}style-name") in hidden)
        for table in root.iter(f"{_TABLE}table")
        if table.get(f"{_TABLE}name") is not None
    )


def _colours(root: Xml.Element) -> dict[str, str]:
    """Return the colour of each style of cells that has one that is seen."""
    found = {
        style.get(f"{_STYLE}name", ""): properties.get(f"{_FO}background-color", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-cell-properties")
    }
    return {name: c[1:].upper() for name, c in found.items() if c.startswith("#") and c.lower() != "#ffffff"}


def _sheet(table: Xml.Element, colours: dict[str, str], *, hidden: bool) -> Sheet:
    sheet = Sheet(table.get(f"{_TABLE}name", ""), hidden)
    merged: list[tuple[int, int, int, int]] = []
    rank = 1
    for row in _rows(table):
        times = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        cells = dict(_row(row, rank))
        tinted = dict(_tinted(row, colours)) if cells and times == 1 else {}
        for number in range(rank, min(rank + times, LIMITS.rows) if cells else rank):
            check_place(number, max(cells))
            if len(sheet.cells) + len(cells) > LIMITS.cells:
                raise BoundError("il contient trop de cellules")
            for column, (cell, down, right) in cells.items():
                sheet.cells[number, column] = cell
                if down > 1 or right > 1:
                    merged.append((number, column, number + down - 1, column + right - 1))
        sheet.coloured |= {(rank, c): colour for c, colour in tinted.items() if c not in cells}
        sheet.tinted |= {(rank, c): colour for c, colour in tinted.items() if c in cells}
        rank += times
    for area in merged:
        sheet.merge(*area)
    return sheet


def _rows(table: Xml.Element) -> Iterator[Xml.Element]:
    """Yield the rows, those of header and outline groups included, not those of a table inside a cell."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag.startswith(_TABLE) and "row" in child.tag:
            yield from _rows(child)


def _row(row: Xml.Element, number: int) -> Iterator[tuple[int, tuple[Cell, int, int]]]:
    column = 1
    for item in row:
        if item.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(item.get(f"{_TABLE}number-columns-repeated", 1))
        if len(item) or item.get(f"{_OFFICE}value-type"):
            down, right = (int(item.get(f"{_TABLE}number-{side}-spanned", 1)) for side in ("rows", "columns"))
            cell = _cell(item)
            if cell != Cell():
                check_place(number, column)
                for rank in range(column, min(column + times, LIMITS.columns + 1)):
                    yield rank, (cell, down, right)
        column += times


def _tinted(row: Xml.Element, colours: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the coloured cells of a row; a colour that goes on to the edge of the sheet is that of the row."""
    column = 1
    for item in (i for i in row if i.tag.startswith(_TABLE)):
        times = int(item.get(f"{_TABLE}number-columns-repeated", 1))
        colour = colours.get(item.get(f"{_TABLE}style-name", ""))
        for rank in range(column, column + times if colour and times <= _BAR else column):
            yield rank, str(colour)
        column += times


def _cell(item: Xml.Element) -> Cell:
    remark = "\n".join(_paragraphs(note) for note in item.findall(f"{_OFFICE}annotation")).strip()
    kind = item.get(f"{_OFFICE}value-type", "")
    shown = _paragraphs(item)
    if item.get(f"{_CALC}value-type") == "error" or (
        item.get(f"{_TABLE}formula") and _ERROR.fullmatch(shown)
    ):
        return Cell(None, Fault("error", shown), remark)
    if not kind:
        return Cell(plain(shown) if shown else None, None, remark)
    return Cell(plain(_value(item, kind, shown)), None, remark)


def _value(item: Xml.Element, kind: str, shown: str) -> Value:
    number = item.get(f"{_OFFICE}value")
    if kind == "percentage" and number is not None:
        return percent(float(number))
    if kind in ("float", "currency") and number is not None:
        value = float(number)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if kind == "date" and (day := item.get(f"{_OFFICE}date-value")):
        return datetime.fromisoformat(day)
    if kind == "time" and (found := _HOUR.fullmatch(item.get(f"{_OFFICE}time-value", ""))):
        hour, minute, second = (int(found[n]) for n in (1, 2, 3))
        return time(hour, minute, second) if hour < _DAY else shown
    if kind == "boolean":
        return item.get(f"{_OFFICE}boolean-value") == "true"
    return item.get(f"{_OFFICE}string-value") or shown


def _paragraphs(item: Xml.Element) -> str:
    return "\n".join(_words(p) for p in item if p.tag == f"{_TEXT}p")


def _words(item: Xml.Element) -> str:
    parts = [item.text or ""]
    for child in item:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", 1)), LIMITS.blanks))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag.endswith("tab") else "\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
