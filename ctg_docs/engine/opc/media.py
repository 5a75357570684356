"""Pictures that carry their pixels and nothing else: no place, no author, no comment, nothing behind the end.

Nothing is decoded: the pieces that a reader needs are kept as they are, all others are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["clean_picture", "orientation_of"]

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"pHYs",
}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_ORIENTATION = 0x0112
_HEAD = 100_000
"""Where the Exif segment of a JPEG stands: before its pixels."""


@lru_cache(maxsize=16)
def clean_picture(data: bytes) -> bytes:
    """Return a PNG, a JPEG or a GIF without metadata; other bytes, or a damaged file, as they are."""
    try:
        if data.startswith(_PNG):
            return b"".join(_png(data))
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            return b"".join(_gif(data))
    except (struct.error, IndexError):
        return data
    return data


def orientation_of(data: bytes) -> int:
    """Return which side of a JPEG is up, as Exif counts it: 1 as stored, 6 a quarter turn to the right…"""
    at = data.find(b"Exif\0\0", 0, _HEAD) if data.startswith(b"\xff\xd8\xff") else -1
    try:
        return _orientation(data[at + 6 :]) if at > 0 else 1
    except struct.error:
        return 1


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if at + 12 + length > len(data):
            raise IndexError
        if kind in _PNG_KEPT:
            yield data[at : at + 12 + length]
        at += 12 + length


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Keep the tables and the pixels, the resolution (JFIF), the colours (ICC, Adobe), and which side is up."""
    yield data[:2]
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xD9:
            yield b"\xff\xd9"
            return
        if marker in _ALONE:
            yield data[at : at + 2]
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment, at = data[at : at + 2 + length], at + 2 + length
        yield from _segment(marker, segment)
        if marker == 0xDA:
            end = _end_of_scan(data, at)
            yield data[at:end]
            at = end


def _segment(marker: int, segment: bytes) -> Iterator[bytes]:
    body = segment[4:]
    if marker == 0xE1 and body.startswith(b"Exif\0\0"):
        side = _orientation(body[6:])
        if side > 1:
            yield _exif(side)
    elif marker == 0xE0:
        if (
            body.startswith(b"JFIF\0") and len(body) >= 14
        ):  # the thumbnail goes, it may show what was cut away
            yield b"\xff\xe0\x00\x10" + body[:12] + b"\0\0"
    elif marker == 0xEE:
        if body.startswith(b"Adobe") and len(body) >= 12:
            yield b"\xff\xee\x00\x0e" + body[:12]
    elif marker not in {*range(0xE1, 0xF0), *range(0xF0, 0xFE), 0xFE} or (
        marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")
    ):
        yield segment


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise IndexError
        if data[at + 1] not in {0x00, *range(0xD0, 0xD8)}:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (first,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = struct.unpack(order + "H", tiff[first : first + 2])
    for at in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack(order + "HHIH", tiff[at : at + 10])
        if tag == _ORIENTATION:
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _exif(side: int) -> bytes:
    """Return an Exif segment that says nothing but which side is up."""
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, side, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _gif(data: bytes) -> Iterator[bytes]:
    """Keep the pictures, their times and their number; comments, texts and other applications go."""
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    yield data[:at]
    while data[at] in {0x21, 0x2C}:
        start, extension = at, data[at + 1] if data[at] == 0x21 else 0
        if extension:
            at += 2
        else:
            at += 10 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
        body = at
        while data[at]:
            at += 1 + data[at]
        at += 1
        if extension in {0, 0xF9} or (extension == 0xFF and data[body + 1 : body + 12] == b"NETSCAPE2.0"):
            yield data[start:at]
    if data[at] != 0x3B:
        raise IndexError
    yield b"\x3b"
