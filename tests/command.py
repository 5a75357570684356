"""`ctg-docs` run in the process of the tests: what a process of its own would add is a second of start.

Processes stand where they are the point: streams and their encoding, signals, what is loaded, what is left behind.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ctg_docs.cli import main

__all__ = ["run"]

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    together: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Return what a command answers and prints, without a terminal.

    Args:
        *arguments: its words.
        cwd: where it runs.
        env: all its variables; those of the tests by default.
        together: True to find its errors among what it prints, as on a screen.
    """
    words = [str(argument) for argument in arguments]
    printed, told = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(printed, encoding="ascii")
    err = out if together else io.TextIOWrapper(told, encoding="ascii")
    streams: dict[str, Any] = {"stdout": out, "stderr": err, "stdin": io.TextIOWrapper(io.BytesIO())}
    variables = {"COLUMNS": "80", **(os.environ if env is None else env)}
    with (
        _as_it_was(),
        contextlib.chdir(cwd or Path.cwd()),
        patch.dict(os.environ, variables, clear=True),
        patch.multiple(sys, argv=["ctg-docs", *words], **streams),
    ):
        code = _code_of(words)
        out.flush()
        err.flush()
    return subprocess.CompletedProcess(words, code, printed.getvalue().decode(), told.getvalue().decode())


def _code_of(words: list[str]) -> int:
    try:
        main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    raise AssertionError("a command leaves with its exit code")


@contextlib.contextmanager
def _as_it_was() -> Iterator[None]:
    """Undo what a command sets for a process that ends with it."""
    handlers, often = {name: signal.getsignal(name) for name in _SIGNALS}, gc.get_threshold()
    try:
        yield
    finally:
        gc.set_threshold(*often)
        for name, handler in handlers.items():
            signal.signal(name, handler)
