"""One writer at a time in a folder, which first clears what a writer that was killed left there."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ctg_docs.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows refuses by itself to replace a file that is open
    fcntl: Any = None  # type: ignore[no-redef] # absent there

__all__ = ["aside_of", "writing_alone"]

_ASIDE = re.compile(r"\.ctg-docs-[0-9a-f]{16}\.tmp")
_PATIENCE = 20.0
"""Seconds: writing the files of the largest dossier takes two."""


def aside_of(path: Path) -> Path:
    """Return a name beside a file, for what is being written; a later run knows it and clears it."""
    return path.with_name(f".ctg-docs-{secrets.token_hex(8)}.tmp")


@contextlib.contextmanager
def writing_alone(folder: Path) -> Iterator[None]:
    """Hold a folder while files are put there; wait for another command that does.

    Raises:
        OutputError: another command writes there and does not end.
    """
    held = _lock(folder)
    try:
        if held is not None:
            _clear(folder)
        yield
    finally:
        if held is not None:
            os.close(held)


def _lock(folder: Path) -> int | None:
    """Return the descriptor that holds the folder; None where the system knows no lock of folders."""
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(descriptor)
                raise OutputError(
                    f"Une autre commande écrit dans « {folder} » : attendez qu’elle ait fini."
                ) from None
            time.sleep(0.05)
        except OSError:  # a network disk without locks
            os.close(descriptor)
            return None
        else:
            return descriptor


def _clear(folder: Path) -> None:
    """Take away the plain files that a killed writer left under a name of ours: who holds the folder knows they are dead."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _ASIDE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
