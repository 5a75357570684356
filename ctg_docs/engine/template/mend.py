"""Put back together what Word cut or left in tags: an end of paragraph, a no-break space, text struck out.

docxtpl joins such tags with regular expressions; we do it on the tree, so that the result is well formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.template.tags import find_tags
from ctg_docs.engine.word.spots import Passage, shorten, text_nodes
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

__all__ = ["mend"]

_P, _PPR, _SECTION = qn("w:p"), qn("w:pPr"), qn("w:sectPr")
_STRUCK = {qn("w:delText"), qn("w:delInstrText")}
_WIDE_SPACE = re.compile(r"(?<=\{[{%#])(p|tr|tc|r)?([\u00a0\u2009\u202f]+)")
_MARKS = re.compile(r"\{[{%#]|[}%#]\}")
#: ends of paragraphs a tag may run over
_MOST = 4


def mend(root: _Element, found: Iterable[Passage], file: str) -> tuple[list[Problem], bool]:
    """Change the paragraphs that may hold a tag in place.

    Returns:
        What their author should know; True when the text of any has changed.
    """
    _forget_struck(root)
    problems, changed = [], False
    for paragraph, spot, _, nodes in found:
        plain, text = _made_plain(nodes)
        changed = changed or plain
        if _open_at(text) < 0 or paragraph.getparent() is None:
            continue
        following = list(_following(paragraph))
        if not following:
            continue
        start = _open_at(_text(paragraph))
        for other in following:
            _append(paragraph, other)
        whole = _text(paragraph)[start:]
        tag = whole[: next(find_tags(whole))[1]]
        message = (
            f"La balise « {shorten(tag)} » est coupée par une fin de paragraphe ; elle est comprise, et ces paragraphes "
            f"n’en font qu’un : « {shorten(_text(paragraph))} »."
        )
        problems.append(
            Problem(
                "MOD121",
                Severity.WARNING,
                message,
                spot._replace(expression=tag).place(file),
                value=tag[:80],
                suggestion="Écrivez la balise dans un seul paragraphe.",
            )
        )
    return problems, changed or bool(problems)


def _text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in text_nodes(paragraph))


def _made_plain(nodes: Sequence[_Element]) -> tuple[bool, str]:
    """Make no-break spaces plain where docxtpl wants one; return True when any was, and the text."""
    text = "".join([node.text or "" for node in nodes])
    plain = _WIDE_SPACE.sub(lambda m: (m[1] or "") + " " * len(m[2]), text)
    if plain == text:
        return False, text
    at = 0
    for node in nodes:
        if node.text:
            at, start = at + len(node.text), at
            node.text = plain[start:at]
    return True, plain


def _open_at(text: str) -> int:
    """Return where the tag begins that a text leaves open, -1 when it leaves none."""
    if text.endswith("{"):
        return len(text) - 1
    end = 0
    try:
        for _, end in find_tags(text):  # noqa: B007 - the last end is read below
            pass
    except ValueError:
        found = re.search(r"\{[{%#]", text[end:])
        return end + found.start() if found else -1
    return -1


def _following(paragraph: _Element) -> Iterator[_Element]:
    """Yield the paragraphs that close the tag a paragraph leaves open; none when they do not."""
    taken: list[_Element] = []
    text, node = _text(paragraph), paragraph
    for _ in range(_MOST):
        following = node.getnext()
        if following is None or following.tag != _P:
            return
        text += _text(following)
        taken.append(following)
        node = following
        if _open_at(text) < 0:
            yield from taken
            return


def _append(paragraph: _Element, other: _Element) -> None:
    """Move what a paragraph holds to the end of the one before; an end of section goes with it."""
    for child in list(other):
        if child.tag != _PPR:
            paragraph.append(child)
    section = other.find(f"{_PPR}/{_SECTION}")
    if section is not None:
        properties = paragraph.find(_PPR)
        if properties is None:
            properties = paragraph.makeelement(_PPR)
            paragraph.insert(0, properties)
        properties.append(section)
    parent = other.getparent()
    if parent is not None:
        parent.remove(other)


def _forget_struck(root: _Element) -> None:
    """Take tags out of text that tracked changes struck out: it asks for no data."""
    by_paragraph: dict[_Element, list[_Element]] = {}
    for node in root.iter(*_STRUCK):
        if node.text:
            by_paragraph.setdefault(next(node.iterancestors(_P), root), []).append(node)
    for nodes in by_paragraph.values():
        text = "".join(node.text or "" for node in nodes)
        if not _MARKS.search(text):
            continue
        kept = [True] * len(text)
        try:
            for start, end in find_tags(text):
                kept[start:end] = [False] * (end - start)
        except ValueError:
            pass  # the rest of the tag is not struck out
        at = 0
        for node in nodes:
            size = len(node.text or "")
            left = "".join(c for c, keep in zip(node.text or "", kept[at : at + size], strict=True) if keep)
            node.text = _MARKS.sub("", left)
            at += size
