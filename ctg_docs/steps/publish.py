"""The version to put online: what of it is masked before rendering, cleaned and read again after."""

from __future__ import annotations

from collections.abc import Sequence
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

__all__ = ["finish_publication"]

_OFFICE = (".docx", ".pptx", ".xlsx")


def finish_publication(
    ctg: Ctg, publication: Publication, documents: Sequence[Document]
) -> tuple[list[Document], tuple[Problem, ...]]:
    """Return the documents without their metadata, with the note of what was masked, and what is worth a look.

    Args:
        ctg: the dossier before it was masked.
        publication: the same, masked.
        documents: rendered from the masked one.

    Raises:
        DataError: a personal datum of the dossier is still there (CTG801), from a template or a picture's text.
    """
    cleaned = [replace(d, data=_clean(d)) if d.name.endswith(_OFFICE) else d for d in documents]
    leaks = find_leaks(ctg, [(document.name, document.data) for document in cleaned])
    if any(leak.blocking for leak in leaks):
        raise DataError("La version à publier montrerait des données personnelles : rien n’est écrit.", leaks)
    return [*cleaned, Document(NOTE, publication.note().encode(), "publication")], tuple(leaks)


def _clean(document: Document) -> bytes:
    """Return an Office file without its authors, its remarks, its revisions and its hidden texts."""
    settled = accept_all(document.data) if document.name.endswith(".docx") else document.data
    return clean_metadata(settled)
