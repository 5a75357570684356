"""Dossiers per second and memory of the caller: processes and Dask, one worker and two, Word and PDF.

Run with `python -m benchmarks.lots [NUMBER…]`; 100 dossiers by default, 10 100 1000 for the whole table.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from ctg_docs.lots.lot import batch

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "caf-commune"
KINDS = ["convention", "gouvernance", "annuaire"]


def make(root: Path, number: int) -> Path:
    """Write so many small dossiers that differ by their name."""
    text = (EXAMPLE / "ctg.yaml").read_text(encoding="utf-8")
    for rank in range(number):
        folder = root / f"commune-{rank:05d}"
        shutil.copytree(EXAMPLE, folder)
        (folder / "ctg.yaml").write_text(
            text.replace("nom: Lormeuil", f"nom: Commune {rank}", 1), encoding="utf-8"
        )
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


def main(numbers: list[int]) -> None:
    with tempfile.TemporaryDirectory() as room:
        for number in numbers:
            root = make(Path(room) / f"t{number}", number)
            for name, executor in (("processus", None), ("dask", "dask")):
                speeds = {}
                for workers in (1, 2):
                    out = Path(room) / f"o{number}-{name}-{workers}"
                    start = time.perf_counter()
                    with Peak() as peak:
                        lot = batch(root, KINDS, out=out, executor=executor, workers=workers)
                    spent = time.perf_counter() - start
                    assert lot.faits == number
                    speeds[workers] = number / spent
                    print(
                        f"{number:5} {name:10} {workers} : {number / spent:6.1f} dossiers/s, {peak.most:5.0f} Mo"
                    )
                print(f"{number:5} {name:10} deux contre un : ×{speeds[2] / speeds[1]:.2f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100])
