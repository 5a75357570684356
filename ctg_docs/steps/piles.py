"""The letters of a meeting as one PDF to print, in the order of their recipients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ctg_docs.engine.pdf.assembly import Piece, merge
from ctg_docs.engine.values import Properties
from ctg_docs.steps.write import stem

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.steps.types import Document

__all__ = ["pile_names", "pile_up"]


def pile_names(documents: Sequence[Document]) -> list[str]:
    """Return the names of the files that hold several letters."""
    return [f"{lot}.pdf" for lot in _piles(documents)]


def pile_up(ctg: Ctg, documents: Sequence[Document], pdfs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return one PDF per meeting, each letter a line of its outline; none where a letter could not be converted.

    Args:
        ctg: the dossier.
        documents: what was made, letters in the order of their recipients.
        pdfs: the PDFs made of them, by file name.
    """
    found: dict[str, bytes] = {}
    for lot, letters in _piles(documents).items():
        ready = [(d.envoi.nom, pdfs.get(f"{stem(d)}.pdf", b"")) for d in letters if d.envoi]
        if all(data for _, data in ready):
            pieces = [Piece(data, nom, f"lettre-{rank}-") for rank, (nom, data) in enumerate(ready, 1)]
            day = ctg.version.date or ctg.convention.signee_le
            properties = Properties(title="Convocations à imprimer", created=day, modified=day)
            found[f"{lot}.pdf"] = merge(pieces, properties).pdf
    return found


def _piles(documents: Sequence[Document]) -> dict[str, list[Document]]:
    piles: dict[str, list[Document]] = {}
    for document in documents:
        if document.envoi is not None:
            piles.setdefault(document.envoi.lot, []).append(document)
    return {lot: letters for lot, letters in piles.items() if len(letters) > 1}
