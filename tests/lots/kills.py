"""Kill a batch or one of its workers at random moments, resume it, and compare with a run that nobody killed.

`python -m tests.lots.kills 100` is the campaign; the suite plays a few turns of it.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from tests.lots.territoires import make_territories, written

MARK = "CTG_DOCS_CAMPAIGN"


def batch_command(root: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "ctg_docs", "lot", str(root), "historique", "-o", str(out), "--ouvriers", "2", "--reprendre"]  # fmt: skip


def alive(mark: str) -> list[int]:
    """Return the processes, of any depth, that a marked command left alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark.encode() in (entry / "environ").read_bytes() and b"Z" not in _state(entry):
                    found.append(int(entry.name))
            except OSError:
                continue
    return sorted(found)


def _state(entry: Path) -> bytes:
    return (entry / "stat").read_bytes().rpartition(b")")[2][:3]


def kill_once(root: Path, out: Path, chance: random.Random) -> None:
    """Start the batch, kill it or one of its workers after a moment, resume it to its end."""
    mark = uuid.uuid4().hex
    env = {**os.environ, MARK: mark}
    process = subprocess.Popen(
        batch_command(root, out), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(chance.uniform(0.2, 4.0))
    workers = [pid for pid in alive(mark) if pid != process.pid]
    target = chance.choice([process.pid, *workers[:3]])
    with contextlib.suppress(ProcessLookupError):
        os.kill(target, signal.SIGKILL)
    process.wait(120)
    deadline = time.monotonic() + 15
    while alive(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(mark), "processes are left"
    subprocess.run(batch_command(root, out), env=env, check=False, capture_output=True, timeout=300)


def play(turns: int, seed: int = 1) -> None:
    """Play so many kills; an assertion tells the first that left a trace."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as room:
        root = make_territories(Path(room) / "territoires")
        whole = Path(room) / "entier"
        subprocess.run(batch_command(root, whole), check=False, capture_output=True, timeout=300)
        expected = written(whole)
        assert len(expected) == 9
        for turn in range(turns):
            out = Path(room) / f"tour-{turn}"
            kill_once(root, out, chance)
            assert written(out) == expected, f"turn {turn} of seed {seed}"
            assert not list(out.glob(".ctg-lot-*")), f"turn {turn} left folders aside"


if __name__ == "__main__":
    play(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    sys.stdout.write("campagne terminée : rien de perdu, rien à moitié, aucun processus\n")
