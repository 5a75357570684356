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

    def block(self, kind: str, place: str, default: str, *, leads: bool) -> str:
        """Return the paragraph properties of a block of rich text.

        Args:
            kind: `text`, `bullet` or `heading`.
            place: style of the paragraph that holds the tag; texts keep it, and bullets follow it when the template
                has a style of that identifier and « Puce » (`Tableau`, `TableauPuce`).
            default: properties of that paragraph.
            leads: the block announces a list, and stays with it.
        """
        if kind == "heading":
            return self.paragraph("heading", default)
        body = self.find(*_RICH["body"]) or ""
        if kind == "bullet":
            own = f"{place}Puce"
            return _styled(own) if own in self.ids.values() else self.paragraph("bullet", default)
        if place and place != body:
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
    styles = {s.get(qn("w:styleId"), ""): s for s in root.iter(qn("w:style"))}
    ids, levels, numbering = {}, {}, {}
    for identifier, style in styles.items():
        name = _value(style, "w:name").lower()
        ids[name] = identifier
        for alias in _value(style, "w:aliases").lower().split(","):
            ids.setdefault(alias.strip(), identifier)
        chain = _chain(identifier, styles)
        outline = next((v for s in chain if (v := _value(s, "w:pPr/w:outlineLvl"))), "")
        match = _HEADING.match(name)
        if match:
            levels[identifier] = int(match.group(1))
        elif outline.isdigit() and int(outline) < 9:
            levels[identifier] = int(outline) + 1
        number = next((v for s in chain if (v := _value(s, "w:pPr/w:numPr/w:numId"))), "")
        level = next((v for s in chain if (v := _value(s, "w:pPr/w:numPr/w:ilvl"))), "0")
        if number and number != "0":
            numbering[identifier] = (number, int(level) if level.isdigit() else 0)
    return StyleSheet(ids, levels, numbering)


def _chain(identifier: str, styles: Mapping[str, _Element]) -> list[_Element]:
    """Return a style and those it is based on; a cycle ends the walk."""
    chain: list[_Element] = []
    while identifier in styles and styles[identifier] not in chain:
        chain.append(styles[identifier])
        identifier = _value(chain[-1], "w:basedOn")
    return chain


def _value(node: _Element, path: str) -> str:
    found = node.find("/".join(qn(step) for step in path.split("/")))
    return (found.get(qn("w:val")) or "") if found is not None else ""
