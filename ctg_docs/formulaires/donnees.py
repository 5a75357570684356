"""A dossier as plain data to change in place, and where each change was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place
from ctg_docs.sources.report import Path
from ctg_docs.sources.write import to_plain

__all__ = ["TITLES", "Donnees", "Trace", "pick", "put", "slug_of", "title_of"]

TITLES: Final = ("id", "intitule", "nature", "nom", "texte", "quoi", "personne", "organisme", "titre")
"""Fields that name a row, the surest first."""

_NAMED = frozenset({"equipements", "decisions"})
"""Tables whose rows need an identifier that nobody types in a form."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Something written in the data, and how to take it back.

    Attributes:
        titre: title of the field, or of the table of a new row.
        texte: what was read.
        ligne: True for a new row.
        attendu: what can be written there, when the model says it badly.
        undo: puts back what the dossier said.
    """

    titre: str
    texte: str
    place: Place
    undo: Callable[[], None]
    ligne: bool = False
    attendu: str = ""


class Donnees:
    """The data of a dossier."""

    def __init__(self, ctg: Ctg) -> None:
        self.whole: dict[str, Any] = json.loads(json.dumps(to_plain(ctg)))
        self._marks: dict[int, dict[tuple[str, ...], Trace]] = {}
        self._kept: list[dict[str, Any]] = []

    def element(self, liste: Sequence[str], id: str) -> dict[str, Any]:
        """Return an element of a list, or the whole."""
        if not id:
            return self.whole
        found: dict[str, Any] = next(item for item in pick(self.whole, liste) if item["id"] == id)
        return found

    def mark(self, target: dict[str, Any], keys: tuple[str, ...], trace: Trace) -> None:
        """Remember what was written at these steps; the first trace stays, for it knows what the dossier said."""
        self._marks.setdefault(id(target), {}).setdefault(keys, trace)
        self._kept.append(target)

    def forget(self, trace: Trace) -> None:
        """Take a change back."""
        trace.undo()
        for marks in self._marks.values():
            for keys in [k for k, known in marks.items() if known is trace]:
                del marks[keys]

    def traces(self) -> dict[Path, Trace]:
        """Return each change, by its path."""
        found: dict[Path, Trace] = {}
        for path, node in _walk(self.whole, ()):
            for keys, trace in self._marks.get(id(node), {}).items():
                found[(*path, *keys)] = trace
        return found

    def identify(self, row: dict[str, Any], table: str, rows: Sequence[dict[str, Any]], text: str) -> None:
        """Give an identifier to a new row that needs one."""
        if table not in _NAMED or "id" in row:
            return
        row["id"] = slug_of(text, {str(r.get("id")) for r in rows}, default="ligne")


def slug_of(text: str, taken: Collection[str], *, default: str) -> str:
    """Return an identifier made from a text, which no other has."""
    stem = re.sub(r"[^a-z0-9]+", "-", cle(text))[:40].strip("-") or default
    name = stem
    for rank in count(2):
        if name not in taken:
            break
        name = f"{stem}-{rank}"
    return name


def title_of(row: dict[str, Any]) -> str:
    """Return what a row is called by, empty when nothing names it."""
    return next((str(row[key]) for key in TITLES if row.get(key)), "")


def pick(data: Any, keys: Sequence[str]) -> Any:
    """Return the value at the end of these steps, or None."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def put(data: dict[str, Any], keys: Sequence[str], value: Any) -> None:
    """Put a value at the end of these steps; None takes it away, with the sections that it leaves empty."""
    if len(keys) == 1:
        if value is None:
            data.pop(keys[0], None)
        else:
            data[keys[0]] = value
        return
    inner = data.setdefault(keys[0], {})
    put(inner, keys[1:], value)
    if not inner and value is None:
        del data[keys[0]]


def _walk(node: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(node, dict):
        yield path, node
        for key, child in node.items():
            yield from _walk(child, (*path, key))
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            yield from _walk(child, (*path, rank))
