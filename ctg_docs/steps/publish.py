"""The version to put online: what was rendered from the masked dossier is cleaned, then read as it will be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.metadata import clean_metadata
from ctg_docs.engine.redline.resolve import accept_all
from ctg_docs.errors import DataError
from ctg_docs.signature.fuites import find_leaks
from ctg_docs.signature.publication import NOTE
from ctg_docs.steps.types import Document

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.problems import Problem
    from ctg_docs.signature.publication import Publication

__all__ = ["clean_published", "refuse_leaks"]

_OFFICE = (".docx", ".pptx", ".xlsx")


def clean_published(publication: Publication, documents: Sequence[Document]) -> list[Document]:
    """Return the documents rendered from a masked dossier without their metadata, with the note of what was masked."""
    cleaned = [replace(d, data=_clean(d)) if d.name.endswith(_OFFICE) else d for d in documents]
    return [*cleaned, Document(NOTE, publication.note().encode(), "publication")]


def refuse_leaks(ctg: Ctg, files: Iterable[tuple[str, bytes]]) -> tuple[Problem, ...]:
    """Return what is worth a look in the files to put online, as they will be written.

    Args:
        ctg: the dossier before it was masked.
        files: names and bytes.

    Raises:
        DataError: a personal datum of the dossier is still there (CTG801), from a template or a picture's text.
    """
    leaks = find_leaks(ctg, files)
    if any(leak.blocking for leak in leaks):
        raise DataError(
            "La version à publier montrerait des données personnelles : ces fichiers ne sont pas écrits.",
            leaks,
        )
    return tuple(leaks)


def _clean(document: Document) -> bytes:
    """Return an Office file without its authors, its remarks, its revisions and its hidden texts."""
    settled = accept_all(document.data) if document.name.endswith(".docx") else document.data
    return clean_metadata(settled)
