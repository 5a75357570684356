"""The error tree and its exit codes. Knows no printing, no domain, no file format."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.problems import Problem

__all__ = [
    "ConversionError",
    "CtgDocsError",
    "DataError",
    "ExitCode",
    "MissingToolError",
    "OutputError",
    "TemplateError",
]


class ExitCode(IntEnum):
    """What the command line answers to the shell. 2 is click's own usage error; 1 is a bug of ours.

    8 is no error of its own: an import that goes on, with something of its files left out.
    """

    OK = 0
    BUG = 1
    USAGE = 2
    DATA = 3
    TEMPLATE = 4
    OUTPUT = 5
    MISSING_TOOL = 6
    CONVERSION = 7
    PARTIAL = 8


_NOTED = 10
"""Problems shown at the end of a traceback."""


class CtgDocsError(Exception):
    """Base of every error that a user can mend. Its text is a French sentence shown as it is.

    Attributes:
        problems: every problem found in one pass, so that a person mends the file once, not ten times.
        exit_code: the code the command line answers with.
    """

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems: tuple[Problem, ...] = tuple(problems)
        for problem in self.problems[:_NOTED]:  # a traceback that nobody caught shows them
            self.add_note(str(problem))
        if self.problems[_NOTED:]:
            self.add_note(f"… et {len(self.problems) - _NOTED} de plus, dans `problems`.")

    def __reduce__(self) -> tuple[type[CtgDocsError], tuple[str, tuple[Problem, ...]]]:
        return type(self), (self.message, self.problems)


class DataError(CtgDocsError):
    """The dossier can't be read, or a final document was asked while something is missing."""

    exit_code = ExitCode.DATA


class TemplateError(CtgDocsError):
    """A Word template is not readable, not well formed, or asks for something its context has not."""

    exit_code = ExitCode.TEMPLATE


class OutputError(CtgDocsError):
    """A file can't be written: it exists and nobody asked to replace it, or the folder refuses."""

    exit_code = ExitCode.OUTPUT


class MissingToolError(CtgDocsError):
    """An outside program or an optional package is needed and absent; the text says how to install it."""

    exit_code = ExitCode.MISSING_TOOL


class ConversionError(CtgDocsError):
    """An outside program ran and did not give what it should; what existed before is kept."""

    exit_code = ExitCode.CONVERSION
