"""True page numbers in the tables of contents of Word files, when no PDF is asked. Reads what the converter laid out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ctg_docs.errors import MissingToolError
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.making import PdfOptions
    from ctg_docs.steps.types import Document

__all__ = ["number_contents", "prints_pages"]

_LONGEST = 3_000_000
"""Bytes of a body that would be laid out in a minute or more: its numbers are left to `--pdf`, which cuts it in parts."""


def prints_pages(document: Document) -> bool:
    """True for a Word file whose contents tell pages."""
    return document.name.endswith(".docx") and b"PAGEREF" in _body(document)


def _body(document: Document) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
        return archive.read("word/document.xml")


def number_contents(
    documents: Sequence[Document], options: PdfOptions | None, *, verified: bool
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents, with page numbers in those that tell some, and a warning for each that stays without.

    Nothing is refused: what can't be numbered is left to Word.

    Args:
        documents: of all kinds.
        options: workers and time limit of the converter.
        verified: True to check that the numbers hold once they are written, for twice the time.
    """
    wanted = {d.name: d.data for d in documents if prints_pages(d) and len(_body(d)) <= _LONGEST}
    problems = [
        _unnumbered(
            d.name,
            "ce document est trop long pour une mise en page d’essai",
            "Demandez les PDF : ils en donnent les numéros.",
        )
        for d in documents
        if d.name not in wanted and prints_pages(d)
    ]
    if not wanted:
        return tuple(documents), tuple(problems)
    try:
        from ctg_docs.engine.pdf.making import number_pages

        done = number_pages(wanted, options=options, verified=verified)
    except MissingToolError as absent:
        problems.append(_unnumbered("", str(absent).partition(". ")[0].rstrip(".") + "."))
        return tuple(documents), tuple(problems)
    for name, found in done.items():
        problems += [_unnumbered(name, found.error.message)] if found.error else found.problems
    numbered = [replace(d, data=done[d.name].word) if d.name in done else d for d in documents]
    return tuple(numbered), tuple(problems)


def _unnumbered(name: str, reason: str, remedy: str = "Dans Word : Ctrl + A puis F9.") -> Problem:
    message = f"Les numéros de page du sommaire ne sont pas écrits : {reason}"
    return Problem("PDF003", Severity.WARNING, message, Place(name), suggestion=remedy)
