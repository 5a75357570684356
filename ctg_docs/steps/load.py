"""A dossier on disk, or its data, to a validated model. Knows files and models, no rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError
from ctg_docs.problems import Severity
from ctg_docs.steps.alone import settle

if TYPE_CHECKING:
    from ctg_docs.models import Ctg
    from ctg_docs.sources import Source

__all__ = ["load", "opened"]


def load(source: Source, *, files: Mapping[str, bytes] = MappingProxyType({})) -> Ctg:
    """Return the dossier of a folder or a file, or of data in memory.

    Args:
        source: where it is; or a mapping, or the text or bytes of YAML, JSON or TOML. A text is taken for the data when it
            has several lines or begins with « { ».
        files: with data in memory, the bytes of the pictures and attached files that they name.

    Raises:
        DataError: it can't be read; the error carries every problem with its place.
    """
    from ctg_docs.sources import diagnose as read
    from ctg_docs.sources.diagnose import is_data

    if not is_data(source):
        settle(Path(str(source)))
    outcome = read(source, files=files)
    errors = [p for p in outcome.problems if p.severity is Severity.ERROR]
    if outcome.ctg is None or errors:
        count = "1 problème" if len(errors) == 1 else f"{len(errors)} problèmes"
        named = (
            "Ces données ne peuvent pas être lues"
            if is_data(source)
            else f"Le dossier « {source!s} » ne peut pas être lu"
        )
        raise DataError(f"{named} : {count}.", errors)
    return outcome.ctg


def opened(source: Ctg | Source) -> Ctg:
    """Return a dossier that is given as it is, or as `load` takes it.

    Raises:
        DataError: it can't be read.
    """
    from ctg_docs.models import Ctg

    return source if isinstance(source, Ctg) else load(source)
