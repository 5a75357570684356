"""Check a template against the type of its context, without rendering anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.lint.check import lint_source
from ctg_docs.engine.opc.files import Source, name_of, read_bytes
from ctg_docs.engine.template.delimiters import Delimiters, usual
from ctg_docs.engine.template.dialect import Dialect, Printing
from ctg_docs.engine.template.environment import TemplateEnvironment
from ctg_docs.engine.template.filters import default_filters, default_tests
from ctg_docs.engine.template.source import read_source
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from jinja2.ext import Extension
    from pydantic import BaseModel

__all__ = ["lint_file", "lint_source"]


def lint_file(
    source: Source,
    context: type[BaseModel] | None = None,
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
    globals: Mapping[str, Any] | None = None,
    extensions: Sequence[str | type[Extension]] = (),
    trusted: bool = False,
    printing: Printing | None = None,
    delimiters: Delimiters | None = None,
    shipped: bool = False,
) -> list[Problem]:
    """Return everything wrong in a template, even one that can't be loaded.

    Args:
        source: path of the Word file, or its bytes.
        context: class of the context; None checks only what needs no type.
        name: what messages call the template; the file name by default.
        filters: more filters, by the name templates give them.
        tests: more tests.
        globals: functions and values every document may use.
        extensions: Jinja's extensions.
        trusted: the template is the developer's own, and will be loaded so.
        printing: how values will be printed.
        delimiters: what opens and closes the tags, when it is not `{{ }}`, `{% %}`, `{# #}`.
        shipped: also apply the stricter rules of the house's own templates.
    """
    name = name or name_of(source, "modèle")
    dialect = Dialect(
        filters or {}, tests or {}, globals or {}, extensions, None, trusted, printing or Printing()
    )
    environment = TemplateEnvironment(default_filters(), default_tests(), dialect)
    try:
        data = usual(read_bytes(source), delimiters or Delimiters(), Limits())
        read = read_source(data, Limits(), trusted=trusted)
    except TemplateError as error:
        return list(error.problems) or [Problem("MOD001", Severity.ERROR, error.message, Place(name))]
    return lint_source(read, context, name, environment, shipped=shipped)
