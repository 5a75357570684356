"""Writers that are killed, that meet, that find strange things in their way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ctg_docs.errors import OutputError
from ctg_docs.steps import alone
from ctg_docs.steps.alone import aside_of, settle, writing_alone
from ctg_docs.steps.imports import write_changes
from ctg_docs.steps.load import load
from ctg_docs.steps.write import replace_all, write_all, write_tree

EXAMPLE = Path(__file__).parents[2] / "examples" / "caf-commune"


def test_what_a_killed_writer_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    for _ in range(5):
        aside_of(tmp_path / "a").write_bytes(b"moitie")
    kept = [".ctg-docs-note.tmp", ".ctg-docs-0123456789abcdef.txt", "x.ctg-docs-0123456789abcdef.tmp"]
    for name in kept:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".ctg-docs-0123456789abcdef.tmp").symlink_to("ailleurs")
    write_all([("a.txt", b"a")], tmp_path, force=False)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [*kept, ".ctg-docs-0123456789abcdef.tmp", "a.txt"]
    )


_FILES = {"ctg.yaml": b"nouveau", "fiches/a.yaml": b"a", "fiches/b.yaml": None, "c.yaml": b"c"}


def _killed_at(turn: int, folder: Path) -> None:
    """Write `_FILES` in a process that dies at the moment of its n-th change of a name."""
    child = os.fork()
    if child == 0:
        left = turn

        def dying(change: Callable[..., object]) -> Callable[..., object]:
            def done(*args: object, **more: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return change(*args, **more)

            return done

        for name in ("replace", "unlink"):  # of this child only
            setattr(Path, name, dying(getattr(Path, name)))
        replace_all(_FILES, folder)
        os._exit(0)
    os.waitpid(child, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="dies in a process of its own")
@pytest.mark.parametrize("turn", range(6))
@pytest.mark.parametrize("touched", [False, True])
def test_a_kill_between_two_files_is_ended_by_whoever_reads_next(
    turn: int, touched: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "dossier"
    (folder / "fiches").mkdir(parents=True)
    for name in ("ctg.yaml", "fiches/b.yaml", "c.yaml"):
        (folder / name).write_bytes(b"ancien")
    _killed_at(turn, folder)
    if touched:
        (folder / "c.yaml").write_bytes(b"de ma main")
    settle(folder)
    held = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    expected = {name: data for name, data in _FILES.items() if data is not None}
    assert held == (expected | {"c.yaml": b"de ma main"} if touched else expected)


@pytest.mark.parametrize("name", ["../proie", "/tmp/proie", ".cache", "lien/proie"])
def test_a_forged_list_moves_nothing_outside(name: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "dossier", tmp_path / "dehors"
    folder.mkdir()
    outside.mkdir()
    (folder / "lien").symlink_to(outside)
    moved = ".ctg-docs-00000000000000aa.tmp"
    for place in (folder, tmp_path, outside):
        (place / moved).write_bytes(b"x")
    listed = json.dumps([[moved, name, []], [None, "../proie", []]]).encode()
    (folder / ".ctg-docs-00000000000000bb.tmp").write_bytes(b"ctg-docs/ecriture/1\n" + listed)
    settle(folder)
    assert not any(p.name in {"proie", ".cache"} for p in tmp_path.rglob("*"))
    assert sorted(p.name for p in folder.iterdir()) == ["lien"]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with writing_alone(tmp_path):
            order.append("second")

    with writing_alone(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_writer_that_never_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_PATIENCE", 0.1)
    with (
        writing_alone(tmp_path),
        pytest.raises(OutputError, match="Une autre commande écrit"),
    ):
        write_all([("a.txt", b"a")], tmp_path, force=True)


def test_only_one_of_two_creates_a_file(tmp_path: Path) -> None:
    refused: list[OutputError] = []

    def create(data: bytes) -> None:
        try:
            write_all([("a.txt", data)], tmp_path, force=False)
        except OutputError as error:
            refused.append(error)

    threads = [threading.Thread(target=create, args=(bytes([n]),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5


def test_rights_of_a_replaced_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "ctg.yaml"
    path.write_bytes(b"a")
    path.chmod(0o640)
    write_all([("ctg.yaml", b"b")], tmp_path, force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "d"))


def _change(dossier: Path) -> Path:
    old = load(dossier)
    new = old.model_copy(
        update={"version": old.version.model_copy(update={"commentaire": str(time.monotonic_ns())})}
    )
    _, archive = write_changes(dossier, old, new, "20260101-0000")
    assert archive
    assert load(dossier) == new
    return archive


def test_archive_is_private_and_never_written_over(dossier: Path) -> None:
    before = (dossier / "ctg.yaml").read_bytes()
    first, second = _change(dossier), _change(dossier)
    assert first != second
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    with zipfile.ZipFile(first) as package:
        assert package.read("ctg.yaml") == before


def _dated(path: Path, moment: int) -> None:
    path.write_text("x")
    os.utime(path, (moment, moment))


def _socket(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # the names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind("prise")
    finally:
        os.chdir(here)


STRANGE: dict[str, Callable[[Path], object]] = {
    "lock of Emacs": lambda d: (d / ".#ctg.yaml").symlink_to("moi@machine.1:2"),
    "file of 1970": lambda d: _dated(d / "n.txt", 0),
    "file of 2150": lambda d: _dated(d / "n.txt", 5_680_281_600),
    "pipe": lambda d: os.mkfifo(d / "tube"),
    "socket": _socket,
    "link to itself": lambda d: (d / "moi").symlink_to("."),
    "name that is no UTF-8": lambda d: (d / os.fsdecode(b"\xff.txt")).write_text("x"),
    "empty folder": lambda d: (d / "vide").mkdir(),
}


@pytest.mark.parametrize("name", STRANGE)
def test_ordinary_folders_are_written(dossier: Path, name: str) -> None:
    STRANGE[name](dossier)
    with zipfile.ZipFile(_change(dossier)) as package:
        assert "ctg.yaml" in package.namelist()
        assert package.testzip() is None


def test_copies_that_a_kill_left_below_a_new_tree_are_cleared(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    aside_of(tmp_path / "a" / "deux.txt").write_bytes(b"2, by h")
    files = {"a/un.txt": b"1", "a/deux.txt": b"2"}
    write_tree(files, tmp_path)
    assert {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.*")} == files
    with pytest.raises(OutputError, match=r"un\.txt.*\. Choisissez un autre endroit"):
        write_tree(files, tmp_path)
