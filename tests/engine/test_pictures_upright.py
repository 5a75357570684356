"""Photos of telephones stand upright, and pictures that are odd but legal are read."""

from __future__ import annotations

import io
import re
import struct

import pytest
from PIL import Image

from ctg_docs.engine.opc.media import orientation_of
from ctg_docs.engine.template.pictures import drawing_xml, read_size
from ctg_docs.engine.values import Picture
from ctg_docs.sources.pictures import NotAPictureError, picture_size


def photo(side: int | None = None) -> bytes:
    """Return a JPEG stored 40 × 20, with what Exif says of its side."""
    out, picture = io.BytesIO(), Image.new("RGB", (40, 20), "white")
    exif = picture.getexif()
    if side is not None:
        exif[0x0112] = side
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("side", [None, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_picture_is_framed_as_a_person_sees_it(side: int | None) -> None:
    size = read_size(photo(side))
    sideways = side in (5, 6, 7, 8)
    assert (size.width_mm < size.height_mm) == sideways
    assert size.side == orientation_of(photo(side)) == (side if side and side <= 8 else 1)
    xml = drawing_xml("rId1", 1, Picture(b"", "x", width_mm=10), size)
    assert (' rot="5400000"' in xml) == (side in (5, 6))
    assert (' rot="16200000"' in xml) == (side in (7, 8))
    (across, down), inner = (
        re.findall(rf'<{tag} cx="(\d+)" cy="(\d+)"', xml)[0] for tag in ("wp:extent", "a:ext")
    )
    assert inner == (across, down)  # both as stored: Word turns the frame with the picture
    assert int(across) == 2 * int(down)


def test_bytes_that_fill_before_a_marker_are_legal() -> None:
    data = photo()
    assert picture_size(data[:2] + b"\xff\xff\xff" + data[2:]) == (40, 20)
    with pytest.raises(NotAPictureError):
        picture_size(data[:12])


def test_bytes_after_the_end_of_a_png_are_legal() -> None:
    out = io.BytesIO()
    Image.new("L", (40, 20)).save(out, "PNG")
    whole = out.getvalue()
    assert picture_size(whole + b"\0" * 100 + b"traces") == (40, 20)
    with pytest.raises(NotAPictureError):
        picture_size(whole[:-5])
    with pytest.raises(NotAPictureError):
        picture_size(whole[:40] + struct.pack(">I", 99))
