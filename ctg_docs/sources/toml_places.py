"""Where each field of a TOML text is written. Reads a text already known to be TOML; keeps no value."""

from __future__ import annotations

import re
from collections import defaultdict

from ctg_docs.problems import Place
from ctg_docs.sources.json_file import Lines
from ctg_docs.sources.report import Path

__all__ = ["toml_places"]

_BLANKS = re.compile(r"[ \t]*")
_SKIP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]+|\\.|"{1,2}(?!"))*+"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]+|\\.)*+"|\'[^\'\n]*\'', re.DOTALL
)
_BARE = re.compile(r"[^,\]}\n#]+")


def toml_places(text: str, name: str) -> dict[Path, Place]:
    """Return the place of every field (its name) and of every element of a list."""
    return _Walk(text, name).run()


class _Walk:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.lines = Lines(text, name)
        self.places: dict[Path, Place] = {}
        self.counts: defaultdict[Path, int] = defaultdict(int)

    def run(self) -> dict[Path, Place]:
        table: Path = ()
        at = self._skip(0)
        while at < len(self.text):
            if self.text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._skip(at)
        return self.places

    def _skip(self, at: int) -> int:
        found = _SKIP.match(self.text, at)
        return found.end() if found else at

    def _header(self, at: int) -> tuple[Path, int]:
        many = self.text.startswith("[[", at)
        keys, end = self._keys(at + (2 if many else 1))
        path = self._resolve(keys[:-1]) + keys[-1:]
        self.places.setdefault(path, self.lines.place(at))
        if many:
            index = self.counts[path]
            self.counts[path] += 1
            path = (*path, index)
            self.places[path] = self.lines.place(at)
        return path, end + (2 if many else 1)

    def _resolve(self, keys: Path) -> Path:
        """Follow `[[a]]` headers: `a.b` means `b` of the last `a`."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _keys(self, at: int) -> tuple[Path, int]:
        keys: list[str | int] = []
        while found := _KEY.match(self.text, at):
            basic, literal, bare = found.groups()
            keys.append(next(k for k in (bare, literal, basic) if k is not None))
            at = found.end()
            if not self.text.startswith(".", at):
                break
            at += 1
        return tuple(keys), at

    def _pair(self, at: int, table: Path) -> int:
        place = self.lines.place(at)
        keys, end = self._keys(at)
        path = table
        for key in keys:
            path = (*path, key)
            self.places.setdefault(path, place)
        return self._value(end + 1, path)

    def _value(self, at: int, path: Path) -> int:
        blanks = _BLANKS.match(self.text, at)
        at = blanks.end() if blanks else at
        if self.text.startswith("[", at):
            return self._array(at + 1, path)
        if self.text.startswith("{", at):
            return self._inline_table(at + 1, path)
        found = _STRING.match(self.text, at) or _BARE.match(self.text, at)
        return found.end() if found else len(self.text)

    def _array(self, at: int, path: Path) -> int:
        index = 0
        while self.text[at := self._skip(at)] != "]":
            if self.text[at] == ",":
                at += 1
                continue
            self.places[(*path, index)] = self.lines.place(at)
            at = self._value(at, (*path, index))
            index += 1
        return at + 1

    def _inline_table(self, at: int, path: Path) -> int:
        while self.text[at := self._skip(at)] != "}":
            at = at + 1 if self.text[at] == "," else self._pair(at, path)
        return at + 1
