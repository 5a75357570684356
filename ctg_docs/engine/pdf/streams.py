r"""Let no stream of a written PDF end with a carriage return.

Before the line end that precedes `endstream`, one more `\r` reads as a part of that line end: validators then say
that the length is wrong (page-validation 0.11, PDF/A 6.1.7.1). A byte after the end of compressed data is ignored by
every reader, so one is added, and the table of offsets is written again.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from ctg_docs.errors import ConversionError

__all__ = ["settle_streams"]

_BAD = re.compile(rb"\r\nendstream\nendobj")
_LENGTH = re.compile(rb"/Length (\d+)")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_WIDTHS = re.compile(rb"/W \[ (\d+) (\d+) (\d+) \]")
_COLUMNS = re.compile(rb" /DecodeParms << /Columns (\d+) /Predictor 12 >>")
_OFFSET, _BYTE = 5, 255


def settle_streams(data: bytes) -> bytes:
    """Return the file with a byte added to each such stream; it must be as qpdf writes it, with an xref stream.

    Raises:
        ConversionError: the file is not so.
    """
    if not _BAD.search(data):
        return data
    start = _START.search(data)
    if not start:
        raise ConversionError("La table du PDF est illisible.")
    table = int(start.group(1))
    pieces: list[bytes] = []
    places, shifts = [0], [0]
    at = 0
    for match in _BAD.finditer(data, 0, table):
        end = match.start() + 1
        head = data.rfind(b" obj\n<<", 0, end)
        begin = data.find(b"stream\n", head) + len(b"stream\n")
        length = _LENGTH.search(data, head, begin)
        if length is None or int(length.group(1)) != end - begin:
            continue
        written = b"/Length %d" % (end - begin + 1)
        pieces += (data[at : length.start()], written, data[length.end() : end], b"\n")
        at = end
        places.append(end)
        shifts.append(shifts[-1] + 1 + len(written) - len(length.group(0)))
    pieces.append(data[at:table])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(places, offset) - 1]

    return b"".join([*pieces, _write_table(data[table:], moved, table + shifts[-1])])


def _write_table(section: bytes, moved: Callable[[int], int], place: int) -> bytes:
    """Return the table with each offset moved."""
    begin = section.find(b"stream\n") + len(b"stream\n")
    head = section[:begin]
    length, widths, coded = _LENGTH.search(head), _WIDTHS.search(head), _COLUMNS.search(head)
    if not length or not widths:
        raise ConversionError("La table du PDF est illisible.")
    w = [int(number) for number in widths.groups()]
    columns = _columns(section[begin : begin + int(length.group(1))], sum(w), predicted=coded is not None)
    wider = [bytes(len(columns[0]))] * (_OFFSET - w[1])
    entries = _rows([*columns[: w[0]], *wider, *columns[w[0] :]], columns[0], moved)
    table = zlib.compress(entries, 6)
    table += b"\n" if table.endswith(b"\r") else b""
    new = head.replace(coded.group(0), b"") if coded else head
    new = _LENGTH.sub(b"/Length %d" % len(table), new, count=1)
    new = _WIDTHS.sub(b"/W [ 1 %d %d ]" % (_OFFSET, w[2]), new, count=1)
    return new + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


def _columns(raw: bytes, width: int, *, predicted: bool) -> list[bytes]:
    """Return the table by columns of one byte."""
    plain = zlib.decompress(raw)
    if not predicted:
        return [plain[c::width] for c in range(width)]
    step = (
        width + 1
    )  # each row begins with the kind of its prediction, and tells what it adds to the row above
    return [bytes(map(_BYTE.__and__, accumulate(plain[c::step]))) for c in range(1, step)]


def _rows(columns: Sequence[bytes], kinds: bytes, moved: Callable[[int], int]) -> bytes:
    """Return the table by rows; those of objects that stand in the file by themselves point to their new place."""
    width = len(columns)
    table = bytearray(width * len(kinds))
    for c, column in enumerate(columns):
        table[c::width] = column
    row = kinds.find(b"\1")
    while row >= 0:
        at = row * width + 1
        place = moved(int.from_bytes(table[at : at + _OFFSET], "big"))
        table[at : at + _OFFSET] = place.to_bytes(_OFFSET, "big")
        row = kinds.find(b"\1", row + 1)
    return bytes(table)
