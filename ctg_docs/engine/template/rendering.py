"""Make one document from a loaded template: run its parts, compress as it goes, write the package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.names import RELS, TYPES_PART, XML_HEAD, rels_name
from ctg_docs.engine.opc.package import Deflater, Member, Static, pack, write_package
from ctg_docs.engine.template.calls import functions_of
from ctg_docs.engine.template.environment import Budget, RunContext, TemplateEnvironment, forbidden_name
from ctg_docs.engine.template.host import hosted_members
from ctg_docs.engine.template.output import printer
from ctg_docs.engine.template.properties import core_xml
from ctg_docs.engine.template.repair import repair
from ctg_docs.engine.template.run import Run
from ctg_docs.engine.template.sections import drop_empty_sections
from ctg_docs.engine.template.toc import fill

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ctg_docs.engine.limits import Limits
    from ctg_docs.engine.template.loaded import Loaded, Part
    from ctg_docs.engine.values import Properties
    from ctg_docs.engine.word.spots import Tag

__all__ = ["Rendering"]

_BATCH = 64
_NO_RELATIONS = f'{XML_HEAD}<Relationships xmlns="{RELS}"></Relationships>'.encode()


class Rendering:
    """One document in the making; used once.

    Args:
        name: what messages call the template.
        environment: the sandbox.
        loaded: the compiled template.
        limits: what the document may cost.
        context: what it prints.
        host: docxtpl's document, when the context holds objects made with it.
    """

    def __init__(
        self,
        name: str,
        environment: TemplateEnvironment,
        loaded: Loaded,
        limits: Limits,
        context: BaseModel | Mapping[str, Any],
        *,
        host: Any = None,
    ) -> None:
        self.name, self.environment, self.loaded, self.limits = name, environment, loaded, limits
        self.context = context
        self.run = Run(Budget(limits), loaded.styles, loaded.numbering, environment.dialect.printing)
        self.run.host, self.run.own_relations = host, loaded.loose
        self.current: Part | None = None

    def write(self, properties: Properties | None, write: Callable[[bytes], object]) -> None:
        """Render every part and write the package."""
        loaded, core = self.loaded, self.loaded.core_part
        members: dict[str, Member] = dict(loaded.loose)
        for part in loaded.parts:
            if part.name != core or properties is None:
                self.current = part
                members[part.name] = self._whole(part) if part.whole else self._streamed(part)
        if properties is not None:
            members[core] = pack(core, core_xml(properties))
        static = loaded.static
        if getattr(self.run.host, "docx", None) is not None:  # opened: something may have been put there
            static = self._adopt(members)
        for notes in loaded.notes:
            members[notes.part] = notes.fit(members[notes.part], self.run.fresh.calls)
        self._add_gathered(members)
        if self.run.types:
            static = static.replace(TYPES_PART, lambda xml: append(xml, b"Types", self.run.types_xml()))
        write_package(static, members.values(), write)

    def prepare(self, part: str, tags: tuple[Tag, ...], names: frozenset[str]) -> RunContext:
        """Return what a part sees: the names it asks for, and the means to print them."""
        given = self.context
        seen = self._seen(names)
        if self.environment.dialect.reads_all or any(map(_reads_all, seen.values())):
            seen |= self._seen(given if isinstance(given, Mapping) else type(given).model_fields)
        jinja = RunContext(self.environment, {**self.environment.globals, **seen}, part, {})
        jinja.budget, jinja.fresh = self.run.budget, self.run.fresh
        jinja.given = functions_of(seen) if isinstance(given, Mapping) else ()
        jinja.emit, jinja.place, jinja.text = printer(self.run, part, tags)
        return jinja

    def _seen(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the names of the context among those asked for."""
        given = self.context
        if isinstance(given, Mapping):
            return {name: given[name] for name in names if name in given}
        return {
            name: getattr(given, name) for name in names if not forbidden_name(name) and hasattr(given, name)
        }

    def _pieces(self, part: Part) -> Iterator[bytes]:
        generator = part.root(self.prepare(part.name, part.tags, part.names))
        count = self.run.budget.write
        while batch := list(islice(generator, _BATCH)):
            piece = b"".join(batch)
            count(len(piece))
            self.run.budget.check_time()
            yield piece

    def _streamed(self, part: Part) -> Member:
        """Compress as the text comes: memory does not grow with the document."""
        self.run.raw = False
        deflater = Deflater()
        for piece in self._pieces(part):
            deflater.add(piece)
        member = deflater.member(part.name)
        if self.run.raw:
            self._check(part, member.unpack())
        return member

    def _whole(self, part: Part) -> Member:
        """Render a part that has to be looked at from end to end."""
        self.run.raw = False
        body = b"".join(self._pieces(part))
        if part.fragile:
            body = repair(body)
        if part.grids:
            from ctg_docs.engine.template.grids import fit_grids

            body = fit_grids(body, f"{self.name}, {part.label}")
        elif self.run.raw or not part.proved:
            self._check(part, body)
        if part is self.loaded.parts[0]:
            body = drop_empty_sections(body) if self.loaded.drops else body
            if self.loaded.contents is not None:
                body = fill(body, self.loaded.contents, self.loaded.styles, self.loaded.numbering)
        return pack(part.name, body)

    def _check(self, part: Part, body: bytes) -> None:
        """Parse strictly what nothing proved to be well formed."""
        from ctg_docs.engine.opc.xml import parse_xml

        parse_xml(body, f"{self.name}, {part.label}")

    def _adopt(self, members: dict[str, Member]) -> Static:
        """Take the files, styles and lists that docxtpl's objects brought with them."""
        own = {part.name for part in self.loaded.parts} | {self.loaded.core_part}
        hosted = hosted_members(self.run.host, self.limits, lambda name: name not in own)
        members |= {n: m for n, m in hosted.items() if n in self.loaded.loose or n.endswith(".rels")}
        for name in self.run.media:  # python-docx declares what it holds itself, no more
            if name.startswith("word/media/"):
                self.run.types.setdefault(f"/{name}", f"image/{name.rpartition('.')[2]}")
        return Static(m for n, m in hosted.items() if n not in members)

    def _add_gathered(self, members: dict[str, Member]) -> None:
        """Write the pictures, charts, links and lists gathered on the way."""
        run, lists = self.run, self.loaded.numbering_part
        for name, data in run.media.items():
            members[name] = pack(name, data)
        for part in run.relations:
            name = rels_name(part)
            old = members[name].unpack() if name in members else _NO_RELATIONS
            members[name] = pack(name, append(old, b"Relationships", run.relations_xml(part)))
        if run.restarted and lists in members:
            members[lists] = pack(lists, append(members[lists].unpack(), b"w:numbering", run.numbering_xml()))


def _reads_all(value: Any) -> bool:
    """True for a function that Jinja hands the whole context to."""
    return getattr(value, "jinja_pass_arg", None) is not None


def append(xml: bytes, element: bytes, more: str) -> bytes:
    """Put elements at the end of a root element."""
    closing = b"</" + element + b">"
    if closing in xml:
        head, _, tail = xml.rpartition(closing)
        return head + more.encode() + closing + tail
    head, _, _ = xml.rpartition(b"/>")
    return head + b">" + more.encode() + closing
