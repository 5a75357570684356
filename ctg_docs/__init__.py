"""Generate the official paperwork of a French Convention territoriale globale from one validated dossier.

>>> import ctg_docs
>>> ctg = ctg_docs.load("examples/mellois-en-poitou")  # doctest: +SKIP
>>> ctg_docs.generate(ctg, ["convention"], out="sortie")  # doctest: +SKIP

Each name below has its own help: `help(ctg_docs.load)`.

Read, check    load  diagnose  check  overview  schema  init  write_new  to_data  codes  explain
               extensions
Documents      kinds  render  prepare  generate  deliver  write
Sign, keep     verify  sign_check  extract  check_access  deposit
Compare        diff  redlines  avenant  open_state
Excel, forms   export_workbook  prepare_import  prepare_figures  apply_import  write_forms  read_words
Other tools    export_json  write_json  export_registers  write_registers  export_scdl  export_calendar
Templates      Template  fill  check_fill  new_template  export_templates  check_template  annotate_template
               template_fields  write_fields  guess_kind  template_coverage
Many dossiers  batch  suivi  suivi_data  suivi_word  write_suivi_book

What they take and return: Ctg (all models are in `ctg_docs.models`), Options and Choices, Kind, Situation, PdfOptions,
Document, Batch, Delivery, Applicability, Progress, Diagnostic, Problem, Place, Severity, Publication, Difference, Change,
Depot, Draft, Envoi, Import, Lecture, Coverage, TemplateField, SignReport, Extension, Code, Lot, Avancement, Suivi, Urgence.

What they raise: CtgDocsError and below it DataError, TemplateError, OutputError, MissingToolError, ConversionError,
UnknownKindError, UnknownCodeError; each carries its `problems` and its `exit_code`. Inapplicable: a kind that the dossier has nothing for.

To add a document kind, a check, a filter or templates from another package: `import ctg_docs.extension`, then `help(ctg_docs.extension)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ctg_docs.version import __version__ as __version__

if TYPE_CHECKING:
    from ctg_docs.documents import UnknownKindError as UnknownKindError
    from ctg_docs.documents.envoi import Envoi as Envoi
    from ctg_docs.documents.kind import Inapplicable as Inapplicable
    from ctg_docs.documents.kind import Kind as Kind
    from ctg_docs.documents.kind import Situation as Situation
    from ctg_docs.documents.options import Choices as Choices
    from ctg_docs.documents.options import Options as Options
    from ctg_docs.echanges.comparaison import Change as Change
    from ctg_docs.echanges.comparaison import Draft as Draft
    from ctg_docs.engine import Template as Template
    from ctg_docs.engine import TemplateField as TemplateField
    from ctg_docs.engine.pdf.making import PdfOptions as PdfOptions
    from ctg_docs.engine.pdf.signatures import SignReport as SignReport
    from ctg_docs.entry_points import Extension as Extension
    from ctg_docs.errors import ConversionError as ConversionError
    from ctg_docs.errors import CtgDocsError as CtgDocsError
    from ctg_docs.errors import DataError as DataError
    from ctg_docs.errors import ExitCode as ExitCode
    from ctg_docs.errors import MissingToolError as MissingToolError
    from ctg_docs.errors import OutputError as OutputError
    from ctg_docs.errors import TemplateError as TemplateError
    from ctg_docs.formulaires import Lecture as Lecture
    from ctg_docs.lots.lot import Avancement as Avancement
    from ctg_docs.lots.lot import Lot as Lot
    from ctg_docs.lots.lot import batch as batch
    from ctg_docs.lots.situation import Suivi as Suivi
    from ctg_docs.lots.situation import Urgence as Urgence
    from ctg_docs.lots.suivi import suivi as suivi
    from ctg_docs.lots.tableau_suivi import suivi_data as suivi_data
    from ctg_docs.lots.tableau_suivi import suivi_word as suivi_word
    from ctg_docs.lots.tableau_suivi import write_suivi_book as write_suivi_book
    from ctg_docs.models import Ctg as Ctg
    from ctg_docs.problems import Place as Place
    from ctg_docs.problems import Problem as Problem
    from ctg_docs.problems import Severity as Severity
    from ctg_docs.problems import to_data as to_data
    from ctg_docs.signature.depot import Depot as Depot
    from ctg_docs.signature.publication import Publication as Publication
    from ctg_docs.sources import Diagnostic as Diagnostic
    from ctg_docs.steps.access import check_access as check_access
    from ctg_docs.steps.batch import kinds as kinds
    from ctg_docs.steps.batch import overview as overview
    from ctg_docs.steps.batch import prepare as prepare
    from ctg_docs.steps.batch import render as render
    from ctg_docs.steps.check import check as check
    from ctg_docs.steps.check import diagnose as diagnose
    from ctg_docs.steps.codes import Code as Code
    from ctg_docs.steps.codes import UnknownCodeError as UnknownCodeError
    from ctg_docs.steps.codes import codes as codes
    from ctg_docs.steps.codes import explain as explain
    from ctg_docs.steps.compare import Difference as Difference
    from ctg_docs.steps.compare import avenant as avenant
    from ctg_docs.steps.compare import diff as diff
    from ctg_docs.steps.compare import open_state as open_state
    from ctg_docs.steps.compare import redlines as redlines
    from ctg_docs.steps.deliver import deliver as deliver
    from ctg_docs.steps.deliver import extract as extract
    from ctg_docs.steps.deliver import generate as generate
    from ctg_docs.steps.deliver import sign_check as sign_check
    from ctg_docs.steps.deliver import verify as verify
    from ctg_docs.steps.deposit import deposit as deposit
    from ctg_docs.steps.exports import export_calendar as export_calendar
    from ctg_docs.steps.exports import export_json as export_json
    from ctg_docs.steps.exports import export_registers as export_registers
    from ctg_docs.steps.exports import export_scdl as export_scdl
    from ctg_docs.steps.exports import write_json as write_json
    from ctg_docs.steps.exports import write_registers as write_registers
    from ctg_docs.steps.extensions import extensions as extensions
    from ctg_docs.steps.fill import check_fill as check_fill
    from ctg_docs.steps.fill import fill as fill
    from ctg_docs.steps.forms import read_words as read_words
    from ctg_docs.steps.forms import write_forms as write_forms
    from ctg_docs.steps.imports import Import as Import
    from ctg_docs.steps.imports import apply_import as apply_import
    from ctg_docs.steps.imports import export_workbook as export_workbook
    from ctg_docs.steps.imports import prepare_figures as prepare_figures
    from ctg_docs.steps.imports import prepare_import as prepare_import
    from ctg_docs.steps.imports import write_new as write_new
    from ctg_docs.steps.load import load as load
    from ctg_docs.steps.new_template import new_template as new_template
    from ctg_docs.steps.start import init as init
    from ctg_docs.steps.start import schema as schema
    from ctg_docs.steps.templates import Coverage as Coverage
    from ctg_docs.steps.templates import annotate_template as annotate_template
    from ctg_docs.steps.templates import check_template as check_template
    from ctg_docs.steps.templates import export_templates as export_templates
    from ctg_docs.steps.templates import guess_kind as guess_kind
    from ctg_docs.steps.templates import template_coverage as template_coverage
    from ctg_docs.steps.templates import template_fields as template_fields
    from ctg_docs.steps.templates import write_fields as write_fields
    from ctg_docs.steps.types import Applicability as Applicability
    from ctg_docs.steps.types import Batch as Batch
    from ctg_docs.steps.types import Delivery as Delivery
    from ctg_docs.steps.types import Document as Document
    from ctg_docs.steps.types import Progress as Progress
    from ctg_docs.steps.write import write as write

_HOMES = {
    "ctg_docs.documents": "UnknownKindError",
    "ctg_docs.documents.envoi": "Envoi",
    "ctg_docs.documents.kind": "Inapplicable Kind Situation",
    "ctg_docs.documents.options": "Choices Options",
    "ctg_docs.echanges.comparaison": "Change Draft",
    "ctg_docs.engine": "Template TemplateField",
    "ctg_docs.engine.pdf.making": "PdfOptions",
    "ctg_docs.engine.pdf.signatures": "SignReport",
    "ctg_docs.entry_points": "Extension",
    "ctg_docs.errors": "ConversionError CtgDocsError DataError ExitCode MissingToolError OutputError TemplateError",
    "ctg_docs.formulaires": "Lecture",
    "ctg_docs.lots.lot": "Avancement Lot batch",
    "ctg_docs.lots.situation": "Suivi Urgence",
    "ctg_docs.lots.suivi": "suivi",
    "ctg_docs.lots.tableau_suivi": "suivi_data suivi_word write_suivi_book",
    "ctg_docs.models": "Ctg",
    "ctg_docs.problems": "Place Problem Severity to_data",
    "ctg_docs.signature.depot": "Depot",
    "ctg_docs.signature.publication": "Publication",
    "ctg_docs.sources": "Diagnostic",
    "ctg_docs.steps.access": "check_access",
    "ctg_docs.steps.batch": "kinds overview prepare render",
    "ctg_docs.steps.check": "check diagnose",
    "ctg_docs.steps.codes": "Code UnknownCodeError codes explain",
    "ctg_docs.steps.compare": "Difference avenant diff open_state redlines",
    "ctg_docs.steps.deliver": "deliver extract generate sign_check verify",
    "ctg_docs.steps.deposit": "deposit",
    "ctg_docs.steps.exports": "export_calendar export_json export_registers export_scdl write_json write_registers",
    "ctg_docs.steps.extensions": "extensions",
    "ctg_docs.steps.fill": "check_fill fill",
    "ctg_docs.steps.forms": "read_words write_forms",
    "ctg_docs.steps.imports": "Import apply_import export_workbook prepare_figures prepare_import write_new",
    "ctg_docs.steps.load": "load",
    "ctg_docs.steps.new_template": "new_template",
    "ctg_docs.steps.start": "init schema",
    "ctg_docs.steps.templates": "Coverage annotate_template check_template export_templates guess_kind template_coverage template_fields write_fields",
    "ctg_docs.steps.types": "Applicability Batch Delivery Document Progress",
    "ctg_docs.steps.write": "write",
}
_LAZY = {name: home for home, names in _HOMES.items() for name in names.split()}

if not TYPE_CHECKING:  # a wrong name stays an error for type checkers

    def __getattr__(name: str) -> object:
        """Load a public name when it is first asked for, so that `import ctg_docs` stays light."""
        if name in _LAZY:
            return getattr(import_module(_LAZY[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(["__version__", *_LAZY])
