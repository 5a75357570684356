"""Folders for what lasts as long as a run: private, taken away at its end, cleared by the next one when it was killed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ctg_docs.errors import OutputError
from ctg_docs.locks import LOCKS, take

__all__ = ["workplace"]

_PREFIX, _LOCK, _INSIDE = "ctg-docs-", ".verrou", "ici"
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TOLD_FULL = re.compile("|".join(rf"Errno {number}\b" for number in sorted(_FULL)))


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """Give an empty folder to work in, readable by its owner only.

    It is held by a lock that the system gives back whatever ends this process: a folder that is not held belongs to nobody.

    Raises:
        OutputError: the system has no place for temporary files.
    """
    try:
        root = Path(tempfile.gettempdir())
        _clear(root)
        place, held = _take(root)
    except OSError as fault:
        raise _no_place(os.strerror(fault.errno) if fault.errno else "aucun dossier où écrire") from fault
    try:
        (place / _INSIDE).mkdir()
        yield place / _INSIDE
    except OSError as fault:  # of a copy of several files, only the text of the error tells
        if fault.errno in _FULL or (isinstance(fault, shutil.Error) and _TOLD_FULL.search(str(fault))):
            raise _no_place("plus de place") from fault
        raise
    finally:
        _take_away(place)
        if held is not None:
            os.close(held)


def _no_place(reason: str) -> OutputError:
    return OutputError(
        f"Aucun fichier temporaire ne peut être écrit ({reason}). Libérez de la place ou indiquez par la variable "
        "TMPDIR un dossier où écrire."
    )


def _take(root: Path) -> tuple[Path, int | None]:
    """Make a folder and hold it; None where the disk knows no locks, and where nobody clears for want of them.

    Another run that clears may find the lock before it is held: it then has it, or it already took the folder away.
    """
    while True:
        place = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
        held, busy = _hold(place / _LOCK, os.O_CREAT | os.O_RDWR)
        if not busy and (held is None or (place / _LOCK).exists()):
            return place, held
        if held is not None:
            os.close(held)


def _hold(lock: Path, flags: int) -> tuple[int | None, bool]:
    """Return the descriptor of a lock that is ours now, None when it can't be had; True when another run has it."""
    if not LOCKS:
        return None, False
    descriptor = -1
    try:
        descriptor = os.open(lock, flags | os.O_NOFOLLOW, 0o600)
        take(descriptor)
    except OSError as fault:
        if descriptor >= 0:
            os.close(descriptor)
        return None, isinstance(fault, BlockingIOError | FileNotFoundError)
    return descriptor, False


def _clear(root: Path) -> None:
    """Take away the folders of ours that nobody holds any more."""
    if not LOCKS:
        return
    with contextlib.suppress(OSError), os.scandir(root) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    _clear_one(Path(entry.path))


def _clear_one(place: Path) -> None:
    held, _ = _hold(place / _LOCK, os.O_RDWR) if place.lstat().st_uid == os.getuid() else (None, False)
    if held is not None:
        _take_away(place)
        os.close(held)
    else:  # without a lock, another run is just making it, or was killed as it took it away: that one is empty
        place.rmdir()


def _take_away(place: Path) -> None:
    """Take a folder away, its lock last: a kill in between leaves what the next run knows."""
    shutil.rmtree(place / _INSIDE, ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)
