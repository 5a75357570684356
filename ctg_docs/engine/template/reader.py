"""Read a part's Jinja source as Jinja's own parser does, without its passage through every character.

Jinja's lexer looks for a tag at each character of the text between two tags, and most tags are `{{ a.b|filter }}`: these
become nodes at once, and what lies between tags is cut out by `str.find`. All other tags go through Jinja's lexer and
parser; so does the whole part when anything in it reaches out of its tag (`-%}`, `raw`), or is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import ExprStmtExtension, LoopControlExtension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["read_source"]

_NAME = r"[^\W\d]\w*"
_LITERAL = r"""'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+\""""
_VALUE = rf"""(?:[^{{}}'"]|{_LITERAL})*+"""
_BLOCK = rf"""(?:[^{{}}%'"]|%(?!\}})|{_LITERAL})*+"""
_TAG = re.compile(
    rf"\{{\{{\s*+(?P<path>{_NAME}(?:\.{_NAME})*)(?P<filters>(?:\s*\|\s*{_NAME})*)\s*\}}\}}"
    rf"|(?P<other>\{{\{{(?![-+]){_VALUE}(?<![-+])\}}\}}|\{{%(?![-+]){_BLOCK}(?<![-+])%\}})"
    r"|(?P<comment>\{#(?![-+])(?:(?!#\}).)*(?<![-+])#\})",
    re.DOTALL,
)
_WORD = re.compile(rf"{_NAME}|\.")
_STATEMENT = re.compile(rf"\{{%((?:\s|\.(?=\s*[^\W\d])|{_NAME})*+)%\}}")
_RAW = re.compile(r"\{%\s*raw\b")
_WORDS = frozenset(["not", "true", "false", "none", "True", "False", "None"])
#: extensions that read no token themselves
_QUIET = (ExprStmtExtension, LoopControlExtension)
_READY = "ready"


class _UnusualError(Exception):
    """Something only Jinja's own lexer can read."""


def read_source(
    environment: Environment, source: str, name: str | None, filename: str | None
) -> nodes.Template:
    """Return the tree that Jinja's parser makes of a source.

    Raises:
        TemplateSyntaxError: as Jinja's parser.
    """
    if all(isinstance(extension, _QUIET) for extension in environment.iter_extensions()):
        try:
            return _Reader(environment, source, name, filename).parse()
        except (_UnusualError, TemplateSyntaxError, ValueError):
            pass  # Jinja's own reading tells what is wrong, and where
    try:
        return Parser(environment, source, name, filename).parse()
    except ValueError as fault:  # Python reads 4,300 digits, no more
        raise TemplateSyntaxError("ce nombre compte trop de chiffres", 1, name, filename) from fault


class _Reader(Parser):
    """Jinja's parser, taking expressions that are read already."""

    def __init__(self, environment: Environment, source: str, name: str | None, filename: str | None) -> None:
        super().__init__(environment, "", name, filename)
        self.stream = TokenStream(_tokens(environment, source.removesuffix("\n")), name, filename)

    def parse(self) -> nodes.Template:
        """Return the tree; its nodes learn their environment when they are compiled."""
        tree = nodes.Template(self.subparse(), lineno=1)
        tree.environment = self.environment
        return tree

    def subparse(self, end_tokens: tuple[str, ...] | None = None) -> list[nodes.Node]:
        """Return the nodes up to one of the statements that end a block."""
        body: list[nodes.Node] = []
        printed: list[nodes.Node] = []
        if end_tokens is not None:
            self._end_token_stack.append(end_tokens)
        while self.stream:
            token = self.stream.current
            if token.type == "data":
                printed.append(nodes.TemplateData(token.value, lineno=token.lineno))
                next(self.stream)
            elif token.type == _READY:
                printed.append(_expression(token))
                next(self.stream)
            elif token.type == "variable_begin":
                next(self.stream)
                printed.append(self.parse_tuple(with_condexpr=True))
                self.stream.expect("variable_end")
            else:
                if printed:
                    body.append(nodes.Output(printed, lineno=printed[0].lineno))
                    printed = []
                next(self.stream)
                if end_tokens is not None and self.stream.current.test_any(*end_tokens):
                    self._end_token_stack.pop()
                    return body
                found = self.parse_statement()
                body += found if isinstance(found, list) else [found]
                self.stream.expect("block_end")
        if printed:
            body.append(nodes.Output(printed, lineno=printed[0].lineno))
        return body


def _expression(token: Token) -> nodes.Expr:
    path, *filters = (piece.strip() for piece in token.value.split("|"))
    first, *names = path.split(".")
    node: nodes.Expr = nodes.Name(first, "load", lineno=token.lineno)
    for name in names:
        node = nodes.Getattr(node, name, "load", lineno=token.lineno)
    for name in filters:
        node = nodes.Filter(node, name, [], [], None, None, lineno=token.lineno)
    return node


def _tokens(environment: Environment, source: str) -> Iterator[Token]:
    if "\r" in source or _RAW.search(source):
        raise _UnusualError
    lexer, line, at = environment.lexer, 1, 0
    while (start := _next(source, at)) >= 0:
        tag = _TAG.match(source, start)
        if tag is None:
            raise _UnusualError
        if start > at:
            yield Token(line, "data", source[at:start])
            line += source.count("\n", at, start)
        at, path = tag.end(), tag["path"]
        if path is not None and _is_plain(path):
            line += source.count("\n", start, tag.start("path"))
            yield Token(line, _READY, path + tag["filters"])
            line += source.count("\n", tag.start("path"), at)
            continue
        words = _STATEMENT.fullmatch(source, start, at)
        if words is not None and words[1].isascii():
            yield from _words(words[1], line)
        elif tag["comment"] is None:
            before = line - 1
            for token in lexer.wrap(lexer.tokeniter(tag.group(), None)):
                yield Token(token.lineno + before, token.type, token.value)
        line += source.count("\n", start, at)
    if at < len(source):
        yield Token(line, "data", source[at:])


def _words(text: str, line: int) -> Iterator[Token]:
    """Yield the tokens of a statement of names and dots."""
    yield Token(line, "block_begin", "{%")
    for number, row in enumerate(text.split("\n"), line):
        for word in _WORD.findall(row):
            yield Token(number, "dot" if word == "." else "name", word)
    yield Token(line + text.count("\n"), "block_end", "%}")


def _next(source: str, at: int) -> int:
    """Return where the next tag begins, -1 when there is none."""
    while (at := source.find("{", at)) >= 0 and source[at + 1 : at + 2] not in {"{", "%", "#"}:
        at += 1
    return at


def _is_plain(path: str) -> bool:
    """True for names that Jinja takes as such, one after the other."""
    names = path.split(".")
    return names[0] not in _WORDS and (path.isascii() or all(map(str.isidentifier, names)))
