"""A program at work for us, in a group of its own, that ends when we do: asked, interrupted or killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

__all__ = ["Program", "Pulse"]

_NOT_STARTED = (126, 127)
_STILL, _LISTEN = 20.0, 2.0
"""Seconds without any work after which a program hangs, and between two looks: on a loaded machine each still gets its turn."""
_LIFE_LINE = """exec 3<&0
"$@" </dev/null 3<&- & made=$!
{ read -r _; kill -9 0; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait $made"""
"""A shell, first of its group, starts the program, and a reader of a pipe that only we hold: whatever ends us closes it."""


class Program:
    """A program that was started; `end` is due, whatever happens."""

    def __init__(self, command: Sequence[str], folder: Path, log: IO[bytes]) -> None:
        """Start it.

        Args:
            command: the program and its arguments.
            folder: where it works.
            log: what takes all that it says.

        Raises:
            OSError: it can't be started.
        """
        posix = sys.platform != "win32"
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _LIFE_LINE, "sh", *command] if posix else command,
            cwd=folder,
            stdin=subprocess.PIPE if posix else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"},
            start_new_session=posix,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def is_over(self, seconds: float) -> bool:
        """Wait a moment for its end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll() is not None

    @property
    def code(self) -> int | None:
        """How it ended."""
        return self.process.returncode

    @property
    def never_started(self) -> bool:
        """True when its file can't be run."""
        return sys.platform != "win32" and self.code in _NOT_STARTED

    def end(self) -> None:
        """End it with the children it started, whatever their state."""
        if sys.platform == "win32":
            if self.process.poll() is None:
                subprocess.run(
                    ["taskkill", "/F", "/T", "/PID", str(self.process.pid)], capture_output=True, check=False
                )
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


class Pulse:
    """Tells when a program has done no work for so long that it hangs; never, where the system does not say."""

    def __init__(self, program: Program) -> None:
        self._group = program.process.pid
        self._work, self._since, self._next = -1, time.monotonic(), time.monotonic() + _LISTEN

    def is_gone(self) -> bool:
        """True when its processes used no time of the machine for a while."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _LISTEN
            work = _work_of(self._group)
            if work != self._work or work < 0:
                self._work, self._since = work, now
        return now - self._since > _STILL


def _work_of(group: int) -> int:
    """Return the ticks used by all processes of a group and their ended children; -1 when the system does not tell."""
    total = -1
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_bytes().rpartition(b")")[2].split()
        except OSError:
            continue
        if int(words[2]) == group:
            total = max(total, 0) + sum(map(int, words[11:15]))
    return total
