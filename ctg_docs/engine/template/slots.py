"""Places of a template that get a fresh value each time they are written: identifiers, list numbers.

A slot is written into the tree as `kind:key` between two private characters, outside Jinja's sight; the compiler turns
it into a call. Whatever stands outside loops is numbered once and for all, and costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["SLOT", "Fresh", "slot", "split_slots"]

_OPEN, _CLOSE = "\U000f5e20", "\U000f5e21"
SLOT = re.compile(f"{_OPEN}([a-z]+):([^{_CLOSE}]*){_CLOSE}")
#: far above what a Word file numbers by itself
FIRST = 100_000


def slot(kind: str, key: str = "") -> str:
    """Return the text of a slot."""
    return f"{_OPEN}{kind}:{key}{_CLOSE}"


def split_slots(text: str) -> Iterator[str | tuple[str, str]]:
    """Yield the pieces of a static text: texts, and (kind, key) of slots."""
    if _OPEN not in text:
        if text:
            yield text
        return
    at = 0
    for match in SLOT.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        yield match.group(1), match.group(2)
        at = match.end()
    if at < len(text):
        yield text[at:]


class Fresh:
    """The counters of one document.

    Args:
        restart: gives a fresh numId that counts like the one it is given.
    """

    __slots__ = ("_bookmarks", "_drawings", "_lists", "_names", "_restart", "_sdt", "calls")

    def __init__(self, restart: Callable[[str], int]) -> None:
        self._drawings = self._sdt = FIRST
        self._bookmarks: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._lists: dict[str, int] = {}
        self._restart = restart
        self.calls: dict[str, list[str]] = {}

    def __call__(self, kind: str, key: str) -> str:
        """Return the value of a slot."""
        text: str = getattr(self, kind)(key)
        return text

    def drawing(self, _key: str = "") -> str:
        """A drawing's identifier."""
        self._drawings += 1
        return str(self._drawings)

    def sdt(self, _key: str) -> str:
        """A content control's identifier."""
        self._sdt += 1
        return str(self._sdt)

    def start(self, key: str) -> str:
        """The identifier of a bookmark that begins."""
        self._bookmarks[key] = max(self._bookmarks.values(), default=FIRST - 1) + 1
        return str(self._bookmarks[key])

    def end(self, key: str) -> str:
        """The identifier of a bookmark that ends: the last one begun."""
        return str(self._bookmarks.get(key, FIRST))

    def name(self, key: str) -> str:
        """The name of a bookmark: its own the first time, then numbered."""
        self._names[key] = self._names.get(key, 0) + 1
        return _numbered(key, self._names[key])

    def same(self, key: str) -> str:
        """A reference to the bookmark written last."""
        return _numbered(key, self._names.get(key, 1))

    def coming(self, key: str) -> str:
        """A reference to the bookmark written next."""
        return _numbered(key, self._names.get(key, 0) + 1)

    def shape(self, _key: str) -> str:
        """The identifier of a shape of VML."""
        return f"_x0000_s{self.sdt('')}"

    def note(self, key: str) -> str:
        """The identifier of the note a call calls: its own the first time, then a new one."""
        given = self.calls.setdefault(key, [])
        given.append(key.partition(":")[2] if not given else str(FIRST + sum(map(len, self.calls.values()))))
        return given[-1]

    def turn(self, key: str) -> str:
        """A new turn of a loop: its list begins again."""
        self._lists.pop(key, None)
        return ""

    def list(self, key: str) -> str:
        """The numId of a list inside a loop."""
        if key not in self._lists:
            self._lists[key] = self._restart(key.partition("@")[0])
        return str(self._lists[key])


def _numbered(name: str, count: int) -> str:
    suffix = f"_{count}" if count > 1 else ""
    return name[: 40 - len(suffix)] + suffix
