"""docxtpl's own names and calls, our engine underneath: changing the import is the whole migration.

    from ctg_docs.docxtpl import DocxTemplate, InlineImage, RichText, Mm   # was: from docxtpl import …

The template is compiled once, in memory, for all objects made from the same file; what docxtpl takes without a word is
taken; what spoils a document there (`&` in a value, doubled identifiers, ill-formed XML) is right or refused here.
Needs docxtpl, whose objects are used as they are.
"""

from __future__ import annotations

from docx.shared import Cm, Emu, Inches, Length, Mm, Pt, RGBColor, Twips

from ctg_docs.docxtpl.template import DocxTemplate
from ctg_docs.engine.template.door import docxtpl_module

_docxtpl = docxtpl_module()
InlineImage = _docxtpl.InlineImage
Listing = _docxtpl.Listing
RichText, R = _docxtpl.RichText, _docxtpl.R
RichTextParagraph, RP = _docxtpl.RichTextParagraph, _docxtpl.RP
Subdoc = getattr(_docxtpl, "Subdoc", None)

__all__ = [
    "RP",
    "Cm",
    "DocxTemplate",
    "Emu",
    "Inches",
    "InlineImage",
    "Length",
    "Listing",
    "Mm",
    "Pt",
    "R",
    "RGBColor",
    "RichText",
    "RichTextParagraph",
    "Subdoc",
    "Twips",
]
