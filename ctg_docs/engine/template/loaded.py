"""A template once compiled: what it keeps between two documents. Light: no XML library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.package import Member, Static
from ctg_docs.engine.template.compile import load_code
from ctg_docs.engine.template.notes import Notes
from ctg_docs.engine.word.numbering import Numbering
from ctg_docs.engine.word.spots import Tag
from ctg_docs.engine.word.styles import StyleSheet

if TYPE_CHECKING:
    from ctg_docs.engine.template.environment import RunContext, TemplateEnvironment
    from ctg_docs.engine.template.toc import Contents

__all__ = ["Loaded", "Part", "root_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """One compiled part of a template.

    Attributes:
        tags: its tags, by number.
        lines: tag number by line of the Jinja source.
        names: top-level names it asks the context for.
        code: the compiled code, that can be kept on disk.
        root: the function that yields its bytes.
        debug: line of the Jinja source by line of the compiled code.
        proved: its XML is well formed whatever the data, so it needs no parsing after each rendering.
        fragile: conditions may leave a cell or a table empty.
        grids: tables may gain or lose columns.
        whole: the result has to be looked at from end to end, so it can't be compressed as it comes.
    """

    name: str
    label: str
    tags: tuple[Tag, ...]
    lines: Mapping[int, int]
    names: frozenset[str]
    code: CodeType
    root: Callable[[RunContext], Iterator[bytes]]
    debug: Mapping[int, int]
    proved: bool
    fragile: bool
    grids: bool
    whole: bool

    def tag_at(self, line: int) -> Tag | None:
        """Return the tag that a line of the compiled code belongs to."""
        before = [python for python in self.debug if python <= line]
        at = self.debug[max(before)] if before else 0
        lines = [source for source in self.lines if source <= at]
        return self.tags[self.lines[max(lines)]] if lines else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A template, ready to render.

    Attributes:
        parts: the compiled parts, the body first.
        static: the members no document changes.
        loose: the members that some documents complete: relationships, numbering.
        notes: those that loops or conditions surround.
        drops: sections that conditions empty are dropped.
    """

    parts: tuple[Part, ...]
    static: Static
    loose: Mapping[str, Member]
    styles: StyleSheet
    numbering: Numbering
    numbering_part: str
    core_part: str
    contents: Contents | None
    drops: bool = False
    notes: tuple[Notes, ...] = ()


def root_of(
    environment: TemplateEnvironment, code: CodeType
) -> tuple[Callable[[RunContext], Iterator[bytes]], dict[int, int]]:
    """Run compiled code; return the function that yields the bytes of a part, and its lines."""
    defined = load_code(environment, code)
    pairs = (pair.split("=") for pair in defined["debug_info"].split("&") if pair)
    return defined["root"], {int(python): int(line) for line, python in pairs}
