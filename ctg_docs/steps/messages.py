"""One message per recipient, ready to send: the letter and the calendar file joined. Nothing is sent."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ctg_docs.errors import DataError
from ctg_docs.french import adresses, cle
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.steps.write import stem

if TYPE_CHECKING:
    from ctg_docs.documents.envoi import Envoi
    from ctg_docs.steps.types import Document

__all__ = ["message_names", "with_files", "without_address", "write_messages"]

_WORD: Final = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def message_names(documents: Sequence[Document]) -> list[str]:
    """Return the names of the files that the messages will be.

    Raises:
        DataError: no letter to a person is among the documents.
    """
    names = [f"{stem(document)}.eml" for document in documents if document.envoi]
    if not names:
        raise DataError(
            "Aucun message à préparer : seules les convocations, adressées à des personnes, en donnent."
        )
    return names


def write_messages(documents: Sequence[Document], pdfs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the messages by file name; the letter goes as a PDF when it has one, else as it is.

    Args:
        documents: what was made; only letters to a person give a message.
        pdfs: the PDFs made of them, by file name.
    """
    found: dict[str, bytes] = {}
    for document in documents:
        if document.envoi is not None:
            name = f"{stem(document)}.pdf"
            letter = (name, pdfs[name]) if name in pdfs else (document.name, document.data)
            found[f"{stem(document)}.eml"] = _message(document.envoi, *letter)
    return found


def without_address(documents: Sequence[Document]) -> tuple[Problem, ...]:
    """Return a warning for each message that says not whom it is for."""
    return tuple(
        Problem(
            "GEN004",
            Severity.WARNING,
            f"{document.envoi.nom} n’a pas d’adresse électronique : son message est sans destinataire.",
            Place(f"{stem(document)}.eml"),
            suggestion="Notez son courriel au registre des personnes, ou remettez-lui la lettre imprimée.",
        )
        for document in documents
        if document.envoi is not None and not document.envoi.courriel
    )


def with_files(
    documents: Sequence[Document], folder: Path | None
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the letters with the files that they say are joined, and a warning for each that is nowhere in the dossier.

    Args:
        documents: what was made.
        folder: where the dossier is; None for one in memory, which has no file.
    """
    named = dict.fromkeys(name for d in documents if d.envoi for name in d.envoi.joints)
    found = {name: _file(name, folder) for name in named}
    problems = tuple(
        Problem(
            "GEN006",
            Severity.WARNING,
            f"Document joint : « {name} » n’est pas un fichier du dossier ; il n’est pas dans les messages.",
            suggestion="Mettez ce fichier dans le dossier, sous ce nom, ou joignez-le vous-même.",
        )
        for name, file in found.items()
        if file is None
    )
    joined = {name: (file.name, file.read_bytes()) for name, file in found.items() if file is not None}
    letters = (
        replace(d, envoi=replace(d.envoi, fichiers=tuple(joined[n] for n in d.envoi.joints if n in joined)))
        if d.envoi
        else d
        for d in documents
    )
    return tuple(letters), problems


def _file(name: str, folder: Path | None) -> Path | None:
    """Return the only file of a dossier that a name means: with its suffix or without, in whatever folder below."""
    if folder is None:
        return None
    wanted = cle(Path(name).name)
    below = (Path(where, file) for where, _, files in os.walk(folder) for file in files)
    known = [
        file for file in below if wanted and wanted in (cle(file.name), cle(file.stem)) and file.is_file()
    ]
    exact = [file for file in known if file == folder / name] or known
    return exact[0] if len(exact) == 1 else None


def _message(envoi: Envoi, name: str, letter: bytes) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = envoi.sujet
    if envoi.courriel:
        message["To"] = ", ".join(adresses(envoi.courriel))
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    message.set_content(envoi.texte)
    subtype = "pdf" if name.endswith(".pdf") else _WORD
    message.add_attachment(letter, maintype="application", subtype=subtype, filename=name)
    for joined, data in envoi.fichiers:
        kind, _, subtype = (guess_type(joined)[0] or "application/octet-stream").partition("/")
        message.add_attachment(data, maintype=kind, subtype=subtype, filename=joined)
    if envoi.agenda:
        calendar = envoi.agenda.decode("utf-8").replace("\r\n", "\n")
        message.add_attachment(
            calendar, subtype="calendar", filename="reunion.ics", params={"method": "PUBLISH"}
        )
    content = "\0".join((envoi.courriel, envoi.sujet, envoi.texte, name)).encode()
    message.set_boundary("=_ctg_" + hashlib.sha256(content + letter).hexdigest()[:32])
    return message.as_bytes()
