"""A Word template: loaded and compiled once, rendered as often as wanted. Knows Word, not conventions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from ctg_docs.engine import toc
from ctg_docs.engine.compile import compile_tree, load_code
from ctg_docs.engine.diagnose import diagnose
from ctg_docs.engine.drafts import Draft, drafts, locate
from ctg_docs.engine.environment import Budget, RunContext, TemplateEnvironment
from ctg_docs.engine.failures import FATAL, last_line, problem_of
from ctg_docs.engine.filters import default_filters, default_tests
from ctg_docs.engine.limits import Limits
from ctg_docs.engine.lint.check import lint_source
from ctg_docs.engine.lint.members import names_of
from ctg_docs.engine.lint.types import Kind, T
from ctg_docs.engine.names import CORE_PROPERTIES_TYPE, RELS, TYPES_PART, XML_HEAD, qn
from ctg_docs.engine.numbering import Numbering, read_numbering
from ctg_docs.engine.output import printer
from ctg_docs.engine.package import Member, Static, pack, write_package
from ctg_docs.engine.properties import core_xml
from ctg_docs.engine.run import Run
from ctg_docs.engine.sections import drop_empty_sections
from ctg_docs.engine.source import Source, parse_xml, read_bytes, read_source, rels_name
from ctg_docs.engine.styles import StyleSheet, read_styles
from ctg_docs.engine.syntax import Fault, translate
from ctg_docs.engine.tags import Tag
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pydantic import BaseModel

    from ctg_docs.engine.values import Properties

__all__ = ["Template"]

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Part:
    """One compiled part of a template.

    Attributes:
        tags: its tags, by number.
        lines: tag number by line of the Jinja source.
        names: top-level names it asks the context for.
        root: the function that yields its bytes.
        debug: line of the Jinja source by line of the compiled code.
        proved: its XML is well formed whatever the data, so it needs no parsing after each rendering.
    """

    name: str
    label: str
    tags: tuple[Tag, ...]
    lines: Mapping[int, int]
    names: frozenset[str]
    root: Callable[[RunContext], Iterator[bytes]]
    debug: Mapping[int, int]
    proved: bool


@dataclass(frozen=True)
class Template:
    """A compiled Word template: immutable, safe to share between threads.

    Attributes:
        name: what messages call it, usually the file name.
        origin: bytes of the file it was loaded from.
        parts: the compiled parts, the body first.
    """

    name: str
    origin: bytes
    environment: TemplateEnvironment
    parts: tuple[Part, ...]
    static: Static
    loose: Mapping[str, Member]
    styles: StyleSheet
    numbering: Numbering
    numbering_part: str
    core_part: str
    contents: toc.Contents | None = None
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def load(
        cls,
        source: str | Path | bytes,
        *,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        name: str | None = None,
        palette: Mapping[str, str] | None = None,
        fonts: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Template:
        """Read and compile a template.

        Args:
            source: path of the Word file, or its bytes.
            filters: more filters, by the name templates give them.
            name: what messages call the template; the file name by default.
            palette: colours to replace, `{"1F4E79": "0A5F38"}`.
            fonts: fonts to replace, `{"Carlito": "Arial"}`.
            limits: what the template may cost.

        Raises:
            TemplateError: unreadable file or tags; its problems carry their place.
        """
        limits = limits or Limits()
        data = read_bytes(source)
        name = name or ("modèle" if isinstance(source, bytes) else Path(source).name)
        environment = TemplateEnvironment({**default_filters(), **(filters or {})}, default_tests())
        return _load(data, read_source(data, limits, palette or {}, fonts or {}), name, environment, limits)

    def render(
        self, context: BaseModel | Mapping[str, Any], *, properties: Properties | None = None
    ) -> bytes:
        """Return the Word document made from a context.

        Args:
            context: what the template prints, a Pydantic model or a mapping.
            properties: title, author… of the document; the template's own when omitted.

        Raises:
            TemplateError: the template asks for something the context has not; the problem carries the place.
        """
        out: list[bytes] = []
        self._render_to(context, properties, out.append)
        return b"".join(out)

    def lint(self, context: type[BaseModel] | None = None, *, shipped: bool = False) -> list[Problem]:
        """Check the template against the type of its context, without rendering.

        Args:
            context: class of the context; None checks only what needs no type.
            shipped: also apply the stricter rules of the house's own templates.
        """
        source = read_source(self.origin, self.limits, {}, {})
        return lint_source(source, context, self.name, self.environment, shipped=shipped)

    def _render_to(
        self,
        context: BaseModel | Mapping[str, Any],
        properties: Properties | None,
        write: Callable[[bytes], object],
    ) -> None:
        run = Run(Budget(self.limits), self.styles, self.numbering)
        members: dict[str, Member] = dict(self.loose)
        for part in self.parts:
            if part.name == self.core_part and properties is not None:
                continue
            body = self._render_part(part, context, run)
            if part is self.parts[0]:
                body = drop_empty_sections(body)
            if self.contents is not None and part is self.parts[0]:
                body = toc.fill(body, self.contents, self.styles, self.numbering)
            members[part.name] = pack(part.name, body)
        if properties is not None:
            members[self.core_part] = pack(self.core_part, core_xml(properties))
        self._add_gathered(run, members)
        static = self.static
        if run.types:
            static = static.replace(TYPES_PART, lambda xml: _append(xml, b"Types", run.types_xml()))
        write_package(static, members.values(), write)

    def _render_part(self, part: Part, context: BaseModel | Mapping[str, Any], run: Run) -> bytes:
        run.raw = False
        jinja = self._context(part.name, part.tags, part.names, context, run)
        pieces: list[bytes] = []
        try:
            generator = part.root(jinja)
            while batch := list(islice(generator, _BATCH)):
                piece = b"".join(batch)
                run.budget.write(len(piece))
                pieces.append(piece)
        except Exception as error:
            raise self._failure(error, part, context) from error
        body = b"".join(pieces)
        if run.raw or not part.proved:
            parse_xml(body, f"{self.name}, {part.label}")
        return body

    def _failure(self, error: Exception, part: Part, context: BaseModel | Mapping[str, Any]) -> Exception:
        """Return the error to raise: all problems of all parts, or the error itself when no tag is to blame."""
        line = last_line(error.__traceback__, f"<{part.name}>")
        if not line:
            return error
        if isinstance(error, FATAL):
            before = [python for python in part.debug if python <= line]
            at = part.debug[max(before)] if before else 0
            lines = [source for source in part.lines if source <= at]
            tag = part.tags[part.lines[max(lines)]] if lines else None
            problems = [locate(problem_of(error), tag, self.name, part.label)]
        else:
            problems = self._diagnose(context)
        return TemplateError("\n".join(map(str, problems)), problems) if problems else error

    def _diagnose(self, context: BaseModel | Mapping[str, Any]) -> list[Problem]:
        """Return every problem of every part, met in one slow rendering."""
        problems: list[Problem] = []
        run = Run(Budget(self.limits), self.styles, self.numbering)
        known = context if isinstance(context, Mapping) else names_of(T(Kind.MODEL, type(context)))
        for draft in drafts(
            read_source(self.origin, self.limits, {}, {}), self.name, self.environment, self.styles
        ):
            names = frozenset(find_undeclared_variables(draft.tree)) if draft.tree else frozenset()
            jinja = self._context(draft.name, tuple(draft.tags), names, context, run)
            problems += diagnose(draft, self.environment, jinja, map(str, known))
        return problems

    def _context(
        self,
        part: str,
        tags: tuple[Tag, ...],
        names: frozenset[str],
        context: BaseModel | Mapping[str, Any],
        run: Run,
    ) -> RunContext:
        """Return what a part sees: the names it asks for, and the means to print them."""
        if isinstance(context, Mapping):
            seen = {name: context[name] for name in names if name in context}
        else:
            seen = {name: getattr(context, name) for name in names if hasattr(context, name)}
        jinja = RunContext(self.environment, {**self.environment.globals, **seen}, part, {})
        jinja.budget = run.budget
        jinja.emit, jinja.place, jinja.text = printer(run, part, tags)
        return jinja

    def _add_gathered(self, run: Run, members: dict[str, Member]) -> None:
        """Write the pictures, charts, links and lists gathered on the way."""
        for name, data in run.media.items():
            members[name] = pack(name, data)
        for part in run.relations:
            name = rels_name(part)
            old = members[name].unpack() if name in members else _NO_RELATIONS
            members[name] = pack(name, _append(old, b"Relationships", run.relations_xml(part)))
        if run.restarted and self.numbering_part in members:
            old = members[self.numbering_part].unpack()
            members[self.numbering_part] = pack(
                self.numbering_part, _append(old, b"w:numbering", run.numbering_xml())
            )


_NO_RELATIONS = f'{XML_HEAD}<Relationships xmlns="{RELS}"></Relationships>'.encode()


def _append(xml: bytes, element: bytes, more: str) -> bytes:
    """Put elements at the end of a root element."""
    if b"</" + element + b">" in xml:
        head, _, tail = xml.rpartition(b"</" + element + b">")
        return head + more.encode() + b"</" + element + b">" + tail
    head, _, _ = xml.rpartition(b"/>")
    return head + b">" + more.encode() + b"</" + element + b">"


def _load(
    origin: bytes, source: Source, name: str, environment: TemplateEnvironment, limits: Limits
) -> Template:
    styles_part, numbering_part = source.sibling("styles") or "", source.sibling("numbering") or ""
    body = source.tree(source.main)
    if body is None:
        raise TemplateError("Ce fichier n’est pas un document Word : il n’a pas de corps.")
    styles_root = source.tree(styles_part)
    styles = read_styles(styles_root)
    contents, depth = None, toc.find_marker(body)
    if depth is not None and styles_root is not None:
        identifiers = toc.toc_styles(styles_root, styles, depth, _text_width(body))
        contents = toc.Contents(depth, identifiers)
    numbering = read_numbering(source.tree(numbering_part))
    core = next((n for n, t in source.types.items() if t == CORE_PROPERTIES_TYPE), "docProps/core.xml")
    found = drafts(source, name, environment, styles)
    problems = [p for draft in found for p in draft.problems if p.severity is Severity.ERROR]
    if problems:
        raise TemplateError("\n".join(map(str, problems)), problems)
    parts = [_compile(draft, environment) for draft in found]
    for part_name in {p.name for p in parts}:
        source.trees.pop(part_name)
        source.members.pop(part_name)
    source.seal()
    movable = {rels_name(p.name) for p in parts} | {numbering_part}
    loose = {n: m for n, m in source.members.items() if n in movable}
    static = Static(m for n, m in source.members.items() if n not in movable)
    return Template(name, origin, environment, tuple(parts), static, loose, styles, numbering, numbering_part, core,
                    contents, limits)  # fmt: skip


def _text_width(body: _Element) -> int:
    """Width of the text of the first section, in twentieths of a point."""
    section = next(body.iter(qn("w:sectPr")), None)
    if section is None:
        return 9000
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width = int(size.get(qn("w:w"), "11906")) if size is not None else 11906
    sides = (
        [int(margins.get(qn(f"w:{s}"), "1417")) for s in ("left", "right")]
        if margins is not None
        else [1417] * 2
    )
    return width - sum(sides)


def _compile(draft: Draft, environment: TemplateEnvironment) -> Part:
    if draft.tree is None or draft.patched is None:
        raise TemplateError(f"La partie « {draft.label} » est illisible.", draft.problems)
    hoisted = frozenset(n for n, tag in enumerate(draft.tags) if tag.kind in {"p", "r", "tr", "tc"})
    try:
        code = compile_tree(environment, draft.tree, draft.name, draft.patched.lines, hoisted)
    except TemplateSyntaxError as error:
        draft.note(Fault(draft.number_of(error.lineno), translate(error.message or "")))
        raise TemplateError(str(draft.problems[-1]), draft.problems) from error
    defined = load_code(environment, code.code)
    pairs = (pair.split("=") for pair in defined["debug_info"].split("&") if pair)
    debug = {int(python): int(line) for line, python in pairs}
    return Part(
        draft.name,
        draft.label,
        tuple(draft.tags),
        code.lines,
        code.names,
        defined["root"],
        debug,
        draft.balance.proved,
    )


def replace_limits(template: Template, limits: Limits) -> Template:
    """Return the same template under other bounds."""
    return dataclasses.replace(template, limits=limits)
