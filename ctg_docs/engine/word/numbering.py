"""Number paragraphs as Word does, to print « Article 3 » in a table of contents. Reads `word/numbering.xml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Counter", "Numbering", "read_numbering"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format (`decimal`, `upperRoman`…), its text (`Article %1`), its first number."""

    format: str
    text: str
    start: int
    restart: int | None


@dataclass(frozen=True)
class Numbering:
    """The lists of a template.

    Attributes:
        levels: levels by abstract list.
        abstract: abstract list by numId.
        overrides: first number by (numId, level), where the list imposes one.
        greatest: greatest numId in use.
    """

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    abstract: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[tuple[str, int], int] = field(default_factory=dict)
    greatest: int = 0


def read_numbering(root: _Element | None) -> Numbering:
    """Read `word/numbering.xml`."""
    if root is None:
        return Numbering()
    levels = {
        a.get(qn("w:abstractNumId"), ""): {
            int(v.get(qn("w:ilvl"), "0")): _level(v) for v in a.findall(qn("w:lvl"))
        }
        for a in root.findall(qn("w:abstractNum"))
    }
    abstract, overrides = {}, {}
    for num in root.findall(qn("w:num")):
        number = num.get(qn("w:numId"), "")
        abstract[number] = _val(num, "w:abstractNumId", "")
        for override in num.findall(qn("w:lvlOverride")):
            start = _val(override, "w:startOverride", "")
            if start.isdigit():
                overrides[number, int(override.get(qn("w:ilvl"), "0"))] = int(start)
    greatest = max((int(n) for n in abstract if n.isdigit()), default=0)
    return Numbering(levels, abstract, overrides, greatest)


def _val(node: _Element, name: str, default: str) -> str:
    found = node.find(qn(name))
    return default if found is None else found.get(qn("w:val")) or default


def _level(node: _Element) -> Level:
    start, restart = _val(node, "w:start", "1"), _val(node, "w:lvlRestart", "")
    return Level(
        _val(node, "w:numFmt", "decimal"),
        _val(node, "w:lvlText", ""),
        int(start) if start.isdigit() else 1,
        int(restart) if restart.isdigit() else None,
    )


class Counter:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.counts: dict[str, dict[int, int]] = {}
        self.used: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> str:
        """Count one paragraph of list `number` at `level` and return its label."""
        abstract = self.numbering.abstract.get(number, "")
        levels = self.numbering.levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        forced = self.numbering.overrides.get((number, level))
        if forced is not None and (number, level) not in self.used:
            counts[level] = forced
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        self.used.add((number, level))
        for deeper in [d for d in counts if d > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        for upper in range(level):
            counts.setdefault(upper, levels[upper].start if upper in levels else 1)
        return _label(levels, counts, level)


def _label(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    if levels[level].format in {"none", "bullet"}:
        return ""

    def figure(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        return spell(counts.get(at, 1), levels[at].format if at in levels else "decimal")

    return re.sub(r"%(\d)", figure, levels[level].text).strip()


_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def spell(value: int, form: str) -> str:
    """Write a number in one of Word's formats."""
    if form in {"upperRoman", "lowerRoman"}:
        text, left = "", value
        for worth, letters in _ROMAN:
            count, left = divmod(left, worth)
            text += letters * count
        return text if form == "upperRoman" else text.lower()
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "ordinal":
        return "1er" if value == 1 else f"{value}e"
    return "" if form in {"none", "bullet"} else str(value)
