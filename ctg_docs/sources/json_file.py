"""JSON text to a tree. The standard library says whether it is JSON; a walk over it adds the places.

Numbers stay the text that was written, so that the three formats give the same data.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from ctg_docs.problems import Place
from ctg_docs.sources.nodes import MAX_DEPTH, Entry, Fields, Items, Leaf, Node
from ctg_docs.sources.report import LEADING_ZERO, Report
from ctg_docs.sources.text import is_too_much

__all__ = ["Lines", "parse_json"]

_BLANKS = re.compile(r"[ \t\n\r]*")
_LITERAL = re.compile(r"[^\s,\]}]+")
_ZERO = re.compile(r"(?<![\w.\"])0\d")
_DECODER = json.JSONDecoder()
_NAMES: dict[str, bool | None] = {"true": True, "false": False, "null": None}

# The decoder tells its faults in English only.
_FAULTS: tuple[tuple[str, str], ...] = (
    ("Expecting property name", "un nom de champ entre guillemets doubles est attendu ici"),
    ("Illegal trailing comma", "une virgule de trop termine la liste"),
    ("Expecting ',' delimiter", "une virgule manque avant cette valeur"),
    ("Expecting ':' delimiter", "« : » manque après le nom du champ"),
    ("Expecting value", "une valeur est attendue ici"),
    ("Unterminated string", "un guillemet ouvert n’est pas fermé"),
    ("Invalid control character", "un texte va à la ligne : écrivez \\n"),
    ("Invalid \\", "« \\ » suivi d’un caractère inconnu"),
    ("Extra data", "le fichier continue après la fin des données"),
)


class Lines:
    """From an offset in a text to its line and column."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Return the place of an offset, counted from 1."""
        line = bisect_right(self._starts, offset)
        return Place(self._name, line, offset - self._starts[line - 1] + 1)


_QUOTED = re.compile(r'"(?:\\.|[^"\\])*+"')


def parse_json(text: str, name: str, report: Report) -> Node | None:
    """Return the tree of a JSON text, or None when it can't be read; every fault is in the report."""
    if is_too_much(text, name, _QUOTED, report):
        return None
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        place = Place(name, fault.lineno, fault.colno)
        reason = LEADING_ZERO if _ZERO.match(text, fault.pos - 1) else _in_french(fault.msg)
        report.add("LEC017", place, value=_line(text, fault.lineno), reason=reason)
        return None
    except _ConstantError as fault:
        report.add("LEC017", Place(name), reason=f"« {fault} » n’est pas un nombre")
        return None
    except RecursionError:
        report.add("LEC013", Place(name), limit=MAX_DEPTH)
        return None
    try:
        return _Walk(text, name).value(0, 0)[0]
    except _TooDeepError as fault:
        report.add("LEC013", fault.place, limit=MAX_DEPTH)
        return None


class _ConstantError(Exception):
    """NaN and Infinity, which JSON has not and Python's reader accepts."""


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def _refuse_constant(text: str) -> None:
    raise _ConstantError(text)


def _in_french(message: str) -> str:
    found = (french for english, french in _FAULTS if message.startswith(english))
    return next(found, "ce passage ne suit pas la syntaxe JSON")


def _line(text: str, number: int) -> str:
    return text.split("\n")[number - 1].strip()


class _Walk:
    """Reads a text already known to be JSON; its only aim is the places."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.lines = Lines(text, name)

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        at = self._skip(at)
        place = self.lines.place(at)
        if depth > MAX_DEPTH:
            raise _TooDeepError(place)
        first = self.text[at]
        if first == "{":
            return self._fields(at + 1, place, depth)
        if first == "[":
            return self._items(at + 1, place, depth)
        if first == '"':
            text, end = self._string(at)
            return Leaf(place, text), end
        literal = _LITERAL.match(self.text, at)
        word = literal.group() if literal else ""
        return Leaf(place, _NAMES.get(word, word)), at + len(word)

    def _string(self, at: int) -> tuple[str, int]:
        text, end = _DECODER.raw_decode(self.text, at)
        return str(text), end

    def _skip(self, at: int) -> int:
        blanks = _BLANKS.match(self.text, at)
        return blanks.end() if blanks else at

    def _fields(self, at: int, place: Place, depth: int) -> tuple[Node, int]:
        node = Fields(place)
        while self.text[at := self._skip(at)] != "}":
            if self.text[at] == ",":
                at = self._skip(at + 1)
            key, end = self._string(at)
            child, after = self.value(self._skip(end) + 1, depth + 1)
            node.entries.append(Entry(key, self.lines.place(at), child))
            at = after
        return node, at + 1

    def _items(self, at: int, place: Place, depth: int) -> tuple[Node, int]:
        node = Items(place)
        while self.text[at := self._skip(at)] != "]":
            if self.text[at] == ",":
                at += 1
            child, at = self.value(at, depth + 1)
            node.nodes.append(child)
        return node, at + 1
