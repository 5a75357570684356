"""Standard output and error that print French everywhere: C locale, pipe, closed pipe."""

from __future__ import annotations

import codecs
import io
import os
import sys

__all__ = ["close_quietly", "columns", "prepare_streams", "recover", "wants_colour"]

_COLUMNS = 80
_AS_TYPED = "ctg_docs.as_typed"


def _as_typed(error: UnicodeError) -> tuple[str | bytes, int]:
    """Give back the very bytes of a command line that a C locale could not read; escape the rest."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def prepare_streams() -> None:
    """Print UTF-8 whatever the locale says."""
    codecs.register_error(_AS_TYPED, _as_typed)
    for name in (
        "stdout",
        "stderr",
    ):  # closed by who started us: what is said there is lost, and nothing else
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=_AS_TYPED)


def recover(argument: str) -> str:
    """Return an argument of the command line as it was typed in UTF-8, whatever the locale made of it."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def columns() -> int:
    """Return the width of the terminal as `shutil` does, without the compressors that it loads."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    out = sys.__stdout__
    if out is None:
        return _COLUMNS
    try:
        return os.get_terminal_size(out.fileno()).columns or _COLUMNS
    except (AttributeError, ValueError, OSError):
        return _COLUMNS


def wants_colour() -> bool | None:
    """Return False when the user refuses colours, else None: colours on a terminal only."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def close_quietly() -> None:
    """After the reader of a pipe left, let Python end without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
