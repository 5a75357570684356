"""Columns as wide as their content deserves: those without content leave, the others share the width.

A table asks for it by its layout, `autofit`: Word would do it anew on each screen, the converter never does. One whose
width is `auto` too loses the columns that hold nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import read_members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

__all__ = ["fit_columns", "share"]

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ASKED = b'<w:tblLayout w:type="autofit"/>'
_SIGN, _WORD, _MARGIN, _LOST = 90, 112, 190, 250
"""Twips of a letter of a table, of a letter that may be a bold capital, of the margins of a cell, of half a word."""
_BREAKS = re.compile(r"[ \-/]")
_STEPS, _MOST_ROWS = 24, 80
"""Shares of the free width that are given one by one; rows that are weighed."""
_EMPTY = frozenset(["", "–"])


def fit_columns(document: bytes) -> bytes:
    """Return the Word file, the columns of the tables that ask for it fitted to what they hold."""
    body = read_members(document, Limits())[_BODY].unpack()
    if _ASKED not in body:  # most files: neither XML nor its library is needed
        return document
    from ctg_docs.engine.opc.parts import parse_part, read_part, replace_parts
    from ctg_docs.engine.opc.xml import to_bytes

    root, styles = parse_part(body), read_part(document, _STYLES) or b""
    for table in root.iter(f"{_W}tbl"):
        layout = table.find(f"{_W}tblPr/{_W}tblLayout")
        if layout is not None and layout.get(f"{_W}type") == "autofit":
            layout.set(f"{_W}type", "fixed")
            _fit(table, _scale(table, styles))
    return replace_parts(document, {_BODY: to_bytes(root)})


def share(
    cells: Sequence[Sequence[Sequence[int]]], designed: Sequence[int], least: Sequence[int]
) -> list[int]:
    """Return the widths that make the table lowest: each free width goes where it saves most lines (a greedy search).

    Args:
        cells: length in twips of each paragraph, by row, then by column.
        designed: the widths to keep when none is better.
        least: what the longest word of each column needs.
    """
    free = sum(designed) - sum(least)
    if free <= 0:
        return list(designed)
    rows = cells[:: 1 + len(cells) // _MOST_ROWS]
    height = _Height(rows)
    step, widths = max(1, free // _STEPS), list(least)
    while True:
        before, left = height.of(widths), (sum(designed) - sum(widths)) // step
        gains = [
            ((before - height.of(_widened(widths, n, step * many))) / many, -many, n)
            for n in range(len(widths))
            for many in (1, 2, 3, 5, 8, 12)
            if many <= left
        ]
        gain, fewest, column = max(gains, default=(0, 0, 0))
        if gain <= 0:
            break
        widths = _widened(widths, column, -step * fewest)
    longest = max(range(len(widths)), key=lambda n: sum(sum(row[n]) for row in rows))
    widths[longest] += sum(designed) - sum(widths)
    return widths if height.of(widths) < height.of(designed) else list(designed)


def _widened(widths: Sequence[int], column: int, more: int) -> list[int]:
    return [width + more * (n == column) for n, width in enumerate(widths)]


class _Height:
    """Counts the lines of a table, its rows as high as their highest cell; a column is measured once for each width."""

    def __init__(self, rows: Sequence[Sequence[Sequence[int]]]) -> None:
        self._rows = rows
        self._known: dict[tuple[int, int], list[int]] = {}

    def of(self, widths: Sequence[int]) -> int:
        return sum(map(max, zip(*map(self._column, range(len(widths)), widths), strict=True)))

    def _column(self, number: int, width: int) -> list[int]:
        """Return the lines of each cell of a column."""
        key = number, width
        if key not in self._known:
            room = max(1, width - _MARGIN)
            self._known[key] = [sum(_lines(p, room) for p in row[number]) for row in self._rows]
        return self._known[key]


def _lines(length: int, room: int) -> int:
    """Return the lines of a paragraph; each but the last loses half a word at its end."""
    return 1 if length <= room else -(-length // max(1, room - _LOST))


def _fit(table: etree._Element, letters: float) -> None:
    held_by = next(table.iter(f"{_W}tblGrid"))
    grid = list(held_by)
    width = sum(int(column.get(f"{_W}w", "0")) for column in grid)
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
    cells = [
        [[round(_SIGN * letters * len(text)) for text in _texts(line, n)] for n in kept] for line in rows
    ]
    words = [
        [len(word) for line in rows for text in _texts(line, n) for word in _BREAKS.split(text)] for n in kept
    ]
    least = [_MARGIN + round(_WORD * letters * max(lengths, default=1)) for lengths in words]
    designed = [int(grid[n].get(f"{_W}w", "0")) for n in kept]
    scale = width / (sum(designed) or 1)
    fair = [round(one * scale) for one in designed]
    fair[-1] += width - sum(fair)
    widths = dict(zip(kept, share(cells, fair, least), strict=True))
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
        count = int(span.get(f"{_W}val", "1")) if span is not None else 1
        found.append((cell, start, count))
        start += count
    return found


def _has_content(rows: Sequence[list[tuple[etree._Element, int, int]]], column: int) -> bool:
    """True when a cell of the column says something, or no cell is its own."""
    own = [cell for cells in rows for cell, start, span in cells if start == column and span == 1]
    return not own or any(_text(cell) not in _EMPTY for cell in own)


def _texts(cells: Sequence[tuple[etree._Element, int, int]], column: int) -> list[str]:
    """Return the paragraphs of the cell that a row has in one column alone."""
    return [
        _text(p) for cell, start, span in cells if start == column and span == 1 for p in cell.iter(f"{_W}p")
    ]


def _scale(table: etree._Element, styles: bytes) -> float:
    """Return the size of most letters of a table, that of its first cells, against 10 points."""
    name = next((str(style.get(f"{_W}val")) for style in table.iter(f"{_W}pStyle")), "")
    found = re.search(
        rb'w:styleId="%s"(?:(?!</w:style>).)*?<w:sz w:val="(\d+)"' % re.escape(name.encode()),
        styles,
        re.DOTALL,
    )
    return int(found[1]) / 20 if found else 1.0


def _resize(cell: etree._Element, widths: Sequence[int]) -> None:
    """Give a cell the columns that are left of its own."""
    for size in cell.iterfind(f"{_W}tcPr/{_W}tcW"):
        size.set(f"{_W}w", str(sum(widths)))
    for span in cell.iterfind(f"{_W}tcPr/{_W}gridSpan"):
        span.set(f"{_W}val", str(len(widths)))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(f"{_W}t"))).strip()
