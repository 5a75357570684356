"""Hand over the documents of a dossier: Word, PDF, dossier de signature, version to publish. Prints nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ctg_docs.documents.options import Choices, Options
from ctg_docs.limits import read_received, receiving
from ctg_docs.problems import Problem
from ctg_docs.signature.donnees import extract
from ctg_docs.steps.batch import make
from ctg_docs.steps.given import Files, Names, file_list
from ctg_docs.steps.load import opened
from ctg_docs.steps.render import template_sources
from ctg_docs.steps.types import Batch, Delivery, Document, Progress
from ctg_docs.steps.write import carry, write

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.signatures import SignReport
    from ctg_docs.models import Ctg

__all__ = ["deliver", "extract", "generate", "sign_check", "verify"]


def generate(
    source: Ctg | str | Path,
    kinds: Names | None = None,
    *,
    out: str | Path,
    force: bool = False,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> list[Path]:
    """Write the documents of a dossier into a folder and return their paths.

    Each Word file and presentation carries the data of the dossier, which `extract` gives back.

    Args:
        source: a dossier, or where it is on disk.
        kinds: the kind or kinds to write; every kind the dossier allows by default.
        out: folder to write into, made when absent.
        force: True to replace files that exist.
        progress: told before each kind.
        **choices: draft or final, PDF, templates, meeting…; see `Options`.

    Raises:
        DataError: unreadable dossier, a kind asked by name does not apply, or a final document lacks something.
        OutputError: a file exists and `force` is False, or the folder can't be written.
        TemplateError: a Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    return list(deliver(source, kinds, out=out, force=force, progress=progress, **choices).paths)


def deliver(
    source: Ctg | str | Path,
    kinds: Names | None = None,
    *,
    out: str | Path,
    force: bool = False,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> Delivery:
    """Write the documents of a dossier, and what is asked with them.

    The Word files are written first and stay whatever becomes of the PDFs.

    Args:
        source: a dossier, or where it is on disk.
        kinds: the kind or kinds to write; every kind the dossier allows by default.
        out: folder to write into, made when absent.
        force: True to replace files that exist.
        progress: told before each kind.
        **choices: draft or final, PDF, templates, meeting…; see `Options`.

    Raises:
        ConversionError: a document could not be converted; all others are written.
        DataError: unreadable dossier, a kind asked by name does not apply, or a final document lacks something.
        MissingToolError: LibreOffice or an optional package is absent; the Word files are written.
        OutputError: a file exists and `force` is False, or the folder can't be written.
        TemplateError: a Word template is at fault.
    """
    options, folder = Options(**choices), Path(out)
    whole = ctg = opened(source)
    batch = make(ctg, kinds, options, progress)
    if batch.publication:  # what is put online carries what it prints and nothing else
        ctg, options = batch.publication.ctg, replace(options, sans_donnees=True)
    if options.messages:
        batch = _with_messages(batch, options, _home(source))
    if options.pdf:
        from ctg_docs.steps.convert import refuse_existing, refuse_signed

        refuse_signed(folder) if force else refuse_existing(folder, batch.documents, options)
    if options.pages and not options.pdf:
        batch = _number_contents(batch, folder, options, force=force)
    paths = write(carry(ctg, batch.documents, options), folder, force=force)
    if not options.pdf:
        return Delivery(tuple(paths), batch, batch.problems)
    from ctg_docs.steps.convert import Pdfs

    return Pdfs(ctg, options, folder, whole).write(batch, paths)


def _home(source: Ctg | str | Path) -> Path | None:
    """Return the folder of a dossier on disk."""
    if not isinstance(source, str | Path):
        return None
    path = Path(source)
    return path if path.is_dir() else path.parent


def _with_messages(batch: Batch, options: Options, home: Path | None) -> Batch:
    """Return the batch with its messages, and what they lack; with PDFs they come after these."""
    from ctg_docs.steps.messages import message_names, with_files, without_address, write_messages

    message_names(batch.documents)
    letters, absent = with_files(batch.documents, home)
    batch = replace(batch, documents=letters, problems=(*batch.problems, *absent))
    made = {} if options.pdf else write_messages(batch.documents, {})
    documents = (*batch.documents, *(Document(name, data, "message") for name, data in made.items()))
    return replace(batch, documents=documents, problems=(*batch.problems, *without_address(batch.documents)))


def _number_contents(batch: Batch, folder: Path, options: Options, *, force: bool) -> Batch:
    """Return the batch with page numbers in its contents, and a warning for each that stays without."""
    from ctg_docs.steps.pages import number_contents, prints_pages
    from ctg_docs.steps.write import check_free

    if not any(prints_pages(document) for document in batch.documents):
        return batch
    if not force:
        check_free([folder / document.name for document in batch.documents])
    documents, problems = number_contents(batch.documents, options.converter, verified=options.final)
    return replace(batch, documents=documents, problems=(*batch.problems, *problems))


def verify(
    folder: str | Path, source: Ctg | str | Path | None = None, **choices: Unpack[Choices]
) -> list[Problem]:
    """Return what changed in a dossier de signature since it was made; nothing when all is as it was.

    Args:
        folder: the folder, or the one it lies in.
        source: the dossier as it is now, to compare its data and its templates too.
        **choices: folder of templates; see `Options`.

    Raises:
        DataError: no dossier de signature there, or the source is unreadable.
    """
    from ctg_docs.signature.verification import verify as verify_folder

    if source is None:
        with receiving(folder):
            return verify_folder(folder)
    ctg = opened(source)
    options = Options(**choices)
    sources = template_sources(ctg, options)
    with receiving(folder):
        return verify_folder(folder, ctg, sources)


def sign_check(pdf: str | Path, authorities: Files = ()) -> SignReport:
    """Return which signature fields of a PDF are signed, by whom, and whether it changed since.

    Args:
        pdf: the file.
        authorities: the certificate or certificates to trust; without any, trust is left unsaid.

    Raises:
        ConversionError: not a readable PDF.
        DataError: the file can't be read.
        MissingToolError: pyHanko is absent.
    """
    from ctg_docs.engine.pdf.signatures import sign_check as check_signatures

    with receiving(Path(pdf).name):
        return check_signatures(read_received(Path(pdf)), list(map(read_received, file_list(authorities))))
