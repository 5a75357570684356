"""Converters that die with us, hang or lie; the folder they work in."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
import pytest

from ctg_docs.engine.opc.parts import replace_parts
from ctg_docs.engine.pdf import process
from ctg_docs.engine.pdf.converter import convert, convert_many
from ctg_docs.engine.pdf.making import PdfOptions, number_pages
from ctg_docs.errors import ConversionError, OutputError
from ctg_docs.workplace import workplace
from tests.engine.pdf.test_converter import office_of, posix
from tests.engine.pdf.word import docx, par

_CONVERT = "import sys; from pathlib import Path; from ctg_docs.engine.pdf.converter import convert; convert(b'x', program=Path(sys.argv[1]))"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)


def titled(title: str) -> bytes:
    return replace_parts(docx(par("Bonjour")), {"docProps/core.xml": _CORE.format(title).encode()})


def pdf_of(title: str) -> bytes:
    with pikepdf.new() as pdf, io.BytesIO() as file:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = title
        pdf.save(file)
        return file.getvalue()


@posix
def test_a_killed_run_takes_its_converter_along_and_the_next_clears_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, room = tmp_path / "alive", tmp_path / "tmp"
    room.mkdir()
    office = office_of(tmp_path, f"(while true; do touch {mark}; sleep 0.05; done) & sleep 600\n")
    run = subprocess.Popen(
        [sys.executable, "-c", _CONVERT, str(office)], env={**os.environ, "TMPDIR": str(room)}
    )
    until = time.monotonic() + 30
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    time.sleep(0.5)
    mark.unlink()
    time.sleep(0.4)
    assert not mark.exists()
    assert [p.name[:9] for p in room.iterdir()] == ["ctg-docs-"]
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    with workplace() as first, workplace() as second:
        assert {p.name for p in room.iterdir()} == {first.parent.name, second.parent.name}
        assert first.parent.stat().st_mode & 0o77 == 0
    assert list(room.iterdir()) == []


@posix
@pytest.mark.parametrize("done", [False, True])
def test_a_folder_that_another_run_clears_before_it_is_held_is_made_again(
    done: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    lock = fcntl.flock
    others: list[int] = []

    def late(descriptor: int, operation: int) -> None:
        """Take the lock as another run would, between the making of the file and its lock."""
        if not others:
            [place] = tmp_path.iterdir()
            others.append(os.open(place / ".verrou", os.O_RDWR))
            lock(others[0], operation)
            shutil.rmtree(place)
            if done:
                os.close(others[0])
        lock(descriptor, operation)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(fcntl, "flock", late)
    with workplace() as place:
        assert place.is_dir()
        assert others
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_folder_that_a_kill_left_half_taken_away_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for held in (
        (".verrou", "ici"),
        (".verrou",),
        (),
    ):  # as it is taken away: what it holds, its lock, itself
        place = Path(tempfile.mkdtemp(prefix="ctg-docs-"))
        for name in held:
            (place / name).mkdir() if name == "ici" else (place / name).touch()
        with workplace():
            pass
        assert list(tmp_path.iterdir()) == []


@posix
def test_what_is_not_a_forsaken_folder_of_ours_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "ctg-docs-bare").mkdir()
    (tmp_path / "ctg-docs-file").write_text("x")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / ".verrou").touch()
    (tmp_path / "ctg-docs-link").symlink_to(elsewhere)
    trap = tmp_path / "ctg-docs-trap"
    trap.mkdir()
    (trap / ".verrou").symlink_to(elsewhere / ".verrou")
    before = sorted(tmp_path.rglob("*"))
    with workplace():
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_no_temporary_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with pytest.raises(OutputError, match="TMPDIR"), workplace():
        pass
    with pytest.raises(ConversionError, match="TMPDIR"):
        convert(b"x", program=Path("/bin/true"))


@posix
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the work of a program is read in /proc")
def test_a_converter_that_does_nothing_is_not_awaited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_STILL", 1.0)
    monkeypatch.setattr(process, "_LISTEN", 0.2)
    starts = tmp_path / "starts"
    office = office_of(tmp_path, f"echo x >> {starts}; exec sleep 600\n")
    documents = {str(n): titled(str(n)) for n in range(20)}
    before = time.monotonic()
    done = number_pages(documents, options=PdfOptions(workers=1, program=office))
    assert time.monotonic() - before < 15
    assert all("à temps" in str(found.error) for found in done.values())
    assert len(starts.read_text().split()) == 1


@posix
def test_the_pdf_of_another_document_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "autre.pdf").write_bytes(pdf_of("Convention du voisin"))
    office = office_of(tmp_path, f"for f in $FILES; do cp {tmp_path}/autre.pdf pdf/${{f%.docx}}.pdf; done\n")
    asked = {
        "nôtre": titled("Notre convention"),
        "voisin": titled("Convention  du voisin"),
        "muet": docx(par("x")),
    }
    found = convert_many(asked, workers=1, program=office)
    assert [name for name, result in found.items() if result.error] == ["nôtre"]
    assert "d’un autre document" in str(found["nôtre"].error)
