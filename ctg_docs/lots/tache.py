"""One dossier of a batch, made by a worker: a pure function from what is asked to what came of it. Knows no batch."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import ConversionError, CtgDocsError, ExitCode
from ctg_docs.lots.dossiers import Dossier, read_packed
from ctg_docs.problems import Problem
from ctg_docs.workplace import workplace

if TYPE_CHECKING:
    from ctg_docs.engine.pdf.making import PdfOptions

__all__ = ["DEPOT", "Bilan", "Demande", "Fichier", "Tache", "make"]

DEPOT = ".ctg-lot-"
"""Prefix of the folders where workers put what they make, beside the place where the caller moves it."""

_SHOWN = 20
"""Problems kept of one dossier: the rest is counted, `check` tells them all."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked of every dossier of a batch.

    Attributes:
        kinds: names of the document kinds; all that the dossier allows when None.
        final: True for documents to sign.
        pdf: True for a PDF beside each document.
        archive: True for PDF that carry the data.
        templates: folder of Word templates, None for the dossiers' own and the shipped ones.
        cache: folder of the compiled templates, None to keep them in memory only.
    """

    kinds: tuple[str, ...] | None = None
    final: bool = False
    pdf: bool = False
    archive: bool = False
    templates: str | None = None
    cache: str | None = None


@dataclass(frozen=True, slots=True)
class Tache:
    """What a worker is given.

    Attributes:
        dossier: which one; its path means something where the disk is shared only.
        demande: what is asked of it.
        sortie: folder of the batch, where the worker puts what it makes; empty to send the bytes back.
        fichiers: the files of the dossier, where the disk is not shared.
        convertisseurs: office programs that this worker may start at the same time.
    """

    dossier: Dossier
    demande: Demande
    sortie: str = ""
    fichiers: Mapping[str, bytes] | None = None
    convertisseurs: int = 1


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file that was made: its name below the folder of the dossier, its size in bytes, its SHA-256, its gaps."""

    nom: str
    taille: int
    sha256: str
    manques: int = 0


@dataclass(frozen=True, slots=True)
class Bilan:
    """What became of one dossier.

    Attributes:
        nom: that of the dossier in the batch.
        territoire: name of the territory; that of the dossier when it can't be read.
        code: what `generate` would have answered.
        erreur: why something is missing, a French sentence; empty when all is made.
        fichiers: what was made.
        problemes: first problems, as sentences with their place.
        autres: number of problems beyond.
        duree: seconds it took.
        depot: folder of the worker that holds the files, when the disk is shared.
        contenus: bytes of the files by name, when it is not.
    """

    nom: str
    territoire: str
    code: int = 0
    erreur: str = ""
    fichiers: tuple[Fichier, ...] = ()
    problemes: tuple[str, ...] = ()
    autres: int = 0
    duree: float = field(default=0.0, compare=False)
    depot: str = field(default="", compare=False)
    contenus: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def make(tache: Tache) -> Bilan:
    """Make the documents of one dossier, aside, and return what came of it. Never raises: a failure is an answer.

    The same task gives the same bytes, wherever and however often it runs.
    """
    start = time.perf_counter()
    with ExitStack() as stack:
        shared = bool(tache.sortie)
        depot = (
            Path(tempfile.mkdtemp(prefix=DEPOT, dir=tache.sortie))
            if shared
            else stack.enter_context(workplace())
        )
        source = tache.dossier.chemin
        if tache.fichiers is not None:
            source = read_packed(tache.fichiers, stack.enter_context(workplace()), tache.dossier)
        outcome = _Essai(tache, source, depot).run()
        contents = {} if shared else {f.nom: (depot / f.nom).read_bytes() for f in outcome.fichiers}
        if shared and not outcome.fichiers:
            shutil.rmtree(depot, ignore_errors=True)
    return Bilan(
        nom=tache.dossier.nom,
        territoire=outcome.territoire or tache.dossier.chemin.stem,
        code=outcome.code,
        erreur=outcome.erreur,
        fichiers=outcome.fichiers,
        problemes=tuple(map(str, outcome.problemes[:_SHOWN])),
        autres=max(0, len(outcome.problemes) - _SHOWN),
        duree=time.perf_counter() - start,
        depot=str(depot) if shared and outcome.fichiers else "",
        contenus=contents,
    )


@dataclass
class _Essai:
    """One dossier on its way: read, made; a converter that fails has one more try."""

    tache: Tache
    source: Path
    depot: Path
    territoire: str = ""
    code: int = 0
    erreur: str = ""
    fichiers: tuple[Fichier, ...] = ()
    problemes: Sequence[Problem] = ()

    def run(self) -> _Essai:
        manques: dict[str, int] = {}
        try:
            manques = self._deliver()
        except CtgDocsError as error:
            self.code, self.problemes = error.exit_code, error.problems
            self.erreur = error.message.replace(str(self.source), self.tache.dossier.nom)
        except Exception as bug:  # a bug met by one dossier must not stop the thousand others
            self.code, self.erreur = ExitCode.BUG, f"Erreur interne ({type(bug).__name__} : {bug})."
        if self.code and self.code != ExitCode.CONVERSION:
            shutil.rmtree(self.depot, ignore_errors=True)
        self.fichiers = tuple(_described(self.depot, manques))
        return self

    def _deliver(self) -> dict[str, int]:
        from ctg_docs.documents.options import Choices
        from ctg_docs.steps.deliver import deliver
        from ctg_docs.steps.load import load

        asked = self.tache.demande
        ctg = load(self.source)
        self.territoire = ctg.territoire.nom
        options = Choices(
            final=asked.final,
            templates=asked.templates,
            pdf=asked.pdf,
            archive=asked.archive,
            pages=asked.pdf,
            converter=_converters(self.tache.convertisseurs) if asked.pdf else None,
        )
        if asked.cache:
            options["cache"] = Path(asked.cache)
        for again in (True, False):
            try:
                made = deliver(ctg, asked.kinds, out=self.depot, force=True, **options)
            except ConversionError:
                if not again:
                    raise
            else:
                break
        self.problemes = made.problems
        return {document.name: len(document.holes) for document in made.batch.documents}


def _converters(number: int) -> PdfOptions:
    from ctg_docs.engine.pdf.making import PdfOptions

    return PdfOptions(workers=number)


def _described(depot: Path, manques: Mapping[str, int]) -> list[Fichier]:
    files = sorted(path for path in depot.rglob("*") if path.is_file()) if depot.is_dir() else []
    found = []
    for path in files:
        nom, data = path.relative_to(depot).as_posix(), path.read_bytes()
        found.append(Fichier(nom, len(data), hashlib.sha256(data).hexdigest(), manques.get(nom, 0)))
    return found
