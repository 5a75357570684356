"""The door to docxtpl. Imported late: it brings python-docx and lxml."""

from __future__ import annotations

from typing import Any

__all__ = ["docxtpl_module"]

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def docxtpl_module() -> Any:
    """Import docxtpl and undo what docxcompose does to python-docx on the way.

    docxtpl imports docxcompose when it is installed, which points python-docx's `cp` prefix to the custom
    properties for the whole process: every core.xml written after is wrong (docxtpl #471, docxcompose #101).
    """
    import docx.oxml.ns
    import docxtpl

    docx.oxml.ns.nsmap["cp"] = _CP
    return docxtpl
