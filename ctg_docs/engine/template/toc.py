"""Fill the table of contents with the true headings of the finished document; no prompt when Word opens it.

Convention: a template holds one paragraph of the body whose whole text is `[[sommaire]]` (its style is irrelevant);
it takes in headings of levels 1 and 2; `[[sommaire:3]]` takes in 3 levels. The paragraph is replaced by one
paragraph per heading in the styles « TOC 1 » to « TOC 3 » (French names « Sommaire 1 », « TM 1 » are known too;
missing ones are made): number as Word will print it, text, dotted leader, page. Each entry is a link to a bookmark
`_Toc…` set around the heading, its page a PAGEREF field. A heading is a paragraph whose *style* has an outline
level; a heading in a table counts too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import NS
from ctg_docs.engine.word.numbering import Counter, Numbering
from ctg_docs.engine.word.runs import escape
from ctg_docs.engine.word.spots import paragraph_text, paragraphs_with

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.word.styles import StyleSheet

__all__ = ["Contents", "Entry", "fill", "find_marker", "toc_styles"]

_MARKER = re.compile(r"^\s*\[\[sommaire(?::([1-9]))?\]\]\s*$")
_STAND_IN = b"<?sommaire ici?>"
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<(w:tab|w:br)/>")
_PAGE_LINK = " \\h"
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_CODE = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents asked for by a template.

    Attributes:
        depth: levels of headings it takes in.
        styles: style identifier by level, from 1.
    """

    depth: int
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: level from 1, number as printed (« Article 3 »), text, bookmark around the heading."""

    level: int
    label: str
    text: str
    bookmark: str

    @property
    def title(self) -> str:
        """Number and text, as the line prints them."""
        if not self.label:
            return self.text
        dash = (
            " – "
            if self.label[-1:].isalnum() and self.label[:1].isalpha() and " " in self.label
            else "\u00a0"
        )
        return f"{self.label}{dash}{self.text}"


def find_marker(root: _Element) -> int | None:
    """Replace the marker paragraph by a stand-in and return the asked depth; None when there is no marker."""
    from lxml import etree

    for paragraph in paragraphs_with(root, "[[sommaire"):
        match = _MARKER.match(paragraph_text(paragraph))
        parent = paragraph.getparent()
        if match and parent is not None:
            parent.replace(paragraph, etree.ProcessingInstruction("sommaire", "ici"))
            return int(match.group(1) or 2)
    return None


def toc_styles(styles: _Element, known: StyleSheet, depth: int, width: int) -> tuple[str, ...]:
    """Return the identifiers of the styles of the lines, making those that are missing.

    Args:
        styles: root of `word/styles.xml`, completed in place.
        known: the same, read.
        depth: levels wanted.
        width: width of the text in twentieths of a point, where the page number is aligned.
    """
    from lxml import etree

    found: list[str] = []
    for level in range(1, depth + 1):
        identifier = known.find(f"toc {level}", f"sommaire {level}", f"tm {level}", f"toc{level}")
        if identifier is None:
            identifier = f"TOC{level}"
            styles.append(etree.fromstring(_style_xml(level, width)))
        found.append(identifier)
    return tuple(found)


def _style_xml(level: int, width: int) -> str:
    return (
        f'<w:style xmlns:w="{NS["w"]}" w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/>'
        f'<w:uiPriority w:val="39"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
        f'<w:spacing w:before="{60 if level == 1 else 0}" w:after="40"/>'
        f'<w:ind w:left="{(level - 1) * 284}"/></w:pPr></w:style>'
    )


def fill(body: bytes, contents: Contents, styles: StyleSheet, numbering: Numbering) -> bytes:
    """Bookmark the headings of a finished body and put the table of contents in its place."""
    counter = Counter(numbering)
    entries: list[Entry] = []
    pieces: list[bytes] = []
    at = 0
    watched = {s: styles.levels.get(s, 0) for s in {*styles.levels, *styles.numbering}}
    heads = "|".join(re.escape(s) for s in watched if s in styles.levels or _shares(s, styles, numbering))
    first = _first_free_bookmark(body)
    for match in re.finditer(f'<w:pStyle w:val="({heads})"/>'.encode(), body) if heads else ():
        style = match.group(1).decode()
        start = max(body.rfind(tag, at, match.start()) for tag in (b"<w:p>", b"<w:p "))
        properties, end = body.find(b"</w:pPr>", match.end()) + 8, body.find(b"</w:p>", match.end())
        if start < at or properties < 8 or end < properties:
            continue
        label = _number(body[start:properties], style, styles, counter)
        text = _plain(body[properties:end])
        level = watched[style]
        if not text or not 1 <= level <= contents.depth:
            continue
        number = first + len(entries)
        entries.append(Entry(level, label, text, f"_Toc{90_000_000 + len(entries)}"))
        pieces += (
            body[at:properties],
            f'<w:bookmarkStart w:id="{number}" w:name="{entries[-1].bookmark}"/>'.encode(),
            body[properties:end],
            f'<w:bookmarkEnd w:id="{number}"/>'.encode(),
        )
        at = end
    pieces.append(body[at:])
    return b"".join(pieces).replace(_STAND_IN, _lines(entries, contents).encode(), 1)


def _shares(style: str, styles: StyleSheet, numbering: Numbering) -> bool:
    """True when a style that is no heading counts in the same list as one that is."""
    lists = {numbering.abstract.get(styles.numbering[s][0]) for s in styles.levels if s in styles.numbering}
    return style in styles.numbering and numbering.abstract.get(styles.numbering[style][0]) in lists


def _number(paragraph: bytes, style: str, styles: StyleSheet, counter: Counter) -> str:
    number, level = styles.numbering.get(style, ("", 0))
    direct = re.search(rb'<w:numId w:val="(\d+)"/>', paragraph)
    deeper = re.search(rb'<w:ilvl w:val="(\d+)"/>', paragraph)
    number = direct.group(1).decode() if direct else number
    level = int(deeper.group(1)) if deeper else level
    return counter.next(number, level) if number and number != "0" else ""


def _plain(runs: bytes) -> str:
    found = [m.group(1) if m.group(2) is None else b" " for m in _TEXT.finditer(runs)]
    return " ".join(html.unescape(b"".join(found).decode()).split(" ")).strip()


def _first_free_bookmark(body: bytes) -> int:
    return 1 + max((int(n) for n in re.findall(rb'<w:bookmarkStart [^>]*?w:id="(\d+)"', body)), default=0)


def _lines(entries: Sequence[Entry], contents: Contents) -> str:
    """Return the lines. No TOC field around them: converters leave the page numbers inside one empty (measured)."""
    if not entries:
        return f'<w:p><w:pPr><w:pStyle w:val="{contents.styles[0]}"/></w:pPr></w:p>'
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{contents.styles[entry.level - 1]}"/></w:pPr>'
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1"><w:r><w:t xml:space="preserve">'
        f"{escape(entry.title)}</w:t></w:r><w:r><w:tab/></w:r>{_page(entry.bookmark)}</w:hyperlink></w:p>"
        for entry in entries
    )


def _page(bookmark: str) -> str:
    """Return the field that prints the page of a bookmark, with an empty result until someone counts the pages."""
    return (
        f"{_FIELD.format('begin')}{_CODE.format('PAGEREF ' + bookmark + _PAGE_LINK)}{_FIELD.format('separate')}"
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{_FIELD.format("end")}'
    )
