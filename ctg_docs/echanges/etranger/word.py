"""The tables of a Word document as sheets, merged cells with them. Knows no meaning."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as Xml
from xml.parsers.expat import ExpatError

from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.echanges.feuilles import Cell, Sheet
from ctg_docs.errors import DataError
from ctg_docs.limits import LIMITS, BoundError, check_package, open_zip

__all__ = ["DOCUMENT", "TABLE", "has_controls", "read_word"]

DOCUMENT: Final = "Document"
"""Name of the sheet that is the whole of a Word document, its tables and its paragraphs from top to bottom."""
TABLE: Final = "Tableau"
"""Name of what a table of a Word document is read as: the title above one is that of the next ones too."""

_MAIN: Final = re.compile(r'<Relationship\b(?=[^>]*/officeDocument")[^>]*\bTarget="/?([^"]+)"')
_SPACE: Final = re.compile(r"\{[^}]*wordprocessingml[^}]*\}")
_GONE: Final = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "tblPr", "trPr", "tcPr"})
"""What is no text: properties, codes of fields, what a tracked change struck out."""
_LONGEST_TITLE: Final = 300
_LONGEST_LABEL: Final = 40
_STYLED: Final = re.compile(r"(?:heading|titre)\s?([1-9])\w*", re.IGNORECASE)
_BOLD: Final = 10
"""Level of a heading that only its bold letters tell."""
_LONGEST_HEAD: Final = 120
_HEADING: Final = re.compile(
    r"(?:axe|enjeu|orientation|fiche|action|partie|annexe)s?\b(?!\s*:)", re.IGNORECASE
)
"""How a paragraph that is no value begins."""


def has_controls(data: bytes) -> bool:
    """True when a document has content controls: it is a form."""
    return any(_name(element) == "sdt" for element in _main(data).iter())


def read_word(data: bytes) -> Iterator[Sheet]:
    """Yield the tables of a Word document, the last texts above each as rows of its own, then all of it as one sheet.

    Raises:
        DataError: it is no Word document.
    """
    body: Iterable[Xml.Element] = next((child for child in _main(data) if _name(child) == "body"), ())
    blocks = list(body)
    above: list[str] = []
    count = 0
    for block in blocks:
        if _name(block) == "tbl":
            count += 1
            yield _sheet(block, f"{TABLE} {count}", above)
            above = []
        elif (text := _text(block).strip()) and len(text) <= _LONGEST_TITLE:
            above = [*above, text][-3:]
    yield _whole(blocks)


def _whole(blocks: Iterable[Xml.Element]) -> Sheet:
    """Return the document as one sheet: its paragraphs, « Pilote : la commune » as a label and its value, and its tables."""
    sheet = Sheet(DOCUMENT)
    row = texts = count = 0
    listed = False  # below « Étapes : », each line is an item, were it « Travaux : 2026 »
    for block in blocks:
        if _name(block) == "tbl":
            count, listed = count + 1, False
            table = _sheet(block, "", [])
            sheet.parts.append((row + 1, f"{TABLE} {count}"))
            for (r, c), cell in table.cells.items():
                sheet.cells[row + r, c] = cell
            sheet.covered |= {
                (row + r, c): (row + top, left) for (r, c), (top, left) in table.covered.items()
            }
            row += max((r for r, _ in (*table.cells, *table.covered)), default=0)
            continue
        for text in (line.strip() for line in _text(block).split("\n") if line.strip()):
            row, texts = row + 1, texts + 1
            sheet.parts.append((row, f"Paragraphe {texts}"))
            level = _level(block)
            heading = _HEADING.match(text) is not None or 0 < level < _BOLD
            label, value = _pair(text) if not heading else ("", "")
            if level and not value:
                sheet.outline[row] = level
            pair = value and (not listed or sure(label))
            listed = text.endswith(":") or (listed and not pair and not heading)
            sheet.cells[row, 1] = Cell(label if pair else text)
            if pair:
                sheet.cells[row, 2] = Cell(value)
    return sheet


def _level(block: Xml.Element) -> int:
    """Return the level of a heading, by its style or its outline, below all of them for one only in bold; 0 for no heading."""
    marks = [m for p in block if _name(p) == "pPr" for m in p]
    outline = next((_value(m) for m in marks if _name(m) == "outlineLvl"), None)
    style = next((_value(m) or "" for m in marks if _name(m) == "pStyle"), "")
    if outline and outline.isdigit() and int(outline) < _BOLD - 1:
        return int(outline) + 1
    if named := _STYLED.fullmatch(style):
        return min(int(named[1]), _BOLD - 1)
    runs = [r for r in block if _name(r) == "r" and _text(r).strip()]
    bold = all(
        any(_name(b) == "b" and _value(b) not in ("0", "false") for p in r if _name(p) == "rPr" for b in p)
        for r in runs
    )
    return _BOLD if runs and bold and len(_text(block)) <= _LONGEST_HEAD else 0


def _pair(text: str) -> tuple[str, str]:
    """Return the label and the value of « Pilote : la commune », « Qui ? La commune »; nothing when a line is no such pair."""
    asked, mark, answer = text.partition("?")
    if mark and answer.strip() and sure(asked):
        return f"{asked.strip()} ?", answer.strip(" :")
    label, _, value = (part.strip() for part in text.partition(":"))
    return (label, value) if value and len(label) <= _LONGEST_LABEL else ("", "")


def _main(data: bytes) -> Xml.Element:
    try:
        with open_zip(data) as package:
            found = _MAIN.search(package.read("_rels/.rels").decode("utf-8", "replace"))
            part = package.getinfo(found[1] if found else "word/document.xml")
            check_package(package, [part.filename])
            return Xml.fromstring(package.read(part))  # expat refuses entities that swell
    except BoundError as bound:
        raise DataError(f"Ce document ne peut pas être lu : {bound}.") from bound
    except (zipfile.BadZipFile, KeyError, Xml.ParseError, ExpatError) as fault:
        raise DataError("Ce n’est pas un document Word (.docx), ou il est abîmé.") from fault


def _name(element: Xml.Element) -> str:
    return _SPACE.sub("", element.tag)


def _value(element: Xml.Element) -> str | None:
    return next((value for key, value in element.attrib.items() if _SPACE.sub("", key) == "val"), None)


def _sheet(block: Xml.Element, name: str, above: list[str]) -> Sheet:
    sheet = Sheet(name)
    sheet.cells = {(rank, 1): Cell(text) for rank, text in enumerate(above, 1)}
    areas: list[list[int]] = []
    opened: dict[int, list[int]] = {}
    for row, line in enumerate((e for e in block if _name(e) == "tr"), len(above) + 1):
        column = 1
        for cell in (e for e in line if _name(e) == "tc"):
            width, joined = _joined(cell)
            if joined == "continue" and column in opened:
                opened[column][2] = row
            else:
                opened.pop(column, None)
                area = [row, column, row, column + width - 1]
                areas.append(area)
                if joined == "restart":
                    opened[column] = area
                parts = (_text(p) for p in cell if _name(p) in ("p", "tbl", "sdt"))
                if text := "\n".join(p for p in parts if p.strip()).strip():
                    sheet.cells[row, column] = Cell(text)
            column += width
    for area in areas:
        if area[:2] != area[2:]:
            sheet.merge(*area)
    return sheet


def _joined(cell: Xml.Element) -> tuple[int, str]:
    """Return the width of a cell, and whether it opens or goes on with a merged column."""
    width, joined = 1, ""
    for mark in (m for p in cell if _name(p) == "tcPr" for m in p):
        if _name(mark) == "gridSpan":
            width = min(int(_value(mark) or 1), LIMITS.columns)
        elif _name(mark) == "vMerge":
            joined = _value(mark) or "continue"
    return width, joined


def _text(element: Xml.Element) -> str:
    name = _name(element)
    if name in _GONE:
        return ""
    if name == "t":
        return element.text or ""
    if name in ("br", "cr"):
        return "\n"
    if name == "tab":
        return " "
    joint = "\n" if name in ("tbl", "tr", "sdtContent") else ""
    return joint.join(_text(child) for child in element)
