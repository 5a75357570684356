"""A fingerprint written inside a PDF before it is signed, so that the signature covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.errors import CtgDocsError

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["read_seal", "write_seal"]

_KEY = "/CtgDocsManifeste"


def write_seal(data: bytes, seal: str) -> bytes:
    """Return the PDF whose information dictionary carries the fingerprint."""
    from pikepdf import Dictionary

    from ctg_docs.engine.pdf.conformance import save

    with open_pdf(data) as pdf:
        if "/Info" not in pdf.trailer:
            pdf.trailer["/Info"] = pdf.make_indirect(Dictionary())
        pdf.trailer["/Info"][_KEY] = seal
        return save(pdf)


def read_seal(data: bytes) -> str:
    """Return the fingerprint that a PDF carries, or nothing."""
    try:
        with open_pdf(data) as pdf:
            return _read(pdf)
    except CtgDocsError:
        return ""


def _read(pdf: Pdf) -> str:
    return str(pdf.trailer["/Info"].get(_KEY, "")) if "/Info" in pdf.trailer else ""
