"""TOML written over TOML: what does not change keeps its comments, its order and its layout. Knows no file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from datetime import date
from typing import Any, Final, cast

import tomlkit
from tomlkit.items import AoT, Float, Item, Table, Trivia

from ctg_docs.sources.write import Plain

__all__ = ["dump_toml", "update_toml"]

_SCALARS: Final[tuple[tuple[re.Pattern[str], Callable[[str], Item]], ...]] = (
    (re.compile(r"-?(?:0|[1-9]\d{0,17})"), tomlkit.integer),
    (re.compile(r"-?(?:0|[1-9]\d*)\.\d+"), lambda text: Float(float(text), Trivia(), text)),
    (re.compile(r"\d{4}-\d\d-\d\d"), lambda text: tomlkit.item(date.fromisoformat(text))),
)


def dump_toml(data: Mapping[str, Any]) -> str:
    """Return plain data as TOML."""
    document = tomlkit.document()
    _fill(document, data)
    return tomlkit.dumps(document)


def update_toml(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return a TOML text that says `new` where it said `old`; the rest is left as a person wrote it.

    Args:
        text: the file.
        old: plain data, the part of the file that may change.
        new: what it must say; a key of `old` that is not there goes.

    Where the old order of a file that holds nothing else can't take the new values, it is written anew.
    """
    document = tomlkit.parse(text)
    _merge(document, old, new)
    written = tomlkit.dumps(document)
    whole = dump_toml(new)
    if tomllib.loads(text).keys() <= old.keys() and not _says(written, whole):
        return whole
    return written


def _says(text: str, whole: str) -> bool:
    """True when a text in its old order says as much as one written anew: keys put after tables may not."""
    try:
        return tomllib.loads(text) == tomllib.loads(whole)
    except tomllib.TOMLDecodeError:
        return False


def _merge(table: MutableMapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    for key in old.keys() - new.keys():
        table.pop(key, None)
    for key, value in new.items():
        before, here = old.get(key), table.get(key)
        if before == value:
            continue
        if isinstance(here, Table) and isinstance(before, dict) and isinstance(value, dict):
            _merge(here, before, value)
        elif isinstance(here, AoT) and isinstance(before, list) and len(before) == len(here):
            table[key] = _rows(here, before, value)
        else:
            table[key] = _item(value)


def _rows(here: AoT, before: list[Any], after: list[Any]) -> Item:
    """Return the rows of a list: those that stay are the ones of the file, in their new order."""
    if not after:
        return _item(after)
    homes = [(row, table) for row, table in zip(before, here, strict=True)]
    rows = tomlkit.aot()
    for row in after:
        found = next((h for h in homes if h[0] == row), None) or next(
            (h for h in homes if row.get("id") and h[0].get("id") == row["id"]), None
        )
        if found is None:
            rows.append(_item(row))
            continue
        homes.remove(found)
        _merge(found[1], found[0], row)
        rows.append(found[1])
    return rows


def _fill(table: MutableMapping[str, Any], data: Mapping[str, Any]) -> None:
    """Write single values first: after a table, TOML would take them for its own."""
    for key, value in sorted(data.items(), key=lambda pair: _is_table(pair[1])):
        table[key] = _item(value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict) for v in value))


def _item(value: Any) -> Item:
    if isinstance(value, dict):
        table = tomlkit.table()
        _fill(table, value)
        return table
    if isinstance(value, list) and _is_table(value):
        rows = tomlkit.aot()
        for row in value:
            rows.append(_item(row))
        return rows
    if isinstance(value, list):
        return tomlkit.item([_item(v) for v in value]).multiline(sum(map(len, value)) > 80)
    if isinstance(value, Plain):
        made = next((make for pattern, make in _SCALARS if pattern.fullmatch(value)), None)
        if made is not None:
            return made(str(value))
    return cast(Item, tomlkit.string(str(value), multiline="\n" in value))
