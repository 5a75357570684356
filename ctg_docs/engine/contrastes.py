"""Colours of a text and of what lies behind it, and how well one reads on the other (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ctg_docs.engine.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Palette", "contrast"]

_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "lightGray": "C0C0C0",
    "black": "000000",
}
_DARK, _LIGHT = "000000", "FFFFFF"


@lru_cache(maxsize=512)
def contrast(ink: str, ground: str) -> float:
    """Return the ratio between two colours, from 1 to 21.

    >>> round(contrast("000000", "FFFFFF"))
    21
    """
    one, other = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Palette:
    """The colours that the styles of a document give."""

    def __init__(self, styles: _Element | None) -> None:
        self.styles = (
            {s.get(qn("w:styleId"), ""): s for s in styles.iter(qn("w:style"))} if styles is not None else {}
        )
        defaults = (
            styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
            if styles is not None
            else None
        )
        self.default = defaults
        self.normal = next(
            (
                k
                for k, s in self.styles.items()
                if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"
            ),
            "",
        )

    def colours(self, run: _Element) -> tuple[str, str, bool]:
        """Return ink, ground, and whether the text is large, of a run."""
        looks = list(self._looks(run))
        ground = self._ground(run, looks)
        ink = next((c for look in looks if (c := _colour(look, "w:color", "w:val"))), "")
        size = next((v for look in looks if (v := _value(look, "w:sz"))), "22")
        bold = next((look.find(qn("w:b")) for look in looks if look.find(qn("w:b")) is not None), None)
        heavy = bold is not None and bold.get(qn("w:val"), "1") not in {"0", "false"}
        points = int(size) / 2 if size.isdigit() else 11
        if not ink:
            ink = _DARK if contrast(_DARK, ground) >= contrast(_LIGHT, ground) else _LIGHT
        return ink, ground, points >= 18 or (heavy and points >= 14)

    def _looks(self, run: _Element) -> Iterator[_Element]:
        """Yield run properties, the strongest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._chain(_value(own, "w:rStyle"))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if paragraph is not None else None
        yield from self._chain(style.get(qn("w:val"), "") if style is not None else self.normal)
        if self.default is not None:
            yield self.default

    def _chain(self, identifier: str, part: str = "w:rPr") -> Iterator[_Element]:
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            style = self.styles[identifier]
            look = style.find(qn(part))
            if look is not None:
                yield look
            identifier = _value(style, "w:basedOn")

    def _ground(self, run: _Element, looks: list[_Element]) -> str:
        for look in looks:
            mark = _HIGHLIGHTS.get(_value(look, "w:highlight"))
            shade = mark or _colour(look, "w:shd", "w:fill")
            if shade:
                return shade
        paragraph = next(run.iterancestors(qn("w:p")), None)
        own = paragraph.find(qn("w:pPr")) if paragraph is not None else None
        style = _value(own, "w:pStyle") if own is not None else self.normal
        for look in (*([own] if own is not None else []), *self._chain(style, "w:pPr")):
            if shade := _colour(look, "w:shd", "w:fill"):
                return shade
        for cell in run.iterancestors(qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            if properties is not None and (shade := _colour(properties, "w:shd", "w:fill")):
                return shade
        return _LIGHT


def _value(node: _Element, name: str) -> str:
    found = node.find(qn(name))
    return found.get(qn("w:val"), "") if found is not None else ""


def _colour(node: _Element, name: str, attribute: str) -> str:
    found = node.find(qn(name))
    value = found.get(qn(attribute), "") if found is not None else ""
    return value.upper() if len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value) else ""
