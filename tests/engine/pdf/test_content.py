from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from ctg_docs.engine.pdf.content import tidy_content
from ctg_docs.engine.pdf.streams import settle_streams
from ctg_docs.errors import ConversionError


def test_untagged_border_becomes_an_artifact() -> None:
    stream = b"/P<</MCID 0>>BDC\nBT\n<01>Tj\nET\nEMC\n0.5 w\n10 10 m 20 10 l S\nQ"
    assert tidy_content(stream) == (
        b"/P<</MCID 0>>BDC\nBT\n<01>Tj\nET\nEMC\n/Artifact BMC\n\n0.5 w\n10 10 m 20 10 l S\nEMC\n\nQ"
    )


@pytest.mark.parametrize(
    "stream",
    [
        b"/Artifact BMC\n10 10 m 20 10 l S\nEMC",
        b"q 0 0 10 10 re\nW* n\nQ",
        b"/P<</MCID 3>>BDC /Span<</Lang(fr)>>BDC (S f B) Tj EMC 1 1 re f EMC",
    ],
)
def test_content_already_right_is_left_alone(stream: bytes) -> None:
    assert tidy_content(stream) is None


def test_decorative_picture_becomes_an_artifact() -> None:
    stream = b"/Figure<</MCID 4>>BDC\n/Im0 Do\nEMC\n/Figure<</MCID 14>>BDC\n/Im1 Do\nEMC"
    assert tidy_content(stream, {4}) == (
        b"\n/Artifact BMC\n\n/Im0 Do\nEMC\n/Figure<</MCID 14>>BDC\n/Im1 Do\nEMC"
    )


def test_styles_named_in_french_are_marks_as_others() -> None:
    stream = b"0.1 w\n/Code#20de#20l#E2#80#99acte<</MCID 4>>BDC\n/Span<</ActualText<FEFF00A0>>>\nBDC\n(a) Tj\nEMC\nS\nEMC\nS"
    assert tidy_content(stream) == stream[:-2] + b"\n/Artifact BMC\n\nS\nEMC\n"
    assert tidy_content(stream[:-2], {4}) == stream[:-2].replace(
        stream[6 : stream.index(b"BDC") + 3], b"\n/Artifact BMC\n"
    )


def test_text_that_spells_an_operator_closes_nothing() -> None:
    assert tidy_content(b"/P<</MCID 0>>BDC\n(un\nEMC\nici) Tj\n1 1 re f\nEMC\n") is None
    assert tidy_content(b"/P<</MCID 0>>BDC\n(BDC\n) Tj\nEMC\nS") == (
        b"/P<</MCID 0>>BDC\n(BDC\n) Tj\nEMC\n/Artifact BMC\n\nS\nEMC\n"
    )


def _ending_with_carriage_return() -> bytes:
    """Compressed data whose last byte is a carriage return, once in 256."""
    for number in range(10_000):
        packed = zlib.compress(b"% " + str(number).encode())
        if packed.endswith(b"\r"):
            return packed
    raise AssertionError


def _write(streams: int) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        bad = _ending_with_carriage_return()
        kept = []
        for _ in range(streams):
            stream = pdf.make_stream(b"")
            stream.write(bad, filter=pikepdf.Name.FlateDecode)
            kept.append(stream)
        pdf.Root.Kept = pikepdf.Array(kept)
        output = io.BytesIO()
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
        return output.getvalue()


@pytest.mark.parametrize("count", [0, 1, 40])
def test_no_stream_ends_with_a_carriage_return(count: int) -> None:
    data = _write(count)
    assert data.count(b"\r\nendstream") >= count
    settled = settle_streams(data)
    assert b"\r\nendstream" not in settled
    with pikepdf.open(io.BytesIO(settled)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [s.read_bytes() for s in pdf.Root.Kept] == [
            zlib.decompress(_ending_with_carriage_return())
        ] * count


def test_file_of_another_make_is_refused() -> None:
    with pytest.raises(ConversionError, match="table"):
        settle_streams(b"%PDF-1.7\nx\r\nendstream\nendobj\n")
