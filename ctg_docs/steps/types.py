"""What the library gives and takes: documents in memory, batches, options. Light: no model is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ctg_docs.documents.kind import Kind, Situation

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.making import PdfOptions
    from ctg_docs.models import Ctg
    from ctg_docs.problems import Problem
    from ctg_docs.signature.publication import Publication

__all__ = ["Applicability", "Batch", "Choices", "Delivery", "Document", "Options", "Progress", "Remise"]

Progress = Callable[[int, int, str], None]
"""Called before each kind with its rank from 0, the number of kinds, and its title."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file made from a dossier, in memory.

    Attributes:
        name: file name, without folder.
        data: its bytes.
        kind: name of its document kind.
        holes: what is missing in it, each once, in reading order.
    """

    name: str
    data: bytes = field(repr=False)
    kind: str
    holes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What a generation made.

    Attributes:
        documents: the files, in the order of the kinds.
        skipped: kinds that the dossier has nothing for, with the French reason.
        publication: the dossier as it was masked, and what was; None when no publication was asked.
        problems: what is worth a look before the files leave.
    """

    documents: tuple[Document, ...]
    skipped: tuple[tuple[Kind, str], ...] = ()
    publication: Publication | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Applicability:
    """What a dossier gives for a kind: a number of files, or the French reason why none."""

    kind: Kind
    files: int
    reason: str = ""


class Choices(TypedDict, total=False):
    """The fields of `Options`, as keyword arguments."""

    final: bool
    date_version: date | None
    templates: str | Path | None
    reunion: str | None
    action: str | None
    avenant: str | None
    publication: bool
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Options:
    """What a generation is asked for.

    Attributes:
        final: True for a document to sign or send: refused while anything is missing.
        date_version: date printed in the draft mark; that of the dossier's version by default.
        templates: folder of Word templates `<kind>.docx` that replace the dossier's and the shipped ones.
        reunion, action, avenant: identifier of the meeting, of the fiche action or of the avenant to narrow to.
        publication: True to mask personal data, leave out what is addressed to persons, and refuse any leak.
        cache: folder that keeps compiled templates between two runs; none by default, nothing is written then.
    """

    final: bool = False
    date_version: date | None = None
    templates: str | Path | None = None
    reunion: str | None = None
    action: str | None = None
    avenant: str | None = None
    publication: bool = False
    cache: Path | None = None

    def situation(self, ctg: Ctg) -> Situation:
        """Return what the kinds are told."""
        return Situation(
            final=self.final,
            date_version=self.date_version or ctg.version.date,
            reunion=self.reunion,
            action=self.action,
            avenant=self.avenant,
            publication=self.publication,
            pictures=ctg.provenance.files,
        )


@dataclass(frozen=True, slots=True)
class Remise:
    """What is asked beside the documents themselves.

    Attributes:
        pdf: a PDF beside each Word document, and with a final convention its dossier de signature.
        archive: PDF/A-3b that carry the data of the dossier.
        sans_donnees: no data inside any file.
        pages: page numbers in the contents of Word files too, when LibreOffice is there; with a PDF they always are.
        options: workers and time limit of the converter; its own by default.
    """

    pdf: bool = False
    archive: bool = False
    sans_donnees: bool = False
    pages: bool = True
    options: PdfOptions | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, and what is worth knowing.

    Attributes:
        paths: every file written, in order.
        batch: what was rendered, with its holes.
        problems: warnings: a font replaced, an annexe left out of the complete file…
        signature: folder of the dossier de signature, None when none was made.
    """

    paths: tuple[Path, ...]
    batch: Batch
    problems: tuple[Problem, ...] = ()
    signature: Path | None = None
