"""Small repairs of a template that no author thinks of. Done once, before compiling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.word.spots import Passage, paragraph_text, text_nodes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["may_empty", "quiet_settings", "tidy_tree"]

_BLOCK = re.compile(r"\{%(p |tr |tc |r )?[-+]?\s*([a-z]+)")
_PLAIN = re.compile(
    r"^\s*\{%(?![-+])\s*(?:if|elif|else|endif|for|endfor|with|endwith)\b[^{}]*(?<![-+])%\}\s*$"
)
_ALONE = re.compile(r"^\s*(?:\{#.*?#\}\s*)*\{%p [^{}]*%\}\s*(?:\{#.*?#\}\s*)*$", re.DOTALL)
_LOOP_ROW = re.compile(r"^\s*\{%tr\s+(for|if)\b")
_ROW_LOOP = re.compile(r"\{%tr\s")
_HOISTED = re.compile(r"\{[{%#](?:p|tc) ")
_ROW_BLOCK = re.compile(r"\{%tr\s+(\w+)")
_CONTENT = {
    qn(f"w:{n}")
    for n in ("drawing", "pict", "object", "fldChar", "fldSimple", "sectPr", "br", "bookmarkStart")
}


def tidy_tree(root: _Element, found: Iterable[Passage]) -> None:
    """Repair a part in place; `found` are its paragraphs that may hold a tag."""
    hoist_lonely_tags(found)
    tidy_tables(root)
    fill_fields(root)


def hoist_lonely_tags(found: Iterable[Passage]) -> None:
    """Make a paragraph that holds nothing but one block tag vanish with it (docxtpl #48, #296, #488…).

    `{% if … %}` alone in a paragraph leaves an empty line in the document; `{%p if … %}` does not. The author meant
    the second, provided that the tags of the whole block stand alone, side by side.
    """
    stack: list[list[tuple[_Element, bool]]] = []
    for paragraph, _, text, _ in found:
        if "{%" not in text:
            continue
        lonely = bool(_PLAIN.match(text)) and not any(node.tag in _CONTENT for node in paragraph.iter())
        for match in _BLOCK.finditer(text):
            hoisted, word = match.groups()
            member = (paragraph, lonely or (hoisted == "p " and bool(_ALONE.match(text))))
            if word in {"if", "for", "with"}:
                stack.append([member])
            elif stack and word in {"else", "elif", "endif", "endfor", "endwith"}:
                stack[-1].append(member)
                if word.startswith("end"):
                    _hoist(stack.pop())


def _hoist(block: list[tuple[_Element, bool]]) -> None:
    parents = {paragraph.getparent() for paragraph, _ in block}
    if len(parents) != 1 or not all(alone for _, alone in block):
        return
    for paragraph, _ in block:
        whole = paragraph_text(paragraph).strip()
        if not _ALONE.match(whole):
            first, *others = (node for node in text_nodes(paragraph) if node.text)
            first.text = "{%p " + whole[2:].lstrip()
            for node in others:
                node.text = ""


def tidy_tables(root: _Element) -> None:
    """In tables that grow by rows: repeat the header on each page, never cut a row in two."""
    for table in root.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        texts = ["".join(paragraph_text(p) for p in row.iter(qn("w:p"))) for row in rows]
        if not any(_ROW_LOOP.search(text) for text in texts):
            continue
        first = next((n for n, text in enumerate(texts) if _LOOP_ROW.match(text)), 0)
        declared = any(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
        for number, row in enumerate(rows):
            _set(row, "w:cantSplit")
            if number < first <= 2 and not declared and _heads(rows, texts, first):
                _set(row, "w:tblHeader")


_PRINTS = re.compile(r"\{\{")
_FIGURE = re.compile(r"\d")


def _heads(rows: list[_Element], texts: list[str], first: int) -> bool:
    """True when the rows above a loop are its headings, and no data that would be printed again on each page."""
    above = rows[:first]
    if any(len(row.findall(qn("w:tc"))) < 2 for row in above) or any(map(_PRINTS.search, texts[:first])):
        return False
    data = rows[first + 1] if first + 1 < len(rows) else None
    if data is not None and all(_look(row) != _look(data) for row in above):
        return True
    return first == 1 and not _FIGURE.search(texts[0])


def _look(row: _Element) -> tuple[bool, frozenset[str], frozenset[str]]:
    """What tells a heading from a row of data: bold, shading, style."""
    shades = {node.get(qn("w:fill"), "") for node in row.iterfind(f".//{qn('w:tcPr')}/{qn('w:shd')}")}
    styles = {node.get(qn("w:val"), "") for node in row.iter(qn("w:pStyle"))}
    return row.find(f".//{qn('w:rPr')}/{qn('w:b')}") is not None, frozenset(shades), frozenset(styles)


_ROW_ORDER = ("w:cnfStyle", "w:divId", "w:gridBefore", "w:gridAfter", "w:wBefore", "w:wAfter", "w:cantSplit",
              "w:trHeight", "w:tblHeader", "w:tblCellSpacing", "w:jc", "w:hidden", "w:ins", "w:del", "w:trPrChange")  # fmt: skip


def _set(row: _Element, name: str) -> None:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = etree.Element(qn("w:trPr"))
        before = row.find(qn("w:tblPrEx"))
        row.insert(0 if before is None else list(row).index(before) + 1, properties)
    if properties.find(qn(name)) is None:
        later = {qn(n) for n in _ROW_ORDER[_ROW_ORDER.index(name) + 1 :]}
        at = next((n for n, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(at, etree.Element(qn(name)))


_PAGES = re.compile(r"\b(PAGE|NUMPAGES|SECTIONPAGES)\b")


def fill_fields(root: _Element) -> None:
    """Give page fields a first result: Word repairs a file whose fields have none (open-agreements #352)."""
    for simple in root.iter(qn("w:fldSimple")):
        if _PAGES.search(simple.get(qn("w:instr"), "")) and simple.find(qn("w:r")) is None:
            simple.append(_result())
    fields = {next(mark.iterancestors(qn("w:p")), root): None for mark in root.iter(qn("w:fldChar"))}
    for paragraph in fields:
        code, separated, shown = "", None, False
        for run in paragraph.findall(qn("w:r")):
            mark = run.find(qn("w:fldChar"))
            kind = mark.get(qn("w:fldCharType")) if mark is not None else ""
            code = (
                "" if kind == "begin" else code + "".join(t.text or "" for t in run.iter(qn("w:instrText")))
            )
            if kind == "begin":
                separated, shown = None, False
            elif kind == "separate":
                separated = run
            elif kind == "end" and separated is not None and not shown and _PAGES.search(code):
                separated.addnext(_result())
            elif separated is not None and run.find(qn("w:t")) is not None:
                shown = True


def _result() -> _Element:
    run = etree.Element(qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = "1"
    return run


def may_empty(root: _Element) -> bool:
    """True when conditions or loops may leave a cell without paragraph, a row without cells, a table without rows."""
    for cell in root.iter(qn("w:tc")):
        texts = [paragraph_text(p) for p in cell.findall(qn("w:p"))]
        if any(_HOISTED.search(text) for text in texts) or cell.findall(qn("w:sdt")):
            return True
    return any(not _keeps_a_row(table) for table in root.iter(qn("w:tbl")))


def _keeps_a_row(table: _Element) -> bool:
    """True when a row stands outside all `{%tr` blocks."""
    depth = 0
    for row in table.iter(qn("w:tr")):
        text = "".join(paragraph_text(p) for p in row.iter(qn("w:p")))
        opening = _ROW_BLOCK.search(text)
        if opening is None:
            if depth == 0:
                return True
        elif opening.group(1).startswith("end"):
            depth -= 1
        elif opening.group(1) in {"for", "if", "with"}:
            depth += 1
    return False


def quiet_settings(settings: _Element | None) -> None:
    """Take out what makes Word ask a question on opening: the contents are filled already."""
    if settings is not None:
        for node in settings.findall(qn("w:updateFields")):
            settings.remove(node)
