"""A Dask scheduler that somebody started by hand: the batch goes there, and leaves it as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ctg_docs.errors import DataError
from ctg_docs.lots.lot import batch
from tests.lots.territoires import make_territories, written

pytest.importorskip("distributed")
DASK = Path(sys.executable).with_name("dask")
_PATIENCE = 60.0


@contextmanager
def started(folder: Path, name: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a `dask` command as one does in a terminal, and end it with all that it started."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [DASK, *arguments], cwd=folder, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def address_in(log: Path) -> str:
    """Return the address that a scheduler says it listens at."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for word in log.read_text(encoding="utf-8").split():
            if word.startswith("tcp://"):
                return word
        time.sleep(0.1)
    raise AssertionError(f"the scheduler says no address: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("dask")
    listen = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
    with started(folder, "scheduler", "scheduler", *listen):
        here = address_in(folder / "scheduler.log")
        with started(
            folder, "ouvriers", "worker", here, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"
        ):
            yield here


@pytest.mark.skipif(sys.platform == "win32", reason="ends groups of processes")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_scheduler_started_by_hand_serves_batches_and_outlives_them(address: str, tmp_path: Path) -> None:
    root = make_territories(tmp_path / "territoires", sound=3)
    batch(root, ["historique"], out=tmp_path / "ici", workers=1)
    expected = written(tmp_path / "ici")
    assert len(expected) == 3
    for name, shared in (("sans-partage", False), ("partage", True)):
        lot = batch(root, ["historique"], out=tmp_path / name, executor=f"dask:{address}", shared=shared)
        assert (lot.faits, lot.en_echec) == (3, 3)
        assert written(tmp_path / name) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_an_address_where_nobody_listens_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctg_docs.lots.executeurs._CONNECTION", 1.0)
    root = make_territories(tmp_path / "territoires", sound=1)
    with pytest.raises(DataError, match=r"tcp://127\.0\.0\.1:9"):
        batch(root, ["historique"], out=tmp_path / "out", executor="dask:tcp://127.0.0.1:9")
