"""Taking back the workbook of the complete example, as .xlsx, as .ods and as CSV: seconds of processor, loading the dossier included."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from ctg_docs.echanges.sorties.registres import build_registers
from ctg_docs.ressources import example
from ctg_docs.steps.imports import export_workbook, prepare_import
from ctg_docs.steps.load import load

ROUNDS = 3
AIMS = {".xlsx": 3.0, ".ods": 6.0, ".csv": 0.0}


def files(folder: Path) -> list[Path]:
    """Write the workbook, have LibreOffice save it as .ods when it is there, and write the CSV file of the fiches."""
    ctg = load(example())
    book = folder / "classeur.xlsx"
    book.write_bytes(export_workbook(ctg))
    (folder / "fiches.csv").write_bytes(build_registers(ctg)["fiches.csv"])
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(folder), str(book)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [f for f in (book, folder / "classeur.ods", folder / "fiches.csv") if f.exists()]


def main() -> None:
    """Print the median of a few rounds for each file."""
    with tempfile.TemporaryDirectory() as place:
        for file in files(Path(place)):
            times = []
            for _ in range(ROUNDS):
                start = time.process_time()
                ready = prepare_import([file], example())
                times.append(time.process_time() - start)
                assert not ready.changes
            aim = AIMS[file.suffix]
            print(
                f"import {file.name}: {statistics.median(times):.2f} s de processeur"
                + (f" ({aim:g})" if aim else "")
            )


if __name__ == "__main__":
    main()
