"""What a file really is, told from its bytes whatever its name says, and what to do when another is wanted.

Reads no content: only what each format writes at its beginning or in its directory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from ctg_docs.errors import TemplateError
from ctg_docs.limits import open_zip

__all__ = ["OLE", "Refusal", "UnreadableError", "Wanted", "refusal"]

Wanted = Literal["word", "excel", "slides", "pdf", "office"]
"""What a reader takes; `office`: what Word or PowerPoint saves."""

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of the container of Office files before 2007, and of those behind a password."""

_STRICT: Final = b"purl.oclc.org/ooxml"
_HEAD: Final = 4_096
_OWNER_SIZES: Final = (54, 162, 165)
"""Sizes of the « ~$ » files that Office programs leave beside an open one."""

_NOUN: Final[dict[Wanted, str]] = {
    "word": "un document Word (.docx)",
    "excel": "un classeur Excel (.xlsx)",
    "slides": "un diaporama (.pptx)",
    "pdf": "un PDF",
    "office": "un document Word (.docx) ni un diaporama (.pptx)",
}
_SAVE: Final[dict[Wanted, str]] = {
    "word": "Ouvrez-le dans Word, puis Fichier › Enregistrer sous › « Document Word (*.docx) ».",
    "excel": "Ouvrez-le dans Excel, puis Fichier › Enregistrer sous › « Classeur Excel (*.xlsx) ».",
    "slides": "Ouvrez-le dans PowerPoint, puis Fichier › Enregistrer sous › « Présentation PowerPoint (*.pptx) ».",
    "pdf": "Exportez-le en PDF, puis donnez le PDF.",
    "office": "Ouvrez-le dans Word, puis Fichier › Enregistrer sous › « Document Word (*.docx) ».",
}
_LOCK: Final = (
    "Ouvrez-le avec son mot de passe, effacez-le dans Fichier › Informations › Protéger › "
    "Chiffrer avec mot de passe, puis enregistrez."
)
_COPY: Final = "Reprenez le fichier à sa source : la copie ou l’envoi s’est interrompu."
_OLD: Final[tuple[tuple[str, str, Wanted], ...]] = (
    ("WordDocument", "un document Word 97-2003 (.doc)", "word"),
    ("Workbook", "un classeur Excel 97-2003 (.xls)", "excel"),
    ("Book", "un classeur Excel 95 (.xls)", "excel"),
    ("PowerPoint Document", "un diaporama PowerPoint 97-2003 (.ppt)", "slides"),
)
_ODF: Final[tuple[tuple[bytes, str, Wanted], ...]] = (
    (b"opendocument.text", "un texte OpenDocument (.odt)", "word"),
    (b"opendocument.spreadsheet", "un classeur OpenDocument (.ods)", "excel"),
    (b"opendocument.presentation", "un diaporama OpenDocument (.odp)", "slides"),
)
_OOXML: Final[tuple[tuple[bytes, str, Wanted], ...]] = (
    (b"ms-excel.sheet.binary", "un classeur Excel binaire (.xlsb)", "excel"),
    (b"wordprocessingml", "un document Word", "word"),
    (b"ms-word.", "un document Word", "word"),
    (b"spreadsheetml", "un classeur Excel", "excel"),
    (b"ms-excel.", "un classeur Excel", "excel"),
    (b"presentationml", "un diaporama PowerPoint", "slides"),
    (b"ms-powerpoint.", "un diaporama PowerPoint", "slides"),
    (b"ms-visio.", "un dessin Visio", "slides"),
)
_EMBEDDED: Final = re.compile(
    rb'<(?:Default|Override)\b[^>]*?(?:Extension="(?:xls|doc|ppt)[xmb]"|/embeddings/)[^>]*>', re.IGNORECASE
)
"""What a package says of the files it holds, such as the workbook of a chart: nothing of itself."""
_PLAIN: Final[tuple[tuple[bytes, str, Wanted | None], ...]] = (
    (b"{\\rtf", "un texte enrichi (.rtf)", "word"),
    (b"<pkg:package", "un document Word en XML à plat", "word"),
    (b"<w:wordDocument", "un document Word 2003 en XML", "word"),
    (b"office:document ", "un document OpenDocument à plat", "word"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "un classeur Excel 2003 en XML", "excel"),
    (b"<html", "une page web", None),
    (b"<!doctype html", "une page web", None),
    (b"\x89PNG", "une image", None),
    (b"\xff\xd8\xff", "une image", None),
    (b"GIF8", "une image", None),
    (b"II*\0", "une image numérisée", None),
    (b"MM\0*", "une image numérisée", None),
    (b"Rar!", "une archive RAR", None),
    (b"7z\xbc\xaf", "une archive 7-Zip", None),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file can't be read: what it is, in a sentence, and what to do about it."""

    reason: str
    cure: str

    @property
    def because(self) -> str:
        """The reason as the end of another sentence: « ce fichier est vide »."""
        return self.reason[:1].lower() + self.reason[1:].removesuffix(".")

    def __str__(self) -> str:
        return f"{self.reason} {self.cure}".strip()


class UnreadableError(TemplateError):
    """A file is not what a reader takes.

    Attributes:
        refusal: what it is, and what to do about it.
    """

    def __init__(self, data: bytes, wanted: Wanted) -> None:
        self.refusal = refusal(data, wanted)
        super().__init__(str(self.refusal))


def refusal(data: bytes, wanted: Wanted) -> Refusal:
    """Tell why a file that could not be read as `wanted` could not.

    Args:
        data: the whole file.
        wanted: what it was hoped to be.
    """
    looks = (_nothing, _ole, _zip, _pdf, _plain)
    found = next((told for look in looks if (told := look(data, wanted)) is not None), None)
    return found or Refusal(
        f"Ce fichier n’est pas {_NOUN[wanted]}.", "Vérifiez que c’est bien le fichier voulu."
    )


def _nothing(data: bytes, _wanted: Wanted) -> Refusal | None:
    if not data.strip(b"\0"):
        return Refusal("Ce fichier est vide.", _COPY)
    if len(data) in _OWNER_SIZES and data[0] <= 54:
        return Refusal(
            "C’est le fichier « ~$ » qu’un programme laisse à côté du document qu’il tient ouvert.",
            "Donnez le document lui-même.",
        )
    return None


def _pdf(data: bytes, wanted: Wanted) -> Refusal | None:
    if b"%PDF-" not in data[:1024]:
        return None
    return (
        Refusal("Ce PDF est abîmé ou incomplet.", _COPY)
        if wanted == "pdf"
        else _other("un PDF", "pdf", wanted)
    )


def _plain(data: bytes, wanted: Wanted) -> Refusal | None:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    text = head + head.lower() if head.startswith(b"<") else b""
    for mark, noun, kind in _PLAIN:
        if head.startswith(mark) or mark in text:
            return _other(noun, kind, wanted)
    return None


def _other(noun: str, kind: Wanted | None, wanted: Wanted) -> Refusal:
    """Name another format; `kind` says which program can save it anew."""
    near = kind is not None and (kind == wanted or (wanted == "office" and kind in {"word", "slides"}))
    cure = _SAVE[kind] if near and kind else _SAVE["pdf"] if wanted == "pdf" else _asked(wanted)
    return Refusal(f"C’est {noun}, pas {_NOUN[wanted]}.", cure)


def _asked(wanted: Wanted) -> str:
    return f"Donnez {_NOUN[wanted]}." if wanted != "office" else "Donnez un document Word ou un diaporama."


def _ole(data: bytes, wanted: Wanted) -> Refusal | None:
    """Old formats, and new ones behind a password, share one container; its directory holds names in UTF-16."""
    if not data.startswith(OLE):
        return None

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if holds("EncryptedPackage"):
        return Refusal("Ce fichier est protégé par un mot de passe.", _LOCK)
    for stream, noun, kind in _OLD:
        if holds(stream):
            return _other(noun, kind, wanted)
    return Refusal(f"C’est un ancien fichier Office, pas {_NOUN[wanted]}.", _SAVE[wanted])


def _zip(data: bytes, wanted: Wanted) -> Refusal | None:
    if not data.startswith(b"PK"):
        return None
    try:
        with open_zip(data) as archive:
            names = set(archive.namelist())

            def start(name: str, size: int = 100_000) -> bytes:
                with archive.open(name) as member:
                    return member.read(size)

            if "mimetype" in names:
                return _opendocument(start("mimetype", 100), start("META-INF/manifest.xml"), wanted)
            if any(name.endswith(".iwa") for name in names):
                return _other("un document Pages ou Numbers", None, wanted)
            types = start("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            strict = "_rels/.rels" in names and _STRICT in start("_rels/.rels")
    except Exception:  # whatever a damaged archive breaks
        return Refusal("Ce fichier est abîmé ou incomplet.", _COPY)
    if strict:
        return Refusal("Ce fichier est enregistré au format « Open XML strict ».", _SAVE[wanted])
    return _office(types, wanted) or Refusal("Ce fichier est abîmé ou incomplet.", _COPY)


def _office(types: bytes, wanted: Wanted) -> Refusal | None:
    """Name the program a package belongs to, when it is not the one wanted."""
    if not types:
        return _other("une archive zip", None, wanted)
    types = _EMBEDDED.sub(b"", types)
    for mark, noun, kind in _OOXML:
        binary = b"binary" in mark
        fits = kind == wanted or (wanted == "office" and kind != "excel")
        if mark in types and (binary or not fits):
            return _other(noun, kind if binary else None, wanted)
        if mark in types:
            return None
    return None


def _opendocument(kind_written: bytes, manifest: bytes, wanted: Wanted) -> Refusal:
    if b"encryption-data" in manifest:
        return Refusal("Ce fichier est protégé par un mot de passe.", "Enregistrez-le sans mot de passe.")
    for mark, noun, kind in _ODF:
        if mark in kind_written:
            return _other(noun, kind, wanted)
    return _other("un document OpenDocument", None, wanted)
