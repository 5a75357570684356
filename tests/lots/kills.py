"""Kill a batch or one of its workers at random moments, resume it, and compare with a run that nobody killed.

`python -m tests.lots.kills 100` is the campaign, `--pdf` the one with converters; the suite plays a few turns of it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from tests.lots.territoires import make_territories, written

MARK = "CTG_DOCS_CAMPAIGN"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A batch to kill, how long it takes when nobody does, and chance."""

    root: Path
    chance: random.Random
    pdf: bool
    seconds: float = 0.0

    def command(self, out: Path) -> list[str]:
        command = [sys.executable, "-m", "ctg_docs", "lot", str(self.root), "historique", "-o", str(out)]
        return [*command, "--ouvriers", "2", "--reprendre", *(["--pdf"] if self.pdf else [])]

    def run(self, out: Path, mark: str) -> None:
        env = {**os.environ, MARK: mark}
        subprocess.run(self.command(out), env=env, check=False, capture_output=True, timeout=600)
        assert not alive(mark), "processes are left by a whole run"


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


def kill_once(campaign: Campaign, out: Path) -> str:
    """Start the batch, kill it or a process of its own at any moment of its life, and return which one was killed."""
    mark = uuid.uuid4().hex
    process = subprocess.Popen(
        campaign.command(out),
        env={**os.environ, MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(campaign.chance.uniform(0.1, campaign.seconds))
    others = [pid for pid in alive(mark) if pid != process.pid]
    target = process.pid if campaign.chance.random() < 0.5 or not others else campaign.chance.choice(others)
    over = process.poll() is not None
    with contextlib.suppress(ProcessLookupError):
        os.kill(target, signal.SIGKILL)
    process.wait(600)
    deadline = time.monotonic() + 15
    while alive(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(mark), "processes are left"
    return "fini avant" if over else "le lot" if target == process.pid else "un de ses processus"


def play(turns: int, seed: int = 1, *, pdf: bool = False) -> Counter[str]:
    """Play so many kills and return what was killed; an assertion tells the first that left a trace.

    Args:
        turns: number of kills.
        seed: of the chance.
        pdf: True to convert too.
    """
    killed = Counter[str]()
    with tempfile.TemporaryDirectory() as room:
        campaign = Campaign(make_territories(Path(room) / "territoires"), random.Random(seed), pdf)
        whole = Path(room) / "entier"
        start = time.monotonic()
        campaign.run(whole, uuid.uuid4().hex)
        campaign = replace(campaign, seconds=time.monotonic() - start)
        expected = written(whole)
        assert len(expected) == (18 if pdf else 9)
        for turn in range(turns):
            out = Path(room) / f"tour-{turn}"
            killed[kill_once(campaign, out)] += 1
            campaign.run(out, uuid.uuid4().hex)
            assert written(out) == expected, f"turn {turn} of seed {seed}"
            assert not list(out.glob(".ctg-lot-*")), f"turn {turn} left folders aside"
            shutil.rmtree(out)
    return killed


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("turns", type=int, nargs="?", default=100)
    parser.add_argument("--graine", type=int, default=1)
    parser.add_argument("--pdf", action="store_true")
    asked = parser.parse_args()
    told = ", ".join(f"{n} {name}" for name, n in play(asked.turns, asked.graine, pdf=asked.pdf).items())
    sys.stdout.write(f"campagne terminée ({told}) : rien de perdu, rien à moitié, aucun processus\n")
