"""From a picture's bytes to Word's drawing element. Reads just enough of PNG, JPEG and GIF files."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.media import orientation_of
from ctg_docs.engine.opc.names import NS
from ctg_docs.engine.word.runs import flat
from ctg_docs.errors import DataError

if TYPE_CHECKING:
    from ctg_docs.engine.values import Picture

__all__ = ["Size", "drawing_xml", "read_size"]

_EMU_MM = 36_000
_SIDEWAYS = (5, 6, 7, 8)
_TURNS = {
    1: "",
    2: ' flipH="1"',
    3: ' rot="10800000"',
    4: ' flipV="1"',
    5: ' rot="5400000" flipV="1"',
    6: ' rot="5400000"',
    7: ' rot="16200000" flipV="1"',
    8: ' rot="16200000"',
}
"""Orientation of Exif to the turn of DrawingML, which mirrors before it turns."""
_WIDEST_MM = 160.0
_DECORATIVE = (
    '<a:extLst xmlns:a="{a}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
).format(a=NS["a"])


@dataclass(frozen=True, slots=True)
class Size:
    """Extension and size of a picture at its own resolution, as a person sees it.

    Attributes:
        extension: of its file.
        width_mm: once the picture is turned.
        height_mm: the same.
        side: which side is up, as Exif counts it; Word shows a picture as it is stored and must be told.
    """

    extension: str
    width_mm: float
    height_mm: float
    side: int = 1

    def fit(self, width_mm: float | None, height_mm: float | None, room_mm: float = 0.0) -> tuple[int, int]:
        """Return width and height in EMU; the proportions are kept unless both sizes are given.

        Args:
            width_mm: as asked; the picture's own size when neither is given, or what fits in its cell.
            height_mm: as asked.
            room_mm: width of the cell around, 0 when unknown.
        """
        if width_mm is None and height_mm is None:
            width_mm = min(self.width_mm, room_mm or _WIDEST_MM)
        if width_mm is None:
            width_mm = self.width_mm * (height_mm or 0) / self.height_mm
        if height_mm is None:
            height_mm = self.height_mm * width_mm / self.width_mm
        return max(1, round(width_mm * _EMU_MM)), max(1, round(height_mm * _EMU_MM))

    def hidden(self, across: float, down: float) -> tuple[float, float]:
        """Return the share of the stored picture to hide left and right, and above and below, so that it fills a frame.

        Args:
            across: width of the frame as a person sees it, in any unit.
            down: its height.
        """
        wide, high = self.width_mm / across, self.height_mm / down
        shares = (max(0.0, 1 - high / wide) / 2, max(0.0, 1 - wide / high) / 2)
        return shares[::-1] if self.side in _SIDEWAYS else shares

    @property
    def turn(self) -> str:
        """Attributes of DrawingML that show the stored picture upright."""
        return _TURNS[self.side]

    @property
    def sideways(self) -> bool:
        """True when the stored picture lies on its side."""
        return self.side in _SIDEWAYS


def read_size(data: bytes) -> Size:
    """Return the size of a picture.

    Raises:
        DataError: not a PNG, JPEG or GIF file.
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"\xff\xd8"):
            return _upright(_jpeg(data), orientation_of(data))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            width, height = struct.unpack("<HH", data[6:10])
            return _size("gif", width, height, 96, 96)
    except (struct.error, IndexError) as error:
        raise DataError("Image abîmée : le fichier est incomplet.") from error
    raise DataError("Image illisible : seuls les formats PNG, JPEG et GIF sont acceptés.")


def _upright(size: Size, side: int) -> Size:
    width, height = (size.width_mm, size.height_mm)[:: -1 if side in _SIDEWAYS else 1]
    return Size(size.extension, width, height, side)


def _size(extension: str, width: int, height: int, across: float, down: float) -> Size:
    if not width or not height:
        raise DataError("Image abîmée : sa largeur ou sa hauteur est nulle.")
    return Size(extension, width / (across or 96) * 25.4, height / (down or 96) * 25.4)


def _png(data: bytes) -> Size:
    width, height = struct.unpack(">II", data[16:24])
    at, across, down = 8, 96.0, 96.0
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"pHYs":
            x, y, unit = struct.unpack(">IIB", data[at + 8 : at + 17])
            across, down = (x * 0.0254, y * 0.0254) if unit == 1 else (96.0, 96.0)
        if kind in {b"IDAT", b"IEND"}:
            break
        at += 12 + length
    return _size("png", width, height, across, down)


def _jpeg(data: bytes) -> Size:
    at, across, down = 2, 96.0, 96.0
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0xFF or marker in range(0xD0, 0xD9):
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, x, y = struct.unpack(">BHH", data[at + 11 : at + 16])
            factor = {1: 1.0, 2: 2.54}.get(unit, 0)
            across, down = x * factor or 96, y * factor or 96
        if marker in range(0xC0, 0xD0) and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _size("jpeg", width, height, across, down)
        at += 2 + length
    raise DataError("Image abîmée : ses dimensions sont introuvables.")


def drawing_xml(relation: str, number: int, picture: Picture, size: Size, room_mm: float = 0.0) -> str:
    """Return the inline drawing of a picture; an empty `alt` marks it as decorative.

    Args:
        relation: identifier of the picture's relationship.
        number: number of the drawing.
        picture: what it shows, and how large.
        size: its own size, and which of its sides is up.
        room_mm: width of the cell around, 0 when unknown.
    """
    name = f"Image {number}"
    described = f'descr="{flat(picture.alt)}"/>' if picture.alt else f'descr="">{_DECORATIVE}</wp:docPr>'
    sides = size.fit(picture.width_mm, picture.height_mm, room_mm)
    left, top = (round(100_000 * share) for share in size.hidden(*sides)) if picture.crop else (0, 0)
    shown = f'<a:srcRect l="{left}" t="{top}" r="{left}" b="{top}"/>' if left or top else ""
    across, down = sides[:: -1 if size.sideways else 1]
    more = max(0, across - down) // 2 if size.sideways else 0  # what the turn adds above and below
    around = f'<wp:effectExtent l="0" t="{more}" r="0" b="{more}"/>' if more else ""
    return (
        f'<w:drawing><wp:inline xmlns:wp="{NS["wp"]}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>{around}<wp:docPr id="{number}" name="{name}" {described}'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{NS["a"]}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{NS["a"]}"><a:graphicData uri="{NS["pic"]}"><pic:pic xmlns:pic="{NS["pic"]}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{NS["r"]}" r:embed="{relation}"/>{shown}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm{size.turn}><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
