"""The dossiers below a folder, and what tells that one changed. Reads names and bytes, understands none of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ctg_docs.errors import DataError
from ctg_docs.sources.folder import FORMATS, MAIN, SIDE_FOLDERS

__all__ = ["Dossier", "find_dossiers", "fingerprint", "pack", "read_packed"]

_LEFT_OUT = frozenset(("sortie", "__pycache__"))
"""Folders of a dossier that hold what is made from it."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Dossier:
    """A dossier of a batch.

    Attributes:
        nom: its place below the folder that was given, « 79/pays-d-auvrelle »: the folder of its documents too.
        chemin: where it is on disk.
    """

    nom: str
    chemin: Path


def find_dossiers(racines: Iterable[str | Path], *, sauf: Path | None = None) -> tuple[Dossier, ...]:
    """Return the dossiers that are, or lie below, the given places, each once, in the order of their names.

    Args:
        racines: dossiers, single files, or folders that hold dossiers at any depth.
        sauf: a folder never looked into, that of the outputs.

    Raises:
        DataError: a place does not exist, or none holds a dossier.
    """
    given = [Path(racine) for racine in racines]
    absent = [chemin for chemin in given if not chemin.exists()]
    if absent:
        raise DataError("Introuvable : " + ", ".join(f"« {chemin} »" for chemin in absent) + ".")
    found: dict[Path, str] = {}
    for racine in given:
        for chemin in _below(racine, sauf.resolve() if sauf else None):
            nom = racine.resolve().name if chemin == racine else chemin.relative_to(racine).as_posix()
            found.setdefault(chemin.resolve(), nom)
    if not found:
        raise DataError(
            "Aucun dossier de convention sous "
            + ", ".join(f"« {chemin} »" for chemin in given)
            + " : un dossier est un répertoire qui contient « ctg.yaml »."
        )
    return tuple(sorted(_named(found)))


def _below(racine: Path, sauf: Path | None) -> Iterator[Path]:
    if racine.is_file() or _is_dossier(racine):
        yield racine
        return
    for folder, below, _ in os.walk(racine):
        here = Path(folder)
        if _is_dossier(here):
            below.clear()
            yield here
            continue
        below[:] = sorted(
            name
            for name in below
            if name[0] != "." and name not in _LEFT_OUT and (sauf is None or (here / name).resolve() != sauf)
        )


def _is_dossier(folder: Path) -> bool:
    return any((folder / f"{MAIN}{suffix}").is_file() for suffix in FORMATS)


def _named(found: Mapping[Path, str]) -> Iterator[Dossier]:
    """Give each dossier a name of its own, whatever the case of letters: it becomes a folder, never inside another's."""
    taken: set[str] = set()
    around: set[str] = set()
    for chemin, nom in found.items():
        own, rank = nom, 2
        while own.casefold() in taken | around or not taken.isdisjoint(_parents(own)):
            first, *rest = nom.split("/")
            own, rank = "/".join([f"{first}-{rank}", *rest]), rank + 1
        taken.add(own.casefold())
        around.update(_parents(own))
        yield Dossier(own, chemin)


def _parents(nom: str) -> set[str]:
    """Return the folders around a name, « a » and « a/b » for « a/b/c »."""
    parts = nom.casefold().split("/")
    return {"/".join(parts[:length]) for length in range(1, len(parts))}


def _files(dossier: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files a dossier is read from, by their place in it, in a stable order."""
    if dossier.is_file():
        yield dossier.name, dossier
        folders = [dossier.parent / name for name in SIDE_FOLDERS]
        base = dossier.parent
    else:
        folders, base = [dossier], dossier
    for start in folders:
        for folder, below, names in os.walk(start):
            below[:] = sorted(name for name in below if name[0] != "." and name not in _LEFT_OUT)
            for name in sorted(names):
                path = Path(folder) / name
                if name[0] not in ".~" and path.is_file():
                    yield path.relative_to(base).as_posix(), path


def fingerprint(dossier: Path, *asked: str) -> str:
    """Return the SHA-256 of all that a dossier is read from and of what is asked of it, in hexadecimal.

    Raises:
        OSError: one of its files can't be read.
    """
    whole = hashlib.sha256("\0".join(asked).encode())
    for name, path in _files(dossier):
        one = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                one.update(chunk)
        whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + one.digest())
    return whole.hexdigest()


def pack(dossier: Path) -> dict[str, bytes]:
    """Return the files of a dossier, for a worker that does not share the disk.

    Raises:
        OSError: one of them can't be read.
    """
    return {name: path.read_bytes() for name, path in _files(dossier)}


def read_packed(files: Mapping[str, bytes], folder: Path, dossier: Dossier) -> Path:
    """Write packed files below an empty folder and return the dossier that they make there, named as the real one."""
    base = folder / dossier.chemin.name if dossier.chemin.suffix not in FORMATS else folder
    for name, data in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return base if base is not folder else base / dossier.chemin.name
