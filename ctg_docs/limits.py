"""What reading a file may cost: one place for the bounds of every reader, and a look at XML before anybody builds it.

A reader is given fifty megabytes by a stranger: it answers within seconds and half a gigabyte. Ordinary files are a hundred times
below each bound. Templates have finer ones of their own, for they also run: `engine.limits`.
"""

from __future__ import annotations

import io
import signal
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from traceback import walk_tb
from typing import IO, Final
from xml.parsers import expat

from ctg_docs.errors import CtgDocsError, DataError

__all__ = [
    "LIMITS",
    "BoundError",
    "ReadLimits",
    "check_marks",
    "check_package",
    "check_xml",
    "is_our_fault",
    "open_zip",
    "read_received",
    "receiving",
    "within",
]

_CHUNK: Final = 1 << 18
_FAULTS_OF_CODE: Final = (AttributeError, TypeError, KeyError, IndexError, NameError, AssertionError)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds of what is read.

    Attributes:
        text: bytes of a text of data: YAML, JSON, TOML.
        depth: levels of such data.
        values: values of such data, aliases expanded.
        told: faults that each get an advice, problems that are printed; the next ones are told without, or counted.
        findings: faults of one validation, findings of one rule; the next ones are not looked at.
        compared: names of a dossier compared with those that it should be, to advise one.
        file: bytes of a workbook, a Word file, a PDF, an annexe.
        contours: bytes of a GeoJSON file of communes.
        figures: bytes of a text of published figures, read row by row; nothing larger is read at all.
        entries: members of a package.
        unpacked: bytes of all the members of a package.
        xml: bytes of the XML of a package that is read.
        elements: elements of that XML.
        xml_depth: nested elements.
        mark: bytes of one mark of XML, its attributes with it, or of one comment.
        cells: cells of a workbook, and cells that its merged areas cover.
        rows: last row that may hold something.
        columns: last column that may.
        blanks: spaces in one go.
        manifest: bytes of the manifest of a dossier de signature.
        name: letters of a file name in it.
        bordereau: bytes of the body of its bordereau.
        attachment: bytes of a file carried inside a PDF, thirty times the data of the largest dossier.
        fields: form fields of a PDF.
        seconds: processor time that reading the tables of one PDF may take, many times what the largest takes.
        picture: bytes of a PNG or a JPEG.
        side: pixels of its longer side.
        uses: repetitions in an SVG.
        files: files of data of one dossier.
        seen: files of a folder that are looked at, to advise one.
    """

    text: int = 5_000_000
    depth: int = 40
    values: int = 150_000
    told: int = 500
    findings: int = 5_000
    compared: int = 50_000
    file: int = 50_000_000
    contours: int = 20_000_000
    figures: int = 400_000_000
    entries: int = 10_000
    unpacked: int = 200_000_000
    xml: int = 60_000_000
    elements: int = 1_200_000
    xml_depth: int = 250
    mark: int = 2_000_000
    cells: int = 300_000
    rows: int = 100_000
    columns: int = 2_000
    blanks: int = 10_000
    manifest: int = 5_000_000
    name: int = 250
    bordereau: int = 20_000_000
    attachment: int = 60_000_000
    fields: int = 10_000
    seconds: float = 3.0
    picture: int = 10_000_000
    side: int = 10_000
    uses: int = 2_000
    files: int = 2_000
    seen: int = 5_000


LIMITS: Final = ReadLimits()


class BoundError(ValueError):
    """A file goes over a bound; the text is the end of a sentence: « il contient trop d’éléments »."""


def read_received(path: Path) -> bytes:
    """Return the bytes of a file that somebody gave. A pipe, a device has no end; nor has what is larger than all we read.

    Raises:
        DataError: it does not exist, is no plain file, is too large, or may not be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise DataError(f"« {path} » ne peut pas être lu : ce n’est pas un fichier ordinaire.")
        if path.stat().st_size > LIMITS.figures:
            raise DataError(f"« {path} » est trop volumineux : {LIMITS.figures // 1_000_000} Mo au plus.")
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        raise DataError(f"« {path} » n’existe pas ou ne peut pas être lu.") from fault


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a package that was received; the entries of its directory are counted before anybody lists them.

    Raises:
        BoundError: it has too many.
        zipfile.BadZipFile: it is no package.
    """
    if data.count(b"PK\x01\x02") > LIMITS.entries:
        raise BoundError("il contient trop de fichiers")
    return zipfile.ZipFile(io.BytesIO(data))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Bound the processor time of a reader that counts nothing itself.

    The clock only exists in the main thread, and not on Windows; elsewhere the size of the file alone bounds it.

    Raises:
        BoundError: it took longer.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or not hasattr(signal, "setitimer")
        or signal.getsignal(signal.SIGVTALRM) is not signal.SIG_DFL  # somebody's own clock
    ):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLongError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)  # again, for a reader that swallowed the first
    try:
        yield
    except _TooLongError as late:
        raise BoundError("sa lecture prend trop de temps") from late
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


class _TooLongError(BaseException):
    """The clock of `within`; no reader takes it for a fault of the file."""


def check_package(package: zipfile.ZipFile, names: Iterable[str]) -> None:
    """Check the XML members that are going to be read.

    Raises:
        BoundError: too big, too deep, too many elements, or entities of its own.
    """
    infos = [package.getinfo(name) for name in names]
    if sum(info.file_size for info in infos) > LIMITS.xml:
        raise BoundError("son contenu est trop volumineux une fois décompressé")
    left = LIMITS.elements
    for info in infos:
        with package.open(info) as member:
            left -= check_xml(member, left)


def check_xml(file: IO[bytes], most: int = LIMITS.elements) -> int:
    """Return how many elements an XML text holds, read by small pieces.

    Raises:
        BoundError: too deep, more elements than `most`, or entities of its own.
        xml.parsers.expat.ExpatError: it is no XML.
    """
    count = depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > most:
            raise BoundError("il contient trop d’éléments")
        if depth > LIMITS.xml_depth:
            raise BoundError("ses éléments sont imbriqués sur trop de niveaux")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declared: object) -> None:
        raise BoundError("il définit des entités XML")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = refuse
    _feed(parser, file)
    return count


def check_marks(data: bytes) -> None:
    """Look at the marks of an XML text and at nothing else: a thousand attributes are read, a million are not.

    Raises:
        BoundError: one is out of all proportion.
    """
    if len(data) > LIMITS.mark:
        with suppress(expat.ExpatError):  # who parses it says what is wrong
            _feed(expat.ParserCreate(), io.BytesIO(data))


def _feed(parser: expat.XMLParserType, file: IO[bytes]) -> None:
    """Parse by small pieces, and no further than a mark that doesn't end."""
    fed = 0
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - max(parser.CurrentByteIndex, 0) > LIMITS.mark:
            raise BoundError("une de ses balises est démesurée")
    parser.Parse(b"", True)


@contextmanager
def receiving(name: str | PathLike[str]) -> Iterator[None]:
    """Turn whatever a damaged or hostile file breaks in its readers into one sentence; our own refusals and faults pass.

    Args:
        name: the file that was received.

    Raises:
        DataError: a reader of the file failed.
    """
    try:
        yield
    except (CtgDocsError, OSError):
        raise
    except BoundError as bound:
        raise DataError(f"« {name} » ne peut pas être lu : {bound}.") from bound
    except Exception as fault:  # the readers of other people's formats fail in any way
        if is_our_fault(fault):
            raise
        raise DataError(
            f"« {name} » ne peut pas être lu : il est abîmé, ou écrit d’une façon que ses lecteurs ne comprennent pas "
            f"({type(fault).__name__}). Reprenez-le à sa source, ou enregistrez-le de nouveau."
        ) from fault


def is_our_fault(fault: Exception) -> bool:
    """True when our own code went wrong, not a reader of files: that is to be told as it is, not to be called a damaged file.

    Readers raise all of these on a damaged file; so the module that raised decides.
    """
    if not isinstance(fault, _FAULTS_OF_CODE):
        return False
    *_, (frame, _) = walk_tb(fault.__traceback__)
    return str(frame.f_globals.get("__name__")).partition(".")[0] == __package__
