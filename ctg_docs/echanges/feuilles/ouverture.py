"""Open a file of sheets by what it holds, whatever its name ends with; refuse by name what can't be read."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.feuilles.cases import Book
from ctg_docs.echanges.feuilles.ods import read_ods
from ctg_docs.echanges.feuilles.texte import read_text
from ctg_docs.echanges.feuilles.xlsx import read_xlsx
from ctg_docs.errors import CtgDocsError, DataError
from ctg_docs.problems import Place

__all__ = ["open_book"]

_MAX_BYTES: Final = 50_000_000
_MAX_UNPACKED: Final = 500_000_000
_PACKED: Final = (".xlsx", ".xlsm", ".ods")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def open_book(data: bytes, name: str) -> Book:
    """Return the sheets of a file.

    Args:
        data: the file.
        name: how the user calls it.

    Raises:
        DataError: it can't be read, or is dangerous; the sentence says which.
        MissingToolError: openpyxl is not installed.
    """
    if len(data) > _MAX_BYTES:
        raise DataError(f"« {name} » est trop volumineux pour être lu.")
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        raise _unreadable(
            name,
            "il est protégé par un mot de passe ; enregistrez-le sans mot de passe"
            if locked
            else "c’est un fichier d’une ancienne version d’Excel (.xls) ; enregistrez-le en .xlsx",
        )
    try:
        if data.startswith(b"PK"):
            return _packed(data, name)
        if name.lower().endswith(_PACKED):
            raise ValueError("no package")
        return Book(name, (read_text(data),))
    except CtgDocsError:
        raise
    except Exception as fault:
        kind = "ce n’est pas un classeur (.xlsx, .ods) ni un fichier CSV, ou il est abîmé"
        raise _unreadable(name, kind) from fault


def _packed(data: bytes, name: str) -> Book:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        if sum(info.file_size for info in infos) > _MAX_UNPACKED:
            raise DataError(f"« {name} » est trop volumineux pour être lu.")
        members = {info.filename for info in infos}
        if "content.xml" not in members:
            return read_xlsx(data, name)
        if b"encryption-data" in (
            package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
        ):
            raise _unreadable(name, "il est protégé par un mot de passe ; enregistrez-le sans mot de passe")
        return Book(name, read_ods(package.read("content.xml")))


def _unreadable(name: str, reason: str) -> DataError:
    return DataError(f"« {name} » ne peut pas être lu.", [note("TAB001", Place(name), reason=reason)])
