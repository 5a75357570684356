"""A Word template: loaded and compiled once, rendered as often as wanted. Knows Word, not conventions."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.meta import find_undeclared_variables

from ctg_docs.engine import toc
from ctg_docs.engine.diagnose import diagnose
from ctg_docs.engine.drafts import drafts, locate
from ctg_docs.engine.environment import Budget, RunContext, TemplateEnvironment
from ctg_docs.engine.failures import FATAL, last_line, problem_of
from ctg_docs.engine.filters import default_filters, default_tests
from ctg_docs.engine.host import hosted_members
from ctg_docs.engine.limits import Limits
from ctg_docs.engine.lint.check import lint_source
from ctg_docs.engine.lint.members import names_of
from ctg_docs.engine.lint.types import Kind, T
from ctg_docs.engine.loading import Loaded, Part, load_parts
from ctg_docs.engine.names import RELS, TYPES_PART, XML_HEAD
from ctg_docs.engine.output import printer
from ctg_docs.engine.package import Member, Static, pack, write_package
from ctg_docs.engine.patch import docxtpl_module
from ctg_docs.engine.properties import core_xml
from ctg_docs.engine.repair import fit_grids, repair
from ctg_docs.engine.run import Run
from ctg_docs.engine.sections import drop_empty_sections
from ctg_docs.engine.source import parse_xml, read_bytes, read_source, rels_name
from ctg_docs.engine.tags import Tag
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ctg_docs.engine.values import Properties

__all__ = ["Template"]

_BATCH = 64


@dataclass(frozen=True)
class Template:
    """A compiled Word template: immutable, safe to share between threads.

    Attributes:
        name: what messages call it, usually the file name.
        origin: bytes of the file it was loaded from.
        loaded: the compiled parts and all that is copied as it is.
        limits: what one document may cost.
    """

    name: str
    origin: bytes
    environment: TemplateEnvironment
    loaded: Loaded
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
        tidy: bool = True,
    ) -> Template:
        """Read and compile a template.

        Args:
            source: path of the Word file, or its bytes.
            filters: more filters, by the name templates give them.
            name: what messages call the template; the file name by default.
            palette: colours to replace, `{"1F4E79": "0A5F38"}`.
            fonts: fonts to replace, `{"Carlito": "Arial"}`.
            limits: what the template may cost.
            tidy: also repair what no author thinks of: paragraphs that hold only a block tag vanish with it, header
                rows of growing tables are repeated, their rows never split.

        Raises:
            TemplateError: unreadable file or tags; its problems carry their place.
        """
        limits = limits or Limits()
        data = read_bytes(source)
        name = name or ("modèle" if isinstance(source, bytes) else Path(source).name)
        environment = TemplateEnvironment({**default_filters(), **(filters or {})}, default_tests())
        read = read_source(data, limits, palette or {}, fonts or {})
        return cls(name, data, environment, load_parts(read, name, environment, tidy=tidy), limits)

    def render(
        self,
        context: BaseModel | Mapping[str, Any],
        *,
        properties: Properties | None = None,
        docxtpl: Any = None,
    ) -> bytes:
        """Return the Word document made from a context.

        Args:
            context: what the template prints, a Pydantic model or a mapping.
            properties: title, author… of the document; the template's own when omitted.
            docxtpl: what `docxtpl()` returned, when the context holds links or pictures made with it.

        Raises:
            TemplateError: the template asks for something the context has not; the problem carries the place.
        """
        out: list[bytes] = []
        self._render_to(context, properties, out.append, docxtpl)
        return b"".join(out)

    def docxtpl(self) -> Any:
        """Return a `DocxTemplate` to make docxtpl's own objects with: `InlineImage(tpl, …)`, `tpl.new_subdoc()`.

        Make one for each document and hand it to `render` beside the context.
        """
        source = read_source(self.origin, self.limits, {}, {})
        source.seal()
        out: list[bytes] = []
        write_package(Static(source.members.values()), (), out.append)
        return docxtpl_module().DocxTemplate(io.BytesIO(b"".join(out)))

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
        host: Any = None,
    ) -> None:
        run = Run(Budget(self.limits), self.loaded.styles, self.loaded.numbering)
        run.host = host
        members: dict[str, Member] = dict(self.loaded.loose)
        for part in self.loaded.parts:
            if part.name == self.loaded.core_part and properties is not None:
                continue
            body = self._render_part(part, context, run)
            if part is self.loaded.parts[0]:
                body = drop_empty_sections(body)
            if self.loaded.contents is not None and part is self.loaded.parts[0]:
                body = toc.fill(body, self.loaded.contents, self.loaded.styles, self.loaded.numbering)
            members[part.name] = pack(part.name, body)
        if properties is not None:
            members[self.loaded.core_part] = pack(self.loaded.core_part, core_xml(properties))
        static = self.loaded.static
        if run.host is not None:
            own = {part.name for part in self.loaded.parts} | (
                {self.loaded.core_part} if properties else set()
            )
            hosted = hosted_members(run.host, self.limits, lambda name: name not in own)
            members |= {n: m for n, m in hosted.items() if n in self.loaded.loose or n.endswith(".rels")}
            static = Static(m for n, m in hosted.items() if n not in members)
        self._add_gathered(run, members)
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
        if part.fragile:
            body = repair(body)
        if part.grids:
            body = fit_grids(body, f"{self.name}, {part.label}")
        elif run.raw or not part.proved:
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
        run = Run(Budget(self.limits), self.loaded.styles, self.loaded.numbering)
        known = context if isinstance(context, Mapping) else names_of(T(Kind.MODEL, type(context)))
        for draft in drafts(
            read_source(self.origin, self.limits, {}, {}), self.name, self.environment, self.loaded.styles
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
        jinja.fresh = run.fresh
        return jinja

    def _add_gathered(self, run: Run, members: dict[str, Member]) -> None:
        """Write the pictures, charts, links and lists gathered on the way."""
        for name, data in run.media.items():
            members[name] = pack(name, data)
        for part in run.relations:
            name = rels_name(part)
            old = members[name].unpack() if name in members else _NO_RELATIONS
            members[name] = pack(name, _append(old, b"Relationships", run.relations_xml(part)))
        if run.restarted and self.loaded.numbering_part in members:
            old = members[self.loaded.numbering_part].unpack()
            members[self.loaded.numbering_part] = pack(
                self.loaded.numbering_part, _append(old, b"w:numbering", run.numbering_xml())
            )


_NO_RELATIONS = f'{XML_HEAD}<Relationships xmlns="{RELS}"></Relationships>'.encode()


def _append(xml: bytes, element: bytes, more: str) -> bytes:
    """Put elements at the end of a root element."""
    if b"</" + element + b">" in xml:
        head, _, tail = xml.rpartition(b"</" + element + b">")
        return head + more.encode() + b"</" + element + b">" + tail
    head, _, _ = xml.rpartition(b"/>")
    return head + b">" + more.encode() + b"</" + element + b">"
