"""What the engine needs to know of a template's styles: identifiers by name, heading levels, list numbering."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["StyleSheet", "read_styles"]

_STYLE, _ID, _VAL = qn("w:style"), qn("w:styleId"), qn("w:val")
_LONGEST = 100
_NAME, _ALIASES, _BASE = _SAID = qn("w:name"), qn("w:aliases"), qn("w:basedOn")
_PPR, _OUTLINE, _NUMPR = qn("w:pPr"), qn("w:outlineLvl"), qn("w:numPr")
_NUMBER, _LEVEL = qn("w:numId"), qn("w:ilvl")
_NUMBERED = (_OUTLINE, _NUMBER, _LEVEL)
_HEADING = re.compile(r"^(?:heading|titre) (\d)$")
_RICH = {
    "body": ("Corps", "Corps de texte", "Body Text"),
    "lead": ("Corps suivi",),
    "bullet": ("Liste à puces", "List Bullet"),
    "number": ("Liste numérotée", "List Number"),
    "heading": ("Intertitre",),
}
_LINK = ("Lien hypertexte", "Hyperlink")


@dataclass(frozen=True)
class StyleSheet:
    """The styles of a template.

    Attributes:
        ids: style identifier by lower-case name.
        levels: outline level from 1, by identifier of heading style.
        numbering: (numId, level from 0) of the styles that number their paragraphs.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    numbering: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def find(self, *names: str) -> str | None:
        """Return the identifier of the first style that exists under one of these names."""
        return next((self.ids[n.lower()] for n in names if n.lower() in self.ids), None)

    def paragraph(self, role: str, default: str) -> str:
        """Return the paragraph properties of a role of rich text; those of the place when the style is missing."""
        style = self.find(*_RICH[role])
        return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else default

    def announces(self, place: str) -> bool:
        """Tell whether texts of that style stay with what follows them: of several blocks, the last alone does."""
        return place == self.find(*_RICH["lead"])

    def block(self, kind: str, place: str, default: str, *, leads: bool) -> str:
        """Return the paragraph properties of a block of rich text.

        Args:
            kind: `text`, `bullet` or `heading`.
            place: style of the paragraph that holds the tag; texts keep it, and bullets follow it when the template
                has a style of that identifier and « Puce » (`Tableau`, `TableauPuce`).
            default: properties of that paragraph.
            leads: the block announces what follows, and stays with it.
        """
        if kind == "heading":
            return self.paragraph("heading", default)
        body = self.find(*_RICH["body"]) or ""
        if kind == "bullet":
            own = f"{place}Puce"
            return _styled(own) if own in self.ids.values() else self.paragraph("bullet", default)
        if place and place != body and not self.announces(place):
            return _styled(place)
        lead = self.find(*_RICH["lead"]) if leads else None
        return _styled(lead) if lead else self.paragraph("body", default)

    def numbered_list(self, restart: Callable[[str], int]) -> str:
        """Return the paragraph properties of a numbered list that begins again at 1, by a fresh `numId`."""
        style = self.find(*_RICH["number"])
        if style is None or style not in self.numbering:
            return self.paragraph("number", "")
        number, level = self.numbering[style]
        fresh = restart(number)
        numpr = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{fresh}"/></w:numPr>'
        return f'<w:pPr><w:pStyle w:val="{style}"/>{numpr}</w:pPr>'

    def link_properties(self, rpr: str) -> str:
        """Return the run properties of a hyperlink."""
        style = self.find(*_LINK)
        if style is None or "<w:rStyle" in rpr:
            return rpr
        inner = rpr.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if "</w:rPr>" in rpr else ""
        return f'<w:rPr><w:rStyle w:val="{style}"/>{inner}</w:rPr>'


def _styled(style: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


def read_styles(root: _Element | None) -> StyleSheet:
    """Read `word/styles.xml`."""
    if root is None:
        return StyleSheet()
    styles = _facts_of(root)
    ids, levels, numbering = {}, {}, {}
    numbers = {identifier for identifier, facts in styles.items() if not facts.keys().isdisjoint(_NUMBERED)}
    for identifier, facts in styles.items():
        name = facts.get(_NAME, "").lower()
        ids[name] = identifier
        for alias in facts.get(_ALIASES, "").lower().split(","):
            ids.setdefault(alias.strip(), identifier)
        match = _HEADING.match(name)
        if match:
            levels[identifier] = int(match.group(1))
        chain = [f for heir, f in _chain(identifier, styles).items() if heir in numbers] if numbers else ()
        if not chain:
            continue
        outline = next((s[_OUTLINE] for s in chain if s.get(_OUTLINE)), "")
        if not match and outline.isdigit() and int(outline) < 9:
            levels[identifier] = int(outline) + 1
        number = next((s[_NUMBER] for s in chain if s.get(_NUMBER)), "")
        level = next((s[_LEVEL] for s in chain if s.get(_LEVEL)), "0")
        if number and number != "0":
            numbering[identifier] = (number, int(level) if level.isdigit() else 0)
    return StyleSheet(ids, levels, numbering)


Facts = Mapping[str, str]


def _facts_of(root: _Element) -> Mapping[str, Facts]:
    """Return what each style says of itself, the first of each kind: its names, its base, its level, its list."""
    styles: dict[str, dict[str, str]] = {}
    found: dict[str, str] = {}
    for node in root.iter(_STYLE, *_SAID, *_NUMBERED):
        if node.tag == _STYLE:
            found = styles[node.get(_ID, "")] = {}
        elif node.tag in _SAID or _of_the_style(node):
            found.setdefault(str(node.tag), node.get(_VAL) or "")
    return styles


def _of_the_style(node: _Element) -> bool:
    """True for what a style says of its paragraphs; not for what it says of a row of a table, or said once."""
    around = [ancestor.tag for ancestor, _ in zip(node.iterancestors(), range(3), strict=False)]
    return around[:2] == [_PPR, _STYLE] or around == [_NUMPR, _PPR, _STYLE]


def _chain(identifier: str, styles: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """Return a style and those it is based on; a cycle ends the walk, and a chain longer than Word knows."""
    chain: dict[str, Facts] = {}
    while identifier in styles and identifier not in chain and len(chain) < _LONGEST:
        chain[identifier] = styles[identifier]
        identifier = chain[identifier].get(_BASE, "")
    return chain
