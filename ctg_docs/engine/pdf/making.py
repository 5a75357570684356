"""From Word files to finished PDFs: convert, write true page numbers, convert again, make conform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ctg_docs.engine.opc.parts import read_part, read_properties
from ctg_docs.engine.pdf.conformance import Attachment, mend
from ctg_docs.engine.pdf.converter import Conversion, ExportOptions, convert_many
from ctg_docs.engine.pdf.fonts import font_problems
from ctg_docs.engine.pdf.opening import require
from ctg_docs.engine.pdf.page_numbers import (
    has_page_fields,
    page_labels,
    printable,
    probe_for,
    read_labels,
    write_page_numbers,
)
from ctg_docs.engine.pdf.table_roles import table_roles
from ctg_docs.errors import ConversionError, TemplateError
from ctg_docs.problems import Place, Problem, Severity

__all__ = ["Finished", "PdfOptions", "convert_with", "finish", "number_pages", "unstable_pages"]

_ROUNDS = 4
_LAYOUT = ExportOptions(pdf_a=False, pdf_ua=False, bookmarks=False)
"""Enough to read pages in."""


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How PDFs are made.

    Attributes:
        workers: converters at the same time, 0 for the number of cores.
        timeout: seconds for one document.
        program: the office program, found by itself when None.
    """

    workers: int = 0
    timeout: float = 60.0
    program: Path | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A document in its two forms.

    Attributes:
        word: the Word or PowerPoint file, its page numbers written.
        pdf: the conform PDF; empty when `error` tells why there is none.
        stable: False when page numbers still moved after the last conversion.
        problems: fonts that were replaced…
        extension: that of `word`.
    """

    name: str
    word: bytes
    pdf: bytes = b""
    error: ConversionError | None = None
    stable: bool = True
    problems: tuple[Problem, ...] = ()
    extension: str = ".docx"


def finish(
    documents: Mapping[str, bytes],
    *,
    attachments: Mapping[str, Sequence[Attachment]] | None = None,
    options: PdfOptions | None = None,
) -> dict[str, Finished]:
    """Return each document with true page numbers and its PDF, PDF/UA-1 and PDF/A at once.

    One that can't be converted comes back with its error and its Word file as it was; the others are not touched.

    Args:
        documents: Word files by name.
        attachments: files to carry inside the PDF, by document.
        options: workers, time limit.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    require("pikepdf")
    chosen = options or PdfOptions()
    done = _settle(documents, chosen, _ROUNDS)
    carried = attachments or {}
    return {name: _conform(found, carried.get(name, ())) for name, found in done.items()}


def number_pages(
    documents: Mapping[str, bytes], *, options: PdfOptions | None = None, verified: bool = True
) -> dict[str, Finished]:
    """Return each document with true page numbers in its Word file, without its PDF.

    Args:
        documents: Word files by name.
        options: workers, time limit.
        verified: convert again until no number moves; otherwise once.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    require("pikepdf")
    done = _settle(documents, options or PdfOptions(), _ROUNDS if verified else 1, _LAYOUT)
    return {
        name: replace(
            found, pdf=b"", problems=(unstable_pages(name),) if verified and not found.stable else ()
        )
        for name, found in done.items()
    }


def _settle(
    documents: Mapping[str, bytes], options: PdfOptions, rounds: int, export: ExportOptions | None = None
) -> dict[str, Finished]:
    """Convert and write page numbers until they are those that the pages show, or the rounds are over."""
    done = {name: _start(name, word) for name, word in documents.items()}
    pending = {name: found.word for name, found in done.items() if not found.error}
    for _ in range(rounds):
        if not pending:
            break
        labels = _labels_of_probes(pending, options)
        results = convert_with(options, {name: printable(word) for name, word in pending.items()}, export)
        for name, result in results.items():
            done[name] = _step(done[name], result, labels.get(name))
        pending = {n: f.word for n, f in done.items() if n in pending and not f.stable and not f.error}
    return done


def _start(name: str, word: bytes) -> Finished:
    try:
        read_part(word, "word/document.xml")
    except TemplateError as error:
        return Finished(name, word, error=ConversionError(f"Pas de PDF pour « {name} » : {error.message}"))
    return Finished(name, word, stable=False)


def convert_with(
    options: PdfOptions, documents: Mapping[str, bytes], export: ExportOptions | None = None
) -> dict[str, Conversion]:
    """Convert documents as a run is asked to."""
    return convert_many(
        documents,
        workers=options.workers,
        timeout=options.timeout,
        program=options.program,
        options=export,
    )


def _labels_of_probes(documents: Mapping[str, bytes], options: PdfOptions) -> dict[str, dict[str, str]]:
    found = {name: probe_for(word) for name, word in documents.items() if has_page_fields(word)}
    probes = {name: probe for name, probe in found.items() if probe}
    return {n: read_labels(r.pdf) for n, r in convert_with(options, probes).items() if not r.error}


def _step(before: Finished, result: Conversion, labels: Mapping[str, str] | None) -> Finished:
    """Keep a conversion; it is stable when the numbers it shows are already those of the Word file."""
    if result.error:
        return replace(before, error=result.error)
    if not has_page_fields(before.word):
        return replace(before, pdf=result.pdf, stable=True)
    word = write_page_numbers(before.word, labels if labels is not None else page_labels(result.pdf))
    return replace(before, pdf=result.pdf, word=word, stable=word == before.word)


def _conform(found: Finished, attachments: Sequence[Attachment]) -> Finished:
    if found.error:
        return found
    try:
        properties = read_properties(found.word, found.name)
        pdf = mend(found.pdf, properties, tables=table_roles(found.word), attachments=attachments)
    except ConversionError as error:
        return replace(found, pdf=b"", error=error)
    problems = font_problems(found.word, pdf)
    if not found.stable:
        problems.append(unstable_pages(found.name))
    return replace(found, pdf=pdf, problems=tuple(problems))


def unstable_pages(name: str) -> Problem:
    """Return the warning about a document whose page numbers never settle."""
    message = "Les numéros de page du sommaire changent encore après plusieurs conversions : vérifiez-les."
    return Problem("PDF002", Severity.WARNING, message, Place(name))
