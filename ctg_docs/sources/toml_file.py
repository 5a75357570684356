"""TOML text to a tree. The standard library gives the values; a walk over the text adds the places."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from ctg_docs.problems import Place
from ctg_docs.sources.nodes import MAX_DEPTH, Entry, Fields, Items, Leaf, Node
from ctg_docs.sources.report import LEADING_ZERO, Path, Report
from ctg_docs.sources.text import is_too_much
from ctg_docs.sources.toml_places import toml_places

__all__ = ["parse_toml"]

_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_DEEP_KEY = re.compile(
    rf"""(?:^|[\[{{,])[ \t]*((?:(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)[ \t]*\.[ \t]*){{{MAX_DEPTH + 1}}})""",
    re.MULTILINE,
)
"""A key of more parts than data have levels: the time of the reader grows with the square of their number."""

_QUOTED = re.compile(r""""{3}.*?"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+'|#[^\n]*+""", re.DOTALL)
_ZERO = re.compile(r"^[^\"'#]*=\s*\[?\s*[+-]?0\d[\d_]*\s*(?:[,\]#]|$)")

# The reader tells its faults in English only.
_FAULTS: tuple[tuple[str, str], ...] = (
    ("Cannot overwrite a value", "ce champ est écrit deux fois"),
    ("Cannot declare", "cette rubrique est écrite deux fois"),
    ("Cannot mutate immutable", "cette rubrique est déjà complète plus haut"),
    ("Duplicate inline table key", "ce champ est écrit deux fois"),
    ("Expected '='", "« = » manque après le nom du champ"),
    ("Invalid value", "valeur non reconnue : un texte s’écrit entre guillemets"),
    ("Invalid initial character", "un nom de champ ne peut pas commencer par ce caractère"),
    ("Unterminated", "un guillemet ouvert n’est pas fermé"),
    ("Expected newline", "une ligne contient plus d’une valeur"),
    ("Unclosed", "un crochet ou une accolade n’est pas fermé"),
    ("Unescaped", "« \\ » suivi d’un caractère inconnu"),
    ("Illegal character", "caractère invisible interdit"),
    ("Invalid date", "cette date n’existe pas"),
)


def parse_toml(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of a TOML text, or None when it can't be read; every fault is in the report."""
    if is_too_much(text, name, _QUOTED, report):
        return None
    if deep := _DEEP_KEY.search(text):
        at = deep.start(1)
        report.add(
            "LEC013", Place(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)), limit=MAX_DEPTH
        )
        return None
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as fault:
        _explain(str(fault), text, name, report)
        return None
    except (ValueError, RecursionError):
        report.add("LEC018", Place(name), reason="un nombre ou une imbrication dépasse les limites")
        return None
    try:
        return _tree(data, (), toml_places(text, name), Place(name, 1, 1))
    except RecursionError:
        report.add("LEC013", Place(name), limit=MAX_DEPTH)
        return None


def _explain(message: str, text: str, name: str, report: Report) -> None:
    lines = text.split("\n")
    where = _WHERE.search(message)
    line, column = (int(where[1]), int(where[2])) if where and where[1] else (len(lines), 1)
    found = (french for english, french in _FAULTS if message.startswith(english))
    reason = next(found, "cette ligne ne suit pas la syntaxe TOML")
    if _ZERO.search(lines[line - 1]):
        reason = LEADING_ZERO
    report.add("LEC018", Place(name, line, column), value=lines[line - 1].strip(), reason=reason)


def _tree(value: Any, path: Path, places: dict[Path, Place], around: Place) -> Node:
    place = places.get(path, around)
    if isinstance(value, dict):
        entries = []
        for key, child in value.items():
            node = _tree(child, (*path, key), places, place)
            entries.append(Entry(key, places.get((*path, key), place), node))
        return Fields(place, entries)
    if isinstance(value, list):
        return Items(place, [_tree(child, (*path, i), places, place) for i, child in enumerate(value)])
    return Leaf(place, _text(value))


def _text(value: Any) -> str | bool:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
