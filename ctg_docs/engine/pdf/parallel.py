"""Make the PDF of a long document by parts: several converters at work, pages counted on, one file at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctg_docs.engine.opc.parts import read_part, read_properties
from ctg_docs.engine.pdf.assembly import Assembly
from ctg_docs.engine.pdf.conformance import Attachment
from ctg_docs.engine.pdf.converter import Conversion, converting
from ctg_docs.engine.pdf.fonts import font_problems
from ctg_docs.engine.pdf.making import Finished, PdfOptions, finish, unstable_pages
from ctg_docs.engine.pdf.opening import open_pdf, require
from ctg_docs.engine.pdf.page_numbers import page_labels, write_labels, write_page_numbers
from ctg_docs.engine.pdf.pagination import correct_numbers
from ctg_docs.engine.pdf.slides import finish_slides, is_slides
from ctg_docs.engine.pdf.splitting import Stretch, split
from ctg_docs.errors import ConversionError, TemplateError
from ctg_docs.problems import Problem

__all__ = ["finish_any", "finish_by_parts"]

_ROUNDS = 5
_SHARE = 400_000
_MOST = 64
_ODD = 5
_LONG = 3_000_000
_LINES = 40
"""A page holds about as many lines: enough to guess how many figures its number has."""


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
        return _Parts(document, name, pieces, chosen).finish(attachments)
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
    """The parts of a document, put in their place in the whole as soon as they are converted."""

    def __init__(self, document: bytes, name: str, parts: Sequence[Stretch], options: PdfOptions) -> None:
        self.document, self.name, self.parts, self.options = document, name, parts, options
        self.printed: list[tuple[int, int]] = [(0, 0)] * len(parts)
        self.lengths = [0] * len(parts)
        self.marks: list[dict[str, str]] = [{}] * len(parts)
        self.labels: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.telling = [n for n, part in enumerate(parts) if part.tells_pages]
        self.whole = Assembly()

    def finish(self, attachments: Sequence[Attachment]) -> Finished:
        with self.whole:
            stable = self._settle()
            self._write_contents()
            problems = [*self.problems, *([] if stable else [unstable_pages(self.name)])]
            pdf = self.whole.write(read_properties(self.document, self.name), attachments).pdf
            return Finished(self.name, self.document, pdf, stable=stable, problems=tuple(problems))

    def _settle(self) -> bool:
        """Convert until all printed page numbers are true, those of the contents too; False when they still move."""
        wanted = _count(self._guess())
        for _ in range(_ROUNDS):
            self._convert(self._missing(), wanted)
            wanted = _count(self.lengths)
            self._tell_pages(wanted)
            if not self._missing():
                return True
        self._convert(self._missing(), wanted)
        return False

    def _missing(self) -> list[int]:
        return [n for n in range(len(self.parts)) if n not in self.whole.added]

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
        likely = [max(part.starts, part.lines // _LINES) for part in self.parts]
        self._convert(sorted([*needed, *spare[:idle]]), _count(likely))
        scale = self.lengths[typical] / usual
        return [self.lengths[n] or round(count * scale) for n, count in enumerate(starts)]

    def _tell_pages(self, wanted: Sequence[tuple[int, int]]) -> None:
        """Print true page numbers in every part and its contents; take out of the whole those where it can't be done."""
        for (first, _), marks in zip(wanted, self.marks, strict=True):
            self.labels |= {name: str(first - 1 + int(page)) for name, page in marks.items() if page}
        outdated = {n for n in self.telling if write_labels(self.parts[n].root, self.labels)}
        for n, right in enumerate(wanted):
            pages = self.whole.pages_of(n) if self.printed[n] != right else []
            if n in outdated or not correct_numbers(self.whole.whole, self.printed[n], right, pages):
                self.whole.remove(n)
            self.printed[n] = right

    def _convert(self, numbers: Sequence[int], wanted: Sequence[tuple[int, int]]) -> None:
        from ctg_docs.engine.pdf.structure import mend_structure

        asked = {f"{self.name}, partie {n + 1}": n for n in numbers}
        words = {name: self.parts[n].number_pages(*wanted[n]) for name, n in asked.items()}
        chosen = self.options
        with converting(
            words, workers=chosen.workers, timeout=chosen.timeout, program=chosen.program
        ) as results:
            self._write_contents()
            for n, result in _in_order(results, asked):
                if result.error:
                    raise result.error
                with open_pdf(result.pdf, tagged=True) as pdf:
                    mend_structure(pdf, self.parts[n].tables)
                    self.whole.add(n, pdf)
                    self.lengths[n], self.marks[n], self.printed[n] = (
                        len(pdf.pages),
                        page_labels(pdf),
                        wanted[n],
                    )
                    if not n:
                        self.problems = font_problems(self.document, pdf)

    def _write_contents(self) -> None:
        """Write the pages told by the parts into the whole document."""
        if self.telling and self.written != self.labels:
            self.document = write_page_numbers(self.document, self.labels)
            self.written = dict(self.labels)


def _in_order(results: Iterable[Conversion], asked: Mapping[str, int]) -> Iterator[tuple[int, Conversion]]:
    """Yield results in the order asked, whatever that of their arrival: the same file is made each time."""
    early: dict[str, Conversion] = {}
    left = iter(asked)
    awaited = next(left, None)
    for result in results:
        early[result.name] = result
        while awaited in early:
            yield asked[awaited], early.pop(awaited)
            awaited = next(left, None)


def _count(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return first page and total for each part."""
    total = sum(lengths)
    return [(1 + sum(lengths[:n]), total) for n in range(len(lengths))]
