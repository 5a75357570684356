"""Generate the official paperwork of a French Convention territoriale globale from one validated dossier.

>>> import ctg_docs
>>> ctg = ctg_docs.load("examples/mellois-en-poitou")  # doctest: +SKIP
>>> ctg_docs.generate(ctg, ["convention"], out="sortie")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctg_docs.api import (
        Batch,
        Document,
        Options,
        check,
        diagnose,
        generate,
        init,
        kinds,
        load,
        overview,
        prepare,
        render,
        schema,
        write,
    )
    from ctg_docs.api.remise import Delivery, Remise, deliver, extract, sign_check, verify
    from ctg_docs.engine import Template
    from ctg_docs.errors import (
        ConversionError,
        CtgDocsError,
        DataError,
        ExitCode,
        MissingToolError,
        OutputError,
        TemplateError,
    )
    from ctg_docs.models import Ctg
    from ctg_docs.problems import Place, Problem, Severity

__version__ = "0.1.0"

_HOMES = {
    "ctg_docs.api": (
        "Batch Document Options check diagnose generate init kinds load overview prepare render schema write"
    ),
    "ctg_docs.api.remise": "Delivery Remise deliver extract sign_check verify",
    "ctg_docs.engine": "Template",
    "ctg_docs.errors": (
        "ConversionError CtgDocsError DataError ExitCode MissingToolError OutputError TemplateError"
    ),
    "ctg_docs.models": "Ctg",
    "ctg_docs.problems": "Place Problem Severity",
}
_LAZY = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Batch",
    "ConversionError",
    "Ctg",
    "CtgDocsError",
    "DataError",
    "Delivery",
    "Document",
    "ExitCode",
    "MissingToolError",
    "Options",
    "OutputError",
    "Place",
    "Problem",
    "Remise",
    "Severity",
    "Template",
    "TemplateError",
    "__version__",
    "check",
    "deliver",
    "diagnose",
    "extract",
    "generate",
    "init",
    "kinds",
    "load",
    "overview",
    "prepare",
    "render",
    "schema",
    "sign_check",
    "verify",
    "write",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that `import ctg_docs` stays light."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
