"""PDF: 100 letters against one start of the converter per document; 1,000 fiches by parts against one conversion."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.workloads import letters
from ctg_docs.engine import Template
from ctg_docs.engine.pdf.converter import ExportOptions, convert, convert_many
from ctg_docs.engine.pdf.making import PdfOptions
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.page_numbers import printable
from ctg_docs.engine.pdf.parallel import finish_by_parts
from ctg_docs.models.fiche import FicheAction
from ctg_docs.ressources import example
from ctg_docs.steps.batch import render
from ctg_docs.steps.load import load

LETTERS, FEW, FICHES = 100, 5, 1000


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
        "partenaires",
        "moyens_humains",
        "moyens_techniques",
        "budget",
        "etapes",
        "calendrier",
        "indicateurs",
        "resultats_attendus",
        "statut",
    }
    slim = FicheAction.model_validate({"id": "f", **{name: getattr(model, name) for name in kept}})
    fiches = tuple(slim.model_copy(update={"id": f"f-{n}"}) for n in range(count))
    return render(ctg.model_copy(update={"fiches_actions": fiches}), "fiches_actions")[0].data


class Watch:
    """Seconds on the wall, and seconds of processor of the programs started: the latter hold on a busy machine."""

    def __init__(self) -> None:
        self.wall, self.cpu = -time.perf_counter(), -self._cpu()

    @staticmethod
    def _cpu() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def stop(self, times: int = 1) -> Watch:
        self.wall = (self.wall + time.perf_counter()) * times
        self.cpu = (self.cpu + self._cpu()) * times
        return self

    def gain(self, slower: Watch) -> str:
        """Return how many times faster than another: on the wall, and in processor time."""
        return f"×{slower.wall / self.wall:.1f} ; processeur ×{slower.cpu / self.cpu:.1f}"

    def __str__(self) -> str:
        return f"{self.wall:.1f} | {self.cpu:.1f}"


def one_start_each(documents: dict[str, bytes]) -> Watch:
    """Measure a few documents that have a start each, as scripts do: the usual profile, already made."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        few = dict(islice(documents.items(), FEW))
        for name, data in {"essai": next(iter(few.values())), **few}.items():
            (base / f"{name}.docx").write_bytes(data)

        def start(name: str) -> None:
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
            subprocess.run(command, capture_output=True, check=True, timeout=120)
            assert (base / f"{name}.pdf").read_bytes().startswith(b"%PDF")

        start("essai")
        watch = Watch()
        for name in few:
            start(name)
        return watch.stop(LETTERS // FEW)


def timed(documents: dict[str, bytes], workers: int) -> Watch:
    watch = Watch()
    results = convert_many(documents, workers=workers)
    assert not [r for r in results.values() if r.error]
    return watch.stop()


def main() -> None:
    documents = hundred_letters()
    each = one_start_each(documents)
    one, two = timed(documents, 1), timed(documents, 2)
    print("| travail | secondes | secondes de processeur | gain |\n|---|---|---|---|")
    print(f"| {LETTERS} lettres, un démarrage par document | {each} | 1 |")
    print(f"| {LETTERS} lettres, un convertisseur | {one} | {one.gain(each)} (visé ×14) |")
    print(
        f"| {LETTERS} lettres, deux convertisseurs | {two} | ×{one.wall / two.wall:.2f} de plus (visé ×1,5) |",
        flush=True,
    )
    dossier = thousand_fiches()
    workers = min(2, os.cpu_count() or 1)
    watch = Watch()
    found = finish_by_parts(dossier, "dossier", options=PdfOptions(workers=workers, timeout=600))
    parts = watch.stop()
    assert not found.error
    print(f"| {FICHES} fiches par parties, PDF conforme et paginé | {parts} | |", flush=True)
    watch = Watch()
    convert(printable(dossier), timeout=1800)
    whole = watch.stop()
    print(f"| {FICHES} fiches en une conversion, PDF brut | {whole} | |")
    print(f"\nPar parties : ×{whole.wall / parts.wall:.1f} (visé ×5).")


if __name__ == "__main__":
    main()
