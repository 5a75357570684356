"""Change values in a YAML text: lines that do not change stay as their author wrote them, with comments and quotes.

The text is edited in place: its nodes tell where each value stands, only what differs is written anew. What can't be
edited so (an anchor, values the text writes otherwise) is told by `NotEditable`; the caller writes the section anew.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ctg_docs.sources.write import dump_flow, dump_yaml

__all__ = ["NotEditable", "update_yaml"]

_BLOCKS: Final = ("|", ">")
_QUOTES: Final = ("'", '"')
_EXAMPLE: Final = re.compile(r"[ ]*#(?:[ ]{2,}|[ ]*-[ ])[^\n]*(?:\n|$)")


class NotEditable(Exception):  # noqa: N818 - says what the text is, not that something failed
    """The text can't be edited in place."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """New text for a span of the old one."""

    start: int
    end: int
    text: str


def update_yaml(text: str, before: Any, after: Any) -> str:
    r"""Return a text that says `after` where it said `before`.

    Args:
        text: YAML with line ends `\n`.
        before: what it says, as plain data; what it writes though it goes without saying may be absent.
        after: what it must say.

    Raises:
        NotEditable: its shape is not that of the data, or it uses anchors.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        raise NotEditable from fault
    if root is None and text.strip() and after:  # only comments: they stay over what is written
        return f"{text.rstrip()}\n{dump_yaml(after)}"
    if root is None:
        raise NotEditable
    work = _Update(text)
    work.refuse_anchors(root, set())
    return work.applied(0, len(text), work.value(root, before, after))


class _Update:
    def __init__(self, text: str) -> None:
        self.text = text

    def refuse_anchors(self, node: Node, seen: set[int]) -> None:
        """Refuse a text where one node stands for several values."""
        if id(node) in seen:
            raise NotEditable
        seen.add(id(node))
        for child in _children(node):
            self.refuse_anchors(child, seen)

    def applied(self, start: int, end: int, edits: Sequence[_Edit]) -> str:
        """Return a span of the text with what changes in it."""
        out, at = [], start
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            out += [self.text[at : edit.start], edit.text]
            at = max(at, edit.end)
        return "".join([*out, self.text[at:end]])

    def value(self, node: Node, before: Any, after: Any) -> list[_Edit]:
        """Return what to change so that a node says another value."""
        if before == after:
            return []
        if isinstance(node, MappingNode) and isinstance(before, Mapping) and isinstance(after, Mapping):
            return self._mapping(node, before, after)
        if isinstance(node, SequenceNode) and isinstance(before, list) and isinstance(after, list) and after:
            return self._sequence(node, before, after)
        if isinstance(node, ScalarNode) and isinstance(after, str):
            return [self._scalar(node, after)]
        raise NotEditable

    def _mapping(self, node: MappingNode, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[_Edit]:
        entries = {key.value: (key, value) for key, value in node.value}
        if node.flow_style:
            return self._flow(node, entries, before, after)
        if not entries or not before.keys() <= entries.keys():
            raise NotEditable
        edits: list[_Edit] = []
        fresh: list[str] = []
        for name, value in after.items():
            if name not in entries:
                fresh.append(name)
            elif before.get(name) != value:
                edits += self._entry(*entries[name], before.get(name), value)
        gone = [entries[name] for name in before if name not in after]
        if len(gone) == len(entries):
            raise NotEditable
        edits += [self._removed(key, value) for key, value in gone]
        return edits + self._inserted(node, entries, after, fresh)

    def _flow(
        self,
        node: MappingNode,
        entries: Mapping[str, tuple[Node, Node]],
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> list[_Edit]:
        """Change texts where they stand between the braces, else write the mapping anew on its line."""
        changed = [name for name, value in after.items() if before.get(name) != value]
        if before.keys() == after.keys() <= entries.keys():
            found = [self._between_braces(entries[name][1], after[name]) for name in changed]
            written = [edit for edit in found if edit is not None]
            if len(written) == len(found):
                return written
        text = dump_flow(self._merged(entries, before, after))
        return [_Edit(node.start_mark.index, node.end_mark.index, text)]

    def _between_braces(self, node: Node, after: Any) -> _Edit | None:
        """Write a text in the place of another of a mapping on one line; None when it takes more than that."""
        if not isinstance(node, ScalarNode) or type(after) is not str or "\n" in after:
            return None
        text = dump_flow(after, quote=node.style) if node.style in _QUOTES else dump_flow([after])[1:-1]
        return _Edit(node.start_mark.index, node.end_mark.index, text)

    def _merged(
        self, entries: Mapping[str, tuple[Node, Node]], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return a mapping written between braces; what it says beyond the data is not known here."""
        if entries.keys() - before.keys() - after.keys():
            raise NotEditable
        return {n: after[n] for n in (*entries, *(n for n in after if n not in entries)) if n in after}

    def _entry(self, key: Node, value: Node, before: Any, after: Any) -> list[_Edit]:
        try:
            return self.value(value, before, after)
        except NotEditable:
            column = key.start_mark.column
            block = textwrap.indent(dump_yaml({key.value: after}), " " * column)
            if isinstance(value, ScalarNode) and not value.value and isinstance(after, list | Mapping):
                at = self._below(self._line_end(key.end_mark.index))
                body = block.partition("\n")[2]
                return [_Edit(at, at, body if self.text[:at].endswith("\n") else f"\n{body}")]
            return [_Edit(key.start_mark.index, self._end(value), block[column:])]

    def _removed(self, key: Node, value: Node) -> _Edit:
        start = self._line(key.start_mark.index)
        if self.text[start : key.start_mark.index].strip():
            raise NotEditable  # the dash of an item stands before it
        return _Edit(start, self._end(value), "")

    def _inserted(
        self,
        node: MappingNode,
        entries: Mapping[str, tuple[Node, Node]],
        after: Mapping[str, Any],
        fresh: Sequence[str],
    ) -> list[_Edit]:
        """Write the new entries, each after the one that it follows in the data."""
        edits: list[_Edit] = []
        names = list(after)
        indent = " " * node.value[0][0].start_mark.column
        for name in fresh:
            above = next(
                (n for n in reversed(names[: names.index(name)]) if n in entries), next(iter(entries))
            )
            at = self._end(entries[above][1])
            block = textwrap.indent(dump_yaml({name: after[name]}), indent)
            edits.append(_Edit(at, at, block if self.text[:at].endswith("\n") else f"\n{block}"))
        return edits

    def _sequence(self, node: SequenceNode, before: list[Any], after: list[Any]) -> list[_Edit]:
        if len(node.value) != len(before) or not before:
            raise NotEditable
        if node.flow_style:
            if any(isinstance(item, dict | list) or "\n" in item for item in after):
                raise NotEditable
            return [_Edit(node.start_mark.index, node.end_mark.index, dump_flow(after))]
        starts = [self._dash(item) for item in node.value]
        ends = [self._end(item) for item in node.value]
        edits: list[_Edit] = []
        marks = [_mark(item, rank, len(before) == len(after)) for rank, item in enumerate(before)]
        wanted = [_mark(item, rank, len(before) == len(after)) for rank, item in enumerate(after)]
        for what, a, b, c, d in SequenceMatcher(None, marks, wanted, autojunk=False).get_opcodes():
            if what == "equal":
                for old, new in zip(range(a, b), range(c, d), strict=True):
                    edits += self.value(node.value[old], before[old], after[new])
                continue
            edits += [_Edit(starts[old], ends[old], "") for old in range(a, b)]
            at = ends[b - 1] if b else starts[0]
            text = ""
            for new in range(c, d):
                if wanted[new] in marks:
                    old = marks.index(wanted[new])
                    text += self._moved(node.value[old], before[old], after[new])
                else:
                    text += textwrap.indent(
                        textwrap.dedent(dump_yaml([after[new]])), " " * node.start_mark.column
                    )
            if text:
                edits.append(_Edit(at, at, text if self.text[:at].endswith("\n") else f"\n{text}"))
        return edits

    def _moved(self, node: Node, before: Any, item: Any) -> str:
        """Return the lines of an item that goes elsewhere in its list, with what changes in it."""
        moved = self.applied(self._dash(node), self._end(node), self.value(node, before, item))
        return moved if moved.endswith("\n") else f"{moved}\n"

    def _scalar(self, node: ScalarNode, after: str) -> _Edit:
        start, end = node.start_mark.index, node.end_mark.index
        if type(after) is not str and node.style not in (None, *_QUOTES):
            raise NotEditable
        if node.style in _BLOCKS or "\n" in after:
            return self._block(node, after)
        text = dump_flow(after, quote=node.style if node.style in _QUOTES and type(after) is str else None)
        return _Edit(start, end, text if start != end or self.text[start - 1 : start] == " " else f" {text}")

    def _block(self, node: ScalarNode, after: str) -> _Edit:
        """Write a text of several lines, or one that its author folded; the comment of its first line stays there."""
        start = node.start_mark.index
        line = self._line(start)
        key = len(self.text[line:start]) - len(self.text[line:start].lstrip(" -"))
        first, old_end = self.text.find("\n", start), self._end(node)
        head = self.text[start:first] if node.style in _BLOCKS else ""
        old = self.text[first + 1 : old_end].split("\n") if head else []
        deep = next((len(x) - len(x.lstrip()) for x in old if x.strip()), key + 2)
        if node.style == ">" and "\n" not in after and not set(after) & {"\t"} and "  " not in after:
            width = max([max(map(len, old)) - deep, 20])
            lines = textwrap.wrap(after, width, break_long_words=False, break_on_hyphens=False)
            return _Edit(start, old_end, "\n".join([head, *(" " * deep + x for x in lines)]) + "\n")
        if type(after) is not str or "\n" not in after:
            return _Edit(start, old_end, f"{dump_flow(after)}\n")
        sign, _, body = dump_yaml({"x": after}).partition(": ")[2].partition("\n")
        if not sign.startswith("|") or (head and not head.startswith("|")):
            raise NotEditable
        rest = self.text[node.end_mark.index : first].rstrip() if not head else head[len(head.split()[0]) :]
        end = old_end if head else self._line_end(node.end_mark.index)
        return _Edit(start, end, f"{sign}{rest}\n" + textwrap.indent(textwrap.dedent(body), " " * deep))

    def _line(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def _below(self, index: int) -> int:
        """Return where the examples of a value end: lines in comments that are set back like what they stand for."""
        while found := _EXAMPLE.match(self.text, index):
            index = found.end()
        return index

    def _dash(self, item: Node) -> int:
        """Return where the line of an item begins."""
        line = self._line(item.start_mark.index)
        if not self.text[line:].lstrip(" ").startswith("-"):
            raise NotEditable
        return line

    def _end(self, node: Node) -> int:
        """Return where the line after a value begins; comments and blank lines below belong to what follows."""
        children = _children(node)
        if children and not node.flow_style:
            return self._end(children[-1])
        index = node.end_mark.index
        if isinstance(node, ScalarNode) and node.style in _BLOCKS:
            body = self.text[:index].rstrip()
            return self._line_end(len(body))
        return self._line_end(index)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _mark(item: Any, rank: int, same_length: bool) -> Any:
    """Return what tells an item of a list from the others: its identifier, else its place, else what it says."""
    if isinstance(item, Mapping) and "id" in item:
        return "id", item["id"]
    return ("rank", rank) if same_length else ("said", repr(item))
