"""One dossier on disk, a folder or a single file, to plain data with the place of every value.

Knows which file gives which section; knows nothing of what a section means.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any

from ctg_docs.limits import LIMITS
from ctg_docs.problems import Place, Severity
from ctg_docs.sources.json_file import parse_json
from ctg_docs.sources.nodes import Node, Parsed, flatten
from ctg_docs.sources.report import Path, Report
from ctg_docs.sources.text import check_text, decode, read_text
from ctg_docs.sources.toml_file import parse_toml
from ctg_docs.sources.yaml_file import parse_yaml

__all__ = ["FORMATS", "MAIN", "SIDE_FOLDERS", "Layout", "Raw", "read_dossier", "read_text_dossier"]

FORMATS: dict[str, Callable[[str, str, Report], Node | None]] = {
    ".yaml": parse_yaml,
    ".yml": parse_yaml,
    ".json": parse_json,
    ".toml": parse_toml,
}
MAIN = "ctg"
SIDE_FOLDERS = ("annexes", "cartes", "logos", "modeles", "photos")
"""What a dossier cites, beside its data."""
_EXPECTED = "Formats acceptés : .yaml, .json, .toml."
_EMPTY = "« ctg-docs init mon-dossier » écrit un canevas commenté, à remplir."
_TO_IMPORT = (".docx", ".xlsx", ".xlsm", ".ods", ".csv")
_TO_COPY = (".doc", ".odt", ".pdf", ".xls")
_NOT_DATA = {"schema.json", "ctg.schema.json"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which sections a dossier may have.

    Attributes:
        sections: every section that may live in a file of its name (`organismes.yaml`).
        folders: folder name to the list it fills, one file per element (`fiches` to `fiches_actions`).
    """

    sections: frozenset[str]
    folders: Mapping[str, str]


@dataclass(slots=True)
class Raw:
    """What a dossier says, before any type.

    Attributes:
        data, places: the sections of all files as one mapping.
        base: the folder, or the parent of a single file; None for data in memory.
        name: how the user named the dossier.
        files: with data in memory, the files that go with them.
    """

    base: FilePath | None
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_dossier(path: FilePath, layout: Layout, report: Report) -> Raw | None:
    """Read every file of a dossier. None when there is no main file to read; every fault is in the report."""
    if path.is_dir():
        return _read_folder(path, layout, report)
    raw = Raw(path.parent, str(path))
    return raw if _read_main(path, str(path), raw, report) else None


def read_text_dossier(text: str | bytes, report: Report) -> Raw | None:
    """Read a dossier given as text: JSON when it begins with a brace, TOML when it reads as such, else YAML."""
    checked = decode(text, "", report) if isinstance(text, bytes) else check_text(text, "", report)
    if checked is None:
        return None
    if _is_blank(checked):
        report.add("LEC019", Place(), suggestion="")
        return None
    node = _parser_of(checked)(checked, "", report)
    parsed = flatten(node, report) if node is not None else None
    if parsed is None:
        return None
    if not isinstance(parsed.data, dict):
        kind = "une liste" if isinstance(parsed.data, list) else "un texte seul"
        report.add("LEC020", parsed.places[()], value=parsed.data, kind=kind)
        return None
    return Raw(None, "", parsed.data, parsed.places)


def _parser_of(text: str) -> Callable[[str, str, Report], Node | None]:
    if text.lstrip().startswith(("{", "[{")):
        return parse_json
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return parse_yaml
    return parse_toml


def _read_folder(base: FilePath, layout: Layout, report: Report) -> Raw | None:
    raw = Raw(base, str(base))
    mains = [base / f"{MAIN}{suffix}" for suffix in FORMATS if (base / f"{MAIN}{suffix}").exists()]
    if not mains:
        report.add("LEC002", Place(str(base)), suggestion=_missing_main_advice(base))
        return None
    if len(mains) > 1:
        names = ", ".join(main.name for main in mains)
        report.add("LEC003", Place(str(base)), names=names, suggestion="N’en gardez qu’un.")
    readable = _read_main(mains[0], mains[0].name, raw, report, inside=base)
    for file in _data_files(base, report):
        if file not in mains:
            _read_section(file, raw, layout, report)
    _tell_ignored_folders(base, layout, report)
    for folder, section in layout.folders.items():
        if (base / folder).is_dir():
            _read_items(base / folder, section, raw, report)
            _tell_strangers(base, base / folder, report)
    return raw if readable or raw.data else None


def _tell_ignored_folders(base: FilePath, layout: Layout, report: Report) -> None:
    """Report a folder of data files that nothing reads because its name is misspelt: `fiche/` for `fiches/`."""
    known = {*layout.folders, *SIDE_FOLDERS, "sortie"}
    for folder in sorted(f for f in base.iterdir() if f.is_dir() and f.name not in known):
        close = get_close_matches(folder.name.lower(), layout.folders, n=1, cutoff=0.75)
        if close and any(f.suffix.lower() in FORMATS for f in folder.iterdir()):
            advice = f"Vouliez-vous « {close[0]}/ » ?"
            report.add("LEC022", Place(f"{folder.name}/"), name=folder.name, suggestion=advice)


def _tell_strangers(base: FilePath, folder: FilePath, report: Report) -> None:
    """Report the Word files and workbooks dropped among data files: nothing reads them there."""
    for file in sorted(folder.iterdir(), key=_natural):
        suffix, name = file.suffix.lower(), f"{folder.name}/{file.name}"
        if file.name.startswith((".", "~")) or suffix not in (*_TO_IMPORT, *_TO_COPY):
            continue
        advice = "Recopiez ce qu’il dit dans un fichier .yaml."
        if suffix in _TO_IMPORT:
            paths = (shlex.quote(str(path)) for path in (base / folder.name / file.name, base))
            advice = f"Pour reprendre ce qu’il dit : ctg-docs import {' '.join(paths)}"
        report.add("LEC031", Place(name), severity=Severity.WARNING, suffix=suffix, suggestion=advice)


def _missing_main_advice(base: FilePath) -> str:
    names = sorted(f.name for f in base.iterdir() if f.is_file())
    close = get_close_matches("ctg.yaml", [name.lower() for name in names], n=1, cutoff=0.6)
    found = next((name for name in names if close and name.lower() == close[0]), None)
    if found:
        return f"Renommez « {found} » en « ctg.yaml »."
    return "Créez-le avec « ctg-docs init », ou indiquez le bon dossier."


def _data_files(folder: FilePath, report: Report) -> Iterator[FilePath]:
    """Yield the data files of a folder, `fiche-2` before `fiche-10`, hidden and schema files left out."""
    files = sorted((f for f in folder.iterdir() if f.suffix.lower() in FORMATS), key=_natural)
    if len(files) > LIMITS.files:
        report.add("LEC030", Place(folder.name), folder=folder.name, limit=LIMITS.files)
    for file in files[: LIMITS.files]:
        if not file.name.startswith((".", "~")) and not file.name.lower().endswith(".schema.json"):
            yield file


def _natural(file: FilePath) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", file.name)]


def _parse(
    file: FilePath, name: str, report: Report, *, inside: FilePath | None = None, if_empty: str | None = ""
) -> Parsed | None:
    """Return what a file holds; `if_empty` is the advice for one that says nothing, None when it may."""
    parser = FORMATS.get(file.suffix.lower())
    if parser is None and (file.exists() or not file.suffix):
        code = "LEC004" if file.exists() else "LEC001"
        report.add(code, Place(name), suggestion=_EXPECTED, suffix=file.suffix or file.name)
        return None
    if inside is not None and not _stays_inside(file, inside):
        advice = "Copiez le fichier dans le dossier à la place du lien."
        report.add("LEC026", Place(name), name=name, suggestion=advice)
        return None
    text = read_text(file, name, report)
    if text is None:
        return None
    if _is_blank(text):
        if if_empty is not None:
            report.add("LEC019", Place(name), suggestion=if_empty)
        return None
    node = (parser or parse_yaml)(text, name, report)
    return flatten(node, report) if node is not None else None


def _stays_inside(file: FilePath, base: FilePath) -> bool:
    """True unless a link leads out of the dossier."""
    try:
        return file.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):  # a link that turns in circles is told by the reading
        return True


def _is_blank(text: str) -> bool:
    """True when a file holds comments only, as a new dossier's do."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _read_main(
    file: FilePath, name: str, raw: Raw, report: Report, *, inside: FilePath | None = None
) -> bool:
    parsed = _parse(file, name, report, inside=inside, if_empty=_EMPTY)
    if parsed is None:
        return False
    raw.places[()] = parsed.places[()]
    if not isinstance(parsed.data, dict):
        kind = "une liste" if isinstance(parsed.data, list) else "un texte seul"
        report.add("LEC020", parsed.places[()], value=parsed.data, kind=kind)
        return False
    raw.data |= parsed.data
    raw.places |= parsed.places
    return True


def _read_section(file: FilePath, raw: Raw, layout: Layout, report: Report) -> None:
    section = file.stem
    if section not in layout.sections:
        close = get_close_matches(section, layout.sections, n=1)
        severity = Severity.ERROR if close else Severity.WARNING
        advice = f"Vouliez-vous « {close[0]}{file.suffix} » ?" if close else ""
        report.add("LEC022", Place(file.name), severity=severity, name=section, suggestion=advice)
        return
    parsed = _parse(file, file.name, report, inside=raw.base, if_empty=None)
    if parsed is None:
        return
    if isinstance(parsed.data, dict) and list(parsed.data) == [section]:
        parsed = _under(parsed, (section,))
    if _is_free(section, parsed.places[()], raw, report):
        _graft(parsed, (section,), raw)


def _under(parsed: Parsed, prefix: Path) -> Parsed:
    """Return what stands under a path: a section file may repeat the section's name."""
    n = len(prefix)
    places = {path[n:]: place for path, place in parsed.places.items() if path[:n] == prefix}
    data = parsed.data
    for step in prefix:
        data = data[step]
    return Parsed(data, places)


def _read_items(folder: FilePath, section: str, raw: Raw, report: Report) -> None:
    files = list(_data_files(folder, report))
    if not files or not _is_free(section, Place(f"{folder.name}/"), raw, report):
        return
    items: list[Any] = []
    raw.data[section] = items
    raw.places[(section,)] = Place(f"{folder.name}/")
    for file in files:
        parsed = _parse(file, f"{folder.name}/{file.name}", report, inside=raw.base)
        if parsed is None:
            continue
        many = isinstance(parsed.data, list)
        for index in range(len(parsed.data)) if many else [None]:
            one = parsed if index is None else _under(parsed, (index,))
            items.append(one.data)
            raw.places |= {(section, len(items) - 1, *path): place for path, place in one.places.items()}


def _is_free(section: str, place: Place, raw: Raw, report: Report) -> bool:
    if section not in raw.data:
        return True
    other = raw.places.get((section,), Place())
    advice = "Gardez l’une des deux."
    report.add("LEC021", place, path=(section,), section=section, other=other, suggestion=advice)
    return False


def _graft(parsed: Parsed, prefix: Path, raw: Raw) -> None:
    raw.data[str(prefix[0])] = parsed.data
    raw.places |= {(*prefix, *path): place for path, place in parsed.places.items()}
