"""The documents of many dossiers: each made aside by a worker, moved to its place by the caller, told in the journal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from ctg_docs.errors import ExitCode, OutputError
from ctg_docs.lots.dossiers import Dossier, find_dossiers, fingerprint, pack
from ctg_docs.lots.executeurs import ClosablePool, open_pool
from ctg_docs.lots.execution import Lost, run
from ctg_docs.lots.journal import JOURNAL, Journal
from ctg_docs.lots.place import Destination, lock
from ctg_docs.lots.tache import Bilan, Demande, Tache, make
from ctg_docs.steps.given import Files, Names, file_list, name_list
from ctg_docs.version import __version__

__all__ = ["Avancement", "Lot", "batch"]

PATIENCE = 1800.0
"""Seconds a dossier may take, its wait behind another one included: the longest one seen, PDF and all, takes 100."""


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far a batch is.

    Attributes:
        total: number of dossiers.
        faits: made in this run or in one before, with nothing missing.
        en_echec: not made, or not whole.
        restants: still to do.
        secondes: since the start of this run.
        estimation: seconds left at the pace of this run; None until one dossier is finished.
        dernier: name of the territory that was just finished, "" before.
    """

    total: int
    faits: int
    en_echec: int
    restants: int
    secondes: float
    estimation: float | None
    dernier: str


@dataclass(frozen=True, slots=True)
class Lot:
    """What a batch made. What came of each dossier stays on disk: `bilans()` reads it, however many they are.

    Attributes:
        out: the folder.
        total: number of dossiers.
        faits: dossiers made, with nothing missing.
        en_echec: dossiers not made, or not whole.
        repris: of all these, those that an earlier run had finished.
        bordereaux: the files that tell what was made.
    """

    out: Path
    total: int
    faits: int
    en_echec: int
    repris: int = 0
    bordereaux: tuple[Path, ...] = ()
    _noms: tuple[str, ...] = field(default=(), repr=False)

    def bilans(self) -> Iterator[Bilan]:
        """Yield what came of each dossier, in the order of their names."""
        with Journal(self.out) as journal:
            yield from journal.bilans(iter(self._noms))


def batch(
    dossiers: Files,
    kinds: Names | None = None,
    *,
    out: str | Path,
    executor: Executor | Callable[[], Executor] | str | None = None,
    workers: int | None = None,
    pdf: bool = False,
    archive: bool = False,
    final: bool = False,
    templates: str | Path | None = None,
    cache: Path | None = None,
    resume: bool = True,
    force: bool = False,
    shared: bool = True,
    patience: float = PATIENCE,
    progress: Callable[[Avancement], None] | None = None,
) -> Lot:
    """Make the documents of many dossiers, one folder each, and a bordereau of the whole.

    A dossier at fault never stops the others. A journal makes the same call go on where it was stopped.

    Args:
        dossiers: dossiers, or folders that hold some at any depth.
        kinds: kinds to make; all that each dossier allows by default.
        out: folder to write into, made when absent.
        executor: any `concurrent.futures.Executor`, a function that makes one, « dask », « dask:ADRESSE » or
            « module:fabrique »; processes of this machine by default.
        workers: tasks at the same time; as many as the executor has by default.
        pdf: True for a PDF beside each document.
        archive: True for PDFs that carry the data of their dossier.
        final: True for documents to sign.
        templates: folder of Word templates that replace the dossiers' own and the shipped ones.
        cache: folder that keeps compiled templates between two runs.
        resume: True to go on with what is in `out`; False to refuse a folder that holds a batch.
        force: True to replace files that were changed since they were made.
        shared: False when the workers do not see this disk: files then travel both ways.
        patience: seconds after which a worker that does not answer is held to be lost.
        progress: told at the start and after each dossier.

    Raises:
        DataError: no dossier there, or the executor is none.
        MissingToolError: Dask is asked and not installed.
        OutputError: the folder can't be written, is at work for another batch, or holds one and `resume` is False.
        UnknownKindError: no kind has this name.
    """
    from ctg_docs.documents import get_kind

    folder = Path(out)
    asked = Demande(
        kinds=None if kinds is None else tuple(get_kind(k).nom for k in name_list(kinds)),
        final=final,
        pdf=pdf,
        archive=archive,
        templates=str(Path(templates).resolve()) if templates else None,
        cache=str(cache) if cache else None,
    )
    found = find_dossiers(file_list(dossiers), sauf=folder)
    if not resume and (folder / JOURNAL).exists():
        raise OutputError(
            f"« {folder} » contient déjà un lot. Demandez de le reprendre, ou choisissez un autre dossier."
        )
    with lock(folder), Journal(folder) as journal:
        place = Destination(folder, journal, force=force)
        place.tidy()
        work = _Work(found, asked, place, journal, progress)
        pool = open_pool(executor, workers)
        try:
            work.run(pool, shared=shared, patience=patience)
        finally:
            pool.close()
            place.tidy()
        from ctg_docs.lots.bordereau import write_bordereaux

        noms = tuple(dossier.nom for dossier in found)
        written = write_bordereaux(folder, lambda: journal.bilans(iter(noms)))
    return Lot(folder, len(found), work.done, work.failed, work.kept, tuple(written), noms)


class _Work:
    """The run of one batch: what is left to do goes out, what comes back is put in its place and told."""

    def __init__(
        self,
        dossiers: tuple[Dossier, ...],
        asked: Demande,
        place: Destination,
        journal: Journal,
        progress: Callable[[Avancement], None] | None,
    ) -> None:
        self._dossiers, self._asked, self._place, self._journal = dossiers, asked, place, journal
        self._progress, self._start = progress, time.monotonic()
        self._keys: dict[str, str] = {}
        self.done = self.failed = self.kept = self._made = 0

    def run(self, pool: ClosablePool, *, shared: bool, patience: float) -> None:
        """Do all that is left to do."""
        self._tell("")
        tasks = self._tasks(shared=shared, alone=pool.workers == 1)
        for outcome in run(make, tasks, pool, patience=patience):
            if isinstance(outcome, Lost):
                self._take(_lost(outcome.request, outcome.reason))
            else:
                self._take(outcome[1])

    def _tasks(self, *, shared: bool, alone: bool) -> Iterator[Tache]:
        """Yield what is to do, reading each dossier only when its turn comes."""
        for dossier in self._dossiers:
            try:
                key = fingerprint(dossier.chemin, __version__, repr(self._asked), _templates(self._asked))
                files = None if shared else pack(dossier.chemin)
            except OSError as fault:
                reason = f"« {fault.filename or dossier.chemin} » ne peut pas être lu."
                self._keys[dossier.nom] = ""
                self._take(Bilan(dossier.nom, dossier.chemin.stem, ExitCode.DATA, reason))
                continue
            self._keys[dossier.nom] = key
            if self._place.holds(dossier.nom, key):
                self.kept += 1
                self._count(self._journal.read(dossier.nom))
                continue
            out = str(self._place.folder.resolve()) if shared else ""
            yield Tache(dossier, self._asked, out, files, convertisseurs=0 if alone else 1)

    def _take(self, bilan: Bilan) -> None:
        """Journal, then move: a kill between the two makes the dossier once more, never half."""
        try:
            self._place.refuse_changed(bilan.nom)
        except OutputError as refusal:
            self._place.drop(bilan)
            bilan = replace(
                bilan, code=refusal.exit_code, erreur=refusal.message, fichiers=(), depot="", contenus={}
            )
        self._journal.add(self._keys.pop(bilan.nom), bilan)
        if bilan.fichiers:
            self._place.put(bilan)
        self._made += 1
        self._count(bilan)

    def _count(self, bilan: Bilan) -> None:
        self.done += not bilan.code
        self.failed += bool(bilan.code)
        self._tell(bilan.territoire)

    def _tell(self, last: str) -> None:
        if self._progress is None:
            return
        left, spent = len(self._dossiers) - self.done - self.failed, time.monotonic() - self._start
        estimate = spent / self._made * left if self._made else None
        self._progress(Avancement(len(self._dossiers), self.done, self.failed, left, spent, estimate, last))


def _lost(tache: Tache, reason: str) -> Bilan:
    chemin = tache.dossier.chemin
    return Bilan(
        tache.dossier.nom, chemin.stem, ExitCode.OUTPUT, f"Dossier non fait après trois essais : {reason}."
    )


def _templates(asked: Demande) -> str:
    return fingerprint(Path(asked.templates)) if asked.templates else ""
