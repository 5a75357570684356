"""Several kinds of one dossier made in memory: what applies, what is refused, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Unpack

from ctg_docs.documents import load_kinds
from ctg_docs.documents.kind import Kind
from ctg_docs.documents.options import Choices, Options
from ctg_docs.errors import DataError, MissingToolError, TemplateError
from ctg_docs.problems import Problem
from ctg_docs.steps.build import Composed, compose
from ctg_docs.steps.given import Names
from ctg_docs.steps.load import opened
from ctg_docs.steps.types import Applicability, Batch, Document, Progress

if TYPE_CHECKING:
    from pathlib import Path

    from ctg_docs.models import Ctg
    from ctg_docs.signature.publication import Publication

__all__ = [
    "kinds",
    "make",
    "overview",
    "prepare",
    "render",
    "unfilled",
]


def kinds() -> tuple[Kind, ...]:
    """Return the document kinds, in the order of lists."""
    return load_kinds()


def render(ctg: Ctg | str | Path, kind: str, **choices: Unpack[Choices]) -> list[Document]:
    """Return the documents of one kind, in memory.

    Args:
        ctg: the dossier, or where it is.
        kind: name of the document kind, as `kinds()` gives it.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        DataError: the dossier has nothing for this kind, or is not complete enough for a final document.
        TemplateError: the Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    return [document for document in prepare(ctg, [kind], **choices).documents if document.kind == kind]


def prepare(
    ctg: Ctg | str | Path,
    kinds: Names | None = None,
    *,
    progress: Progress | None = None,
    **choices: Unpack[Choices],
) -> Batch:
    """Make the documents of several kinds in memory; nothing is written.

    Args:
        ctg: the dossier, or where it is.
        kinds: the kind or kinds to make; every kind the dossier allows by default, or those of a meeting or an action.
        progress: told before each kind.
        **choices: draft or final, folder of templates, meeting…; see `Options`.

    Raises:
        DataError: a kind asked by name does not apply, a final document lacks something or can't be read by everybody,
            a published one would still show personal data.
        TemplateError: a Word template is at fault.
        UnknownKindError: no kind has this name.
    """
    return make(opened(ctg), kinds, Options(**choices), progress)


def make(ctg: Ctg, kinds: Names | None, options: Options, progress: Progress | None = None) -> Batch:
    """Make the documents of several kinds in memory; see `prepare`."""
    from ctg_docs.steps.attached import joined_faults, missing_files
    from ctg_docs.steps.choose import build_index, choose_kinds
    from ctg_docs.steps.names import tell_apart

    chosen = choose_kinds(ctg, kinds, options)
    absent = missing_files(ctg, options)
    publication = _masked(ctg) if options.publication else None
    shown = publication.ctg if publication else ctg
    composed, skipped = compose(shown, chosen, options)
    if kinds is not None and not composed:
        _refuse_skipped(skipped)
    if options.final:
        from ctg_docs.checks import run
        from ctg_docs.steps.needs import concerning

        found = concerning(ctg, run(ctg, final=True), () if _is_whole(kinds, options) else chosen, options)
        asked_for = () if _is_whole(kinds, options) else [kind.nom for kind in chosen]
        found += [*absent, *joined_faults(ctg, asked_for, options)]
        _refuse_blocking([*found, *unfilled(ctg, composed, found)])
    if kinds is not None:
        _refuse_skipped(skipped)
    own = _own_templates(ctg, options, chosen)
    tell = partial(_tell, progress, chosen)
    rendered, without_tool = _render_all(shown, composed, options, tell, asked=kinds is not None)
    documents, renamed = tell_apart(rendered)
    skipped += without_tool
    if options.final:
        from ctg_docs.steps.access import refuse_inaccessible

        refuse_inaccessible(documents)
    if publication is not None:
        from ctg_docs.steps.publish import clean_published

        documents = clean_published(publication, documents)
    if _is_whole(kinds, options):
        documents = [*documents, build_index(documents, skipped)]
    leaks = _leaks(ctg, documents) if publication is not None else ()
    lacking = {document.kind for document in documents if document.holes}
    gaps = unfilled(ctg, [(kind, some) for kind, some in composed if kind.nom in lacking], ())
    return Batch(
        tuple(documents), tuple(skipped), publication, (*absent, *own, *renamed, *leaks), tuple(gaps)
    )


def unfilled(ctg: Ctg, composed: Sequence[Composed], told: Sequence[Problem]) -> list[Problem]:
    """Return what the composed documents lack, beside what is told already."""
    from ctg_docs.steps.holes import missing_values
    from ctg_docs.steps.render import file_name

    files = [(file_name(contexte, kind), contexte) for kind, contextes in composed for contexte in contextes]
    return missing_values(ctg, files, told)


def _leaks(ctg: Ctg, documents: Sequence[Document]) -> tuple[Problem, ...]:
    from ctg_docs.steps.publish import refuse_leaks

    return refuse_leaks(ctg, ((document.name, document.data) for document in documents))


def _is_whole(kinds: Names | None, options: Options) -> bool:
    """True when every kind is meant: a meeting, an action or an avenant narrows them as names do."""
    return kinds is None and not (options.reunion or options.action or options.avenant)


def _own_templates(ctg: Ctg, options: Options, chosen: Sequence[Kind]) -> tuple[Problem, ...]:
    """Return what is wrong in the Word templates that replace the shipped ones."""
    if not (options.templates or ctg.provenance.templates):
        return ()
    from ctg_docs.steps.templates import check_own_templates

    return tuple(check_own_templates(ctg, options, chosen))


def _masked(ctg: Ctg) -> Publication:
    from ctg_docs.signature.publication import mask

    return mask(ctg)


def _tell(progress: Progress | None, chosen: Sequence[Kind], kind: Kind) -> None:
    """Tell which kind comes, among those that were chosen."""
    if progress:
        progress(chosen.index(kind), len(chosen), kind.titre)


def _render_all(
    ctg: Ctg, composed: Sequence[Composed], options: Options, tell: Callable[[Kind], None], *, asked: bool
) -> tuple[list[Document], list[tuple[Kind, str]]]:
    """Render what was composed.

    A kind that lacks an optional package, or whose extension is at fault, stops the run only when it was asked by name.
    """
    from ctg_docs.steps.render import own_templates, render_kind

    documents: list[Document] = []
    skipped: list[tuple[Kind, str]] = []
    for kind, contextes in composed:
        tell(kind)
        try:
            documents += render_kind(ctg, kind, options, contextes)
        except MissingToolError as refusal:
            if asked:
                raise
            skipped.append((kind, str(refusal)))
        except TemplateError as fault:
            if asked or not kind.externe or own_templates(ctg, kind, options):
                raise
            skipped.append(
                (
                    kind,
                    " ".join(
                        [
                            fault.message,
                            *(p.message for p in fault.problems[:1] if p.message not in fault.message),
                        ]
                    ),
                )
            )
    return documents, skipped


def overview(ctg: Ctg | str | Path, **choices: Unpack[Choices]) -> tuple[Applicability, ...]:
    """Return, for each kind, how many files the dossier gives or why it gives none. Nothing is rendered."""
    kinds = load_kinds()
    composed, skipped = compose(opened(ctg), kinds, Options(**choices))
    counts = {kind.nom: len(contextes) for kind, contextes in composed}
    reasons = {kind.nom: reason for kind, reason in skipped}
    return tuple(Applicability(k, counts.get(k.nom, 0), reasons.get(k.nom, "")) for k in kinds)


def _refuse_skipped(skipped: Sequence[tuple[Kind, str]]) -> None:
    """Refuse kinds asked by name that the dossier has nothing for."""
    if skipped:
        raise DataError("\n".join(f"{kind.titre} : {reason}" for kind, reason in skipped))


def _refuse_blocking(problems: Sequence[Problem]) -> None:
    blocking = [p for p in problems if p.blocking]
    if blocking:
        count = "1 problème bloque" if len(blocking) == 1 else f"{len(blocking)} problèmes bloquent"
        raise DataError(f"{count} la version définitive.", blocking)
