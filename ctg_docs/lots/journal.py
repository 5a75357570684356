"""The journal of a batch: one line per finished dossier, only ever added to. A write-ahead log, so that a batch resumes.

A line is written and forced to the disk before the folder it tells is put in its place: after a kill, a line whose
files are there is done, one whose files are not is made again, and a last line cut in its middle is dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ctg_docs.errors import OutputError
from ctg_docs.lots.tache import Bilan, Fichier

__all__ = ["JOURNAL", "Journal"]

JOURNAL = "journal.jsonl"
"""Name of the journal in the folder of a batch."""

_HEAD = {"journal": "lot ctg-docs", "forme": 1}


class Journal:
    """What is done, on disk. In memory: where the lines of each dossier begin, nothing more.

    Args:
        folder: that of the batch.

    Raises:
        OutputError: the file is not a journal of ours, or can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._places: dict[str, list[int]] = {}
        self._cles: dict[str, str] = {}
        try:
            self._file = self._path.open("a+b")
        except OSError as fault:
            raise OutputError(f"Le journal « {self._path} » ne peut pas être écrit.") from fault
        try:
            self._recover()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __contains__(self, nom: object) -> bool:
        return nom in self._places

    def cle(self, nom: str) -> str:
        """Return the key under which a dossier was last finished, "" when it never was."""
        return self._cles.get(nom, "")

    def read(self, nom: str) -> Bilan:
        """Return what came of a dossier the last time. KeyError when it was never finished."""
        return self._line(self._places[nom][-1])

    def written(self, nom: str) -> frozenset[tuple[str, str]]:
        """Return the names and fingerprints of all that was ever made of a dossier: what the batch may replace."""
        lines = (self._line(place) for place in self._places.get(nom, ()))
        return frozenset((f.nom, f.sha256) for bilan in lines for f in bilan.fichiers)

    def _line(self, place: int) -> Bilan:
        self._file.seek(place)
        return _bilan(json.loads(self._file.readline()))

    def bilans(self, noms: Iterator[str]) -> Iterator[Bilan]:
        """Yield what came of each dossier, in the order asked, those never finished left out."""
        for nom in noms:
            if nom in self:
                yield self.read(nom)

    def add(self, cle: str, bilan: Bilan) -> None:
        """Write a line, whole and on the disk when this returns.

        Raises:
            OutputError: the disk refuses.
        """
        entry = {"cle": cle, **asdict(bilan), "duree": round(bilan.duree, 3)}
        del entry["depot"], entry["contenus"]
        try:
            place = self._write(entry)
        except OSError as fault:
            raise OutputError(
                f"Le journal « {self._path} » ne peut plus être écrit : disque plein ?"
            ) from fault
        self._note(bilan.nom, cle, place)

    def _write(self, entry: Mapping[str, Any]) -> int:
        place = self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        return place

    def _note(self, nom: str, cle: str, place: int) -> None:
        self._places.setdefault(nom, []).append(place)
        self._cles[nom] = cle

    def _recover(self) -> None:
        """Read what is there, and cut a last line that a kill left without its end."""
        self._file.seek(0)
        place = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                self._file.truncate(place)
                break
            entry = self._parse(line, first=place == 0)
            if "nom" in entry:
                self._note(entry["nom"], str(entry.get("cle", "")), place)
            place += len(line)
        if not place:
            self._write(_HEAD)

    def _parse(self, line: bytes, *, first: bool) -> Mapping[str, Any]:
        try:
            entry = json.loads(line.decode("utf-8", "surrogateescape"))
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or (first and entry != _HEAD):
            raise OutputError(
                f"« {self._path} » n’est pas le journal d’un lot : choisissez un autre dossier."
            )
        return entry


def _bilan(entry: Mapping[str, Any]) -> Bilan:
    return Bilan(
        nom=entry["nom"],
        territoire=entry["territoire"],
        code=entry["code"],
        erreur=entry["erreur"],
        fichiers=tuple(Fichier(**fichier) for fichier in entry["fichiers"]),
        problemes=tuple(entry["problemes"]),
        autres=entry["autres"],
        duree=entry["duree"],
    )
