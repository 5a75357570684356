"""The PDF way: the complete example made, numbered, joined and sealed, beside the converter alone on the same Word files.

    python -m benchmarks.complet

Processor seconds of `generate --final --pdf --archive` and of all it starts, against those of one bare start of the converter
for the Word files it wrote; taking turns.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.demarrage import processor_seconds
from ctg_docs.engine.pdf.converter import ExportOptions
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.ressources import example

ROUNDS = 3
_AIM = 1.5


def bare(words: list[Path], folder: Path) -> list[str]:
    """The converter alone, with a profile of its own, as a script would call it once for all files."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    asked = ["--headless", "--convert-to", ExportOptions().filter(), "--outdir", str(folder / "pdf")]
    return [str(find_office()), profile, *asked, *map(str, words)]


def main() -> None:
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as place:
        for round_ in range(ROUNDS):
            folder = Path(place) / str(round_)
            out = folder / "sortie"
            program = str(Path(sys.executable).with_name("ctg-docs"))
            command = [program, "generate", str(example()), "--final", "--pdf", "--archive", "-o", str(out)]
            ours.append(processor_seconds(command, dict(os.environ)))
            words = sorted(out.glob("*.docx"))
            theirs.append(processor_seconds(bare(words, folder), dict(os.environ)))
            print(f"{ours[-1]:.1f} s contre {theirs[-1]:.1f} s pour {len(words)} fichiers", flush=True)
    one, other = statistics.median(ours), statistics.median(theirs)
    print("| exemple complet | secondes de processeur | convertisseur seul = 1 |\n|---|---|---|")
    print(f"| `generate --final --pdf --archive` | {one:.1f} | ×{one / other:.2f} (visé ×{_AIM:g}) |")
    print(f"| le convertisseur seul, {len(words)} fichiers | {other:.1f} | 1 |")


if __name__ == "__main__":
    main()
