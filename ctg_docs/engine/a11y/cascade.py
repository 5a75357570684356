"""How the styles of a Word file add up: colour, size, weight and background of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ctg_docs.engine.a11y.reading import VAL, is_on, path_of, value_of
from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Aspect", "Cascade", "contrast", "fill_of"]

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_LANG, _RPR, _PPR = qn("w:lang"), qn("w:rPr"), qn("w:pPr")
_SHD, _FILL, _COLOR, _B, _VANISH = (qn(f"w:{n}") for n in ("shd", "fill", "color", "b", "vanish"))
_TCPR, _TBLPR, _ZONE, _TYPE = (qn(f"w:{n}") for n in ("tcPr", "tblPr", "tblStylePr", "type"))


@dataclass(frozen=True, slots=True)
class Aspect:
    """What a run looks like; None where nothing was said.

    Attributes:
        color: six hexadecimal digits, or `auto`.
        size: in points.
        fill: background of the run itself; `auto` when a style takes it away.
        back: background of the paragraph, or of the cell in a table style.
    """

    color: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    fill: str | None = None
    back: str | None = None

    def under(self, above: Aspect) -> Aspect:
        """Return this aspect with what another one says on top of it."""
        said = {name: value for name in self.__slots__ if (value := getattr(above, name)) is not None}
        return replace(self, **said) if said else self


def fill_of(properties: _Element | None) -> str | None:
    """Return the background that properties give, `auto` for none, None when they say nothing."""
    shade = properties.find(_SHD) if properties is not None else None
    if shade is None:
        return None
    name = _COLOR if shade.get(VAL) == "solid" else _FILL
    return (shade.get(name) or "auto").upper().replace("AUTO", "auto")


def run_aspect(rpr: _Element | None) -> Aspect:
    """Return what run properties say themselves."""
    if rpr is None:
        return Aspect()
    size = value_of(rpr, "w:sz")
    weight, hidden = rpr.find(_B), rpr.find(_VANISH)
    highlight = _HIGHLIGHTS.get(value_of(rpr, "w:highlight"))
    return Aspect(
        color=value_of(rpr, "w:color").upper().replace("AUTO", "auto") or None,
        size=float(size) / 2 if size.isdigit() else None,
        bold=is_on(weight) if weight is not None else None,
        hidden=is_on(hidden) if hidden is not None else None,
        fill=highlight or fill_of(rpr),
    )


class Cascade:
    """The styles of a file, each resolved once."""

    def __init__(self, root: _Element | None) -> None:
        styles = list(root.iter(qn("w:style"))) if root is not None else []
        self._styles = {s.get(qn("w:styleId"), ""): s for s in styles}
        self._resolved: dict[str, Aspect] = {}
        self._tables: dict[tuple[str, tuple[str, ...]], Aspect] = {}
        usual = root.find(path_of("w:docDefaults/w:rPrDefault/w:rPr")) if root is not None else None
        self.base = Aspect("auto", 10.0, bold=False, hidden=False).under(run_aspect(usual))
        self._default = next(
            (
                s.get(qn("w:styleId"), "")
                for s in styles
                if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default"))
            ),
            "",
        )
        normal = self._styles.get(self._default)
        languages = [
            r.find(_LANG) for r in (usual, normal.find(_RPR) if normal is not None else None) if r is not None
        ]
        self.language = next((value for node in languages if (value := value_of(node))), "")

    def style(self, identifier: str) -> Aspect:
        """Return what a paragraph or character style says, those it is based on included."""
        if identifier not in self._resolved:
            self._resolved[identifier] = Aspect()  # a style based on itself ends here
            node = self._styles.get(identifier)
            if node is not None:
                said = replace(run_aspect(node.find(_RPR)), back=fill_of(node.find(_PPR)))
                self._resolved[identifier] = self.style(value_of(node, "w:basedOn")).under(said)
        return self._resolved[identifier]

    def paragraph(self, identifier: str) -> Aspect:
        """Return what a paragraph style says; the default style when none is given."""
        return self.style(identifier or self._default)

    def table(self, identifier: str, zones: tuple[str, ...]) -> Aspect:
        """Return what a table style says of a cell.

        Args:
            identifier: the style.
            zones: `band1Horz`, `firstRow`… the cell belongs to, the strongest last.
        """
        known = self._tables.get((identifier, zones))
        if known is None:
            self._tables[identifier, zones] = Aspect()  # a style based on itself ends here
            known = self._tables[identifier, zones] = self._table(identifier, zones)
        return known

    def _table(self, identifier: str, zones: tuple[str, ...]) -> Aspect:
        node = self._styles.get(identifier)
        if node is None:
            return Aspect()
        found = self.table(value_of(node, "w:basedOn"), zones).under(_zone(node))
        parts = {z.get(_TYPE, ""): z for z in node.findall(_ZONE)}
        for zone in zones:
            if zone in parts:
                found = found.under(_zone(parts[zone]))
        return found


def _zone(node: _Element) -> Aspect:
    fills = (fill_of(node.find(_PPR)), fill_of(node.find(_TCPR)), fill_of(node.find(_TBLPR)))
    return replace(run_aspect(node.find(_RPR)), back=next((f for f in fills if f is not None), None))


@lru_cache(maxsize=1024)
def contrast(ink: str, paper: str) -> float:
    """Return the ratio of two colours, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
