"""Word templates: typed, located, safe, fast. Knows Word, Jinja and Pydantic; no domain word in it.

Usable on its own: a template is an ordinary docxtpl file, a context a Pydantic model or a mapping.

    template = Template.load("lettre.docx")        # read, checked, compiled once; immutable, shared by threads
    problems = template.lint(Lettre)               # what would go wrong, without rendering, typed by the class
    docx = template.render(Lettre(nom="Zoé"))      # bytes, the same for the same input

Every error is a `TemplateError` whose `problems` say, in French, which tag of which paragraph is at fault.
Beside docxtpl's own tags: `[[sommaire]]` (see `toc`), `Picture`, `Chart`, `Rich` values, holes (`ctg_docs.holes`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.values import Chart, Picture, Properties, Rich, Series

if TYPE_CHECKING:
    from ctg_docs.engine.lint import lint_file
    from ctg_docs.engine.lint.annotate import annotated_copy
    from ctg_docs.engine.lint.coverage import Branch, template_coverage
    from ctg_docs.engine.lint.fields import TemplateField, fields_document, list_fields
    from ctg_docs.engine.lint.sarif import to_json, to_sarif
    from ctg_docs.engine.template.delimiters import Delimiters
    from ctg_docs.engine.template.dialect import DOCXTPL, Printing
    from ctg_docs.engine.template.template import Template

__all__ = [
    "DOCXTPL",
    "Branch",
    "Chart",
    "Delimiters",
    "Limits",
    "Picture",
    "Printing",
    "Properties",
    "Rich",
    "Series",
    "Template",
    "TemplateField",
    "annotated_copy",
    "fields_document",
    "lint_file",
    "list_fields",
    "template_coverage",
    "to_json",
    "to_sarif",
]

_LAZY = {
    "DOCXTPL": "ctg_docs.engine.template.dialect",
    "Branch": "ctg_docs.engine.lint.coverage",
    "Delimiters": "ctg_docs.engine.template.delimiters",
    "Printing": "ctg_docs.engine.template.dialect",
    "Template": "ctg_docs.engine.template.template",
    "TemplateField": "ctg_docs.engine.lint.fields",
    "annotated_copy": "ctg_docs.engine.lint.annotate",
    "fields_document": "ctg_docs.engine.lint.fields",
    "lint_file": "ctg_docs.engine.lint",
    "list_fields": "ctg_docs.engine.lint.fields",
    "template_coverage": "ctg_docs.engine.lint.coverage",
    "to_json": "ctg_docs.engine.lint.sarif",
    "to_sarif": "ctg_docs.engine.lint.sarif",
}

if not TYPE_CHECKING:  # a wrong name stays an error for type checkers

    def __getattr__(name: str) -> Any:
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
