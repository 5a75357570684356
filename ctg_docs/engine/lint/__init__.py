"""Check a template against the type of its context, without rendering anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.lint.check import lint_source
from ctg_docs.engine.opc.files import Source, name_of, read_bytes
from ctg_docs.engine.template.environment import TemplateEnvironment
from ctg_docs.engine.template.filters import default_filters, default_tests
from ctg_docs.engine.template.source import read_source
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["lint_file", "lint_source"]


def lint_file(
    source: Source,
    context: type[BaseModel] | None = None,
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    shipped: bool = False,
) -> list[Problem]:
    """Return everything wrong in a template, even one that can't be loaded.

    Args:
        source: path of the Word file, or its bytes.
        context: class of the context; None checks only what needs no type.
        name: what messages call the template; the file name by default.
        filters: more filters, by the name templates give them.
        shipped: also apply the stricter rules of the house's own templates.
    """
    name = name or name_of(source, "modèle")
    environment = TemplateEnvironment({**default_filters(), **(filters or {})}, default_tests())
    try:
        read = read_source(read_bytes(source), Limits())
    except TemplateError as error:
        return list(error.problems) or [Problem("MOD001", Severity.ERROR, error.message, Place(name))]
    return lint_source(read, context, name, environment, shipped=shipped)
