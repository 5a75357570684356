"""Optional packages and opening: says in French what to install, and what is wrong with a file."""

from __future__ import annotations

import io
import tempfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.parts import read_properties
from ctg_docs.errors import ConversionError, MissingToolError, TemplateError
from ctg_docs.formats import refusal

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["LOCKED", "is_made_from", "open_pdf", "require"]

LOCKED = (
    "Ce PDF est protégé par un mot de passe. Ouvrez-le avec son mot de passe, enlevez la protection dans ses "
    "propriétés, puis enregistrez-le."
)

_EXTRAS = {
    "pikepdf": "pdf",
    "pyhanko": "signature",
    "pyhanko_certvalidator": "signature",
}


def require(*packages: str) -> None:
    """Check that optional packages are installed, without loading them.

    Raises:
        MissingToolError: one is absent; the text gives the command.
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingToolError(
                f"Le module « {package} » est nécessaire : pip install 'ctg-docs[{_EXTRAS.get(package, 'pdf')}]'."
            )


def open_pdf(data: bytes, *, tagged: bool = False) -> Pdf:
    """Open a PDF held in memory.

    It is read through a mapped file, three times faster: of bytes in memory, qpdf asks Python for each piece.

    Raises:
        ConversionError: not a PDF, protected by a password, or not tagged when it must be.
    """
    require("pikepdf")
    import pikepdf

    try:
        pdf = _open_mapped(data)
    except pikepdf.PasswordError as error:
        raise ConversionError(LOCKED) from error
    except pikepdf.PdfError as error:
        raise ConversionError(str(refusal(data, "pdf"))) from error
    if tagged and "/StructTreeRoot" not in pdf.Root:
        pdf.close()
        raise ConversionError("Ce PDF n’est pas balisé : il ne peut pas devenir accessible.")
    return pdf


def _open_mapped(data: bytes) -> Pdf:
    import pikepdf

    try:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            return pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap)
    except OSError:  # no place for temporary files
        return pikepdf.open(io.BytesIO(data))


def is_made_from(pdf: bytes, document: bytes) -> bool:
    """True unless a PDF says by its title that it comes from another document than this Word or PowerPoint file."""
    try:
        require("pikepdf")
        wanted = read_properties(document).title
        with open_pdf(pdf) as opened:
            found = str(opened.docinfo.get("/Title", ""))
    except (ConversionError, MissingToolError, TemplateError):
        return True
    return not wanted or found.split() == wanted.split()
