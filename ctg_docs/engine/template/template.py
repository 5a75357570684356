"""A Word template: loaded and compiled once, rendered as often as wanted. Knows Word, not conventions."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.files import Source, name_of, read_bytes
from ctg_docs.engine.opc.package import write_package
from ctg_docs.engine.template import cache as disk
from ctg_docs.engine.template.delimiters import Delimiters, usual
from ctg_docs.engine.template.dialect import Dialect, Printing
from ctg_docs.engine.template.environment import TemplateEnvironment
from ctg_docs.engine.template.failures import FATAL, last_line, problem_of
from ctg_docs.engine.template.filters import default_filters, default_tests
from ctg_docs.engine.template.loaded import Loaded, root_of
from ctg_docs.engine.template.places import locate
from ctg_docs.engine.template.rendering import Rendering
from ctg_docs.errors import OutputError, TemplateError
from ctg_docs.problems import Problem

if TYPE_CHECKING:
    from jinja2 import Undefined
    from jinja2.ext import Extension
    from pydantic import BaseModel

    from ctg_docs.engine.values import Properties

__all__ = ["Template"]


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Template:
    """A compiled Word template: immutable, safe to share between threads.

    Attributes:
        name: what messages call it, usually the file name.
        origin: bytes of the file it was loaded from.
        loaded: the compiled parts and all that is copied as it is.
        limits: what one document may cost.
        theme: colours and fonts replaced in it.
        tidy: it was repaired when it was loaded.
    """

    name: str
    origin: bytes = field(repr=False)
    environment: TemplateEnvironment = field(repr=False)
    loaded: Loaded = field(repr=False)
    limits: Limits = field(default_factory=Limits)
    theme: tuple[Pairs, Pairs] = ((), ())
    tidy: bool = True

    @classmethod
    def load(
        cls,
        source: Source,
        *,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        tests: Mapping[str, Callable[..., Any]] | None = None,
        globals: Mapping[str, Any] | None = None,
        extensions: Sequence[str | type[Extension]] = (),
        undefined: type[Undefined] | None = None,
        trusted: bool = False,
        printing: Printing | None = None,
        delimiters: Delimiters | None = None,
        name: str | None = None,
        palette: Mapping[str, str] | None = None,
        fonts: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        tidy: bool = True,
        cache: Path | None = None,
    ) -> Template:
        """Read and compile a template.

        Args:
            source: path of the Word file, its bytes, or an open file.
            filters: more filters, by the name templates give them.
            tests: more tests.
            globals: functions and values every document may use.
            extensions: Jinja's extensions, `"jinja2.ext.do"`.
            undefined: what an absent name becomes, `jinja2.Undefined` prints nothing; the default refuses it.
            trusted: True for the developer's own templates: they may call methods and callables of the context, read
                private names and use `do`, `break` and `continue`. Leave it False for templates of strangers.
            printing: how values are printed; `Printing(python=True)` as Python writes them.
            delimiters: what opens and closes the tags, when it is not `{{ }}`, `{% %}`, `{# #}`.
            name: what messages call the template; the file name by default.
            palette: colours to replace, `{"1F4E79": "0A5F38"}`.
            fonts: fonts to replace, `{"Carlito": "Arial"}`.
            limits: what the template may cost.
            tidy: also repair what no author thinks of: paragraphs that hold only a block tag vanish with it, header
                rows of growing tables are repeated, their rows never split.
            cache: folder that keeps compiled templates between two runs; `cache.default_folder()` is a good one.

        Raises:
            TemplateError: unreadable file or tags; its problems carry their place.
        """
        limits = limits or Limits()
        data = usual(read_bytes(source), delimiters or Delimiters(), limits)
        name = name or name_of(source, "modèle")
        dialect = Dialect(
            filters or {}, tests or {}, globals or {}, extensions, undefined, trusted, printing or Printing()
        )
        environment = TemplateEnvironment(default_filters(), default_tests(), dialect)
        theme: tuple[Pairs, Pairs] = (
            tuple(sorted((palette or {}).items())),
            tuple(sorted((fonts or {}).items())),
        )
        options = (theme, tidy, repr(limits))
        key = disk.key_of(data, name, environment, options) if cache is not None else ""
        loaded = disk.fetch(cache, key, environment) if cache is not None else None
        if loaded is None:
            from ctg_docs.engine.template.loading import load_parts
            from ctg_docs.engine.template.source import read_source

            read = read_source(data, limits, palette, fonts, trusted=trusted)
            loaded = load_parts(read, name, environment, tidy=tidy)
            if cache is not None:
                disk.store(cache, key, loaded)
        return cls(name, data, environment, loaded, limits, theme, tidy)

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
        made = b"".join(out)
        return made if docxtpl is None else self._replaced(made, docxtpl)

    def render_to(
        self,
        target: str | Path | BinaryIO,
        context: BaseModel | Mapping[str, Any],
        *,
        properties: Properties | None = None,
        docxtpl: Any = None,
    ) -> None:
        """Write the Word document made from a context to a file or an open stream; `render` says the rest.

        Raises:
            TemplateError: as `render`; nothing is written then.
            OutputError: the file can't be written.
        """
        pieces: list[bytes] = []
        self._render_to(context, properties, pieces.append, docxtpl)
        if docxtpl is not None:
            pieces = [self._replaced(b"".join(pieces), docxtpl)]
        if not isinstance(target, str | Path):
            target.writelines(pieces)
            return
        try:
            with Path(target).open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise OutputError(f"« {target} » ne peut pas être écrit : {error.strerror}.") from error

    def docxtpl(self) -> Any:
        """Return a `DocxTemplate` to make docxtpl's own objects with: `InlineImage(tpl, …)`, `tpl.new_subdoc()`.

        Make one for each document and hand it to `render` beside the context.
        """
        from ctg_docs.engine.template.door import docxtpl_module

        return docxtpl_module().DocxTemplate(io.BytesIO(self._for_docxtpl))

    @cached_property
    def _for_docxtpl(self) -> bytes:
        """The template as docxtpl's documents open it: what we keep of the file, its text included."""
        from ctg_docs.engine.template.source import read_source

        source = read_source(
            self.origin, self.limits, *map(dict, self.theme), trusted=self.environment.dialect.trusted
        )
        source.seal()
        texts = [source.members[part.name] for part in self.loaded.parts]
        out: list[bytes] = []
        write_package(self.loaded.static, [*self.loaded.loose.values(), *texts], out.append)
        return b"".join(out)

    def speaking(
        self,
        filters: Mapping[str, Callable[..., Any]],
        tests: Mapping[str, Callable[..., Any]],
        functions: Mapping[str, Any],
    ) -> Template:
        """Return the same template with other filters, tests and functions of the same names; nothing is compiled."""
        dialect = replace(self.environment.dialect, filters=filters, tests=tests, functions=functions)
        if dialect == self.environment.dialect:
            return self
        environment = TemplateEnvironment(default_filters(), default_tests(), dialect)
        parts = tuple(replace(part, root=root_of(environment, part.code)[0]) for part in self.loaded.parts)
        return replace(self, environment=environment, loaded=replace(self.loaded, parts=parts))

    def lint(self, context: type[BaseModel] | None = None, *, shipped: bool = False) -> list[Problem]:
        """Check the template against the type of its context, without rendering.

        Args:
            context: class of the context; None checks only what needs no type.
            shipped: also apply the stricter rules of the house's own templates.
        """
        from ctg_docs.engine.lint.check import lint_source
        from ctg_docs.engine.template.source import read_source

        source = read_source(self.origin, self.limits, trusted=self.environment.dialect.trusted)
        return lint_source(source, context, self.name, self.environment, shipped=shipped, tidy=self.tidy)

    def variables(self) -> list[str]:
        """Return the data the template asks for, as full paths sorted: `convention.signataires[].nom`.

        `[]` stands for the items of a list, `{}` for the values of a dictionary. What the template has by itself is no path.
        """
        from ctg_docs.engine.template.drafts import drafts
        from ctg_docs.engine.template.source import read_source
        from ctg_docs.engine.template.variables import paths_of

        source = read_source(self.origin, self.limits, trusted=self.environment.dialect.trusted)
        found = drafts(source, self.name, self.environment, self.loaded.styles)
        own = set(self.environment.globals)
        return [path for path in paths_of(found) if re.split(r"[.\[{]", path, maxsplit=1)[0] not in own]

    def rendering(self, context: BaseModel | Mapping[str, Any], host: Any = None) -> Rendering:
        """Return the making of one document; `render` is what you want unless you build tools on the engine."""
        return Rendering(self.name, self.environment, self.loaded, self.limits, context, host=host)

    def _replaced(self, made: bytes, host: Any) -> bytes:
        """Replace the pictures and objects that docxtpl's document was asked to."""
        from ctg_docs.engine.template.replacements import asks, replaced

        saves_itself = getattr(host, "saves_itself", False)
        return replaced(made, host, self.limits) if not saves_itself and asks(host) else made

    def _render_to(
        self,
        context: BaseModel | Mapping[str, Any],
        properties: Properties | None,
        write: Callable[[bytes], object],
        host: Any = None,
    ) -> None:
        rendering = self.rendering(context, host)
        try:
            rendering.write(properties, write)
        except Exception as error:
            failure = self._failure(error, rendering)
            if failure is error:
                raise
            raise failure from error

    def _failure(self, error: Exception, rendering: Rendering) -> Exception:
        """Return the error to raise: all problems of all parts, or the error itself when no tag is to blame."""
        part = rendering.current
        line = last_line(error.__traceback__, f"<{part.name}>") if part is not None else 0
        if part is None or not line:
            return error
        problems: list[Problem] = []
        if not isinstance(error, FATAL):
            from ctg_docs.engine.template.diagnose import diagnose_template
            from ctg_docs.engine.template.source import read_source

            source = read_source(self.origin, self.limits, {}, {})
            problems = diagnose_template(source, self.rendering(rendering.context))
        problems = problems or [locate(problem_of(error), part.tag_at(line), self.name, part.label)]
        return TemplateError("\n".join(map(str, problems)), problems)
