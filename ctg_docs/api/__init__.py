"""The whole job as functions: load, check, render, generate. Prints nothing, keeps no state, reads no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ctg_docs.api.types import Applicability, Batch, Choices, Document, Options, Progress
from ctg_docs.documents import load_kinds
from ctg_docs.documents.kind import Inapplicable, Kind
from ctg_docs.errors import DataError, MissingToolError
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.signature.publication import Publication
    from ctg_docs.sources import Diagnostic

__all__ = [
    "Applicability",
    "Batch",
    "Choices",
    "Document",
    "Options",
    "Progress",
    "check",
    "diagnose",
    "generate",
    "init",
    "kinds",
    "load",
    "overview",
    "prepare",
    "render",
    "schema",
    "write",
    "write_text",
]


def kinds() -> tuple[Kind, ...]:
    """Return the document kinds, in the order of lists."""
    return load_kinds()


def diagnose(path: str | Path, *, final: bool = False) -> Diagnostic:
    """Read a dossier and check it: all that is wrong, in one pass. Never raises on bad input.

    The checks also run on what is sound in a faulty dossier; a finding that comes only from a faulty value is
    left out, since that value is already reported. With `final`, when nothing blocks, the final documents are made
    in memory, so that whatever would refuse them is told too.
    """
    from ctg_docs.api.checking import with_checks
    from ctg_docs.sources import diagnose as read

    return with_checks(read(path), final=final)


def load(path: str | Path) -> Ctg:
    """Return the dossier of a folder or a file.

    Raises:
        DataError: it can't be read; the error carries every problem with its place.
    """
    from ctg_docs.sources import diagnose as read

    outcome = read(path)
    errors = [p for p in outcome.problems if p.severity is Severity.ERROR]
    if outcome.ctg is None or errors:
        count = "1 problème" if len(errors) == 1 else f"{len(errors)} problèmes"
        raise DataError(f"Le dossier « {path} » ne peut pas être lu : {count}.", errors)
    return outcome.ctg


def check(ctg: Ctg, *, final: bool = False) -> list[Problem]:
    """Return what the catalogue of checks finds; `final` adds what only a document to sign needs."""
    from ctg_docs.checks import run

    return run(ctg, final=final)


def render(ctg: Ctg, kind: str, **choices: Unpack[Choices]) -> list[Document]:
    """Return the documents of one kind, in memory.

    Args:
        ctg: the dossier.
        kind: name of the document kind, as `kinds()` gives it.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        DataError: the dossier has nothing for this kind, or is not complete enough for a final document.
        TemplateError: the Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    return [document for document in prepare(ctg, [kind], **choices).documents if document.kind == kind]


def prepare(
    ctg: Ctg,
    kinds: Iterable[str] | None = None,
    *,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> Batch:
    """Make the documents of several kinds in memory; nothing is written.

    Args:
        ctg: the dossier.
        kinds: kinds to make; every kind the dossier allows by default, or those of a meeting or an action.
        progress: told before each kind.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        DataError: a kind asked by name does not apply, a final document lacks something or can't be read by everybody,
            a published one would still show personal data.
        TemplateError: a Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    from ctg_docs.api.choix import build_index, choose_kinds

    options = Options(**choices)
    chosen = choose_kinds(ctg, kinds, options)
    if options.final:
        _refuse_blocking(check(ctg, final=True))
    publication = _masked(ctg) if options.publication else None
    own = _own_templates(ctg, options, chosen)
    shown, asked = publication.ctg if publication else ctg, kinds is not None
    documents, skipped = _render_all(shown, chosen, options, progress, asked=asked)
    if kinds is not None and skipped:
        raise DataError("\n".join(f"{kind.titre} : {reason}" for kind, reason in skipped))
    if options.final:
        from ctg_docs.api.acces import refuse_inaccessible
        from ctg_docs.api.rendering import refuse_holes

        refuse_holes(documents)
        refuse_inaccessible(documents)
    leaks: Sequence[Problem] = ()
    if publication is not None:
        from ctg_docs.api.publication import finish_publication

        documents, leaks = finish_publication(ctg, publication, documents)
    if not (asked or options.reunion or options.action or options.avenant):
        documents = [*documents, build_index(documents, skipped)]
    return Batch(tuple(documents), tuple(skipped), publication, (*own, *leaks))


def _own_templates(ctg: Ctg, options: Options, chosen: Sequence[Kind]) -> tuple[Problem, ...]:
    """Return what is wrong in the Word templates that replace the shipped ones."""
    if not (options.templates or ctg.provenance.templates):
        return ()
    from ctg_docs.api.modeles import check_own_templates

    return tuple(check_own_templates(ctg, options, chosen))


def _masked(ctg: Ctg) -> Publication:
    from ctg_docs.signature.publication import mask

    return mask(ctg)


def _render_all(
    ctg: Ctg, chosen: Sequence[Kind], options: Options, progress: Progress | None, *, asked: bool
) -> tuple[list[Document], list[tuple[Kind, str]]]:
    """Render what applies. A kind that lacks an optional package stops the run only when it was asked by name."""
    from ctg_docs.api.rendering import render_kind
    from ctg_docs.api.trous import mark_typed_holes

    ctg = mark_typed_holes(ctg)
    documents: list[Document] = []
    skipped: list[tuple[Kind, str]] = []
    for rank, kind in enumerate(chosen):
        if progress:
            progress(rank, len(chosen), kind.titre)
        try:
            if options.publication and not kind.publiable:
                raise Inapplicable("adressé à des personnes ou signé à la main, il ne se publie pas")
            documents += render_kind(ctg, kind, options)
        except Inapplicable as refusal:
            skipped.append((kind, refusal.raison))
        except MissingToolError as refusal:
            if asked:
                raise
            skipped.append((kind, str(refusal)))
    return documents, skipped


def overview(ctg: Ctg, **choices: Unpack[Choices]) -> tuple[Applicability, ...]:
    """Return, for each kind, how many files the dossier gives or why it gives none. Nothing is rendered."""
    situation = Options(**choices).situation(ctg)
    found: list[Applicability] = []
    for kind in load_kinds():
        try:
            found.append(Applicability(kind, len(kind.build(ctg, situation))))
        except Inapplicable as refusal:
            found.append(Applicability(kind, 0, refusal.raison))
    return tuple(found)


def write(documents: Sequence[Document], out: str | Path, *, force: bool = False) -> list[Path]:
    """Write documents into a folder, made when absent, and return their paths.

    Each file appears whole or not at all. Every refusal is known before the first file is written.

    Raises:
        OutputError: a file exists and `force` is False, or the folder can't be written.
    """
    from ctg_docs.api.output import write_all

    return write_all([(document.name, document.data) for document in documents], Path(out), force=force)


def generate(
    source: Ctg | str | Path,
    kinds: Iterable[str] | None = None,
    *,
    out: str | Path,
    force: bool = False,
    sans_donnees: bool = False,
    pages: bool = True,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> list[Path]:
    """Write the documents of a dossier into a folder and return their paths.

    Each Word file and presentation carries the data of the dossier, which `extract` gives back.

    Args:
        source: a dossier, or where it is on disk.
        kinds: kinds to write; every kind the dossier allows by default.
        out: folder to write into, made when absent.
        force: True to replace files that exist.
        sans_donnees: True to leave the data out.
        pages: False to leave the page numbers of contents to Word; they take a start of LibreOffice.
        progress: told before each kind.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        DataError: unreadable dossier, a kind asked by name does not apply, or a final document lacks something.
        OutputError: a file exists and `force` is False, or the folder can't be written.
        TemplateError: a Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    from ctg_docs.api.remise import Remise, deliver

    remise = Remise(sans_donnees=sans_donnees, pages=pages)
    return list(
        deliver(source, kinds, out=out, force=force, remise=remise, progress=progress, **choices).paths
    )


def init(
    folder: str | Path, *, example: bool = False, nom: str | None = None, excel: bool = False
) -> list[Path]:
    """Write a new dossier, with the schema that editors use, and return its files.

    Args:
        folder: where; made when absent.
        example: True to copy the complete, invented dossier instead of a commented empty one.
        nom: name of the territory; that of the folder by default.
        excel: True to add a workbook where the whole dossier can be filled.

    Raises:
        MissingToolError: a workbook is asked and openpyxl is not installed.
        OutputError: the folder already holds a dossier, or can't be written.
    """
    from ctg_docs.api.starting import start

    return start(Path(folder), example=example, nom=nom, excel=excel)


def schema() -> str:
    """Return the JSON Schema of a dossier, as text."""
    from ctg_docs.sources.schema import schema_text

    return schema_text()


def write_text(path: str | Path, text: str, *, force: bool = False) -> Path:
    """Write one text file, whole or not at all.

    Raises:
        OutputError: the file exists and `force` is False, or the folder can't be written.
    """
    from ctg_docs.api.output import write_all

    path = Path(path)
    return write_all([(path.name, text.encode())], path.parent, force=force)[0]


def _refuse_blocking(problems: Sequence[Problem]) -> None:
    blocking = [p for p in problems if p.blocking]
    if blocking:
        count = "1 problème bloque" if len(blocking) == 1 else f"{len(blocking)} problèmes bloquent"
        raise DataError(f"{count} la version définitive.", blocking)
