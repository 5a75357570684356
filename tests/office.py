"""Let LibreOffice open a file and save it again, as a user does."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

__all__ = ["resave"]

_ATTEMPTS, _SECONDS = 3, 100


def resave(source: Path, target: str, folder: Path) -> bytes:
    """Return the file as LibreOffice saves it.

    LibreOffice 7.4 may spin for ever when several start together: each attempt has its own profile and is
    killed whole.

    Args:
        source: the file to open.
        target: what `--convert-to` takes: `docx:MS Word 2007 XML`.
        folder: where to work.
    """
    for attempt in range(_ATTEMPTS):
        out = folder / f"saved-{attempt}"
        profile = f"-env:UserInstallation={(folder / f'profile-{attempt}').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            continue
        return (out / f"{source.stem}.{target.partition(':')[0]}").read_bytes()
    raise AssertionError(f"LibreOffice did not save {source.name} in {_ATTEMPTS} attempts")
