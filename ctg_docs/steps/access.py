"""Accessibility of Word files: ours when they are final, any other on request. Prints nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from ctg_docs.engine.a11y import check_accessibility
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.limits import check_package, open_zip, read_received, receiving
from ctg_docs.problems import Problem
from ctg_docs.steps.given import Files, file_list
from ctg_docs.steps.types import Document

__all__ = ["check_access", "refuse_inaccessible"]


def check_access(paths: Files) -> list[Problem]:
    """Return what keeps Word files from being read by everybody, screen readers included.

    Raises:
        DataError: a file can't be read.
        TemplateError: a file is not a Word document.
    """
    problems: list[Problem] = []
    for path in file_list(paths):
        data = read_received(path)
        try:
            with receiving(path):
                _check_size(data)
                problems += check_accessibility(data, str(path))
        except TemplateError as fault:
            raise TemplateError(f"« {path} » : {fault}", fault.problems) from fault
    return problems


def _check_size(data: bytes) -> None:
    """Refuse more XML than a document of people has, before it is built; what is no package is told by its reader."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with open_zip(data) as package:
            check_package(
                package,
                [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")],
            )


def refuse_inaccessible(documents: Sequence[Document]) -> None:
    """Refuse final documents that not everybody could read.

    Raises:
        DataError: every finding of the documents concerned, with its place.
    """
    found = [
        problem
        for document in documents
        if document.name.endswith(".docx")
        for problem in check_accessibility(document.data, document.name)
    ]
    if any(problem.blocking for problem in found):
        raise DataError("La version définitive ne serait pas lisible par tous.", found)
