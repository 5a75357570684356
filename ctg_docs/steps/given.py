"""What a caller gives: one name or several, one file or several. A lone text is never taken letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["Files", "Names", "file_list", "name_list"]

Names = str | Iterable[str]
"""One name or several."""
Files = str | Path | Iterable[str | Path]
"""One path or several."""
_LOCKS = ("~$", ".~lock.")


def name_list(given: Names) -> tuple[str, ...]:
    """Return the names given."""
    return (given,) if isinstance(given, str) else tuple(given)


def file_list(given: Files) -> tuple[Path, ...]:
    """Return the paths given; « ~$lettre.docx », which Word puts beside an open file, holds nothing of anybody."""
    paths = tuple(map(Path, (given,) if isinstance(given, str | Path) else given))
    return tuple(path for path in paths if not path.name.startswith(_LOCKS)) or paths
