"""Standard output and error that print French everywhere: C locale, pipe, closed pipe."""

from __future__ import annotations

import io
import os
import sys

__all__ = ["close_quietly", "prepare_streams", "wants_colour"]


def prepare_streams() -> None:
    """Print UTF-8 whatever the locale says; what UTF-8 can't hold is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def wants_colour() -> bool | None:
    """Return False when the user refuses colours, else None: colours on a terminal only."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def close_quietly() -> None:
    """After the reader of a pipe left, let Python end without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
