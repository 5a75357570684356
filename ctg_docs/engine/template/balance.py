"""Prove, once, that whatever branches are taken the XML of a part stays well formed.

Values are escaped where they are printed, so only the template's own pieces can break the XML. They are walked with
the stack of open elements: a loop must leave it as it found it, all branches of a test must agree. A part so proved
needs no parsing after each rendering; one that is not proved is parsed each time, strictly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from ctg_docs.engine.opc.names import XML_HEAD

__all__ = ["Balance", "check_balance"]

_TOKEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(/?)([^\s/>]+)([^<>]*?)(/?)>|<", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([^\s/<>!?][^\s/<>]*)([^<>]*)>")
_HEAD = XML_HEAD.strip()
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

State = tuple[tuple[str, ...], str]


@dataclass
class Balance:
    """The outcome of the proof.

    Attributes:
        proved: the result is well formed whatever the data.
        broken: line of each loop or test whose content opens what it does not close.
    """

    proved: bool = True
    broken: list[int] = field(default_factory=list)


_ELSEWHERE = (nodes.FilterBlock, nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.Break, nodes.Continue)


class _UnbalancedError(Exception):
    pass


def check_balance(tree: nodes.Template) -> Balance:
    """Walk the static pieces of a part."""
    balance = Balance()
    try:
        end = _Walk(balance).walk(tree.body, ((), ""))
    except _UnbalancedError:
        balance.proved = False
    else:
        balance.proved = balance.proved and end == ((), "")
    return balance


class _Walk:
    def __init__(self, balance: Balance) -> None:
        self.balance = balance

    def walk(self, body: Sequence[nodes.Node], state: State) -> State:
        for node in body:
            state = self._step(node, state)
        return state

    def _step(self, node: nodes.Node, state: State) -> State:
        if isinstance(node, nodes.Output):
            return _read(state, "".join([n.data for n in node.nodes if isinstance(n, nodes.TemplateData)]))
        if isinstance(node, nodes.For):
            return self._loop(node, state)
        if isinstance(node, nodes.If):
            return self._test(node, state)
        if isinstance(node, nodes.With):
            return self.walk(node.body, state)
        if isinstance(node, _ELSEWHERE):
            # what is written elsewhere, several times, through a filter or in part: left to the strict parse
            self.balance.proved = False
        return state

    def _loop(self, node: nodes.For, state: State) -> State:
        inside = self._try(node.body, state)
        if inside != state:
            self._break(node)
        other = self._try(node.else_, state) if node.else_ else state
        if other != state:
            self._break(node)
        return state

    def _test(self, node: nodes.If, state: State) -> State:
        ends = [self._try(branch, state) for branch in (node.body, *(e.body for e in node.elif_), node.else_)]
        if any(end != ends[0] for end in ends) or ends[0] is None:
            self._break(node)
            return next((end for end in ends if end is not None), state)
        return ends[0]

    def _try(self, body: Sequence[nodes.Node], state: State) -> State | None:
        try:
            return self.walk(body, state)
        except _UnbalancedError:
            return None

    def _break(self, node: nodes.Node) -> None:
        self.balance.proved = False
        self.balance.broken.append(node.lineno)


def _read(state: State, data: str) -> State:
    """Read a static piece: open elements, and the start of a tag that the piece leaves unfinished."""
    text = (state[1] + data).removeprefix(_HEAD)
    cut = text.rfind("<")
    whole = text[:cut] if cut >= 0 and text.find(">", cut) < 0 else text
    elements = _ELEMENT.findall(whole)
    if len(elements) != whole.count("<"):
        return _read_slowly(list(state[0]), text)
    stack = list(state[0])
    for slash, name, rest in elements:
        if slash:
            if not stack or stack.pop() != name:
                raise _UnbalancedError
        elif rest[-1:] != "/":
            stack.append(name)
    return tuple(stack), _shape(text[len(whole) :])


def _read_slowly(stack: list[str], text: str) -> State:
    """Read a piece with comments, instructions, or an element that never ends."""
    at = 0
    while (start := text.find("<", at)) >= 0:
        match = _TOKEN.match(text, start)
        if match is None or match.group() == "<":
            return tuple(stack), _shape(text[start:])
        slash, name, _, empty = match.groups()
        if name and slash:
            if not stack or stack.pop() != name:
                raise _UnbalancedError
        elif name and not empty:
            stack.append(name)
        at = match.end()
    return tuple(stack), ""


def _shape(pending: str) -> str:
    """Forget the values inside an unfinished tag: two branches may differ by them."""
    quoted = _QUOTED.sub('""', pending)
    if quoted.count('"') % 2:
        return quoted[: quoted.rindex('"') + 1]
    return quoted
