"""A small safe Markdown subset to Word runs and paragraphs, in the template's own styles."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from ctg_docs.engine.word.addresses import ADDRESS, cut_addresses, target
from ctg_docs.engine.word.runs import escape, resolve
from ctg_docs.engine.word.spots import Spot, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.engine.template.run import Run

__all__ = ["linked_inline", "rich_blocks", "rich_inline"]

_INLINE = re.compile(
    r"\\(?P<literal>[\\*_\[\]#-])"
    r"|(?<!\d)\*\*(?P<bold>(?=\S).+?(?<=\S))\*\*(?![\d*])"
    r"|(?<![\w*])\*(?P<italic>(?=[^\s*]).+?(?<=[^\s*]))\*(?![\w*])"
    r"|(?<!\w)_(?P<emphasis>(?=\S).+?(?<=\S))_(?!\w)"
    r"|\[(?P<label>[^\]\n]+)\]\([ <]*(?P<url>(?:https?://|mailto:|www\.)(?:[^()<>\n]|\([^()\n]*\))+?)"
    r"(?:[ >]+(?:\"[^\"\n]*\"|«[^»\n]*»))?[ >]*\)"
    rf"|(?P<address>{ADDRESS})",
    re.DOTALL,
)
_LITERAL = re.compile(r"\\([\\*_\[\]#-])")
_ITEM = re.compile(r"^\s*(?:(?P<bullet>[-*•])|(?P<number>\d{1,3})[.)])\s+(?P<text>.*)$")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*#*$")


def rich_inline(text: str, tag: Tag, run: Run, part: str) -> str:
    """Return runs; line ends become line breaks, since a sentence can't hold paragraphs."""
    return "".join(_runs(text.strip("\n"), tag.rpr, run, part))


def linked_inline(text: str, tag: Tag, run: Run, part: str) -> str:
    """Return the runs of a plain text, its addresses as links."""
    return "".join(
        _link(address, _plain_run(piece, run.styles.link_properties(tag.rpr)), run, part)
        if address
        else _plain_run(piece, tag.rpr)
        for piece, address in cut_addresses(text)
    )


def _runs(text: str, rpr: str, run: Run, part: str, *, linked: bool = False) -> Iterator[str]:
    """Yield the runs of a text; `linked` inside a link, where an address is only words."""
    at, buffer = 0, ""
    for match in _INLINE.finditer(text):
        buffer += text[at : match.start()]
        at = match.end()
        kind = match.lastgroup or ""
        if kind == "literal" or (linked and kind == "address"):
            buffer += _LITERAL.sub(r"\1", match.group())
            continue
        yield _plain_run(buffer, rpr)
        buffer = ""
        if kind == "url":
            inner = "".join(_runs(match["label"], run.styles.link_properties(rpr), run, part, linked=True))
            yield _link(target(match["url"].strip()), inner, run, part)
        elif kind == "address":
            address = _LITERAL.sub(r"\1", match.group())
            yield _link(target(address), _plain_run(address, run.styles.link_properties(rpr)), run, part)
        else:
            mark = "b" if kind == "bold" else "i"
            yield from _runs(match[kind], _with(rpr, mark), run, part, linked=linked)
    yield _plain_run(buffer + text[at:], rpr)


def _link(url: str, runs: str, run: Run, part: str) -> str:
    return f'<w:hyperlink r:id="{run.link(part, url)}">{runs}</w:hyperlink>'


def _plain_run(text: str, rpr: str) -> str:
    if not text:
        return ""
    inner = resolve(str(escape(text)), Tag(Spot(""), "t", "", rpr))
    return f'<w:r>{rpr}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def _with(rpr: str, mark: str) -> str:
    """Add bold or italic to run properties, where the schema wants it: after the style and the fonts."""
    if f"<w:{mark}/>" in rpr:
        return rpr
    inner = rpr.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if "</w:rPr>" in rpr else ""
    before = r"(?:<w:rStyle [^>]*/>)?(?:<w:rFonts [^>]*/>)?" + (
        r"(?:<w:b/>)?(?:<w:bCs/>)?" if mark == "i" else ""
    )
    match = re.match(before, inner)
    cut = match.end() if match else 0
    return f"<w:rPr>{inner[:cut]}<w:{mark}/>{inner[cut:]}</w:rPr>"


def rich_blocks(text: str, tag: Tag, run: Run, part: str) -> str:
    """Return paragraphs, lists and sub-headings."""
    out: list[str] = []
    numbering: str | None = None
    blocks = list(_blocks(text))
    following = [kind for kind, _ in blocks[1:]]
    for (kind, content), after in zip_longest(blocks, following):
        ends = after is None and run.styles.announces(tag.style)
        if kind == "number":
            if numbering is None:
                numbering = run.styles.numbered_list(run.restart)
            ppr = numbering
        else:
            numbering = None
            ppr = run.styles.block(kind, tag.style, tag.ppr, leads=ends or after in {"bullet", "number"})
        if ends and kind in {"bullet", "number"}:
            ppr = ppr.replace("/>", "/><w:keepNext/>", 1)
        rpr = "" if kind == "heading" else tag.rpr
        out.append(f"<w:p>{ppr}{''.join(_runs(content, rpr, run, part))}</w:p>")
    return "".join(out)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into (kind, content): paragraphs are separated by blank lines, items may go on indented."""
    kind, lines = "", list[str]()
    for line in [*text.split("\n"), ""]:
        item, heading = _ITEM.match(line), _HEADING.match(line)
        follows = bool(line.strip()) and item is None and heading is None and bool(kind)
        if follows:
            lines.append(line.strip())
            continue
        if kind:
            yield kind, "\n".join(lines)
        kind, lines = "", []
        if heading is not None:
            yield "heading", heading["text"]
        elif item is not None:
            kind, lines = ("bullet" if item["bullet"] else "number"), [item["text"]]
        elif line.strip():
            kind, lines = "text", [line.strip()]
