from __future__ import annotations

import os
import stat
import sys
import threading
import time
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ctg_docs.engine.pdf.converter import Conversion, convert, convert_many, converting
from ctg_docs.engine.pdf.office import candidates, find_office
from ctg_docs.errors import ConversionError, MissingToolError
from tests.engine.pdf.conftest import Sample
from tests.engine.pdf.word import docx, par

posix = pytest.mark.skipif(sys.platform == "win32", reason="shell programs stand in for the office")

PDF = "%PDF-1.7 %%EOF"
WRITE_ALL = f'for f in $FILES; do printf "%s" "{PDF}" > pdf/${{f%.docx}}.pdf; done\n'


def office_of(folder: Path, body: str) -> Path:
    """A stand-in office: `$FILES` are the documents, `pdf/` is where it must write."""
    path = folder / "soffice"
    head = '#!/bin/sh\nmkdir -p pdf\nFILES=$(for a in "$@"; do case $a in *.docx) echo $a;; esac; done)\n'
    path.write_text(head + body)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_finds_the_program_where_windows_and_macos_install_it() -> None:
    windows = list(candidates("win32", {"ProgramFiles": r"C:\Program Files"}))
    assert PureWindowsPath(r"C:\Program Files\LibreOffice\program\soffice.com") in windows
    macos = list(candidates("darwin", {"HOME": "/Users/x"}))
    assert PurePosixPath("/Applications/LibreOffice.app/Contents/MacOS/soffice") in macos


def test_environment_variable_names_the_program(tmp_path: Path) -> None:
    program = office_of(tmp_path, "")
    assert find_office({"CTG_DOCS_SOFFICE": str(program)}) == program
    with pytest.raises(MissingToolError, match="n’existe pas"):
        find_office({"CTG_DOCS_SOFFICE": str(tmp_path / "absent")})


@pytest.mark.parametrize(
    ("platform", "command"),
    [("linux", "apt install"), ("darwin", "brew install"), ("win32", "winget install")],
)
def test_absent_program_is_told_with_the_command(
    platform: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _self: False)
    with pytest.raises(MissingToolError, match=command) as error:
        find_office({"PATH": ""}, platform)
    assert error.value.exit_code == 6


def test_no_document_starts_nothing() -> None:
    assert convert_many({}, program=Path("/nowhere")) == {}


def test_real_converter_gives_a_tagged_pdf(sample: Sample) -> None:
    assert sample.raw.startswith(b"%PDF")
    assert b"/StructTreeRoot" in sample.raw


def test_unreadable_document_costs_only_itself(sample: Sample) -> None:
    assert sample.raw
    documents = {"bon": docx(par("un")), "mauvais": b"PK\x03\x04", "autre": docx(par("deux"))}
    results = convert_many(documents, workers=2)
    assert list(results) == list(documents)
    assert results["bon"].pdf.startswith(b"%PDF")
    assert results["autre"].pdf.startswith(b"%PDF")
    assert "mauvais" in str(results["mauvais"].error)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for the process in /proc")
def test_killed_converter_is_started_again(sample: Sample) -> None:
    assert sample.raw
    results: dict[str, Conversion] = {}
    documents = {f"d{i}": docx(*(par(f"ligne {n}") for n in range(400))) for i in range(6)}
    thread = threading.Thread(target=lambda: results.update(convert_many(documents, workers=1)))
    thread.start()
    killed = _kill_first_child(time.monotonic() + 20)
    thread.join(120)
    assert killed
    assert [r.name for r in results.values() if r.error] == []
    assert len(results) == 6


def _kill_first_child(deadline: float) -> bool:
    while time.monotonic() < deadline:
        for place in Path("/proc").glob("[0-9]*"):
            try:
                ours = b"ctg-docs-" in (place / "cmdline").read_bytes()
                group = os.getpgid(int(place.name))
            except (OSError, ProcessLookupError):
                continue
            if ours and b"soffice.bin" in (place / "cmdline").read_bytes() and _is_ours(group):
                os.kill(int(place.name), 9)
                return True
        time.sleep(0.01)
    return False


def _is_ours(group: int) -> bool:
    parent = (Path("/proc") / str(group) / "stat").read_text().rsplit(")", 1)[1].split()[1]
    return int(parent) == os.getpid()


@posix
def test_exit_code_zero_without_file_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="n’a pas su") as error:
        convert(b"x", program=office_of(tmp_path, "exit 0\n"))
    assert error.value.exit_code == 7


@posix
@pytest.mark.parametrize("content", ["", "pas un pdf", "%PDF-1.7 coupé en route"])
def test_half_written_file_is_no_pdf(tmp_path: Path, content: str) -> None:
    program = office_of(
        tmp_path, f'for f in $FILES; do printf "%s" "{content}" > pdf/${{f%.docx}}.pdf; done\n'
    )
    with pytest.raises(ConversionError):
        convert(b"x", program=program)


@posix
def test_hung_converter_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    program = office_of(tmp_path, f"(while true; do touch {mark}; sleep 0.05; done) & sleep 600\n")
    before = time.monotonic()
    with pytest.raises(ConversionError, match="à temps"):
        convert(b"x", timeout=0.5, program=program)
    assert time.monotonic() - before < 15
    mark.unlink()
    time.sleep(0.3)
    assert not mark.exists()


@posix
def test_document_that_hangs_does_not_take_the_others(tmp_path: Path) -> None:
    body = f'for f in $FILES; do grep -q poison $f && sleep 600; printf "%s" "{PDF}" > pdf/${{f%.docx}}.pdf; done\n'
    documents = {"a": b"un", "b": b"poison", "c": b"trois", "d": b"quatre"}
    results = convert_many(documents, workers=1, timeout=1, program=office_of(tmp_path, body))
    assert [name for name, r in results.items() if r.error] == ["b"]
    assert all(r.pdf.startswith(b"%PDF") for name, r in results.items() if name != "b")


@posix
def test_converter_that_never_works_is_given_up(tmp_path: Path) -> None:
    count = tmp_path / "starts"
    program = office_of(tmp_path, f"echo x >> {count}; exit 81\n")
    results = convert_many({str(i): b"x" for i in range(50)}, workers=1, program=program)
    assert all("code 81" in str(r.error) for r in results.values())
    assert len(count.read_text().split()) < 10


@posix
def test_results_come_while_the_converter_works_on(tmp_path: Path) -> None:
    go = tmp_path / "go"
    body = f"{WRITE_ALL}while [ ! -e {go} ]; do sleep 0.02; done\n"
    documents = dict.fromkeys("abc", b"x")
    with converting(documents, workers=1, timeout=30, program=office_of(tmp_path, body)) as results:
        first = next(results)
        go.touch()
        assert [first.name, *(r.name for r in results)] == ["a", "b", "c"]


@posix
def test_nobody_works_on_for_a_reader_who_left(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    body = f"{WRITE_ALL}while true; do touch {mark}; sleep 0.05; done\n"
    before = time.monotonic()
    with converting(
        {"a": b"x", "b": b"x"}, timeout=60, workers=1, program=office_of(tmp_path, body)
    ) as results:
        next(results)
    assert time.monotonic() - before < 15
    mark.unlink(missing_ok=True)
    time.sleep(0.3)
    assert not mark.exists()


def test_program_that_cannot_start_is_a_conversion_error(tmp_path: Path) -> None:
    absent = tmp_path / "soffice"
    absent.write_text("not a program")
    with pytest.raises(ConversionError, match="ne démarre pas"):
        convert(b"x", program=absent)
