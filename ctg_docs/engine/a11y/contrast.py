"""Contrast of every text against what lies behind it: run, paragraph, cell, table style, drawn shape, page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.a11y.cascade import Aspect, Cascade, contrast, fill_of, run_aspect
from ctg_docs.engine.a11y.reading import TBL, TC, TR, VAL, P, own_runs, value_of
from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ctg_docs.engine.a11y.document import Story

__all__ = ["weak_texts"]

_TEXT, _BOX, _LOOK, _FILLED = qn("w:t"), qn("w:txbxContent"), qn("w:tblLook"), qn("a:solidFill")
_RPR, _PPR, _TCPR, _TBLPR = (qn(f"w:{n}") for n in ("rPr", "pPr", "tcPr", "tblPr"))
_SWITCHES = {n: qn(f"w:{n}") for n in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand")}
_WSP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_HEX = re.compile(r"[0-9A-F]{6}")
_LARGE, _LARGE_BOLD = 18.0, 14.0
_NORMAL_RATIO, _LARGE_RATIO = 4.5, 3.0
_WHITE, _BLACK = "FFFFFF", "000000"


def weak_texts(part: Story, cascade: Cascade) -> Iterator[tuple[_Element, str, str, float, float]]:
    """Yield each pair of colours too close to each other, at its first paragraph.

    Yields:
        The paragraph, the colour of the text, that behind it, their ratio, the ratio expected (4.5; 3 for a large text).
    """
    surfaces = _Surfaces(cascade)
    seen: set[tuple[str, str, float]] = set()
    for paragraph in part.root.iter(P):
        for look in _looks(paragraph, cascade, surfaces):
            paper = look.fill if look.fill and look.fill != "auto" else look.back or _WHITE
            ink = look.color or "auto"
            if not _HEX.fullmatch(paper) or (ink != "auto" and not _HEX.fullmatch(ink)):
                continue
            if ink == "auto":
                ink = max(_BLACK, _WHITE, key=lambda tone: contrast(tone, paper))
            size = look.size or 0
            large = size >= _LARGE or (bool(look.bold) and size >= _LARGE_BOLD)
            expected, ratio = _LARGE_RATIO if large else _NORMAL_RATIO, contrast(ink, paper)
            if ratio < expected and (ink, paper, expected) not in seen:
                seen.add((ink, paper, expected))
                yield paragraph, ink, paper, ratio, expected


def _looks(paragraph: _Element, cascade: Cascade, surfaces: _Surfaces) -> Iterator[Aspect]:
    """Yield the aspect of each run that shows a text; the background of the paragraph is in `back`."""
    base: Aspect | None = None
    for run in own_runs(paragraph):
        if not any(node.text and not node.text.isspace() for node in run.iterchildren(_TEXT)):
            continue
        if base is None:
            base = _paragraph_look(paragraph, cascade, surfaces)
        rpr = run.find(_RPR)
        look = base
        if rpr is not None:
            said = cascade.style(value_of(rpr, "w:rStyle")).under(run_aspect(rpr))
            look = base.under(Aspect(said.color, said.size, said.bold, said.hidden, said.fill))
        if not look.hidden:
            yield look


def _paragraph_look(paragraph: _Element, cascade: Cascade, surfaces: _Surfaces) -> Aspect:
    ppr = paragraph.find(_PPR)
    own = cascade.paragraph(value_of(ppr, "w:pStyle"))
    direct = fill_of(ppr)
    around = surfaces.behind(paragraph)
    look = cascade.base.under(around).under(own)
    back = next((fill for fill in (direct, own.back) if fill is not None and fill != "auto"), around.back)
    return look.under(Aspect(back=back or _WHITE))


class _Surfaces:
    """What lies behind paragraphs: cells and shapes, each looked at once."""

    def __init__(self, cascade: Cascade) -> None:
        self._cascade = cascade
        self._cells: dict[_Element, Aspect] = {}

    def behind(self, node: _Element) -> Aspect:
        """Return what the cells and shapes around an element say; the nearest background wins."""
        holder = next(node.iterancestors(TC, _BOX), None)
        if holder is None:
            return Aspect()
        if holder not in self._cells:
            self._cells[holder] = self._shape(holder) if holder.tag == _BOX else self._cell(holder)
        return self._cells[holder]

    def _shape(self, box: _Element) -> Aspect:
        shape = next(box.iterancestors(f"{_WSP}wsp"), None)
        properties = shape.find(f"{_WSP}spPr") if shape is not None else None
        fill = properties.find(_FILLED) if properties is not None else None
        if fill is None:
            return Aspect(back=self.behind(box).back)
        color = fill.find(qn("a:srgbClr"))
        return Aspect(back=(color.get("val") or "?").upper() if color is not None else "?")

    def _cell(self, cell: _Element) -> Aspect:
        table = next(cell.iterancestors(TBL), None)
        properties = table.find(_TBLPR) if table is not None else None
        style = self._cascade.table(value_of(properties, "w:tblStyle"), _zones(cell, properties))
        fills = (fill_of(cell.find(_TCPR)), style.back, fill_of(properties))
        back = next((fill for fill in fills if fill is not None and fill != "auto"), None)
        outer = self.behind(table).back if back is None and table is not None else back
        return Aspect(style.color, style.size, style.bold, style.hidden, style.fill, outer)


def _zones(cell: _Element, properties: _Element | None) -> tuple[str, ...]:
    """Return the conditional zones of a table style that a cell belongs to, the strongest last."""
    look = properties.find(_LOOK) if properties is not None else None
    row = cell.getparent()
    if look is None or row is None:
        return ()
    bits = int(look.get(VAL) or "0", 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", look.get(VAL) or "0") else 0

    def is_set(name: str, bit: int) -> bool:
        said = look.get(_SWITCHES[name])
        return said in ("1", "true", "on") if said is not None else bool(bits & bit)

    before = sum(1 for _ in row.itersiblings(TR, preceding=True))
    first_row, first_column = is_set("firstRow", 0x20), is_set("firstColumn", 0x80)
    zones: list[str] = []
    if not is_set("noHBand", 0x200):
        zones.append("band1Horz" if (before - first_row) % 2 == 0 else "band2Horz")
    if first_column and next(cell.itersiblings(TC, preceding=True), None) is None:
        zones.append("firstCol")
    if is_set("lastColumn", 0x100) and next(cell.itersiblings(TC), None) is None:
        zones.append("lastCol")
    if is_set("lastRow", 0x40) and next(row.itersiblings(TR), None) is None:
        zones.append("lastRow")
    if first_row and before == 0:
        zones.append("firstRow")
    return tuple(zones)
