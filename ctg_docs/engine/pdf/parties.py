"""Make the PDF of a long document by parts: several converters at work, pages counted on, one file at the end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from ctg_docs.engine.pdf.assemblage import Assembly
from ctg_docs.engine.pdf.conformite import Attachment
from ctg_docs.engine.pdf.convertisseur import converting
from ctg_docs.engine.pdf.decoupage import Part, split
from ctg_docs.engine.pdf.diapos import finish_slides, is_slides
from ctg_docs.engine.pdf.fabrique import Finished, PdfOptions, finish, unstable_pages
from ctg_docs.engine.pdf.outils import open_pdf, require
from ctg_docs.engine.pdf.pagination import correct_numbers
from ctg_docs.engine.pdf.paquet import read_part, read_properties
from ctg_docs.engine.pdf.polices import font_problems
from ctg_docs.engine.pdf.sommaire import page_labels, write_labels, write_page_numbers
from ctg_docs.errors import ConversionError, TemplateError

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["finish_any", "finish_by_parts"]

_ROUNDS = 5
_SHARE = 400_000
_MOST = 64
_ODD = 5
_LONG = 3_000_000


def finish_by_parts(
    document: bytes,
    name: str,
    *,
    parts: int = 0,
    attachments: Sequence[Attachment] = (),
    options: PdfOptions | None = None,
) -> Finished:
    """Return a document with true page numbers and its PDF, converted by parts when it can be cut.

    Args:
        document: Word file.
        name: its name, for messages.
        parts: number of parts; 0 chooses from the size.
        attachments: files to carry inside the PDF.
        options: workers, time limit.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    require("pikepdf")
    chosen = options or PdfOptions()
    pieces = split(document, parts or _choose_count(document, chosen))
    if len(pieces) < 2:
        return finish({name: document}, attachments={name: attachments}, options=chosen)[name]
    try:
        with _Parts(document, name, pieces, chosen) as work:
            return work.finish(attachments)
    except ConversionError as error:
        return Finished(name, document, error=error, stable=False)


def finish_any(
    documents: Mapping[str, bytes],
    *,
    attachments: Mapping[str, Sequence[Attachment]] | None = None,
    options: PdfOptions | None = None,
) -> dict[str, Finished]:
    """Return each document finished: the long ones by parts, the others together, slides apart.

    Args:
        documents: Word and PowerPoint files by name.
        attachments: files to carry inside the PDF, by document.
        options: workers, time limit.

    Raises:
        MissingToolError: the office program or pikepdf is absent.
    """
    chosen, carried = options or PdfOptions(), attachments or {}
    slides = {name: data for name, data in documents.items() if is_slides(data)}
    long = [name for name, word in documents.items() if name not in slides and _is_long(word)]
    short = {name: word for name, word in documents.items() if name not in {*long, *slides}}
    done = finish(short, attachments=carried, options=chosen)
    done |= finish_slides(slides, attachments=carried, options=chosen)
    for name in long:
        done[name] = finish_by_parts(documents[name], name, attachments=carried.get(name, ()), options=chosen)
    return {name: done[name] for name in documents}


def _is_long(word: bytes) -> bool:
    try:
        return len(read_part(word, "word/document.xml") or b"") > _LONG
    except TemplateError:
        return False


def _choose_count(document: bytes, options: PdfOptions) -> int:
    workers = _workers(options)
    shares = len(read_part(document, "word/document.xml") or b"") // _SHARE
    return min(_MOST, -(-shares // workers) * workers) if shares > 1 else 1


def _workers(options: PdfOptions) -> int:
    return options.workers or os.cpu_count() or 1


class _Parts:
    """The parts of a document, converted and kept open until they are merged.

    While converters work on some, this process mends those that they gave, and assembles those that are right.
    """

    def __init__(self, document: bytes, name: str, parts: Sequence[Part], options: PdfOptions) -> None:
        self.document, self.name, self.parts, self.options = document, name, parts, options
        self.pdfs: list[Pdf | None] = [None] * len(parts)
        self.printed: list[tuple[int, int]] = [(0, 0)] * len(parts)
        self.labels: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.telling = [n for n, part in enumerate(parts) if part.tells_pages]
        self.whole = Assembly()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pdf in (self.whole, *self.pdfs):
            if pdf is not None:
                pdf.close()

    def finish(self, attachments: Sequence[Attachment]) -> Finished:
        stable = self._settle()
        self._write_contents()
        self._assemble()
        problems = font_problems(self.document, next(pdf for pdf in self.pdfs if pdf is not None))
        problems += [] if stable else [unstable_pages(self.name)]
        whole = self.whole.write(read_properties(self.document, self.name), attachments).pdf
        return Finished(self.name, self.document, whole, stable=stable, problems=tuple(problems))

    def _settle(self) -> bool:
        """Convert until all printed page numbers are true, those of the contents too; False when they still move."""
        lengths = self._guess()
        for round_ in range(_ROUNDS):
            self._convert(self._missing(), _count(lengths), numbered=round_ > 0)
            lengths = [len(pdf.pages) for pdf in self.pdfs if pdf is not None]
            self._tell_pages(_count(lengths))
            if not self._missing():
                return True
        self._convert(self._missing(), _count(lengths), numbered=True)
        return False

    def _missing(self) -> list[int]:
        return [n for n, pdf in enumerate(self.pdfs) if pdf is None]

    def _guess(self) -> list[int]:
        """Convert a typical part and those that are not, and return the number of pages that each should have.

        Workers that this leaves idle take other parts in advance. Parts from the first third on are taken: as many
        figures in the number guessed for their pages as in the true one can be hoped for.
        """
        starts = [part.starts for part in self.parts]
        usual = sorted(starts)[len(starts) // 2]
        later = sorted(range(len(starts)), key=lambda n: (n < len(starts) // 3, n))
        typical = next(n for n in later if starts[n] == usual)
        odd = [n for n, count in enumerate(starts) if count < usual / 2][:_ODD]
        needed = dict.fromkeys([typical, *odd])
        spare = [n for n in later if n not in needed]
        idle = max(0, _workers(self.options) - len(needed))
        self._convert(sorted([*needed, *spare[:idle]]), _count(starts))
        known = {n: len(pdf.pages) for n, pdf in enumerate(self.pdfs) if pdf is not None}
        scale = known[typical] / usual
        return [known.get(n, round(count * scale)) for n, count in enumerate(starts)]

    def _tell_pages(self, wanted: Sequence[tuple[int, int]]) -> None:
        """Print true page numbers in every part and its contents; give up the PDF of those where it can't be done."""
        for (first, _), pdf in zip(wanted, self.pdfs, strict=True):
            found = page_labels(pdf) if pdf is not None else {}
            self.labels |= {name: str(first - 1 + int(page)) for name, page in found.items() if page}
        changed = {n for n in range(len(self.pdfs)) if self.printed[n] != wanted[n]}
        for n in changed:
            pdf = self.pdfs[n]
            if pdf is None or not correct_numbers(pdf, self.printed[n], wanted[n]):
                self.pdfs[n] = None
            self.printed[n] = wanted[n]
        for n in self.telling:
            if write_labels(self.parts[n].root, self.labels):
                self.pdfs[n] = None
                changed.add(n)
        if changed & self.whole.added.keys():
            self.whole.close()
            self.whole = Assembly()

    def _convert(
        self, numbers: Sequence[int], wanted: Sequence[tuple[int, int]], *, numbered: bool = False
    ) -> None:
        """Convert some parts with their page numbers; those of the others are right when they are `numbered`."""
        from ctg_docs.engine.pdf.structure import mend_structure

        asked = {f"{self.name}, partie {n + 1}": n for n in numbers}
        words = {name: self.parts[n].number_pages(*wanted[n]) for name, n in asked.items()}
        chosen = self.options
        with converting(
            words, workers=chosen.workers, timeout=chosen.timeout, program=chosen.program
        ) as results:
            if numbered:
                self._write_contents()
                self._assemble()
            for result in results:
                if result.error:
                    raise result.error
                n = asked[result.name]
                pdf = open_pdf(result.pdf, tagged=True)
                mend_structure(pdf, self.parts[n].tables)
                self.pdfs[n], self.printed[n] = pdf, wanted[n]

    def _assemble(self) -> None:
        """Put the parts that are there in the whole."""
        for n, pdf in enumerate(self.pdfs):
            if pdf is not None and n not in self.whole.added:
                self.whole.add(n, pdf)

    def _write_contents(self) -> None:
        """Write the pages told by the parts into the whole document."""
        if self.telling and self.written != self.labels:
            self.document = write_page_numbers(self.document, self.labels)
            self.written = dict(self.labels)


def _count(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return first page and total for each part."""
    total = sum(lengths)
    return [(1 + sum(lengths[:n]), total) for n in range(len(lengths))]
