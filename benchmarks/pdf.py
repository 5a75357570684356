"""PDF: 100 letters against one start of the converter per document; 1,000 fiches by parts against one conversion."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.workloads import letters
from ctg_docs.api import load, render
from ctg_docs.engine import Template
from ctg_docs.engine.pdf.convertisseur import ExportOptions, convert, convert_many
from ctg_docs.engine.pdf.fabrique import PdfOptions
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.parties import finish_by_parts
from ctg_docs.engine.pdf.sommaire import printable
from ctg_docs.models.fiche import FicheAction
from ctg_docs.ressources import example

LETTERS, FEW, FICHES = 100, 6, 1000


def hundred_letters() -> dict[str, bytes]:
    work = letters()
    template = Template.load(work.template)
    return {
        f"lettre-{n:03d}": template.render(made) for n, made in enumerate(islice(work.contexts(), LETTERS))
    }


def thousand_fiches(count: int = FICHES) -> bytes:
    """The dossier des fiches actions of a territory that has as many, two pages each."""
    ctg = load(example())
    model = ctg.fiches_actions[3]
    kept = {
        "intitule",
        "rattachement",
        "thematiques",
        "constat",
        "descriptif",
        "objectifs",
        "pilote",
        "publics_cibles",
    }
    slim = FicheAction.model_validate({"id": "f", **{name: getattr(model, name) for name in kept}})
    fiches = tuple(slim.model_copy(update={"id": f"f-{n}"}) for n in range(count))
    return render(ctg.model_copy(update={"fiches_actions": fiches}), "fiches_actions")[0].data


def one_start_each(documents: dict[str, bytes]) -> float:
    """Seconds for one document when each has its own start, as scripts do: the usual profile, already made."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        times = []
        for name, data in [("essai", next(iter(documents.values()))), *islice(documents.items(), FEW)]:
            (base / f"{name}.docx").write_bytes(data)
            command = [
                str(find_office()),
                f"-env:UserInstallation={(base / 'profil').as_uri()}",
                "--headless",
            ]
            command += [
                "--convert-to",
                ExportOptions().filter(),
                "--outdir",
                folder,
                str(base / f"{name}.docx"),
            ]
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, timeout=120)
            times.append(time.perf_counter() - start)
            assert (base / f"{name}.pdf").read_bytes().startswith(b"%PDF")
        return sum(times[1:]) / FEW


def timed(documents: dict[str, bytes], workers: int) -> float:
    start = time.perf_counter()
    results = convert_many(documents, workers=workers)
    assert not [r for r in results.values() if r.error]
    return time.perf_counter() - start


def main() -> None:
    documents = hundred_letters()
    each = one_start_each(documents) * LETTERS
    one, two = timed(documents, 1), timed(documents, 2)
    print("| travail | secondes | gain |\n|---|---|---|")
    print(f"| {LETTERS} lettres, un démarrage par document | {each:.1f} | 1 |")
    print(f"| {LETTERS} lettres, un convertisseur | {one:.1f} | ×{each / one:.1f} (visé ×14) |")
    print(f"| {LETTERS} lettres, deux convertisseurs | {two:.1f} | ×{one / two:.2f} de plus (visé ×1,5) |")
    dossier = thousand_fiches()
    start = time.perf_counter()
    found = finish_by_parts(
        dossier, "dossier", options=PdfOptions(workers=min(2, os.cpu_count() or 1), timeout=600)
    )
    parts = time.perf_counter() - start
    assert not found.error
    start = time.perf_counter()
    convert(printable(dossier), timeout=1800)
    whole = time.perf_counter() - start
    print(f"| {FICHES} fiches en une conversion, PDF brut | {whole:.1f} | 1 |")
    print(
        f"| {FICHES} fiches par parties, PDF conforme et paginé | {parts:.1f} | ×{whole / parts:.1f} (visé ×5) |"
    )


if __name__ == "__main__":
    main()
