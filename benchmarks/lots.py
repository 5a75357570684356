"""Dossiers per second and memory of the caller: processes and Dask, one worker and two, Word and PDF.

Run with `python -m benchmarks.lots [--pdf] [--complet] [NUMBER…]`; 100 small dossiers of three documents by default, 10 100 1000
for the whole table; `--complet` makes all the documents of the complete example, for the sums of a country. Beside
the time that passes, the time of processor per dossier, which holds on a machine that has other work, and what that other work took.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctg_docs.lots.lot import batch

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
KINDS = ["convention", "gouvernance", "annuaire"]


def make(root: Path, number: int, example: str = "caf-commune") -> Path:
    """Write so many dossiers that differ by their name."""
    text = (EXAMPLES / example / "ctg.yaml").read_text(encoding="utf-8")
    before, after = text.split("\n  nom: ", 1)
    for rank in range(number):
        folder = root / f"territoire-{rank:05d}"
        shutil.copytree(EXAMPLES / example, folder)
        (folder / "ctg.yaml").write_text(f"{before}\n  nom: {rank} {after}", encoding="utf-8")
    return root


class Peak:
    """The greatest resident memory of this process, in MB, watched while a block runs."""

    def __enter__(self) -> Peak:
        self.most, self._stop = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def _watch(self) -> None:
        pages = resource.getpagesize() / 1e6
        while not self._stop.wait(0.1):
            self.most = max(self.most, int(Path("/proc/self/statm").read_text().split()[1]) * pages)

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()


@dataclass(frozen=True, slots=True)
class Measure:
    """One batch: seconds that passed, seconds of processor of all its processes, MB of the caller, MB written.

    `others` is the share of this machine that its other work took meanwhile, in percent; `files` the documents written.
    """

    seconds: float
    processor: float
    others: float
    memory: float
    disk: float
    files: int


def _processor() -> float:
    """Seconds of processor of this process and of the children that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(s.ru_utime + s.ru_stime for s in spent)


def _busy() -> float:
    """Seconds of processor that this machine has given to anything."""
    user, nice, system, _, _, irq, soft, *_ = map(
        int, Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    )
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def measure(root: Path, out: Path, executor: str | None, workers: int, **asked: Any) -> Measure:
    """Make one batch and measure it."""
    start, before, busy = time.perf_counter(), _processor(), _busy()
    with Peak() as peak:
        lot = batch(root, out=out, executor=executor, workers=workers, **asked)
    seconds, processor = time.perf_counter() - start, _processor() - before
    others = max(0.0, _busy() - busy - processor) / seconds / (os.cpu_count() or 1) * 100
    assert lot.faits == lot.total, f"{lot.en_echec} dossiers are not made"
    written = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    shutil.rmtree(out)
    return Measure(seconds, processor, others, peak.most, sum(written) / 1e6, len(written))


def main(numbers: list[int], *, pdf: bool, complete: bool) -> None:
    """Print one line per batch, and what the second worker brings."""
    print(
        "dossiers, où, ouvriers : dossiers/s, s de processeur par dossier, Mo de l’appelant, Mo écrits par dossier"
    )
    with tempfile.TemporaryDirectory() as room:
        for number in numbers:
            root = make(Path(room) / f"t{number}", number, "pays-auvrelle" if complete else "caf-commune")
            asked = {"pdf": pdf, "kinds": None if complete else KINDS}
            for name, executor in (("processus", None), ("dask", "dask")):
                made = {w: measure(root, Path(room) / "out", executor, w, **asked) for w in (1, 2)}
                for workers, m in made.items():
                    print(
                        f"{number:5} {name:10} {workers} : {number / m.seconds:7.2f} {m.processor / number:7.3f} "
                        f"{m.memory:5.0f} {m.disk / number:7.3f} {m.files / number:5.1f} {m.others:3.0f} %",
                        flush=True,
                    )
                one, two = made[1], made[2]
                print(
                    f"{number:5} {name:10} deux contre un : ×{one.seconds / two.seconds:.2f}, "
                    f"au temps de processeur ×{2 * one.processor / two.processor:.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("numbers", type=int, nargs="*", default=[100])
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--complet", action="store_true")
    asked = parser.parse_args()
    main(asked.numbers, pdf=asked.pdf, complete=asked.complet)
