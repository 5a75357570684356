"""The text of Word paragraphs as a person filled them, in the small Markdown subset. Knows no form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.word.symbols import symbol_text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["blocks_text", "is_flag", "plain_text", "run_text", "runs_of"]

_T, _BR, _TAB, _CR = qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:cr")
_HYPHEN = qn("w:noBreakHyphen")
_SKIPPED = {
    qn(f"w:{name}") for name in ("del", "moveFrom", "drawing", "pict", "object", "instrText", "rPr", "pPr")
}
_SIGNS = re.compile(r"([\\*_\[\]])")
_BULLET = re.compile(r"(?i)list.?bullet|puce")
_NUMBER = re.compile(r"(?i)list.?number|num[eé]ro")
_HEADING = re.compile(r"(?i)^(intertitre|heading|titre)")


def run_text(run: _Element) -> str:
    """Return the characters of a run."""
    text = ""
    for node in run:
        if node.tag == _T:
            text += node.text or ""
        elif node.tag in (_BR, _CR):
            text += "\n"
        elif node.tag == _TAB:
            text += "\t"
        elif node.tag == _HYPHEN:
            text += "-"
        else:
            text += symbol_text(node)
    return text


def runs_of(node: _Element) -> Iterator[_Element]:
    """Yield the runs below a node, those of deleted text and of drawings left out."""
    for child in node:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from runs_of(child)


def plain_text(node: _Element) -> str:
    """Return the characters below a node."""
    return "".join(run_text(run) for run in runs_of(node))


def is_flag(properties: _Element | None, name: str) -> bool:
    """True when an on/off property is there and on."""
    found = None if properties is None else properties.find(qn(name))
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def blocks_text(paragraphs: Iterable[_Element], *, rich: bool) -> str:
    """Return paragraphs as one text.

    Args:
        paragraphs: the paragraphs, in order.
        rich: True to write lists, sub-headings, bold and italic as Markdown; False gives one line per paragraph.
    """
    text, before = "", ""
    for paragraph in paragraphs:
        kind = _kind(paragraph)
        line = _marked(paragraph) if rich else plain_text(paragraph)
        line = line.strip()
        if not line:
            before = "" if kind == "text" else before
            continue
        if rich:
            line = {"bullet": "- ", "number": "1. ", "heading": "### "}.get(kind, "") + line
            gap = "\n" if kind == before and kind in ("bullet", "number") else "\n\n"
        else:
            gap = "\n"
        text += (gap if text else "") + line
        before = kind
    return text


def _kind(paragraph: _Element) -> str:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return "text"
    style = properties.find(qn("w:pStyle"))
    name = "" if style is None else str(style.get(qn("w:val")))
    if _NUMBER.search(name):
        return "number"
    if _BULLET.search(name) or properties.find(qn("w:numPr")) is not None:
        return "bullet"
    return "heading" if _HEADING.match(name) else "text"


def _marked(paragraph: _Element) -> str:
    pieces: list[tuple[str, str]] = []
    for run in runs_of(paragraph):
        text = _SIGNS.sub(r"\\\1", run_text(run))
        properties = run.find(qn("w:rPr"))
        mark = "**" if _is(properties, "w:b", "Strong") else "*" if _is(properties, "w:i", "Emphasis") else ""
        if pieces and pieces[-1][0] == mark:
            pieces[-1] = (mark, pieces[-1][1] + text)
        elif text:
            pieces.append((mark, text))
    return "".join(_wrap(mark, text) for mark, text in pieces)


def _is(properties: _Element | None, flag: str, style: str) -> bool:
    if is_flag(properties, flag):
        return True
    named = None if properties is None else properties.find(qn("w:rStyle"))
    return named is not None and named.get(qn("w:val")) == style


def _wrap(mark: str, text: str) -> str:
    inner = text.strip()
    if not mark or not inner:
        return text
    start = text[: len(text) - len(text.lstrip())]
    return f"{start}{mark}{inner}{mark}{text[len(text.rstrip()) :]}"
