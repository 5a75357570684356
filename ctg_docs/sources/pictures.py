"""Is this file a picture that Word can print? Looks at its header and size; decodes nothing."""

from __future__ import annotations

import struct

from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place
from ctg_docs.sources.report import Path, Report

__all__ = ["NotAPictureError", "check_picture", "picture_size"]

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "document Word, Excel ou archive"),
)
_SAVE_AS = "Enregistrez l’image en PNG ou en JPEG."


class NotAPictureError(ValueError):
    """The bytes are no PNG and no JPEG; the text is a French reason."""


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a PNG or a JPEG.

    Raises:
        NotAPictureError: the file is something else, or is damaged.
    """
    if data.startswith(_PNG):
        return _png_size(data)
    if data.startswith(_JPEG):
        return _jpeg_size(data)
    if not data:
        raise NotAPictureError("le fichier est vide")
    for mark, name in _OTHERS:
        if data.startswith(mark):
            raise NotAPictureError(f"c’est un fichier {name}, et non PNG ou JPEG")
    raise NotAPictureError("son contenu n’est ni du PNG ni du JPEG")


def check_picture(data: bytes, place: Place, path: Path, value: str, report: Report) -> bool:
    """Say whether the bytes are a picture to print; report why not."""
    head = data[:1000].lstrip().lower()
    if b"<svg" in head or value.lower().endswith((".svg", ".svgz")):
        advice = "Exportez le logo en PNG (1 000 pixels de large au moins) depuis votre logiciel de dessin."
        report.add("LEC024", place, path=path, value=value, suggestion=advice)
        return False
    try:
        width, height = picture_size(data)
    except NotAPictureError as fault:
        report.add("LEC023", place, path=path, value=value, suggestion=_SAVE_AS, reason=fault)
        return False
    if max(width, height) > LIMITS.side:
        sides = f"{width} × {height} pixels"
        report.add("LEC025", place, path=path, value=value, size=sides, limit=f"{LIMITS.side} pixels de côté")
        return False
    return True


def _png_size(data: bytes) -> tuple[int, int]:
    if len(data) < 33 or data[12:16] != b"IHDR" or not _png_ends(data):
        raise NotAPictureError("le fichier PNG est abîmé ou incomplet")
    return _positive(*struct.unpack(">II", data[16:24]))


def _png_ends(data: bytes) -> bool:
    """True when the last chunk is there; bytes after it are somebody else's, and legal readers leave them."""
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += 12 + length
        if kind == b"IEND":
            return bool(at <= len(data))
    return False


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # any number of FF may stand before a marker
            at += 1
            continue
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _positive(width, height)
        at += 2 + length
    raise NotAPictureError("le fichier JPEG est abîmé ou incomplet")


def _positive(width: int, height: int) -> tuple[int, int]:
    if not (width and height):
        raise NotAPictureError("l’image est vide")
    return width, height
