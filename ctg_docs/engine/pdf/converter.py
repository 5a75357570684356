"""Run the office program: Word or PowerPoint bytes in, PDF bytes out.

One start serves many documents; every worker has a profile of its own, every document a time limit. A converter
that is killed, hangs or lies about its success costs one document, never the others. Results are given as they come,
and none is left at work when nobody waits for them any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from ctg_docs.engine.opc.package import sizes_told
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.opening import is_made_from
from ctg_docs.engine.pdf.process import Program, Pulse
from ctg_docs.engine.word.hyphens import hold_hyphens
from ctg_docs.errors import ConversionError, OutputError
from ctg_docs.workplace import workplace

__all__ = ["Conversion", "ExportOptions", "convert", "convert_many", "converting"]

_BATCH = 100
_POLL = 0.06
_START = 1_300_000
"""Weight of what is converted in the time of a start, about a second; see `_weigh`."""
_SURRENDER = 3
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the converter writes in the PDF.

    Attributes:
        pdf_a: PDF/A-2b (fonts embedded, no outside content).
        pdf_ua: tagged for screen readers.
        bookmarks: outline made of the headings.
        destinations: Word bookmarks become named destinations.
        slides: the documents are PowerPoint files, not Word files.
    """

    pdf_a: bool = True
    pdf_ua: bool = True
    bookmarks: bool = True
    destinations: bool = True
    slides: bool = False

    @property
    def extension(self) -> str:
        """Extension of the documents: the converter believes it."""
        return ".pptx" if self.slides else ".docx"

    @property
    def kept(self) -> str:
        """The sentence that says what stays when there is no PDF."""
        return "Le diaporama est conservé." if self.slides else "Le document Word est conservé."

    def filter(self) -> str:
        """Return the converter's own writing of these options."""

        def flag(value: bool) -> dict[str, str]:
            return {"type": "boolean", "value": "true" if value else "false"}

        values = {
            "SelectPdfVersion": {"type": "long", "value": "2" if self.pdf_a else "0"},
            "PDFUACompliance": flag(self.pdf_ua),
            "UseTaggedPDF": flag(self.pdf_ua),
            "ExportBookmarks": flag(self.bookmarks),
            "ExportBookmarksToPDFDestination": flag(self.destinations),
            "ExportFormFields": flag(False),
        }
        application = "impress" if self.slides else "writer"
        return f"pdf:{application}_pdf_Export:{json.dumps(values)}"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one document: its PDF, or the reason why there is none."""

    name: str
    pdf: bytes = b""
    error: ConversionError | None = None


def convert(document: bytes, *, timeout: float = 60.0, program: Path | None = None) -> bytes:
    """Return the PDF of one Word document.

    Raises:
        MissingToolError: the office program is absent.
        ConversionError: it gave no PDF.
    """
    result = convert_many({"document": document}, workers=1, timeout=timeout, program=program)["document"]
    if result.error:
        raise result.error
    return result.pdf


def convert_many(
    documents: Mapping[str, bytes],
    *,
    workers: int = 0,
    timeout: float = 60.0,
    program: Path | None = None,
    options: ExportOptions | None = None,
    attempts: int = 2,
) -> dict[str, Conversion]:
    """Convert many Word documents; one that fails doesn't stop the others.

    Args:
        documents: Word bytes by name.
        workers: processes at the same time; 0 lets the number of cores and the size of the documents decide.
        timeout: seconds granted to each document, more for big ones.
        program: the office program, found by itself when None.
        options: what the PDF must hold.
        attempts: starts granted to a document that gives nothing; with 1, what hangs once is given up with the rest.

    Returns:
        One result per document, in the order given.

    Raises:
        MissingToolError: the office program is absent.
    """
    with converting(
        documents, workers=workers, timeout=timeout, program=program, options=options, attempts=attempts
    ) as results:
        found = {result.name: result for result in results}
    return {name: found[name] for name in documents}


@contextlib.contextmanager
def converting(
    documents: Mapping[str, bytes],
    *,
    workers: int = 0,
    timeout: float = 60.0,
    program: Path | None = None,
    options: ExportOptions | None = None,
    attempts: int = 2,
) -> Iterator[Iterator[Conversion]]:
    """Start conversions, and give each result as soon as it is there; leaving the block early stops the converters.

    Args and errors are those of `convert_many`.
    """
    if not documents:
        yield iter(())
        return
    office = program or find_office()
    count = max(1, min(workers or _worth(documents), len(documents), 8))
    stop = threading.Event()
    given: SimpleQueue[Conversion | None] = SimpleQueue()

    def work(names: Sequence[str]) -> None:
        try:
            asked = {name: documents[name] for name in names}
            _Job(office, options or ExportOptions(), timeout, asked, given.put, stop, attempts).run()
        finally:
            given.put(None)

    with ThreadPoolExecutor(count) as pool:
        try:
            yield _results(given, [pool.submit(work, names) for names in _share(documents, count)])
        finally:
            stop.set()


def _worth(documents: Mapping[str, bytes]) -> int:
    """Return how many converters are worth their start: each has at least as long to convert as it takes to begin."""
    weight = sum(map(_weigh, documents.values()))
    return min(os.cpu_count() or 1, 1 + weight // _START)


def _results(given: SimpleQueue[Conversion | None], jobs: Sequence[Future[None]]) -> Iterator[Conversion]:
    """Yield results until each job told its end, then raise what one of them could not handle."""
    left = len(jobs)
    while left:
        result = given.get()
        if result is None:
            left -= 1
        else:
            yield result
    for job in jobs:
        job.result()


def _share(documents: Mapping[str, bytes], count: int) -> list[list[str]]:
    """Give each worker about as much work, the biggest document first, to the least loaded; each keeps their order."""
    weights = {name: _weigh(data) for name, data in documents.items()}
    loads = [0] * count
    shares: list[list[str]] = [[] for _ in range(count)]
    for name in sorted(documents, key=lambda n: -weights[n]):
        lightest = loads.index(min(loads))
        shares[lightest].append(name)
        loads[lightest] += weights[name]
    ranks = {name: rank for rank, name in enumerate(documents)}
    return [sorted(share, key=ranks.__getitem__) for share in shares if share]


def _weigh(document: bytes) -> int:
    """Return the size of the texts of a document, unpacked: pictures cost the converter little."""
    sizes = sizes_told(document)
    return sum(size for name, size in sizes.items() if name.endswith(".xml")) if sizes else len(document)


@dataclass
class _Job:
    """The documents of one worker."""

    office: Path
    options: ExportOptions
    timeout: float
    documents: Mapping[str, bytes]
    give: Callable[[Conversion], None]
    stop: threading.Event
    attempts: int = 2
    done: set[str] = field(default_factory=set)

    def run(self) -> None:
        try:
            with workplace() as base:
                user = base / "profil" / "user"
                user.mkdir(parents=True)
                (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
                self._run_all(base)
        except (OSError, OutputError) as fault:
            full = f"les fichiers temporaires ne peuvent pas être écrits ({fault})."
            for name in [name for name in self.documents if name not in self.done]:
                self._fail(name, str(fault) if isinstance(fault, OutputError) else full)

    def _run_all(self, base: Path) -> None:
        pending, suspects, failures = list(self.documents), set[str](), 0
        while pending and not self.stop.is_set():
            batch = pending[:1] if pending[0] in suspects else pending[:_BATCH]
            reason = self._run_batch(base, batch)
            left = [name for name in batch if name not in self.done]
            failures = failures if len(left) == len(batch) else 0
            pending = [name for name in pending if name not in self.done]
            if left and (left[0] in suspects or self.attempts == 1):
                failures += 1
                self._fail(left[0], reason)
                pending.remove(left[0])
                if failures >= (_SURRENDER if self.attempts > 1 else 1):
                    for name in pending:
                        self._fail(name, reason)
                    return
            elif left:
                suspects.add(left[0])

    def _fail(self, name: str, reason: str) -> None:
        text = f"Pas de PDF pour « {name} » : {reason} {self.options.kept}"
        self._give(Conversion(name, error=ConversionError(text)))

    def _give(self, result: Conversion) -> None:
        self.done.add(result.name)
        self.give(result)

    def _run_batch(self, base: Path, names: Sequence[str]) -> str:
        """Convert in one start, keep the good results; return why the others failed."""
        with tempfile.TemporaryDirectory(dir=base, ignore_cleanup_errors=True) as folder:
            room = Path(folder)
            stems = {f"{number:04d}": name for number, name in enumerate(names)}
            for stem, name in stems.items():
                (room / f"{stem}{self.options.extension}").write_bytes(hold_hyphens(self.documents[name]))
            grace = {stem: self.timeout + len(self.documents[name]) / 2_000 for stem, name in stems.items()}
            reason = self._start(base, room, grace, lambda stem: self._collect(room, stem, stems[stem]))
            for stem, name in stems.items():
                self._collect(room, stem, name)
        return reason

    def _collect(self, room: Path, stem: str, name: str) -> None:
        pdf = b"" if name in self.done else _read_pdf(room / "pdf" / f"{stem}.pdf")
        if pdf and is_made_from(pdf, self.documents[name]):
            self._give(Conversion(name, pdf))
        elif pdf:
            self._fail(name, "LibreOffice a rendu le PDF d’un autre document.")

    def _start(
        self, base: Path, room: Path, grace: Mapping[str, float], collect: Callable[[str], None]
    ) -> str:
        """Run the program until it ends or makes no progress for too long; return the reason of a failure."""
        command = [
            str(self.office),
            f"-env:UserInstallation={(base / 'profil').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--nofirststartwizard",
            ),
            *("--convert-to", self.options.filter(), "--outdir", "pdf"),
            *(f"{stem}{self.options.extension}" for stem in grace),
        ]
        with (room / "journal.txt").open("wb") as log:
            try:
                program = Program(command, room, log)
            except OSError as error:
                return f"{self.office.name} ne démarre pas ({error.strerror})."
            began = time.monotonic()
            try:
                if not self._watch(program, room / "pdf", grace, collect):
                    return f"LibreOffice n’a pas répondu à temps ({time.monotonic() - began:.0f} s)."
            finally:
                program.end()
        if program.never_started:
            return f"{self.office.name} ne démarre pas (ce n’est pas un programme)."
        if program.code:
            return f"LibreOffice s’est arrêté (code {program.code})."
        return "LibreOffice n’a pas su le convertir."

    def _watch(
        self,
        program: Program,
        folder: Path,
        grace: Mapping[str, float],
        collect: Callable[[str], None],
    ) -> bool:
        """Wait for the end of the program, collecting what is finished: all that it wrote but the last.

        False when no new PDF came within the time of the next document, or nobody waits for them any more.
        """
        made, since, limits = 0, time.monotonic(), list(grace.values())
        pulse = Pulse(program)
        while not program.is_over(_POLL):
            if self.stop.is_set():
                return False
            names = [e.name for e in os.scandir(folder) if e.name.endswith(".pdf")] if folder.is_dir() else []
            if len(names) != made:
                stems = sorted(name.removesuffix(".pdf") for name in names)
                for stem in stems[max(0, made - 1) : -1]:
                    collect(stem)
                made, since = len(stems), time.monotonic()
            if time.monotonic() - since > limits[min(made, len(limits) - 1)] or pulse.is_gone():
                return False
        return True


def _read_pdf(path: Path) -> bytes:
    """Return a whole PDF, or nothing: the program's exit code is no proof."""
    data = path.read_bytes() if path.is_file() else b""
    return data if data.startswith(b"%PDF") and b"%%EOF" in data[-1024:] else b""
