"""A copy of a template with a Word comment at each faulty tag."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.files import read_bytes
from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.template.source import read_source
from ctg_docs.engine.word.spots import paragraph_text, passages
from ctg_docs.engine.word.styles import read_styles
from ctg_docs.problems import Problem

__all__ = ["annotated_copy"]

_AUTHOR, _INITIALS = "ctg-docs", "CTG"


def annotated_copy(source: str | Path | bytes, problems: Sequence[Problem]) -> bytes:
    """Return the template with a comment for each problem, at its tag.

    Word has no comments in headers, notes and properties: what is wrong there is said at the first paragraph.

    Args:
        source: path of the Word file, or its bytes.
        problems: what a lint of the same file found.

    Raises:
        TemplateError: the file can't be read at all.
    """
    import docx

    data = read_bytes(source)
    read = read_source(data, Limits(), {}, {})
    levels = read_styles(read.tree(read.sibling("styles") or "")).levels
    document = docx.Document(io.BytesIO(data))
    places = [(p.paragraph, str(p.spot)) for p in passages(document.element, "corps", levels)]
    for problem in problems:
        paragraph = _find(places, problem)
        runs = _runs(paragraph, problem.value) or _runs(places[0][0], "") if places else []
        if runs:
            comment = document.add_comment(runs, _text(problem), _AUTHOR, _INITIALS)
            comment._comment_elm.attrib.pop(qn("w:date"), "")
    _add_styles(document.styles.element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _find(places: Iterable[tuple[Any, str]], problem: Problem) -> Any:
    """Return the paragraph of a problem: the one of its place that holds its tag."""
    same = [node for node, place in places if place == problem.place.cell]
    return next((node for node in same if problem.value in paragraph_text(node)), same[0] if same else None)


def _runs(paragraph: Any, value: str) -> list[Any]:
    """Return the runs of a paragraph that hold a tag; all of them when the tag is not found."""
    from docx.text.run import Run

    nodes = paragraph.findall(qn("w:r")) if paragraph is not None else []
    if not nodes and paragraph is not None:
        paragraph.append(paragraph.makeelement(qn("w:r")))
        nodes = paragraph.findall(qn("w:r"))
    texts = ["".join(t.text or "" for t in node.iter(qn("w:t"))) for node in nodes]
    start = "".join(texts).find(value) if value else -1
    chosen, at = [], 0
    for node, text in zip(nodes, texts, strict=True):
        if start < 0 or (at < start + len(value) and at + len(text) > start):
            chosen.append(node)
        at += len(text)
    return [Run(node, paragraph) for node in chosen]


def _add_styles(styles: Any) -> None:
    """Add the styles that python-docx gives to comments without defining them (1.2)."""
    known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    for kind, identifier, name in (
        ("character", "CommentReference", "annotation reference"),
        ("paragraph", "CommentText", "annotation text"),
    ):
        if identifier not in known:
            style = styles.makeelement(qn("w:style"), {qn("w:type"): kind, qn("w:styleId"): identifier})
            style.append(styles.makeelement(qn("w:name"), {qn("w:val"): name}))
            styles.append(style)


def _text(problem: Problem) -> str:
    return " ".join(text for text in (f"{problem.code} –", problem.message, problem.suggestion) if text)
