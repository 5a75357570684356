"""What a PDF made elsewhere is: signed, with fields to fill, locked, damaged. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.errors import ConversionError

if TYPE_CHECKING:
    from typing import Any

    from pikepdf import Pdf

__all__ = ["Inspection", "inspect"]

_DEEPEST = 20
"""Levels of a form: a file that loops is not followed for ever."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was seen.

    Attributes:
        signed: True when a signature covers some of its bytes: rewriting it would break it.
        fields: True when it has fields that can still be filled.
        fault: why it can't be read whole, in French; empty when it can.
    """

    signed: bool = False
    fields: bool = False
    fault: str = ""


def inspect(data: bytes) -> Inspection:
    """Return what a PDF is.

    Raises:
        MissingToolError: pikepdf is absent.
    """
    if not data.strip():
        return Inspection(fault="Ce fichier est vide.")
    try:
        with open_pdf(data) as pdf:
            return _seen(pdf)
    except ConversionError as error:
        return Inspection(fault=error.message)


def _seen(pdf: Pdf) -> Inspection:
    import pikepdf

    try:
        form = pdf.Root.get("/AcroForm")
        fields = list(_terminal(form.get("/Fields", ()), "", 0)) if form is not None else []
        pages = len(pdf.pages)
        repaired = pages == 0 or bool(pdf.get_warnings())
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        fields, repaired = [], True
    signed = any(kind == "/Sig" and "/V" in field for kind, field in fields)
    if repaired and not signed:
        return Inspection(fault="Ce PDF est abîmé ou coupé\u00a0: des pages peuvent y manquer.")
    return Inspection(signed=signed, fields=any(kind != "/Sig" for kind, _ in fields))


def _terminal(fields: Any, kind: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the fields at the end of each branch, with their kind, which a parent may tell for them."""
    for field in fields:
        own = str(field.get("/FT", kind))
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        if kids and depth < _DEEPEST:
            yield from _terminal(kids, own, depth + 1)
        else:
            yield own, field
