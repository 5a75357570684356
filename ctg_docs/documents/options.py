"""What is asked of a generation: one frozen model, from the caller to the contexts. Light: no model is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ctg_docs.documents.kind import Kind, PieceProduite, Situation
from ctg_docs.errors import DataError

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.making import PdfOptions
    from ctg_docs.models import Ctg

__all__ = ["Choices", "Options"]


@dataclass(frozen=True, slots=True)
class Options(Situation):
    """What a generation is asked for; a kind is given the same object and sees its `Situation`.

    Attributes:
        templates: Word templates that replace the dossier's and the shipped ones: a folder of `<kind>.docx`, or their
            bytes by name of kind.
        cache: folder that keeps compiled templates between two runs; none by default, nothing is written then.
        pdf: a PDF beside each Word document, and with a final convention its dossier de signature.
        archive: PDF/A-3b that carry the data of the dossier.
        sans_donnees: no data inside any file.
        avec_donnees: the data inside the papers of meetings too: they go to persons, and carry none unless asked.
        pages: page numbers in the contents of Word files too, when LibreOffice is there; with a PDF they always are.
        messages: one message per letter to a person, the letter and the calendar file joined; nothing is sent.
        converter: workers and time limit of the converter; its own by default.
    """

    templates: str | Path | Mapping[str, bytes] | None = None
    cache: Path | None = None
    pdf: bool = False
    archive: bool = False
    sans_donnees: bool = False
    avec_donnees: bool = False
    pages: bool = True
    messages: bool = False
    converter: PdfOptions | None = None

    def __post_init__(self) -> None:
        """Refuse a tag that no service would find.

        Raises:
            DataError: neither a service nor a form.
        """
        if not self.parapheur:
            return
        from ctg_docs.models.parapheur import forme

        try:
            forme(self.parapheur)
        except ValueError as fault:
            raise DataError(f"Parapheur : {fault}.") from fault

    def carries(self, kind: Kind) -> bool:
        """True when the files of a kind hold the data of the dossier."""
        return not self.sans_donnees and (self.avec_donnees or kind.portee != "reunion")

    def situation(self, ctg: Ctg) -> Options:
        """Return what a kind is told of one dossier: its pictures, their pixels and no more, and its own date by default."""
        from ctg_docs.engine.opc.media import clean_picture

        held = {**ctg.provenance.files, **self.pictures}
        pictures = {name: clean_picture(data) for name, data in held.items()}
        return replace(self, date_version=self.date_version or ctg.version.date, pictures=pictures)


class Choices(TypedDict, total=False):
    """The fields of `Options` as keyword arguments: a test compares them."""

    final: bool
    date_version: date | None
    reunion: str | None
    action: str | None
    avenant: str | None
    publication: bool
    pictures: Mapping[str, bytes]
    pieces: tuple[PieceProduite, ...]
    parapheur: str
    templates: str | Path | Mapping[str, bytes] | None
    cache: Path | None
    pdf: bool
    archive: bool
    sans_donnees: bool
    avec_donnees: bool
    pages: bool
    messages: bool
    converter: PdfOptions | None
