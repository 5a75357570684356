"""Open a file of sheets by what it holds, whatever its name ends with; refuse by name what can't be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.feuilles.cases import Book
from ctg_docs.echanges.feuilles.ods import read_ods
from ctg_docs.echanges.feuilles.texte import read_text
from ctg_docs.echanges.feuilles.xlsx import read_xlsx
from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.formats import OLE, refusal
from ctg_docs.limits import LIMITS, BoundError, check_package, open_zip
from ctg_docs.problems import Place

__all__ = ["open_book"]

_PACKED: Final = (".xlsx", ".xlsm", ".ods")


def open_book(data: bytes, name: str) -> Book:
    """Return the sheets of a file.

    Args:
        data: the file.
        name: how the user calls it.

    Raises:
        DataError: it can't be read, or is dangerous; the sentence says which.
        MissingToolError: openpyxl is not installed.
    """
    try:
        if len(data) > LIMITS.file:
            raise BoundError("il est trop volumineux")
        if data.startswith(b"PK"):
            return _packed(data, name)
        if name.lower().endswith(_PACKED) or data.startswith(OLE):
            raise ValueError("no package")
        return Book(name, (read_text(data),))
    except CtgDocsError:
        raise
    except BoundError as bound:
        raise DataError(
            f"« {name} » ne peut pas être lu.", [note("TAB001", Place(name), reason=str(bound))]
        ) from bound
    except Exception as fault:
        raise _unreadable(data, name) from fault


def _packed(data: bytes, name: str) -> Book:
    with open_zip(data) as package:
        infos = package.infolist()
        if sum(info.file_size for info in infos) > LIMITS.unpacked:
            raise BoundError("son contenu est trop volumineux une fois décompressé")
        members = {info.filename for info in infos}
        if "content.xml" not in members:
            return read_xlsx(data, name)
        if b"encryption-data" in (
            package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
        ):
            raise _unreadable(data, name)
        check_package(package, ["content.xml"])
        return Book(name, read_ods(package.read("content.xml")))


def _unreadable(data: bytes, name: str) -> DataError:
    told = refusal(data, "excel")
    problem = replace(note("TAB001", Place(name), reason=told.because), suggestion=told.cure)
    return DataError(f"« {name} » ne peut pas être lu.", [problem])
