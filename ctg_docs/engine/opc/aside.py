"""What openpyxl writes aside before a workbook is made: each sheet, by lxml, in the temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from ctg_docs.errors import OutputError

__all__ = ["writing_sheets"]


@contextmanager
def writing_sheets() -> Iterator[None]:
    """Say that the temporary folder takes no more.

    Raises:
        OutputError: it is full, or files may not be so large there.
    """
    from lxml.etree import SerialisationError

    try:
        yield
    except SerialisationError as fault:
        raise OutputError(
            f"Le classeur ne peut pas être préparé dans « {tempfile.gettempdir()} » : ce répertoire temporaire est plein. "
            "Libérez-y de la place, ou donnez-en un autre par la variable TMPDIR."
        ) from fault
