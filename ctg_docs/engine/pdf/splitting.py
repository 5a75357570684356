"""Cut a long Word file where pages begin, so that several converters share it. The parts are only made to be converted.

What a part can't know of the others is written out in it: numbers of lists begun before, results of fields that
point elsewhere, the total of pages. A link to another part becomes an address that `assembly.merge` resolves.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, cast
from urllib.parse import quote

from lxml import etree

from ctg_docs.engine.opc.names import NS, REL, RELS, qn
from ctg_docs.engine.opc.parts import parse_part, read_part, replace_parts
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.engine.pdf.list_numbers import write_out_numbers
from ctg_docs.engine.pdf.table_roles import role_of
from ctg_docs.engine.word.fields import Field, add_link_style, fields, flatten, link, style_links

__all__ = ["PLACEHOLDER", "Stretch", "split"]

PLACEHOLDER = "https://renvoi.invalid/#"
"""Start of the address that stands for a link to another part."""

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_BODY_RELS = "word/_rels/document.xml.rels"
_COUNT = etree.XPath("count(descendant-or-self::*)")
_LINES = etree.XPath("count(w:body/w:p) + count(.//w:tr)", namespaces={"w": NS["w"]})
_TARGET = re.compile(r"^\s*(?:PAGEREF|REF)\s+\"?([^\s\"]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of a document.

    Attributes:
        shell: the whole Word file without its body.
        root: the body of this part, whose references to other parts are still fields (see `number_pages`).
        starts: pages it is known to begin.
        lines: paragraphs and rows of tables that it has.
        tables: role of each of its tables, as `tableaux.table_roles` tells.
    """

    shell: bytes
    root: etree._Element
    starts: int
    lines: int = 0
    tables: tuple[str, ...] = ()

    @property
    def tells_pages(self) -> bool:
        """True when it prints page numbers of bookmarks."""
        return any("PAGEREF" in (code.text or "") for code in self.root.iter(qn("w:instrText")))

    def number_pages(self, first: int, total: int) -> bytes:
        """Return the file to convert, with its first page number and the total; no field of it points elsewhere."""
        root = copy.deepcopy(self.root)
        _set_start(next(root.iter(qn("w:sectPr"))), first)
        away = _point_away(root)
        parts = dict(_write_total(self.shell, total))
        styles = read_part(self.shell, _STYLES) if style_links(root) else None
        if styles:
            parts[_STYLES] = add_link_style(styles)
        parts[_BODY] = to_bytes(root)
        if away:
            parts[_BODY_RELS] = _relations(self.shell, away)
        return replace_parts(self.shell, parts)


@lru_cache(maxsize=4)
def _write_total(shell: bytes, total: int) -> dict[str, bytes]:
    """Return the headers and footers with the total of pages written out: all parts have the same."""
    written = {}
    for name in _margin_parts(shell):
        root = parse_part(read_part(shell, name) or b"")
        for field in list(fields(root)):
            if field.code.split()[:1] == ["NUMPAGES"]:
                field.write(str(total))
                _set_apart(field)
                flatten(field)
        written[name] = to_bytes(root)
    return written


def split(document: bytes, count: int) -> list[Stretch]:
    """Return at most `count` parts of about the same size, in order; one when the document can't be cut safely."""
    root = parse_part(read_part(document, _BODY) or b"")
    shell = replace_parts(document, {_BODY: b""})
    body = root.find(qn("w:body"))
    if body is None or root.find(f".//{qn('w:footnoteReference')}") is not None:
        return [Stretch(shell, root, 1)]
    styles_part = read_part(document, _STYLES)
    styles_root = parse_part(styles_part) if styles_part else None
    children = [child for child in body if child.tag != qn("w:sectPr")]
    starts = _page_starts(children, _breaking_styles(styles_root))
    cuts = _choose(children, starts, count)
    if len(cuts) < 2:
        return [Stretch(shell, root, 1)]
    bounds = [*cuts, len(children)]
    write_out_numbers(children, bounds, document)
    sections, parts = _sections(root, children), []
    begins_section = {0, *(index + 1 for index, _ in sections)}
    for first, last in pairwise(bounds):
        section = _governing_section(sections, last)
        own = _take(root, children[first:last], section, inside=first not in begins_section)
        tables = tuple(role_of(table) for table in own.iter(qn("w:tbl")))
        begun = max(1, sum(1 for s in starts if first <= s < last))
        parts.append(Stretch(shell, own, begun, int(cast("float", _LINES(own))), tables))
    return parts


def _breaking_styles(styles: etree._Element | None) -> set[str]:
    """Return the styles whose paragraphs begin a page."""
    if styles is None:
        return set()
    based, breaking = {}, set()
    for style in styles.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        parent = style.find(qn("w:basedOn"))
        based[name] = parent.get(qn("w:val"), "") if parent is not None else ""
        mark = style.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
        if mark is not None and mark.get(qn("w:val"), "1") not in {"0", "false", "off"}:
            breaking.add(name)
        elif mark is not None:
            based[name] = ""
    for name in list(based):
        seen, at = {name}, based[name]
        while at and at not in seen:
            if at in breaking:
                breaking.add(name)
            seen.add(at)
            at = based.get(at, "")
    return breaking


def _page_starts(children: Sequence[etree._Element], breaking: set[str]) -> list[int]:
    """Return the indexes of the blocks that begin a page, outside of any field."""
    starts, depth = [0], 0
    for index, child in enumerate(children):
        if index and depth == 0:
            before = children[index - 1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
            kind = before.find(qn("w:type")) if before is not None else None
            new_section = before is not None and (kind is None or kind.get(qn("w:val")) != "continuous")
            if new_section or _begins_page(child, breaking):
                starts.append(index)
        for mark in child.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType"), ""), 0)
    return starts


def _begins_page(child: etree._Element, breaking: set[str]) -> bool:
    paragraph = child if child.tag == qn("w:p") else next(child.iter(qn("w:p")), None)
    properties = paragraph.find(qn("w:pPr")) if paragraph is not None else None
    if properties is None:
        return False
    direct = properties.find(qn("w:pageBreakBefore"))
    if direct is not None:
        return direct.get(qn("w:val"), "1") not in {"0", "false", "off"}
    style = properties.find(qn("w:pStyle"))
    return style is not None and style.get(qn("w:val"), "") in breaking


def _choose(children: Sequence[etree._Element], starts: Sequence[int], count: int) -> list[int]:
    """Return the cuts nearest to equal shares."""
    before = [0.0, *accumulate(cast("float", _COUNT(child)) for child in children)]
    total, cuts = before[-1], [0]
    for start, following in pairwise([*starts[1:], len(children)]):
        target = total * len(cuts) / count
        if len(cuts) < count and before[start] - target > target - before[following]:
            cuts.append(start)
    return cuts


def _point_away(root: etree._Element) -> list[str]:
    """Turn references into links, those to other parts into addresses; return the bookmarks of the latter."""
    for field in list(fields(root)):
        match = _TARGET.match(field.code)
        if match:
            link(field, match.group(1))
    here = {mark.get(qn("w:name"), "") for mark in root.iter(qn("w:bookmarkStart"))}
    away = []
    for anchor in root.iter(qn("w:hyperlink")):
        name = anchor.get(qn("w:anchor"))
        if name and name not in here:
            del anchor.attrib[qn("w:anchor")]
            anchor.set(qn("r:id"), f"renvoi-{name}")
            away.append(name)
    return sorted(set(away))


def _take(
    root: etree._Element, blocks: Sequence[etree._Element], section: etree._Element, *, inside: bool
) -> etree._Element:
    """Move blocks to a body of their own, in the section that they end in; return its root."""
    kept = list(blocks)
    attributes = {str(key): str(value) for key, value in root.attrib.items()}
    new = etree.Element(root.tag, attributes, nsmap=cast("Any", root.nsmap))
    body = etree.SubElement(new, qn("w:body"))
    closing = kept[-1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if closing is not None:
        section = closing
        _parent(closing).remove(closing)
        if not kept[-1].findall(f".//{qn('w:t')}") and len(kept) > 1:
            kept.pop()
    body.extend([*kept, section])
    title = next(new.iter(qn("w:sectPr"))).find(qn("w:titlePg"))
    if inside and title is not None:
        _parent(title).remove(title)
    return new


def _governing_section(sections: Sequence[tuple[int, etree._Element]], last: int) -> etree._Element:
    """Return the section that the block before `last` is in: the first one that ends there or after."""
    found = next((section for index, section in sections if index >= last - 1), None)
    return copy.deepcopy(found) if found is not None else etree.Element(qn("w:sectPr"))


def _sections(root: etree._Element, children: Sequence[etree._Element]) -> list[tuple[int, etree._Element]]:
    """Return the sections in order, each with the index of the block that ends it."""
    path = f"{qn('w:pPr')}/{qn('w:sectPr')}"
    ended = [(n, found) for n, child in enumerate(children) if (found := child.find(path)) is not None]
    final = root.find(f"{qn('w:body')}/{qn('w:sectPr')}")
    return [*ended, (len(children), final)] if final is not None else ended


def _relations(document: bytes, away: Iterable[str]) -> bytes:
    relations = parse_part(read_part(document, _BODY_RELS) or f'<Relationships xmlns="{RELS}"/>'.encode())
    for name in away:
        etree.SubElement(
            relations,
            f"{{{RELS}}}Relationship",
            Id=f"renvoi-{name}",
            Type=REL["hyperlink"],
            Target=PLACEHOLDER + quote(name),
            TargetMode="External",
        )
    return to_bytes(relations)


def _set_start(section: etree._Element, first: int) -> None:
    found = section.find(qn("w:pgNumType"))
    if found is None:
        found = etree.Element(qn("w:pgNumType"))
        size = section.find(qn("w:pgMar"))
        if size is not None:
            size.addnext(found)
        else:
            section.append(found)
    found.set(qn("w:start"), str(first))


def _set_apart(field: Field) -> None:
    """Give the result another language than its neighbours: the converter then prints it in a block of its own."""
    for run in field.results:
        look = run.find(qn("w:rPr"))
        if look is None:
            look = etree.Element(qn("w:rPr"))
            run.insert(0, look)
        for old in look.findall(qn("w:lang")):
            look.remove(old)
        etree.SubElement(look, qn("w:lang")).set(qn("w:val"), "en-US")


def _margin_parts(document: bytes) -> list[str]:
    relations = parse_part(read_part(document, _BODY_RELS) or b"<Relationships/>")
    targets = [
        str(r.get("Target")) for r in relations if str(r.get("Type", "")).endswith(("/header", "/footer"))
    ]
    return sorted(f"word/{target}" if not target.startswith("/") else target[1:] for target in targets)


def _parent(node: etree._Element) -> Any:
    return node.getparent()
