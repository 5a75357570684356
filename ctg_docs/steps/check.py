"""The catalogue of checks joined to what reading found, each fault told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ctg_docs.checks import run
from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents.options import Choices, Options
from ctg_docs.models.provenance import chemin_text
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.steps.needs import concerning, parse_path

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.sources import Diagnostic

__all__ = ["check", "diagnose", "with_checks"]


def diagnose(path: str | Path, kinds: Sequence[str] = (), **choices: Unpack[Choices]) -> Diagnostic:
    """Read a dossier and check it: all that is wrong, in one pass. Never raises on bad input.

    The checks also run on what is sound in a faulty dossier; a finding that comes only from a faulty value is
    left out, since that value is already reported. With `final`, when nothing blocks, the final documents are made
    in memory, so that whatever would refuse them is told too.

    Args:
        path: the dossier.
        kinds: document kinds to look at: only what their final version rests on is told; all by default.
        **choices: draft or final, meeting, action or avenant to narrow to; see `Options`.

    Raises:
        UnknownKindError: no kind has this name.
    """
    from ctg_docs.sources import diagnose as read

    return with_checks(read(path), kinds, **choices)


def check(ctg: Ctg, *, final: bool = False) -> list[Problem]:
    """Return what the catalogue of checks finds; `final` adds what only a document to sign needs."""
    return run(ctg, final=final)


def with_checks(outcome: Diagnostic, kinds: Sequence[str] = (), **choices: Unpack[Choices]) -> Diagnostic:
    """Return the same diagnostic with the findings of the catalogue, at their paths as written."""
    chosen = [get_kind(name) for name in kinds]
    if outcome.ctg is None:
        return outcome
    options = Options(**choices)
    told = concerning(outcome.ctg, run(outcome.ctg, final=options.final), chosen, options)
    found = [_as_written(problem, outcome) for problem in told]
    kept = [problem for problem in found if not _is_echo(problem, outcome)]
    kept += _useless_templates(outcome.ctg)
    kept += _faulty_templates(outcome.ctg)
    if options.final and not any(problem.blocking for problem in [*outcome.problems, *kept]):
        kept += _unfinished_documents(outcome.ctg, kinds or None, choices)
    problems = tuple(sorted([*outcome.problems, *kept], key=lambda p: (p.place, p.path, p.code)))
    return replace(outcome, problems=problems)


def _useless_templates(ctg: Ctg) -> list[Problem]:
    """Tell the Word templates of the dossier that bear the name of no document kind, or of a variant nobody asks for."""
    kinds = [kind.nom for kind in load_kinds() if kind.has_template]
    variants = {*ctg.ids("instances"), *(r.modele for r in ctg.reunions if r.modele)}
    known = [*kinds, *(f"{kind}-{variant}" for kind in kinds for variant in variants)]
    return [
        Problem(
            "GEN002",
            Severity.WARNING,
            f"Aucun type de document, aucune instance ni réunion ne demande le modèle « {name} » : il ne servira pas.",
            Place(f"modeles/{name}.docx"),
            suggestion=" ".join(
                f"Vouliez-vous « {near}.docx » ?" for near in get_close_matches(name, known, n=1)
            ),
        )
        for name in ctg.provenance.templates
        if name not in known
    ]


def _faulty_templates(ctg: Ctg) -> list[Problem]:
    """Tell what is wrong in the Word templates of the dossier; without any, the engine is not even loaded."""
    if not ctg.provenance.templates:
        return []
    from ctg_docs.steps.templates import check_own_templates

    return check_own_templates(ctg, Options(), load_kinds())


def _unfinished_documents(ctg: Ctg, kinds: Sequence[str] | None, choices: Choices) -> list[Problem]:
    """Make the final documents, and return why they are refused: what this says and what `generate` does agree."""
    from ctg_docs.errors import DataError, TemplateError
    from ctg_docs.steps.batch import prepare

    try:
        prepare(ctg, kinds, **choices)
    except (DataError, TemplateError) as error:
        return list(error.problems) or [Problem("GEN003", Severity.BLOCKING, error.message)]
    return []


def _as_written(problem: Problem, outcome: Diagnostic) -> Problem:
    path = parse_path(problem.path)
    for length in range(len(path), 0, -1):
        if old := outcome.origins.get(path[:length]):
            return replace(problem, path=chemin_text((*old, *path[length:])))
    return problem


def _is_echo(problem: Problem, outcome: Diagnostic) -> bool:
    """True when the finding bears on something left out of the dossier because it was faulty."""
    path = parse_path(problem.path)
    near = any(path[: len(gone)] == gone or gone[: len(path)] == path for gone in outcome.removed)
    return near or problem.value in outcome.removed_ids
