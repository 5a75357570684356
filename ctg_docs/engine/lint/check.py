"""Check every part of a template: structure first, then types."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.lint.members import attribute
from ctg_docs.engine.lint.scope import Finder, Scope
from ctg_docs.engine.lint.statements import Statements
from ctg_docs.engine.lint.types import Shape, T, from_annotation
from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.template.drafts import Draft, drafts, read_around
from ctg_docs.engine.template.ids import walk_loops
from ctg_docs.engine.template.places import locate
from ctg_docs.engine.template.structure import check_silent_parts
from ctg_docs.engine.template.tidy import tidy_tree
from ctg_docs.engine.word.styles import read_styles
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.template.environment import TemplateEnvironment
    from ctg_docs.engine.template.source import Source
    from ctg_docs.engine.word.spots import Passage, Tag

__all__ = ["context_types", "lint_source"]


def context_types(model: Any) -> dict[str, T]:
    """Return the types of the names a context gives to a template."""
    hints: dict[str, T] = {}
    for name, field in model.model_fields.items():
        hints[name] = from_annotation(field.annotation)
    for name, computed in model.model_computed_fields.items():
        hints[name] = from_annotation(computed.return_type)
    owner = T(Shape.MODEL, model)
    for name in dir(model):
        if name not in hints and not name.startswith(("_", "model_")):
            value = inspect.getattr_static(model, name, None)
            if value is not None and not getattr(value, "__module__", "").startswith("pydantic"):
                hints[name] = attribute(owner, name) or from_annotation(Any)
    return hints


def lint_source(
    source: Source,
    model: Any,
    file: str,
    environment: TemplateEnvironment,
    *,
    shipped: bool = False,
    tidy: bool = True,
) -> list[Problem]:
    """Return everything wrong in a template, part after part.

    Args:
        source: the file, read.
        model: class of the context, a Pydantic model; None checks what needs no type.
        file: what messages call the template.
        environment: the sandbox with its filters.
        shipped: also apply the rules of the house's own templates.
        tidy: the template is repaired when it is loaded, so that what is repaired is no fault.
    """
    problems: list[Problem] = []
    if source.macros:
        problems.append(Problem("MOD011", Severity.WARNING, _MACROS, Place(file)))
    styles = read_styles(source.tree(source.sibling("styles") or ""))
    for draft in drafts(source, file, environment, styles, _Tidied() if tidy else None):
        read_around(draft, environment)
        problems += draft.problems
        if draft.tree is not None:
            problems += _notes(draft, source)
            if model is not None:
                problems += _typed(draft, model, environment, shipped)
    problems += check_silent_parts(source, file)
    return list(dict.fromkeys(problems))


class _Tidied:
    """Changes the trees as loading does, without numbering anything."""

    def before(self, root: _Element, found: Sequence[Passage]) -> None:
        """Repair what no author thinks of."""
        tidy_tree(root, found)

    def after(self, _name: str, _root: _Element, _tags: list[Tag]) -> dict[int, list[str]]:
        """Leave the identifiers alone."""
        return {}


_MACROS = "Les macros de ce modèle sont laissées de côté : les documents n’en auront pas."
_NOTES = {qn("w:footnoteReference"), qn("w:endnoteReference")}


def _notes(draft: Draft, source: Source) -> Iterator[Problem]:
    """A note has one text: called in a loop, it would be the same at each turn."""
    root = source.tree(draft.name)
    for node, loops in walk_loops(root, draft.tags) if root is not None else ():
        if node.tag in _NOTES and loops:
            message = "Une note est appelée dans cette boucle : son texte serait le même à chaque tour."
            yield locate(
                Problem("MOD120", Severity.WARNING, message), draft.tags[loops[-1]], draft.file, draft.label
            )


def _typed(draft: Draft, model: Any, environment: TemplateEnvironment, shipped: bool) -> list[Problem]:
    finder = Finder(
        draft.locate, environment.filters, environment.tests, frozenset(environment.globals), shipped=shipped
    )
    if draft.tree is not None:
        Statements(finder).walk(draft.tree.body, Scope(context_types(model)))
    known = {(p.code, str(p.place)) for p in draft.problems}
    return [p for p in finder.found.values() if (p.code, str(p.place)) not in known or p.code not in _NAMES]


_NAMES = {"MOD108", "MOD109"}
