"""The files a dossier names or brings: pictures, attached documents, own Word templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from pydantic import BaseModel

from ctg_docs.models.organisme import Image
from ctg_docs.problems import Place
from ctg_docs.sources.pictures import MAX_PICTURE_BYTES, check_picture
from ctg_docs.sources.report import Path, Report
from ctg_docs.sources.text import human_size, read_bytes

__all__ = ["MAX_ATTACHED_BYTES", "read_files", "read_templates"]

MAX_ATTACHED_BYTES = 50_000_000
_TEMPLATES = "modeles"
_FIELD = "fichier"
_COPY = "Copiez le fichier dans le dossier et donnez son chemin à partir du dossier."
_BACKSLASH = "\\"


def read_files(
    root: BaseModel,
    base: FilePath,
    places: Mapping[Path, Place],
    origins: Mapping[Path, Path],
    report: Report,
) -> dict[str, bytes]:
    """Return the bytes of every file named by a field `fichier`, by its path as written."""
    found: dict[str, bytes] = {}
    refused: set[str] = set()
    for path, owner, name in _named_files(root):
        if name in found or name in refused:
            continue
        place = places.get((*path, _FIELD), places.get(path, Place()))
        written = (*origins.get(path, path), _FIELD)
        data = _read_one(name, base, place, written, report, picture=isinstance(owner, Image))
        if data is None:
            refused.add(name)
        else:
            found[name] = data
    return found


def read_templates(base: FilePath, report: Report) -> dict[str, bytes]:
    """Return the dossier's own Word templates (`modeles/<kind>.docx`) by kind."""
    found: dict[str, bytes] = {}
    for file in sorted((base / _TEMPLATES).glob("*.docx")):
        if not file.name.startswith(("~", ".")):
            name = f"{_TEMPLATES}/{file.name}"
            if _inside(name, base) is None:
                report.add("LEC026", Place(name), name=name, suggestion=_COPY)
                continue
            data = read_bytes(file, Place(name), report, MAX_ATTACHED_BYTES)
            if data is not None:
                found[file.stem] = data
    return found


def _named_files(node: object, path: Path = ()) -> Iterator[tuple[Path, BaseModel, str]]:
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            value = getattr(node, name)
            if name == _FIELD and isinstance(value, str) and value:
                yield path, node, value
            elif isinstance(value, BaseModel | tuple):
                yield from _named_files(value, (*path, name))
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _named_files(item, (*path, index))


def _read_one(
    name: str, base: FilePath, place: Place, path: Path, report: Report, *, picture: bool
) -> bytes | None:
    file = _inside(name, base)
    if file is None:
        report.add("LEC026", place, path=path, value=name, name=name, suggestion=_COPY)
        return None
    if not file.is_file():
        report.add("LEC027", place, path=path, value=name, name=name, suggestion=_near(file, name))
        return None
    limit = MAX_PICTURE_BYTES if picture else MAX_ATTACHED_BYTES
    size = file.stat().st_size
    if size > limit:
        code = "LEC025" if picture else "LEC005"
        report.add(code, place, path=path, value=name, size=human_size(size), limit=human_size(limit))
        return None
    data = read_bytes(file, place, report, limit)
    if data is not None and picture and not check_picture(data, place, path, name, report):
        return None
    return data


def _inside(name: str, base: FilePath) -> FilePath | None:
    """Return the file when it stays in the dossier, links followed; None otherwise."""
    try:
        file = (base / name.replace("\\", "/")).resolve()
        return file if file.is_relative_to(base.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _near(file: FilePath, name: str) -> str:
    folder = file.parent
    if not folder.is_dir():
        return f"Le dossier « {folder.name} » n’existe pas."
    same = sorted(f.name for f in folder.iterdir() if f.is_file() and f.stem.lower() == file.stem.lower())
    if not same:
        return "Ajoutez le fichier, ou retirez cette ligne."
    return f"Vouliez-vous « {FilePath(name.replace(_BACKSLASH, '/')).with_name(same[0]).as_posix()} » ?"
