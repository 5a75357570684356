"""A file or a folder held by one process: the system gives it back whatever ends that process (advisory lock, `flock`)."""

from __future__ import annotations

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment] # absent there

__all__ = ["LOCKS", "take"]

LOCKS = fcntl is not None
"""True where a lock tells whether the process that holds it lives; Windows only keeps others from the file."""


def take(descriptor: int) -> None:
    """Hold what a descriptor opened until it is closed.

    Raises:
        BlockingIOError: another process holds it.
        OSError: the disk knows no locks (some network disks).
    """
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
