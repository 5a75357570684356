"""Put a new dossier de signature in the place of an older one: written beside, renamed, the older erased last."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.errors import DataError, OutputError
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.manifeste import FICHIER, Manifeste, fingerprint, is_plain_name
from ctg_docs.steps.alone import aside_of, is_aside, writing_alone
from ctg_docs.steps.write import reason_of, write_tree

if TYPE_CHECKING:
    from ctg_docs.signature.dossier import DossierSignature

__all__ = ["write_signature"]

_OURS = re.compile(
    r"\d{2,}-[^/]+\.(?:docx|pdf)|dossier-complet\.pdf|bordereau\.(?:docx|pdf)|donnees\.json|modeles/\w+\.docx"
)
"""Names that this tool gives; a manifest that comes from elsewhere may tell any other."""

_OLD = ".ctg-docs-ancien-"


def write_signature(signature: DossierSignature, place: Path) -> tuple[list[Path], tuple[Problem, ...]]:
    """Write the dossier de signature in the place of an older one.

    Nothing of the older is touched before the new one is whole. Erased then: what this tool wrote, by its name and by
    the fingerprint of the older manifest. All else is moved into the new folder, and told.

    Returns:
        The files written, and a warning for each file that was kept.

    Raises:
        OutputError: the place is not a folder of its own, or can't be written.
    """
    _refuse(signature.files, place)
    with writing_alone(place.parent):
        _clear_forsaken(place.parent)
        kept = _put(signature.files, place)
    return [place / name for name in signature.files], tuple(map(_kept, kept))


def _put(files: Mapping[str, bytes], place: Path) -> list[str]:
    new = aside_of(place)
    try:
        write_tree(files, new)
        _finish_older(place, files)
        if place.exists():
            place.rename(place.with_name(f"{_OLD}{secrets.token_hex(8)}"))
        new.rename(place)
        return _finish_older(place, files)
    except OSError as fault:
        raise OutputError(f"Écriture impossible dans « {place} » : {reason_of(fault)}.") from fault
    finally:
        _erase(new, files)


def _clear_forsaken(folder: Path) -> None:
    """Take away what a run that was killed had of a new dossier de signature, its own names only; who holds the folder knows it dead."""
    for left in (path for path in folder.iterdir() if is_aside(path.name)) if folder.is_dir() else ():
        if left.is_dir() and not left.is_symlink():
            names = [
                n for n in _entries(left) if is_aside(Path(n).name) or n == FICHIER or _OURS.fullmatch(n)
            ]
            _erase(left, names)


def _refuse(files: Mapping[str, bytes], place: Path) -> None:
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise OutputError(
            f"« {place} » n’est pas un dossier à part entière : déplacez-le, ou choisissez un autre endroit."
        )
    for name in (*files, *{part for file in files for part in Path(file).parts[:-1]}):
        path = place / name
        if path.is_dir() == (name in files) and os.path.lexists(path):
            raise OutputError(f"« {path} » n’est pas ce que ctg-docs y écrit : déplacez-le.")


def _finish_older(place: Path, new: Mapping[str, bytes]) -> list[str]:
    """Empty the older folders that were set aside, also by a run that was stopped; return the names of what was kept."""
    kept: list[str] = []
    for old in sorted(place.parent.glob(f"{_OLD}*")):
        if old.is_symlink() or not old.is_dir():
            continue
        if not place.exists():
            old.rename(place)
            continue
        ours = _proved(old)
        for name in sorted(_entries(old)):
            if name in ours or name in new:
                (old / name).unlink()
            else:
                target = _free(place / name)
                target.parent.mkdir(parents=True, exist_ok=True)
                (old / name).rename(target)
                kept.append(target.relative_to(place).as_posix())
        _erase(old, ())
    return kept


def _free(path: Path) -> Path:
    while os.path.lexists(path):
        path = path.with_name(f"{path.name}.ancien")
    return path


def _entries(folder: Path) -> Iterator[str]:
    """Yield every file below, links and others included, none followed."""
    for where, folders, files in os.walk(folder):
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in (*files, *links):
            yield Path(where, name).relative_to(folder).as_posix()


def _proved(folder: Path) -> set[str]:
    """Return the names of the files that this tool wrote, and that nobody changed since."""
    try:
        manifest = Manifeste.from_json((folder / FICHIER).read_bytes())
    except (OSError, DataError):
        return set()
    proved = {FICHIER}
    for piece in manifest.fichiers:
        path = folder / piece.fichier
        if (
            is_plain_name(piece.fichier)
            and _OURS.fullmatch(piece.fichier)
            and _is_inside(path, folder)
            and path.stat().st_size == piece.taille
            and fingerprint(path.read_bytes()) == piece.sha256
        ):
            proved.add(piece.fichier)
    return proved


def _is_inside(path: Path, folder: Path) -> bool:
    parents = path.relative_to(folder).parents
    return path.is_file() and not any(
        (folder / part).is_symlink() for part in (path.relative_to(folder), *parents)
    )


def _erase(folder: Path, names: Iterable[str]) -> None:
    """Take away the files named, then the folders that are empty."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
    for where, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):
            Path(where).rmdir()


def _kept(name: str) -> Problem:
    return Problem(
        "SIG002",
        Severity.WARNING,
        f"« {name} » n’a pas été écrit par ctg-docs, ou a été changé depuis : il reste dans le dossier de signature.",
        Place(name),
        suggestion="Déplacez-le s’il n’est pas une pièce à signer.",
    )
