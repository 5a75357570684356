"""Files written whole or not at all. Knows names and bytes, no document."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.documents import load_kinds
from ctg_docs.errors import OutputError
from ctg_docs.signature.donnees import embed
from ctg_docs.steps.alone import aside_of, put_all, settle, writing_alone

if TYPE_CHECKING:
    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg
    from ctg_docs.steps.types import Document

__all__ = [
    "CONVERTIBLE",
    "carry",
    "check_free",
    "reason_of",
    "replace_all",
    "stem",
    "write",
    "write_all",
    "write_text",
    "write_tree",
]

CONVERTIBLE = (".docx", ".pptx")
"""Extensions of the documents that have a PDF."""

_REASONS = {
    errno.ENOENT: "cet endroit n’existe pas",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre part du disque est pleine",
    errno.EFBIG: "le fichier y serait trop grand",
    errno.EROFS: "cet endroit est en lecture seule",
    errno.ENAMETOOLONG: "le chemin est trop long",
    errno.ELOOP: "un lien tourne en rond",
}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^\.|[. ]$')


def write(documents: Sequence[Document], out: str | Path, *, force: bool = False) -> list[Path]:
    """Write documents into a folder, made when absent, and return their paths.

    Each file appears whole or not at all. Every refusal is known before the first file is written.

    Raises:
        OutputError: a file exists and `force` is False, or the folder can't be written.
    """
    return write_all([(document.name, document.data) for document in documents], Path(out), force=force)


def write_text(path: str | Path, text: str, *, force: bool = False) -> Path:
    """Write one text file, whole or not at all.

    Raises:
        OutputError: the file exists and `force` is False, or the folder can't be written.
    """
    path = Path(path)
    return write_all([(path.name, text.encode())], path.parent, force=force)[0]


def stem(document: Document) -> str:
    """Return the name of a document without its extension."""
    return Path(document.name).stem


def carry(ctg: Ctg, documents: Sequence[Document], options: Options) -> tuple[Document, ...]:
    """Return the documents with the data of the dossier inside, those that carry them; see `Options.carries`."""
    carrying = {kind.nom for kind in load_kinds() if options.carries(kind)}
    files = [(d.name, d.data) for d in documents if d.kind in carrying]
    carried = dict(embed(files, ctg)) if files else {}
    return tuple(replace(d, data=carried.get(d.name, d.data)) for d in documents)


def write_all(
    files: Sequence[tuple[str, bytes]], out: Path, *, force: bool, private: bool = False
) -> list[Path]:
    """Write every file into a folder; see `write`. A file that is replaced keeps its rights; a private one has its owner's."""
    paths = [out / name for name, _ in files]
    _refuse_names([name for name, _ in files])
    _prepare_folder(out)
    with writing_alone(out):
        check_free([path for path in paths if not force or path.is_dir()])
        _put(list(zip(paths, (data for _, data in files), strict=True)), out, private=private)
    return paths


def write_tree(files: Mapping[str, bytes], out: Path, over: Mapping[str, bytes] | None = None) -> list[Path]:
    """Write files with their sub-folders, all or none; none that exists is replaced. Return their paths.

    What a killed command began there is ended or cleared first.

    Args:
        files: bytes by name.
        out: the folder.
        over: others, that may replace.

    Raises:
        OutputError: a file exists, or the folder can't be written.
    """
    paths = [out / name for name in files]
    written = [(out / name, data) for name, data in {**files, **(over or {})}.items()]
    folders = sorted({out, *(path.parent for path, _ in written)})
    for folder in folders:
        settle(folder)
    check_free(paths, "Choisissez")
    with ExitStack() as held:
        for folder in folders:
            _prepare_folder(folder)
            held.enter_context(writing_alone(folder))
        check_free(paths, "Choisissez")
        _put(written, out)
    return [path for path, _ in written]


def replace_all(files: Mapping[str, bytes | None], base: Path) -> list[Path]:
    """Write files at their places in a folder that has some, all or none; those of None are taken away. Return the written.

    Raises:
        OutputError: the folder can't be written.
    """
    written = [(base / name, data) for name, data in files.items() if data is not None]
    with ExitStack() as held:
        for folder in sorted({base, *(path.parent for path, _ in written)}):
            _prepare_folder(folder)
            held.enter_context(writing_alone(folder))
        _put(written, base, gone=[base / name for name, data in files.items() if data is None])
    return [path for path, _ in written]


def _put(
    files: Sequence[tuple[Path, bytes]], out: Path, *, private: bool = False, gone: Sequence[Path] = ()
) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            waiting.append((_write_aside(path, data, private=private), path))
        put_all(waiting, out, gone)
    except OSError as fault:
        hint = " Fermez le document s’il est ouvert dans Word." if isinstance(fault, PermissionError) else ""
        raise OutputError(f"Écriture impossible dans « {out} » : {reason_of(fault)}.{hint}") from fault
    finally:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)


def _refuse_names(names: Sequence[str]) -> None:
    wrong = [name for name in names if not name or _FORBIDDEN.search(name) or len(os.fsencode(name)) > 240]
    if wrong:
        raise OutputError("Nom de fichier impossible : " + ", ".join(f"« {name} »" for name in wrong) + ".")
    double = [name for name, count in Counter(name.casefold() for name in names).items() if count > 1]
    if double:
        raise OutputError(
            "Deux documents auraient le même nom : " + ", ".join(f"« {n} »" for n in double) + "."
        )


def _prepare_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK | os.X_OK):
            raise PermissionError
    except (FileExistsError, NotADirectoryError) as fault:
        raise OutputError(f"« {out} » n’est pas un dossier.") from fault
    except (OSError, ValueError) as fault:
        raise OutputError(f"Écriture impossible dans « {out} » : {reason_of(fault)}.") from fault


def check_free(paths: Sequence[Path], cure: str = "Demandez de remplacer, ou choisissez") -> None:
    """Refuse to replace files.

    Args:
        paths: where files will be written.
        cure: what one may ask for, before « un autre endroit ».

    Raises:
        OutputError: one of them exists.
    """
    present = [path for path in paths if path.exists()]
    if present:
        many = "Ces fichiers existent déjà" if len(present) > 1 else "Ce fichier existe déjà"
        listed = ", ".join(f"« {path} »" for path in present[:5]) + (", …" if len(present) > 5 else "")
        raise OutputError(f"{many} : {listed}. {cure} un autre endroit.")


def _write_aside(path: Path, data: bytes, *, private: bool) -> Path:
    """Write the bytes under a temporary name of the same folder, so that the last step is a rename."""
    aside = aside_of(path)
    try:
        with os.fdopen(os.open(aside, _NEW, 0o600 if private else 0o666), "wb") as file:
            file.write(data)
        if path.is_file() and not path.is_symlink():
            aside.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def reason_of(fault: Exception) -> str:
    """Return why the system refuses, in a few French words."""
    if isinstance(fault, PermissionError):
        return "accès refusé"
    return _REASONS.get(getattr(fault, "errno", None) or 0, "le système refuse")
