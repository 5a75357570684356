"""Write out the numbers of lists that were begun in an earlier part, so that « Article 12 » stays « Article 12 »."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.parts import parse_part, read_part
from ctg_docs.engine.word.numbering import Counter, read_numbering
from ctg_docs.engine.word.styles import StyleSheet, read_styles

__all__ = ["write_out_numbers"]

_PARAGRAPH, _PROPERTIES, _STYLE, _DIRECT = qn("w:p"), qn("w:pPr"), qn("w:pStyle"), qn("w:numPr")
_VAL = qn("w:val")


def write_out_numbers(children: Sequence[etree._Element], bounds: Sequence[int], document: bytes) -> None:
    """Replace automatic numbers by text where a list goes on from an earlier part; bullets are left.

    Args:
        children: blocks of the body, changed in place.
        bounds: index of the first block of each part, then the number of blocks.
        document: the Word file, for its styles and its lists.
    """
    lists = read_part(document, "word/numbering.xml")
    look = read_part(document, "word/styles.xml")
    if lists is None:
        return
    source = parse_part(lists)
    numbering, styles = read_numbering(source), read_styles(parse_part(look) if look else None)
    counter = Counter(numbering)
    begun: dict[str, int] = {}
    for part, (first, last) in enumerate(pairwise(bounds)):
        for child in children[first:last]:
            for paragraph in _marked(child, styles):
                number, level = _numbered(paragraph, styles)
                if not number:
                    continue
                label = counter.next(number, level)
                abstract = numbering.abstract.get(number, "")
                if label and begun.setdefault(abstract, part) != part:
                    _write_label(paragraph, label, _level_node(source, abstract, level))


def _marked(block: etree._Element, styles: StyleSheet) -> Iterator[etree._Element]:
    """Yield the paragraphs that may have a number, few of many: by their style or by themselves."""
    before = None
    for mark in block.iter(_STYLE, _DIRECT):
        if mark.tag == _DIRECT or mark.get(_VAL) in styles.numbering:
            properties = mark.getparent()
            paragraph = properties.getparent() if properties is not None else None
            if paragraph is not None and paragraph.tag == _PARAGRAPH and paragraph is not before:
                yield paragraph
                before = paragraph


def _numbered(paragraph: etree._Element, styles: StyleSheet) -> tuple[str, int]:
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        return "", 0
    style, direct = properties.find(_STYLE), properties.find(_DIRECT)
    number, level = styles.numbering.get(style.get(_VAL, "") if style is not None else "", ("", 0))
    if direct is not None:
        found, deeper = direct.find(qn("w:numId")), direct.find(qn("w:ilvl"))
        number = found.get(qn("w:val"), number) if found is not None else number
        level = int(deeper.get(qn("w:val"), "0")) if deeper is not None else level
    return ("" if number == "0" else number), level


def _level_node(source: etree._Element, abstract: str, level: int) -> etree._Element | None:
    for node in source.findall(qn("w:abstractNum")):
        if node.get(qn("w:abstractNumId")) == abstract:
            return next((v for v in node.findall(qn("w:lvl")) if v.get(qn("w:ilvl")) == str(level)), None)
    return None


def _write_label(paragraph: etree._Element, label: str, level: etree._Element | None) -> None:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    direct = properties.find(qn("w:numPr"))
    if direct is not None:
        properties.remove(direct)
    off = etree.SubElement(properties, qn("w:numPr"))
    etree.SubElement(off, qn("w:numId")).set(qn("w:val"), "0")
    look = level.find(qn("w:pPr")) if level is not None else None
    for tag in ("w:tabs", "w:ind"):
        found = look.find(qn(tag)) if look is not None else None
        if found is not None and properties.find(qn(tag)) is None:
            properties.append(copy.deepcopy(found))
    run = etree.Element(qn("w:r"))
    letters = level.find(qn("w:rPr")) if level is not None else None
    if letters is not None:
        run.append(copy.deepcopy(letters))
    text = etree.SubElement(run, qn("w:t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    suffix = level.find(qn("w:suff")) if level is not None else None
    kind = suffix.get(qn("w:val"), "tab") if suffix is not None else "tab"
    text.text = label + (" " if kind == "space" else "")
    if kind == "tab":
        etree.SubElement(run, qn("w:tab"))
    properties.addnext(run)
