"""The PDF of slides: what Impress gives, with a title of the right level for each slide, then made conform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.parts import read_part, read_properties
from ctg_docs.engine.pdf.conformance import Attachment, mend
from ctg_docs.engine.pdf.converter import Conversion, ExportOptions
from ctg_docs.engine.pdf.making import Finished, PdfOptions, convert_with
from ctg_docs.engine.pdf.opening import require
from ctg_docs.errors import ConversionError, TemplateError

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["finish_slides", "is_slides"]

_HINT = (
    " Pour un diaporama, il faut aussi le module Impress : sudo apt install libreoffice-impress-nogui "
    "(il est compris dans LibreOffice sous Windows et macOS)."
)


_EDGE = 0.065
"""Share of the height of a slide that is left to its footer and its number, and to where one is, above its title."""


def is_slides(document: bytes) -> bool:
    """True for a PowerPoint file."""
    try:
        return read_part(document, "ppt/presentation.xml") is not None
    except TemplateError:
        return False


def finish_slides(
    documents: Mapping[str, bytes],
    *,
    attachments: Mapping[str, Sequence[Attachment]] | None = None,
    options: PdfOptions | None = None,
) -> dict[str, Finished]:
    """Return each presentation with its PDF, PDF/UA-1 and PDF/A at once.

    Args:
        documents: PowerPoint files by name.
        attachments: files to carry inside the PDF, by presentation.
        options: workers, time limit.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    require("pikepdf")
    chosen, carried = options or PdfOptions(), attachments or {}
    results = convert_with(chosen, documents, ExportOptions(slides=True))
    return {
        name: _conform(Finished(name, documents[name], extension=".pptx"), result, carried.get(name, ()))
        for name, result in results.items()
    }


def _conform(found: Finished, result: Conversion, attachments: Sequence[Attachment]) -> Finished:
    if result.error:
        return replace(found, error=ConversionError(result.error.message + _HINT), stable=False)
    try:
        properties = read_properties(found.word, found.name)
        pdf = mend(result.pdf, properties, attachments=attachments, before=_build_tree)
    except ConversionError as error:
        return replace(found, error=error)
    return replace(found, pdf=pdf)


def _build_tree(pdf: Pdf) -> None:
    """Put all slides in one document whose first title is the highest: Impress leaves them side by side, all alike.

    What stands at the head and at the foot of a slide, again on each, becomes decoration.
    """
    from pikepdf import Array, Dictionary, Name

    from ctg_docs.engine.pdf.tree import children, elements

    root = pdf.Root.StructTreeRoot
    if "/Dests" in pdf.Root:  # the names of slides, longer than PDF/A allows; bookmarks don't need them
        del pdf.Root["/Dests"]
    for element in _running(pdf):
        element.S = Name.Figure  # one without a text: it leaves the tags
    titles = [element for element in elements(pdf) if str(element.S) == "/H"]
    for rank, title in enumerate(titles):
        title.S = Name.H2 if rank else Name.H1
    tops = children(root)
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(tops)))
    for top in tops:
        top.P = document
    root.K = Array([document])


def _running(pdf: Pdf) -> Iterator[Any]:
    """Yield the paragraphs that begin at the edge of a slide, above or below."""
    from ctg_docs.engine.pdf.content import heights
    from ctg_docs.engine.pdf.tree import children, elements, place_of

    whole = {page.objgen: float(page.mediabox[3]) for page in pdf.pages}
    known = {page.objgen: heights(page.obj) for page in pdf.pages}
    for element in elements(pdf):
        for kid in children(element):
            page, number = place_of(kid, element)
            at = known[page.objgen].get(number) if page is not None else None
            share = 0.5 if at is None else at / whole[page.objgen]
            if share < _EDGE or share > 1 - _EDGE:
                yield element
                break
