"""Find the office program that converts Word files. Knows where systems install it; runs nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from ctg_docs.errors import MissingToolError

__all__ = ["INSTALL", "VARIABLE", "candidates", "find_office"]

VARIABLE = "CTG_DOCS_SOFFICE"
"""Environment variable that names the program when it lies in an unusual place."""

INSTALL = {
    "linux": "sudo apt install libreoffice-writer-nogui libreoffice-impress-nogui fonts-crosextra-carlito",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_NAMES = ("soffice", "libreoffice", "soffice.com")


def candidates(platform: str, environ: Mapping[str, str]) -> Iterator[PurePath]:
    """Yield the places where installers put the program, best first.

    Args:
        platform: as `sys.platform`.
        environ: the environment, for the folders that Windows lets users move.
    """
    if platform == "win32":
        for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
            if environ.get(name):
                base = PureWindowsPath(environ[name])
                yield base / "LibreOffice" / "program" / "soffice.com"
                yield base / "Programs" / "LibreOffice" / "program" / "soffice.com"
    elif platform == "darwin":
        inside = PurePosixPath("LibreOffice.app/Contents/MacOS/soffice")
        yield PurePosixPath("/Applications") / inside
        yield PurePosixPath(environ.get("HOME", "/")) / "Applications" / inside
        yield PurePosixPath("/opt/homebrew/bin/soffice")
    else:
        for place in (
            "/usr/bin",
            "/usr/lib/libreoffice/program",
            "/usr/lib64/libreoffice/program",
            "/snap/bin",
        ):
            yield PurePosixPath(place) / "soffice"
        yield PurePosixPath("/snap/bin/libreoffice")


def find_office(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Return the path of the program: the one named by `CTG_DOCS_SOFFICE`, on the PATH, or where it is installed.

    Raises:
        MissingToolError: it is nowhere; the text gives the command that installs it.
    """
    env = os.environ if environ is None else environ
    command = INSTALL.get(platform, INSTALL["linux"])
    named = env.get(VARIABLE)
    if named:
        if Path(named).is_file():
            return Path(named)
        raise MissingToolError(
            f"{VARIABLE} désigne « {named} », qui n’existe pas : corrigez ce chemin, ou installez LibreOffice ({command})."
        )
    for name in _NAMES:
        found = shutil.which(name, path=env.get("PATH", ""))
        if found:
            return Path(found)
    for place in (Path(p) for p in candidates(platform, env)):
        if place.is_file():
            return place
    for place in sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True):
        return place
    raise MissingToolError(
        f"LibreOffice est introuvable : il faut l’installer pour produire des PDF ({command}), "
        f"ou indiquer son chemin dans {VARIABLE}. Les documents Word, eux, n’en ont pas besoin."
    )
