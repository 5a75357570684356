"""Let LibreOffice open a file and save it again, as a user does, or work in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

__all__ = ["UNO_PYTHON", "fill_in_word", "has_uno", "needs_poppler", "resave", "run_macro", "work_in_word"]

_ATTEMPTS, _SECONDS = 3, 100
UNO_PYTHON = "/usr/bin/python3"
"""The interpreter of Debian, which has python3-uno; ours has not."""
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="the words of a PDF are read with poppler, which .ci installs"
)


def resave(source: Path, target: str, folder: Path) -> bytes:
    """Return the file as LibreOffice saves it.

    Args:
        source: the file to open.
        target: what `--convert-to` takes: `docx:MS Word 2007 XML`.
        folder: where to work.
    """
    for attempt in range(_ATTEMPTS):
        out = folder / f"saved-{attempt}"
        if _run(folder / f"profile-{attempt}", "--convert-to", target, "--outdir", str(out), str(source)):
            return (out / f"{source.stem}.{target.partition(':')[0]}").read_bytes()
    raise AssertionError(f"LibreOffice did not save {source.name} in {_ATTEMPTS} attempts")


def work_in_word(jobs: Sequence[tuple[Path, str, Path]], folder: Path) -> None:
    """Open each file in LibreOffice Writer, do what a command of its menus does, save it as .docx.

    Args:
        jobs: file to open, command (`.uno:AcceptAllTrackedChanges`, or none), file to write.
        folder: where to work.
    """
    calls = "\n".join(f'  Work "{a.as_uri()}", "{command}", "{b.as_uri()}"' for a, command, b in jobs)
    made = [target for _, _, target in jobs]
    run_macro(_MACRO.format(calls=calls), made, folder, seconds=_SECONDS + 10 * len(jobs))


def run_macro(text: str, made: Sequence[Path], folder: Path, *, seconds: int = _SECONDS) -> None:
    """Run the procedure `Main` of a Basic module in LibreOffice.

    Args:
        text: the module; it ends LibreOffice itself.
        made: the files that it writes.
        folder: where to work.
        seconds: how long it may take.
    """
    for attempt in range(_ATTEMPTS):
        profile = folder / f"profile-{attempt}"
        _teach(profile, text)
        done = _run(profile, "macro:///Standard.Travail.Main", seconds=seconds)
        if done and all(target.exists() for target in made):
            return
    raise AssertionError(f"LibreOffice did not do its work in {_ATTEMPTS} attempts")


def has_uno() -> bool:
    """True when LibreOffice can be driven from Python."""
    try:
        done = subprocess.run([UNO_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def fill_in_word(source: Path, values: Mapping[str, object], folder: Path) -> bytes:
    """Fill the fields of a form in LibreOffice Writer, through UNO, and return what it saves as .docx.

    Args:
        source: the form.
        values: what to write, by the name of the bookmark of each field: see `tests/echanges/libreoffice_fill.py`.
        folder: where to work.
    """
    script = Path(__file__).parent / "echanges" / "libreoffice_fill.py"
    for attempt in range(_ATTEMPTS):
        pipe, target = f"{folder.name}-{os.getpid()}-{attempt}", folder / f"filled-{attempt}.docx"
        command = [UNO_PYTHON, str(script), pipe, source.as_uri(), target.as_uri(), json.dumps(values)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as filler:
            arguments = ("--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;")
            answered = _run(folder / f"profile-{attempt}", *arguments)
            _, said = filler.communicate(timeout=_SECONDS)
        assert filler.returncode == 0 or not answered, said
        if answered and target.exists():
            return target.read_bytes()
    raise AssertionError(f"LibreOffice did not fill {source.name} in {_ATTEMPTS} attempts")


def _run(profile: Path, *arguments: str, seconds: int = _SECONDS) -> bool:
    """Run LibreOffice; False when it hangs.

    LibreOffice 7.4 may spin for ever when several start together: each attempt has its own profile and is killed whole.
    """
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def _teach(profile: Path, macro: str) -> None:
    """Write the macro into a profile, said to be set up already: else LibreOffice puts its own macros there."""
    for name, text in _PROFILE.items():
        path = profile / "user" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")
    module = profile / "user/basic/Standard/Travail.xba"
    module.write_text(_MODULE.format(escape(macro)), encoding="utf-8")


_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_PROFILE = {
    "registrymodifications.xcu": '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">'
    "<value>true</value></prop></item></oor:items>",
    "basic/script.xlc": f'<library:libraries {_LIBRARY} xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" '
    'xlink:type="simple" library:link="false"/></library:libraries>',
    "basic/Standard/script.xlb": f'<library:library {_LIBRARY} library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Travail"/></library:library>',
}
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Travail" script:language="StarBasic">{}</script:module>'
)
_MACRO = """
Sub Work(source As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command <> "" Then
    frame = document.CurrentController.Frame
    createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, Array())
  End If
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
Sub Main
{calls}
  StarDesktop.terminate()
End Sub
"""
