"""Columns as wide as their content deserves: those without content leave, the others share the width.

A table asks for it by its layout, `autofit`: Word would do it anew on each screen, the converter never does. One whose
width is `auto` too loses the columns that hold nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import read_members
from ctg_docs.engine.word.letters import WIDER, space, words
from ctg_docs.engine.word.widths import Cell, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

__all__ = ["fit_columns"]

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ASKED = b'<w:tblLayout w:type="autofit"/>'
_MARGIN, _BULLET = 190, 170
"""Twips of the margins of a cell, of the indent of its bullets."""
_CODE = re.compile(r"(?=\D*\d).{1,14}", re.DOTALL)
"""A code, a date, an amount alone in its cell: never cut."""
_EMPTY = frozenset(["", "–"])


def fit_columns(document: bytes) -> bytes:
    """Return the Word file, the columns of the tables that ask for it fitted to what they hold."""
    body = read_members(document, Limits())[_BODY].unpack()
    if _ASKED not in body:  # most files: neither XML nor its library is needed
        return document
    from ctg_docs.engine.opc.parts import parse_part, read_part, replace_parts
    from ctg_docs.engine.opc.xml import to_bytes

    root, letters = parse_part(body), _Letters(read_part(document, _STYLES) or b"")
    for table in root.iter(f"{_W}tbl"):
        layout = table.find(f"{_W}tblPr/{_W}tblLayout")
        if layout is not None and layout.get(f"{_W}type") == "autofit":
            layout.set(f"{_W}type", "fixed")
            _fit(table, letters)
    return replace_parts(document, {_BODY: to_bytes(root)})


def _number(element: etree._Element | None, name: str, missing: int) -> int:
    """Return a measure; other programs write « 4680.0 », and « 11pt » is legal: what is no plain number is as if not written."""
    try:
        return round(float(element.get(f"{_W}{name}", missing))) if element is not None else missing
    except (ValueError, OverflowError):
        return missing


def _fit(table: etree._Element, letters: _Letters) -> None:
    held_by = next(table.iter(f"{_W}tblGrid"))
    grid = list(held_by)
    width = sum(_number(column, "w", 0) for column in grid)
    lines = table.findall(f"{_W}tr")
    rows = [_cells(row) for row in lines]
    heads = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in lines]
    body = [cells for cells, head in zip(rows, heads, strict=True) if not head]
    sizes = [size for size in table.iterfind(f"{_W}tblPr/{_W}tblW") if size.get(f"{_W}type") == "auto"]
    kept = [n for n in range(len(grid)) if n == 0 or not sizes or _has_content(body, n)]
    for size in sizes:
        size.set(f"{_W}type", "dxa")
    for column in set(range(len(grid))) - set(kept):
        held_by.remove(grid[column])
    designed = [_number(grid[n], "w", 0) for n in kept]
    scale = width / (sum(designed) or 1)
    fair = [round(one * scale) for one in designed]
    fair[-1] += width - sum(fair)
    cells = [[_weighed(line, n, letters) for n in kept] for line in rows]
    widths = dict(zip(kept, share(cells, fair), strict=True))
    for column, one in zip(kept, widths.values(), strict=True):
        grid[column].set(f"{_W}w", str(one))
    for row, held in zip(lines, rows, strict=True):
        for cell, start, span in held:
            if own := [widths[n] for n in range(start, start + span) if n in widths]:
                _resize(cell, own)
            else:
                row.remove(cell)


def _cells(row: etree._Element) -> list[tuple[etree._Element, int, int]]:
    """Return the cells of a row, each with its first column and how many it covers."""
    found, start = [], 0
    for cell in row.findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        count = _number(span, "val", 1)
        found.append((cell, start, count))
        start += count
    return found


def _has_content(rows: Sequence[list[tuple[etree._Element, int, int]]], column: int) -> bool:
    """True when a cell of the column says something, or no cell is its own."""
    own = [cell for cells in rows for cell, start, span in cells if start == column and span == 1]
    return not own or any(_text(cell) not in _EMPTY for cell in own)


def _weighed(cells: Sequence[tuple[etree._Element, int, int]], column: int, letters: _Letters) -> Cell:
    """Return what the cell that a row has in one column alone asks of its width; nothing when there is none."""
    found = next((cell for cell, start, span in cells if start == column and span == 1), None)
    if found is None:
        return Cell(())
    right = found.find(f"{_W}tcPr/{_W}tcMar/{_W}right")
    margin = _MARGIN if right is None else _MARGIN // 2 + _number(right, "w", 0)
    styles = [letters.of(p) for p in found.iter(f"{_W}p")]
    texts = [
        words(_whole(_text(p)), style.points, bold=style.bold)
        for p, style in zip(found.iter(f"{_W}p"), styles, strict=True)
    ]
    bullets = _BULLET if any(style.bullet for style in styles) else 0
    return Cell(texts, margin + bullets, space(max((style.points for style in styles), default=10)))


def _whole(text: str) -> str:
    return text.replace(" ", "\u00a0") if _CODE.fullmatch(text) else text


class _Style(NamedTuple):
    """What a style says of its letters."""

    points: float = 11
    bold: bool = False
    bullet: bool = False


class _Letters:
    """The letters of each paragraph, from its style."""

    def __init__(self, styles: bytes) -> None:
        from ctg_docs.engine.opc.parts import parse_part

        self._styles = {
            str(style.get(f"{_W}styleId")): style for style in parse_part(styles).iter(f"{_W}style")
        }
        self._wider = 1.0 if re.search(rb'w:ascii="(?:Calibri|Carlito)"', styles) else WIDER
        self._known: dict[str, _Style] = {}

    def of(self, paragraph: etree._Element) -> _Style:
        """Return the letters of a paragraph."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = str(named.get(f"{_W}val")) if named is not None else ""
        if name not in self._known:
            size, bold, bullet = (self._said(name, what) for what in ("rPr/sz", "rPr/b", "pPr/numPr"))
            points = _number(size, "val", 22) / 2
            self._known[name] = _Style(points * self._wider, bold is not None, bullet is not None)
        return self._known[name]

    def _said(self, name: str, what: str) -> etree._Element | None:
        """Return an element of a style, or of one that it is based on."""
        path, seen = "/".join(f"{_W}{part}" for part in what.split("/")), set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            if (found := self._styles[name].find(path)) is not None:
                return found
            base = self._styles[name].find(f"{_W}basedOn")
            name = str(base.get(f"{_W}val")) if base is not None else ""
        return None


def _resize(cell: etree._Element, widths: Sequence[int]) -> None:
    """Give a cell the columns that are left of its own."""
    for size in cell.iterfind(f"{_W}tcPr/{_W}tcW"):
        size.set(f"{_W}w", str(sum(widths)))
    for span in cell.iterfind(f"{_W}tcPr/{_W}gridSpan"):
        span.set(f"{_W}val", str(len(widths)))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(f"{_W}t"))).strip()
