"""What reading a file may cost: one place for the bounds of every reader, and a look at XML before anybody builds it.

A reader is given fifty megabytes by a stranger: it answers within seconds and half a gigabyte. Ordinary files are a hundred times
below each bound. Templates have finer ones of their own, for they also run: `engine.limits`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from typing import IO, Final
from xml.parsers import expat

from ctg_docs.errors import CtgDocsError, DataError

__all__ = ["LIMITS", "BoundError", "ReadLimits", "check_package", "check_xml", "receiving"]

_CHUNK: Final = 1 << 18


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
        figures: bytes of a text of published figures, read row by row.
        unpacked: bytes of all the members of a package.
        xml: bytes of the XML of a package that is read.
        elements: elements of that XML.
        xml_depth: nested elements.
        cells: cells of a workbook, and cells that its merged areas cover.
        rows: last row that may hold something.
        columns: last column that may.
        blanks: spaces in one go.
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
    unpacked: int = 200_000_000
    xml: int = 60_000_000
    elements: int = 1_200_000
    xml_depth: int = 250
    cells: int = 300_000
    rows: int = 100_000
    columns: int = 2_000
    blanks: int = 10_000


LIMITS: Final = ReadLimits()


class BoundError(ValueError):
    """A file goes over a bound; the text is the end of a sentence: « il contient trop d’éléments »."""


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
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return count


@contextmanager
def receiving(name: str | PathLike[str]) -> Iterator[None]:
    """Turn whatever a damaged or hostile file breaks in its readers into one sentence; our own refusals pass.

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
        raise DataError(
            f"« {name} » ne peut pas être lu : il est abîmé, ou écrit d’une façon que ses lecteurs ne comprennent pas "
            f"({type(fault).__name__}). Reprenez-le à sa source, ou enregistrez-le de nouveau."
        ) from fault
