"""The files a dossier names or brings: pictures, attached documents, own Word templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from unicodedata import normalize

from pydantic import BaseModel

from ctg_docs.limits import LIMITS
from ctg_docs.models.organisme import Image
from ctg_docs.problems import Place, Severity
from ctg_docs.sources.pictures import check_picture
from ctg_docs.sources.report import Path, Report
from ctg_docs.sources.text import human_size, read_bytes

__all__ = ["named_files", "read_files", "read_templates"]

_TEMPLATES = "modeles"
_WORDS = (".docx", ".dotx", ".docm", ".dotm")
_OTHER_WORDS = (".doc", ".dot", ".odt", ".ott", ".rtf")
_SAVE_AS = "Ouvrez-le dans Word, puis Fichier › Enregistrer sous › « Document Word (*.docx) »."
_FIELD = "fichier"
_COPY = "Copiez le fichier dans le dossier et donnez son chemin à partir du dossier."
_PICTURES = (".png", ".jpg", ".jpeg")
_OUTPUT = "sortie"


def read_files(
    root: BaseModel,
    base: FilePath | Mapping[str, bytes],
    places: Mapping[Path, Place],
    origins: Mapping[Path, Path],
    report: Report,
) -> dict[str, bytes]:
    """Return the bytes of every file named by a field `fichier`, by its path as written."""
    found: dict[str, bytes] = {}
    refused: set[str] = set()
    for path, owner, name in named_files(root):
        if name in found or name in refused:
            continue
        place = places.get((*path, _FIELD), places.get(path, Place()))
        written = (*origins.get(path, path), _FIELD)
        picture = isinstance(owner, Image)
        if isinstance(base, FilePath):
            data = _read_one(name, base, place, written, report, picture=picture)
        else:
            data = _given(name, base, place, written, report, picture=picture)
        if data is None:
            refused.add(name)
        else:
            found[name] = data
    return found


def read_templates(base: FilePath, report: Report) -> dict[str, bytes]:
    """Return the dossier's own Word templates (`modeles/<kind>.docx`) by kind."""
    found: dict[str, bytes] = {}
    folder = base / _TEMPLATES
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        name, suffix = f"{_TEMPLATES}/{file.name}", file.suffix.lower()
        if suffix in _OTHER_WORDS:
            report.add("LEC031", Place(name), severity=Severity.WARNING, suffix=suffix, suggestion=_SAVE_AS)
        if suffix in _WORDS and not file.name.startswith(("~", ".")):
            if _inside(name, base) is None:
                report.add("LEC026", Place(name), name=name, suggestion=_COPY)
                continue
            data = read_bytes(file, Place(name), report, LIMITS.file)
            if data is not None:
                found[file.stem] = data
    return found


def named_files(node: object, path: Path = ()) -> Iterator[tuple[Path, BaseModel, str]]:
    """Yield every file that a model names: the path of the model that does, that model, the name."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            value = getattr(node, name)
            if name == _FIELD and isinstance(value, str) and value:
                yield path, node, value
            elif isinstance(value, BaseModel | tuple):
                yield from named_files(value, (*path, name))
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from named_files(item, (*path, index))


def _read_one(
    name: str, base: FilePath, place: Place, path: Path, report: Report, *, picture: bool
) -> bytes | None:
    file = _inside(name, base)
    if file is None:
        report.add("LEC026", place, path=path, value=name, name=name, suggestion=_COPY)
        return None
    if not file.is_file():
        report.add(
            "LEC027",
            place,
            path=path,
            value=name,
            name=name,
            suggestion=_near(file, name, base, picture=picture),
        )
        return None
    limit = LIMITS.picture if picture else LIMITS.file
    if _is_too_big(file.stat().st_size, name, place, path, report, picture=picture):
        return None
    data = read_bytes(file, place, report, limit)
    if data is not None and picture and not check_picture(data, place, path, name, report):
        return None
    return data


def _is_too_big(size: int, name: str, place: Place, path: Path, report: Report, *, picture: bool) -> bool:
    limit = LIMITS.picture if picture else LIMITS.file
    if size > limit:
        code = "LEC025" if picture else "LEC005"
        report.add(code, place, path=path, value=name, size=human_size(size), limit=human_size(limit))
    return size > limit


def _given(
    name: str, files: Mapping[str, bytes], place: Place, path: Path, report: Report, *, picture: bool
) -> bytes | None:
    """Return the bytes of a file given in memory, by its name as written."""
    data = files.get(name)
    if data is None:
        near = get_close_matches(name, files, n=1)
        advice = f"Vouliez-vous « {near[0]} » ?" if near else "Donnez ses octets avec les données."
        report.add("LEC027", place, path=path, value=name, name=name, suggestion=advice)
        return None
    if _is_too_big(len(data), name, place, path, report, picture=picture):
        return None
    return data if not picture or check_picture(data, place, path, name, report) else None


def _inside(name: str, base: FilePath) -> FilePath | None:
    """Return the file when it stays in the dossier, links followed; None otherwise."""
    try:
        file = _on_disk(base / name.replace("\\", "/")).resolve()
        return file if file.is_relative_to(base.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _on_disk(file: FilePath) -> FilePath:
    """Return the file as its disk spells it: macOS writes « é » as « e » and an accent, and keeps the two apart elsewhere."""
    if file.exists() or not file.name.strip("."):
        return file
    folder = _on_disk(file.parent)
    wanted = normalize("NFC", file.name)
    try:
        return next((f for f in folder.iterdir() if normalize("NFC", f.name) == wanted), folder / file.name)
    except OSError:
        return file


def _near(file: FilePath, name: str, base: FilePath, *, picture: bool) -> str:
    """Return the advice for a missing file: the one of the dossier that looks most like it, if any."""
    written = name.replace("\\", "/").lower()
    files = {f.lower(): f for f in _files_of(base, picture=picture)}
    same = [f for f in files if PurePosixPath(f).stem == PurePosixPath(written).stem]
    names = {PurePosixPath(f).name: f for f in files}
    near = get_close_matches(written, same or files, n=1, cutoff=0.0 if same else 0.75)
    near = near or [names[n] for n in get_close_matches(PurePosixPath(written).name, names, n=1, cutoff=0.75)]
    if near:
        return f"Vouliez-vous « {files[near[0]]} » ?"
    if not file.parent.is_dir():
        return f"Le dossier « {file.parent.name} » n’existe pas."
    return "Ajoutez le fichier, ou retirez cette ligne."


def _files_of(base: FilePath, *, picture: bool) -> list[str]:
    """Return the paths, from the dossier, of the files that could be meant."""
    found = islice((f for f in base.rglob("*") if f.is_file()), LIMITS.seen)
    paths = (f.relative_to(base) for f in found if not picture or f.suffix.lower() in _PICTURES)
    return sorted(p.as_posix() for p in paths if p.parts[0] != _OUTPUT and not p.name.startswith((".", "~")))
