"""Generate the official paperwork of a French Convention territoriale globale from one validated dossier.

>>> import ctg_docs
>>> ctg = ctg_docs.load("examples/mellois-en-poitou")  # doctest: +SKIP
>>> ctg_docs.generate(ctg, ["convention"], out="sortie")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ctg_docs.version import __version__

if TYPE_CHECKING:
    from ctg_docs.documents.options import Options
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
    from ctg_docs.lots.lot import Avancement, Lot, batch
    from ctg_docs.lots.suivi import Suivi, Urgence, suivi
    from ctg_docs.lots.tableau_suivi import suivi_data, suivi_word, write_suivi_book
    from ctg_docs.lots.tache import Bilan, Fichier
    from ctg_docs.models import Ctg
    from ctg_docs.problems import Place, Problem, Severity
    from ctg_docs.signature.donnees import extract
    from ctg_docs.steps.batch import kinds, overview, prepare, render
    from ctg_docs.steps.check import check, diagnose
    from ctg_docs.steps.deliver import deliver, generate, sign_check, verify
    from ctg_docs.steps.extensions import extensions
    from ctg_docs.steps.load import load
    from ctg_docs.steps.start import init, schema
    from ctg_docs.steps.types import Batch, Delivery, Document
    from ctg_docs.steps.write import write

_HOMES = {
    "ctg_docs.documents.options": "Options",
    "ctg_docs.engine": "Template",
    "ctg_docs.errors": "ConversionError CtgDocsError DataError ExitCode MissingToolError OutputError TemplateError",
    "ctg_docs.lots.lot": "Avancement Lot batch",
    "ctg_docs.lots.suivi": "Suivi Urgence suivi",
    "ctg_docs.lots.tableau_suivi": "suivi_data suivi_word write_suivi_book",
    "ctg_docs.lots.tache": "Bilan Fichier",
    "ctg_docs.models": "Ctg",
    "ctg_docs.problems": "Place Problem Severity",
    "ctg_docs.signature.donnees": "extract",
    "ctg_docs.steps.batch": "kinds overview prepare render",
    "ctg_docs.steps.check": "check diagnose",
    "ctg_docs.steps.deliver": "deliver generate sign_check verify",
    "ctg_docs.steps.extensions": "extensions",
    "ctg_docs.steps.load": "load",
    "ctg_docs.steps.start": "init schema",
    "ctg_docs.steps.types": "Batch Delivery Document",
    "ctg_docs.steps.write": "write",
}
_LAZY = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Avancement",
    "Batch",
    "Bilan",
    "ConversionError",
    "Ctg",
    "CtgDocsError",
    "DataError",
    "Delivery",
    "Document",
    "ExitCode",
    "Fichier",
    "Lot",
    "MissingToolError",
    "Options",
    "OutputError",
    "Place",
    "Problem",
    "Severity",
    "Suivi",
    "Template",
    "TemplateError",
    "Urgence",
    "__version__",
    "batch",
    "check",
    "deliver",
    "diagnose",
    "extensions",
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
    "suivi",
    "suivi_data",
    "suivi_word",
    "verify",
    "write",
    "write_suivi_book",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a public name when it is first asked for, so that `import ctg_docs` stays light."""
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
