"""From Word files to finished PDFs: convert, write true page numbers, convert again, make conform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.parts import read_part, read_properties
from ctg_docs.engine.pdf.conformance import Attachment, mend
from ctg_docs.engine.pdf.converter import Conversion, ExportOptions, convert_many
from ctg_docs.engine.pdf.fitting import read_sheets, tighter
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

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["Finished", "PdfOptions", "convert_with", "finish", "number_pages", "unstable_pages"]

_ROUNDS = 4
_LAYOUT = ExportOptions(pdf_a=False, pdf_ua=False, bookmarks=False)
"""Enough to read pages in."""
_PATIENCE = 30.0
"""Seconds for numbers that Word writes as well as we do: not worth the wait that a PDF is worth."""


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How PDFs are made.

    Attributes:
        workers: converters at the same time, 0 for the number of cores.
        timeout: seconds for one document.
        program: the office program, found by itself when None.
        attempts: starts granted to a document that gives nothing.
    """

    workers: int = 0
    timeout: float = 60.0
    program: Path | None = None
    attempts: int = 2


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
    word: bytes = field(repr=False)
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
    done = _fit(_settle(documents, chosen, _ROUNDS), chosen)
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
    asked = options or PdfOptions()
    chosen = replace(asked, timeout=min(asked.timeout, _PATIENCE), attempts=1)
    done = _settle(documents, chosen, _ROUNDS if verified else 1, _LAYOUT)
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
        probed = _probe(pending, options)
        failed = {n: r for n, r in probed.items() if r.error and options.attempts == 1}
        printed = {name: printable(word) for name, word in pending.items() if name not in failed}
        for name, result in {**failed, **convert_with(options, printed, export)}.items():
            labels = read_labels(probed[name].pdf) if name in probed and not probed[name].error else None
            done[name] = _step(done[name], result, labels)
        pending = {n: f.word for n, f in done.items() if n in pending and not f.stable and not f.error}
    return done


def _fit(done: Mapping[str, Finished], options: PdfOptions) -> dict[str, Finished]:
    """Tighten the short papers that overflow by a few lines; one that needs as many pages all the same stays as it was."""
    sheets = {name: read_sheets(found.pdf, found.word) for name, found in done.items() if not found.error}
    over = [name for name, read in sheets.items() if read.overflow]
    tries = {(name, n): word for name in over for n, word in enumerate(tighter(done[name].word))}
    tried = (
        _settle({f"{n}-{name}": word for (name, n), word in tries.items()}, options, _ROUNDS) if tries else {}
    )
    fitted = dict(done)
    for name, n in tries:
        found = tried[f"{n}-{name}"]
        if fitted[name] is done[name] and not found.error:
            read = read_sheets(found.pdf, found.word)
            if read.is_better_than(sheets[name]):
                fitted[name] = replace(found, name=name)
    return fitted


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
        attempts=options.attempts,
    )


def _probe(documents: Mapping[str, bytes], options: PdfOptions) -> dict[str, Conversion]:
    found = {name: probe_for(word) for name, word in documents.items() if has_page_fields(word)}
    probes = {name: probe for name, probe in found.items() if probe}
    return convert_with(options, probes)


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
    problems: list[Problem] = []

    def look(pdf: Pdf) -> None:
        problems.extend(font_problems(found.word, pdf))

    try:
        properties, tables = read_properties(found.word, found.name), table_roles(found.word)
        pdf = mend(found.pdf, properties, tables=tables, attachments=attachments, before=look)
    except ConversionError as error:
        return replace(found, pdf=b"", error=error)
    if not found.stable:
        problems.append(unstable_pages(found.name))
    return replace(found, pdf=pdf, problems=tuple(problems))


def unstable_pages(name: str) -> Problem:
    """Return the warning about a document whose page numbers never settle."""
    message = "Les numéros de page du sommaire changent encore après plusieurs conversions : vérifiez-les."
    return Problem("PDF002", Severity.WARNING, message, Place(name))
