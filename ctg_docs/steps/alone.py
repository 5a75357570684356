"""One writer at a time in a folder, which first ends or clears what a writer that was killed left there.

Files are written beside those they replace; once all are whole, a list of them is written too (write-ahead log), then each
takes its name. Whoever finds the list knows that its files are whole, and gives them the names that they lack.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from ctg_docs.errors import OutputError
from ctg_docs.locks import LOCKS, take

__all__ = ["aside_of", "is_aside", "put_all", "settle", "writing_alone"]

_ASIDE = re.compile(r"\.ctg-docs-[0-9a-f]{16}\.tmp")
_LIST = b"ctg-docs/ecriture/1\n"
_LONGEST = 10_000_000
_PATIENCE = 20.0
"""Seconds: writing the files of the largest dossier takes two."""


def aside_of(path: Path) -> Path:
    """Return a name beside a file, for what is being written; a later run knows it and clears it."""
    return path.with_name(f".ctg-docs-{secrets.token_hex(8)}.tmp")


def is_aside(name: str) -> bool:
    """True for the name of what was being written beside."""
    return _ASIDE.fullmatch(name) is not None


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
    """Return the descriptor that holds the folder; None where the system knows no lock of folders.

    Windows knows none, and refuses by itself to replace a file that is open.
    """
    if not LOCKS:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            take(descriptor)
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


def put_all(waiting: Sequence[tuple[Path, Path]], folder: Path, gone: Sequence[Path] = ()) -> None:
    """Give their names to files written aside; a later run ends what a kill interrupts between two of them.

    Args:
        waiting: each file, whole, and its place.
        folder: the folder that is held; the places are in it.
        gone: files to take away then.
    """
    moves = [*((aside, path) for aside, path in waiting), *((None, path) for path in gone)]
    listed = aside_of(folder / "liste")
    try:
        if len(moves) > 1:
            listed.write_bytes(_LIST + json.dumps([_told(move, folder) for move in moves]).encode())
        for aside, path in moves:
            if aside is not None:
                aside.replace(path)
            else:
                path.unlink(missing_ok=True)
    finally:
        listed.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """End what a killed writer began in a folder, or wait for a living one, before its files are read."""
    with contextlib.suppress(OSError, ValueError):
        if any(map(_is_list, _left(folder))):
            with writing_alone(folder):
                pass


def _told(move: tuple[Path | None, Path], folder: Path) -> tuple[str | None, str, list[int]]:
    aside, path = move
    name = path.relative_to(folder).as_posix()
    return (aside.name if aside is not None else None), name, _stamp(path)


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_LIST)) == _LIST


def _stamp(path: Path) -> list[int]:
    """Return what tells that a file was not touched since; empty when it is absent."""
    try:
        found = path.lstat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _left(folder: Path) -> list[Path]:
    """Return the plain files that have a name of ours."""
    with os.scandir(folder) as entries:
        return [Path(e.path) for e in entries if is_aside(e.name) and e.is_file(follow_symlinks=False)]


def _clear(folder: Path) -> None:
    """End, then take away, what a killed writer left under names of ours: who holds the folder knows it is dead."""
    with contextlib.suppress(OSError):
        left = _left(folder)
        for path in left:
            with contextlib.suppress(OSError, ValueError, TypeError):
                _end(path, folder)
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _end(listed: Path, folder: Path) -> None:
    """Put the files of a list that were not put yet, unless somebody changed since what they would replace."""
    if not _is_list(listed):
        return
    with listed.open("rb") as file:
        moves = json.loads(file.read(_LONGEST)[len(_LIST) :])
    for aside, name, stamp in moves:
        path = folder / name
        if (
            not path.resolve().is_relative_to(folder.resolve())
            or path.name.startswith(".")
            or _stamp(path) != stamp
        ):
            continue
        if aside is None:
            path.unlink(missing_ok=True)
        elif is_aside(aside) and (held := path.with_name(aside)).is_file() and not held.is_symlink():
            held.replace(path)
