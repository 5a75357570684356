"""The catalogue of checks joined to what reading found, each fault told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Unpack

from ctg_docs.checks import run
from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents.options import Choices, Options
from ctg_docs.problems import Problem, Severity, format_path
from ctg_docs.steps.alone import settle
from ctg_docs.steps.attached import joined_faults, missing_files
from ctg_docs.steps.extensions import lost_rules
from ctg_docs.steps.given import Names, name_list
from ctg_docs.steps.load import opened
from ctg_docs.steps.needs import concerning, parse_path
from ctg_docs.steps.quoted import misquoted

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.sources import Diagnostic, Source

__all__ = ["check", "diagnose", "with_checks"]


def diagnose(
    source: Source,
    kinds: Names = (),
    *,
    files: Mapping[str, bytes] = MappingProxyType({}),
    **choices: Unpack[Choices],
) -> Diagnostic:
    """Read a dossier and check it: all that is wrong, in one pass. Never raises on bad input.

    The checks also run on what is sound in a faulty dossier; a finding that comes only from a faulty value is
    left out, since that value is already reported. With `final`, when nothing blocks, the final documents are made
    in memory, so that whatever would refuse them is told too.

    Args:
        source: where it is, or its data; see `load`.
        files: with data in memory, the bytes of the pictures and attached files that they name.
        kinds: the kind or kinds of documents to look at: only what their final version rests on is told; all by default.
        **choices: draft or final, meeting, action or avenant to narrow to; see `Options`.

    Raises:
        UnknownKindError: no kind has this name.
    """
    from ctg_docs.sources import diagnose as read
    from ctg_docs.sources.diagnose import is_data

    if not is_data(source):
        settle(Path(str(source)))
    return with_checks(read(source, files=files), kinds, **choices)


def check(ctg: Ctg | str | Path, kinds: Names = (), **choices: Unpack[Choices]) -> list[Problem]:
    """Return what is wrong with a dossier; with `final`, all that would refuse the final documents.

    Args:
        ctg: the dossier, or where it is.
        kinds: the kind or kinds of documents to look at; all by default.
        **choices: draft or final, templates, pictures, meeting…; see `Options`.

    Raises:
        DataError: the dossier can't be read; `diagnose` tells why without raising.
        UnknownKindError: no kind has this name.
    """
    ctg, kinds = opened(ctg), name_list(kinds)
    found = _findings(ctg, kinds, choices)
    found += missing_files(ctg, Options(**choices))
    found = _joined(found, _refusals(ctg, kinds, choices, found))
    return sorted(found, key=lambda p: (p.place, p.path, p.code))


def with_checks(outcome: Diagnostic, kinds: Names = (), **choices: Unpack[Choices]) -> Diagnostic:
    """Return the same diagnostic with the findings of the catalogue, at their paths as written."""
    found: list[Problem] = list(outcome.problems)
    kinds = name_list(kinds)
    if outcome.ctg is not None:
        found += _own(_findings(outcome.ctg, kinds, choices), outcome)
        found = _joined(found, _own(_refusals(outcome.ctg, kinds, choices, found), outcome))
    return replace(outcome, problems=tuple(sorted(found, key=lambda p: (p.place, p.path, p.code))))


def _joined(found: Sequence[Problem], refusals: Sequence[Problem]) -> list[Problem]:
    """Return all that is told, a warning that refuses in the end once."""
    refusing = {(p.code, p.path) for p in refusals}
    return [*(p for p in found if (p.code, p.path) not in refusing), *refusals]


def _own(problems: Sequence[Problem], outcome: Diagnostic) -> list[Problem]:
    """Return the findings at their paths as written, less those that come from what reading left out."""
    written = [_as_written(problem, outcome) for problem in problems]
    return [problem for problem in written if not _is_echo(problem, outcome)]


def _findings(ctg: Ctg, kinds: Sequence[str], choices: Choices) -> list[Problem]:
    options, chosen = Options(**choices), [get_kind(name) for name in kinds]
    found = list(concerning(ctg, run(ctg, final=options.final), chosen, options))
    found += joined_faults(ctg, kinds, options)
    found += concerning(ctg, misquoted(ctg, options), chosen, options)
    return [*found, *lost_rules(), *_faulty_templates(ctg, options)]


def _refusals(ctg: Ctg, kinds: Sequence[str], choices: Choices, found: Sequence[Problem]) -> list[Problem]:
    """Compose the final documents, and make them when nothing blocks: what this says and what `generate` does agree."""
    if not Options(**choices).final:
        return []
    return _unfinished_documents(ctg, kinds or None, choices, found)


def _faulty_templates(ctg: Ctg, options: Options) -> list[Problem]:
    """Tell what is wrong in the Word templates of the dossier; without any, the engine is not even loaded."""
    if not (ctg.provenance.templates or options.templates):
        return []
    from ctg_docs.steps.templates import check_own_templates

    return check_own_templates(ctg, options, load_kinds())


def _unfinished_documents(
    ctg: Ctg, kinds: Sequence[str] | None, choices: Choices, found: Sequence[Problem]
) -> list[Problem]:
    """Return why the final documents are refused, beside what was found."""
    from ctg_docs.errors import DataError, TemplateError
    from ctg_docs.steps.batch import prepare, unfilled
    from ctg_docs.steps.build import compose
    from ctg_docs.steps.choose import choose_kinds

    try:
        if any(problem.blocking for problem in found):
            options = Options(**choices)
            composed, _ = compose(ctg, choose_kinds(ctg, kinds, options), options)
            return unfilled(ctg, composed, found)
        prepare(ctg, kinds, **choices)
    except (DataError, TemplateError) as error:
        return list(error.problems) or [Problem("GEN003", Severity.BLOCKING, error.message)]
    return []


def _as_written(problem: Problem, outcome: Diagnostic) -> Problem:
    path = parse_path(problem.path)
    for length in range(len(path), 0, -1):
        if old := outcome.origins.get(path[:length]):
            return replace(problem, path=format_path((*old, *path[length:])))
    return problem


def _is_echo(problem: Problem, outcome: Diagnostic) -> bool:
    """True when the finding bears on something left out of the dossier because it was faulty."""
    path = parse_path(problem.path)
    near = any(path[: len(gone)] == gone or gone[: len(path)] == path for gone in outcome.removed)
    return near or problem.value in outcome.removed_ids
