"""Several kinds of one dossier made in memory: what applies, what is refused, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Unpack

from ctg_docs.documents import load_kinds
from ctg_docs.documents.kind import Inapplicable, Kind
from ctg_docs.documents.options import Choices, Options
from ctg_docs.errors import DataError, MissingToolError
from ctg_docs.problems import Problem
from ctg_docs.steps.types import Applicability, Batch, Document, Progress

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.signature.publication import Publication

__all__ = [
    "kinds",
    "make",
    "overview",
    "prepare",
    "render",
]


def kinds() -> tuple[Kind, ...]:
    """Return the document kinds, in the order of lists."""
    return load_kinds()


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
    return make(ctg, kinds, Options(**choices), progress)


def make(ctg: Ctg, kinds: Iterable[str] | None, options: Options, progress: Progress | None = None) -> Batch:
    """Make the documents of several kinds in memory; see `prepare`."""
    from ctg_docs.steps.attached import joined_faults, missing_files
    from ctg_docs.steps.choose import build_index, choose_kinds
    from ctg_docs.steps.names import tell_apart

    chosen = choose_kinds(ctg, kinds, options)
    absent = missing_files(ctg, options)
    if options.final:
        from ctg_docs.checks import run
        from ctg_docs.steps.needs import concerning

        found = concerning(ctg, run(ctg, final=True), () if _is_whole(kinds, options) else chosen, options)
        asked_for = () if _is_whole(kinds, options) else [kind.nom for kind in chosen]
        _refuse_blocking([*found, *absent, *joined_faults(ctg, asked_for, options)])
    publication = _masked(ctg) if options.publication else None
    own = _own_templates(ctg, options, chosen)
    shown, asked = publication.ctg if publication else ctg, kinds is not None
    rendered, skipped = _render_all(shown, chosen, options, progress, asked=asked)
    documents, renamed = tell_apart(rendered)
    if kinds is not None and skipped:
        raise DataError("\n".join(f"{kind.titre} : {reason}" for kind, reason in skipped))
    if options.final:
        from ctg_docs.steps.access import refuse_inaccessible
        from ctg_docs.steps.holes import refuse_holes

        refuse_holes(documents, ctg)
        refuse_inaccessible(documents)
    leaks: Sequence[Problem] = ()
    if publication is not None:
        from ctg_docs.steps.publish import finish_publication

        documents, leaks = finish_publication(ctg, publication, documents)
    if _is_whole(kinds, options):
        documents = [*documents, build_index(documents, skipped)]
    return Batch(tuple(documents), tuple(skipped), publication, (*absent, *own, *renamed, *leaks))


def _is_whole(kinds: Iterable[str] | None, options: Options) -> bool:
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


def _render_all(
    ctg: Ctg, chosen: Sequence[Kind], options: Options, progress: Progress | None, *, asked: bool
) -> tuple[list[Document], list[tuple[Kind, str]]]:
    """Render what applies. A kind that lacks an optional package stops the run only when it was asked by name."""
    from ctg_docs.steps.render import render_kind

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
    from ctg_docs.steps.build import build

    options = Options(**choices)
    found: list[Applicability] = []
    for kind in load_kinds():
        try:
            found.append(Applicability(kind, len(build(ctg, kind, options))))
        except Inapplicable as refusal:
            found.append(Applicability(kind, 0, refusal.raison))
    return tuple(found)


def _refuse_blocking(problems: Sequence[Problem]) -> None:
    blocking = [p for p in problems if p.blocking]
    if blocking:
        count = "1 problème bloque" if len(blocking) == 1 else f"{len(blocking)} problèmes bloquent"
        raise DataError(f"{count} la version définitive.", blocking)
