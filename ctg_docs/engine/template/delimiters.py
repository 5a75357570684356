"""Templates that write their tags with other marks than `{{ }}`, `{% %}`, `{# #}`: put into the usual ones before all else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.package import Static, pack, read_members, write_package
from ctg_docs.engine.word.spots import text_nodes

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.limits import Limits

__all__ = ["Delimiters", "usual"]

Pair = tuple[str, str]
_USUAL: tuple[Pair, Pair, Pair] = ("{{", "}}"), ("{%", "%}"), ("{#", "#}")
_P = qn("w:p")


@dataclass(frozen=True, slots=True)
class Delimiters:
    """What opens and closes a value, a block and a comment; Jinja's `variable_start_string`, `variable_end_string`…"""

    variable: Pair = _USUAL[0]
    block: Pair = _USUAL[1]
    comment: Pair = _USUAL[2]

    @property
    def pairs(self) -> tuple[Pair, Pair, Pair]:
        """The three pairs, in the order of the usual ones."""
        return self.variable, self.block, self.comment

    def edits(self, text: str) -> list[tuple[int, int, str]]:
        """Return what to write instead of what: (start, end, new text). A usual mark without meaning here stays a text."""
        usual = dict(zip(self.pairs, _USUAL, strict=True))
        plain = {mark: f"{mark[0]}_{mark[1]}" for pair in _USUAL[:2] for mark in pair}
        closing = {start: (start, end) for start, end in self.pairs}
        marks = re.compile("|".join(map(re.escape, sorted({*closing, *plain}, key=len, reverse=True))))
        found: list[tuple[int, int, str]] = []
        at = 0
        while (match := marks.search(text, at)) is not None:
            at = match.end()
            pair = closing.get(match.group())
            if pair is None:
                found.append((*match.span(), plain[match.group()]))
                continue
            found.append((*match.span(), usual[pair][0]))
            end = text.find(pair[1], at)
            if end >= 0:
                at = end + len(pair[1])
                found.append((end, at, usual[pair][1]))
        return found


def usual(data: bytes, delimiters: Delimiters, limits: Limits) -> bytes:
    """Return a template whose tags are written with the usual marks.

    Raises:
        TemplateError: not a Word file that can be read.
    """
    if delimiters == Delimiters():
        return data
    from ctg_docs.engine.opc.xml import parse_xml, to_bytes

    members = read_members(data, limits)
    for name, member in members.items():
        if name.endswith((".xml", ".rels")):
            root = parse_xml(member.unpack(), name)
            if _rewrite(root, delimiters):
                members[name] = pack(name, to_bytes(root))
    pieces: list[bytes] = []
    write_package(Static(members.values()), (), pieces.append)
    return b"".join(pieces)


def _rewrite(root: _Element, delimiters: Delimiters) -> bool:
    """Change a part in place; True when it did. A tag may be cut between runs anywhere."""
    changed = [_spread(list(text_nodes(paragraph)), delimiters) for paragraph in root.iter(_P)]
    for node in root.iter("*"):
        for name, value in node.attrib.items():
            new = _replaced(str(value), delimiters)
            if new != value:
                node.set(name, new)
                changed.append(True)
        if node.text and next(node.iterancestors(_P), None) is None:
            changed.append(_spread([node], delimiters))
    return any(changed)


def _replaced(text: str, delimiters: Delimiters) -> str:
    for start, end, new in reversed(delimiters.edits(text)):
        text = text[:start] + new + text[end:]
    return text


def _spread(nodes: list[_Element], delimiters: Delimiters) -> bool:
    """Write the usual marks into neighbouring texts; each stands whole where the one it replaces began."""
    texts = [node.text or "" for node in nodes]
    chars = list("".join(texts))
    edits = delimiters.edits("".join(texts))
    for start, end, new in edits:
        chars[start:end] = [new, *[""] * (end - start - 1)]
    if edits:
        for node, (first, last) in zip(nodes, _spans(texts), strict=True):
            node.text = "".join(chars[first:last])
    return bool(edits)


def _spans(texts: Iterable[str]) -> list[tuple[int, int]]:
    ends = [0, *accumulate(map(len, texts))]
    return list(pairwise(ends))
