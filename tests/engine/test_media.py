"""Pictures lose what is not their pixels, and nothing else."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ctg_docs.engine.opc.media import clean_picture

SECRET = b"SECRETUM Modeste"
PIXELS = Image.effect_noise((40, 30), 60).convert("RGB")


def _saved(kind: str, **how: object) -> bytes:
    output = io.BytesIO()
    PIXELS.save(output, kind, **how)
    return output.getvalue()


def _exif(side: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = side
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 29: SECRET.decode()})
    return exif.tobytes()


def _png_text() -> bytes:
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_text("Comment", SECRET.decode() * 20, zip=True)
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return _saved("PNG", pnginfo=info, exif=_exif(), dpi=(300, 300))


PICTURES = {
    "jpeg with a place, an author and a comment": _saved(
        "JPEG", exif=_exif(), comment=SECRET, dpi=(300, 300)
    ),
    "progressive jpeg": _saved("JPEG", exif=_exif(), comment=SECRET, progressive=True),
    "jpeg followed by something": _saved("JPEG") + SECRET,
    "jpeg on its side": _saved("JPEG", exif=_exif(6)),
    "png with texts": _png_text(),
    "png followed by something": _saved("PNG") + SECRET,
    "gif with a comment": _saved("GIF", comment=SECRET),
    "gif followed by something": _saved("GIF") + SECRET,
}


@pytest.mark.parametrize("name", PICTURES)
def test_pixels_stay_and_nothing_else(name: str) -> None:
    before = PICTURES[name]
    after = clean_picture(before)
    assert SECRET not in after
    assert b"GPS" not in after
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert new.tobytes() == old.tobytes()
        assert new.info.get("jfif_density") == old.info.get("jfif_density")
        assert old.format != "PNG" or new.info.get("dpi") == old.info.get("dpi")
        assert new.getexif().get(0x0112, 1) == old.getexif().get(0x0112, 1)
        assert set(new.getexif()) <= {0x0112}
        assert not new.info.keys() & {"comment", "Author", "Comment", "xmp"}
    assert clean_picture(after) == after


def test_texts_compressed_in_a_png_are_gone() -> None:
    assert zlib.compress(SECRET * 20)[2:20] not in clean_picture(PICTURES["png with texts"])


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg/>"]
)
def test_what_is_no_whole_picture_stays_as_it_is(data: bytes) -> None:
    assert clean_picture(data) == data


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 3000), st.binary(max_size=6))
def test_no_damage_breaks_it(name: str, place: int, noise: bytes) -> None:
    data = PICTURES[name]
    at = place % len(data)
    clean_picture(data[:at] + noise + data[at + len(noise) :])
    clean_picture(data[:at])


def test_segment_that_says_it_is_longer_than_the_file_stays() -> None:
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", 60_000) + b"Exif\0\0"
    assert clean_picture(data) == data
