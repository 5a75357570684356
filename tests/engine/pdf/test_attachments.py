"""Files carried inside a PDF of a stranger: read, or refused with a sentence; never more memory than a dossier needs."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from ctg_docs.engine.pdf.conformance import attachments_of
from ctg_docs.errors import CtgDocsError
from ctg_docs.signature.donnees import ATTACHMENT, extract


def _pdf(file: Callable[[Pdf], Any]) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    spec = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=ATTACHMENT, UF=ATTACHMENT, EF=Dictionary(F=file(pdf)))
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([ATTACHMENT, spec])))
    output = io.BytesIO()
    pdf.save(output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()


def _stream(data: bytes, *filters: str) -> Callable[[Pdf], Any]:
    def make(pdf: Pdf) -> Any:
        stream = pdf.make_stream(data)
        if filters:
            stream.Filter = Name(filters[0]) if len(filters) == 1 else Array(map(Name, filters))
        return stream

    return make


@pytest.mark.parametrize("filters", [(), ("/FlateDecode",)])
def test_plain_and_packed_attachments_are_read(filters: tuple[str, ...]) -> None:
    data = zlib.compress(b"{}") if filters else b"{}"
    assert attachments_of(_pdf(_stream(data, *filters))) == {ATTACHMENT: b"{}"}


def _bomb() -> bytes:
    engine = zlib.compressobj(9)
    return b"".join(engine.compress(bytes(10_000_000)) for _ in range(100)) + engine.flush()


HOSTILE: dict[str, Callable[[], Callable[[Pdf], Any]]] = {
    "null": lambda: lambda _: None,
    "no stream": lambda: lambda _: Dictionary(),
    "unknown filter": lambda: _stream(b"x", "/Inconnu"),
    "bad deflate": lambda: _stream(b"pas du deflate", "/FlateDecode"),
    "bomb": lambda: _stream(_bomb(), "/FlateDecode"),
    "bomb in a bomb": lambda: _stream(zlib.compress(_bomb()), "/FlateDecode", "/FlateDecode"),
    "run-length": lambda: _stream(b"\x81a" * 1000, "/RunLengthDecode"),
    "100,000 levels": lambda: _stream(b"[" * 100_000),
    "another JSON": lambda: _stream(b'{"format": 1}'),
    "no UTF-8": lambda: _stream(b"\xff\xfe{"),
    "number of 5,000 digits": lambda: _stream(b'{"format": ' + b"9" * 5_000 + b"}"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_attachment_is_refused_with_a_sentence(name: str) -> None:
    pdf = _pdf(HOSTILE[name]())
    start = time.process_time()
    with pytest.raises(CtgDocsError) as refused:
        extract(pdf)
    assert time.process_time() - start < 3
    assert refused.value.message.endswith(".")
