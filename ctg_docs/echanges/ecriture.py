"""Write a changed dossier over the old one: only the files that change, comments elsewhere kept, proven by reading back."""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import stat
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ctg_docs.echanges.ecriture_toml import dump_toml, update_toml
from ctg_docs.echanges.ecriture_yaml import NotEditable, update_yaml
from ctg_docs.errors import DataError
from ctg_docs.models.ctg import Ctg
from ctg_docs.sources import diagnose
from ctg_docs.sources.folder import FORMATS
from ctg_docs.sources.schema import schema_text
from ctg_docs.sources.write import dump_files, dump_yaml, to_plain
from ctg_docs.workplace import workplace

__all__ = ["SCHEMA", "Plan", "new_files", "plan_files"]

SCHEMA: Final = "ctg.schema.json"
Plan = dict[str, bytes | None]
"""File of the dossier to its new bytes; None for a file that goes."""

_FOLDERS: Final = {"fiches_actions": "fiches", "reunions": "reunions", "avenants": "avenants"}
_OWN_FILES: Final = ("organismes", "personnes")
_TOP: Final = re.compile(r"^(?:[A-Za-z_][\w-]*|'[^']+'|\"[^\"]+\")\s*:")
_YAML: Final = (".yaml", ".yml")
_TOML: Final = ".toml"


def new_files(ctg: Ctg) -> Plan:
    """Return the files of a dossier that does not exist yet."""
    files: Plan = {name: text.encode() for name, text in dump_files(ctg, SCHEMA).items()}
    files[SCHEMA] = schema_text().encode()
    return files


def plan_files(path: Path, old: Ctg, new: Ctg) -> Plan:
    """Return what to write and to remove so that the dossier reads as `new`.

    Args:
        path: the dossier, a folder or a single file.
        old: what it holds now, with its provenance.
        new: what it must hold.

    Raises:
        DataError: what is written would not read back the same.
    """
    main = path if path.is_file() else next(path / f"ctg{s}" for s in FORMATS if (path / f"ctg{s}").exists())
    plans: tuple[Callable[[], Plan], ...] = (
        lambda: _least(path, main, old, new, in_place=True),
        lambda: _least(path, main, old, new),
        lambda: _everything(path, main, new),
    )
    for build in plans:
        plan = build()
        if _reads_as(path, plan, new):
            return plan
    raise DataError("Le dossier modifié ne se relirait pas à l’identique ; rien n’a été écrit.")


def _reads_as(path: Path, plan: Plan, wanted: Ctg) -> bool:
    """Prove a plan on a copy."""
    with workplace() as place:
        copy = place / "dossier"
        if path.is_dir():
            shutil.copytree(path, copy, symlinks=True, ignore=_not_of_a_dossier)
        else:
            copy.mkdir()
            shutil.copy(path, copy / path.name)
        for name, data in plan.items():
            target = copy / name
            if data is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return diagnose(copy if path.is_dir() else copy / path.name).ctg == wanted


def _not_of_a_dossier(folder: str, names: list[str]) -> list[str]:
    """Return the names that are no plain file and no folder: an editor's lock, a pipe, a socket, a link that turns round."""
    kinds = ((name, os.lstat(os.path.join(folder, name)).st_mode) for name in names)  # noqa: PTH118 - names that are no UTF-8
    return [name for name, mode in kinds if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))]


def _everything(path: Path, main: Path, new: Ctg) -> Plan:
    if path.is_file():
        return {main.name: _whole_file(main, new)}
    plan: Plan = {}
    for place in (path, *(path / folder for folder in (*_FOLDERS.values(), *_FOLDERS))):
        if place.is_dir():
            found = [f for f in place.iterdir() if f.suffix.lower() in FORMATS and f.name != SCHEMA]
            plan |= {f.relative_to(path).as_posix(): None for f in found}
    if main.suffix.lower() not in _YAML:
        return plan | {main.name: _whole_file(main, new)}
    return plan | {name: text.encode() for name, text in dump_files(new, SCHEMA).items()}


def _whole_file(main: Path, new: Ctg) -> bytes:
    if main.suffix.lower() == ".json":
        return (json.dumps(to_plain(new), ensure_ascii=False, indent=2) + "\n").encode()
    if main.suffix.lower() == _TOML:
        return dump_toml(to_plain(new)).encode()
    return dump_yaml(to_plain(new)).encode()


def _least(path: Path, main: Path, old: Ctg, new: Ctg, *, in_place: bool = False) -> Plan:
    """Write what changes only: value by value (`in_place`) where the YAML lets itself be edited, else by section."""
    plan: Plan = {}
    was = to_plain(old)
    text = _text(main)
    before, sections = text, to_plain(new)
    has = _has(main, text)
    for name in Ctg.model_fields:
        if getattr(old, name) == getattr(new, name):
            continue
        home = old.provenance.places.get((name,))
        value = sections.get(name)
        if (
            path.is_dir()
            and (home is None or home.file.endswith("/"))
            and name in _FOLDERS
            and name not in has
        ):
            plan |= _items(
                path, name, home.file.rstrip("/") if home else _FOLDERS[name], old, new, in_place=in_place
            )
        elif path.is_dir() and home is None and name in _OWN_FILES and name not in has:
            plan[f"{name}.yaml"] = _begun(path / f"{name}.yaml", value, in_place) if value else None
        elif home is not None and path.is_dir() and home.file != main.name:
            plan |= _own_file(path / home.file, home.file, was.get(name), value, in_place=in_place)
        elif main.suffix.lower() in _YAML:
            text = _edited(text, _only(was, name), _only(sections, name), in_place) or _replace(
                text, name, value
            )
        elif main.suffix.lower() == _TOML:
            text = update_toml(text, _only(was, name), _only(sections, name))
        else:
            plan[main.name] = _whole_file(main, new)
    if text != before:
        plan[main.name] = _as_saved(main, text)
    return plan


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


def _as_saved(file: Path, text: str) -> bytes:
    """Return a text with the mark and the line ends that its file has."""
    old = file.read_bytes()
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in old else text).encode()


def _edited(text: str, before: Any, after: Any, in_place: bool) -> str:
    """Return a YAML text with the values that change only; nothing when it can't be edited so."""
    try:
        return update_yaml(text, before, after) if in_place else ""
    except NotEditable:
        return ""


def _only(sections: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: sections[name]} if name in sections else {}


def _begun(file: Path, value: Any, in_place: bool) -> bytes:
    """Return a section that begins, under the comments of its file when it had only these."""
    text = _edited(_text(file), None, value, in_place) if file.is_file() else ""
    return _as_saved(file, text) if text else dump_yaml(value).encode()


def _own_file(file: Path, name: str, before: Any, value: Any, *, in_place: bool) -> Plan:
    if value and file.suffix.lower() in _YAML and (text := _edited(_text(file), before, value, in_place)):
        return {name: _as_saved(file, text)}
    if file.suffix.lower() == _TOML and isinstance(value, dict):
        return {name: update_toml(_text(file), before or {}, value).encode()}
    written = dump_yaml(value).encode() if value else None
    target = str(Path(name).with_suffix(".yaml"))
    return {name: None, target: written}


def _has(main: Path, text: str) -> set[str]:
    """Return the sections that the main file holds."""
    if main.suffix.lower() == _TOML:
        return set(tomllib.loads(text))
    return {line.partition(":")[0].strip() for line in text.split("\n") if _TOP.match(line)}


def _replace(text: str, name: str, value: Any) -> str:
    """Put another block in the place of a section's; comments before the next section stay with it."""
    lines = text.split("\n")
    block = dump_yaml({name: value}).rstrip("\n").split("\n") if value not in (None, {}, []) else []
    start = next((i for i, line in enumerate(lines) if re.match(rf"{name}\s*:", line)), None)
    if start is None:
        if not block:
            return text
        return text.rstrip("\n") + "\n" + "\n".join(block) + "\n"
    end = next((i for i in range(start + 1, len(lines)) if _TOP.match(lines[i])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return "\n".join([*lines[:start], *block, *lines[end:]])


def _items(path: Path, section: str, folder: str, old: Ctg, new: Ctg, *, in_place: bool) -> Plan:
    """One file per element: those that did not change keep their file and their comments."""
    places = old.provenance.places
    before = {item.id: item for item in getattr(old, section)}
    homes = {
        item.id: places[section, i].file
        for i, item in enumerate(getattr(old, section))
        if (section, i) in places
    }
    shared = {home for home in homes.values() if list(homes.values()).count(home) > 1}
    wanted = list(getattr(new, section))
    names = [_file_of(item.id, rank, homes, folder) for rank, item in enumerate(wanted, 1)]
    ranked = len(set(names)) == len(names) and [*_in_order(names)] == names and not shared
    if not ranked:
        names = [f"{folder}/{rank:02d}-{item.id}.yaml" for rank, item in enumerate(wanted, 1)]
    plan: Plan = dict.fromkeys({home for home in homes.values() if home not in names})
    for item, name in zip(wanted, names, strict=True):
        if before.get(item.id) != item or homes.get(item.id) != name:
            home = homes.get(item.id)
            plan[name] = _item(path, item, before.get(item.id), None if home in shared else home, in_place)
    return plan


def _item(path: Path, item: Any, before: Any, home: str | None, in_place: bool) -> bytes:
    """Return the text of an element: its own file with the changed fields only, when it has one."""
    if home and Path(home).suffix.lower() == _TOML and before is not None:
        return update_toml(_text(path / home), to_plain(before), to_plain(item)).encode()
    if home and Path(home).suffix.lower() in _YAML and before is not None:
        text = _text(path / home)
        new = to_plain(item)
        if edited := _edited(text, to_plain(before), new, in_place):
            return _as_saved(path / home, edited)
        for name, info in type(item).model_fields.items():
            if getattr(before, name) != getattr(item, name):
                text = _replace(text, info.alias or name, new.get(info.alias or name))
        return _as_saved(path / home, text)
    return dump_yaml(to_plain(item)).lstrip("\n").encode()


def _file_of(id: str, rank: int, homes: Mapping[str, str], folder: str) -> str:
    home = homes.get(id)
    if home and Path(home).suffix.lower() in (*_YAML, _TOML):
        return home
    numbered = all(re.match(r"\d+-", Path(h).name) for h in homes.values())
    return f"{folder}/{rank:02d}-{id}.yaml" if numbered else f"{folder}/{id}.yaml"


def _in_order(names: Sequence[str]) -> list[str]:
    def natural(name: str) -> list[tuple[int, str]]:
        return [(int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", Path(name).name)]

    return sorted(names, key=natural)
