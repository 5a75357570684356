"""docxtpl's document, whose `render` and `save` are ours."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import IO, Any

from jinja2 import Environment

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.template.delimiters import Delimiters
from ctg_docs.engine.template.dialect import Printing
from ctg_docs.engine.template.door import docxtpl_module
from ctg_docs.engine.template.replacements import asks, replaced
from ctg_docs.engine.template.template import Template

__all__ = ["DocxTemplate"]

_KEPT = 32
_LIMITS = Limits(turns=50_000_000, built=2_000_000_000, output=2_000_000_000, seconds=3600.0)
_states: OrderedDict[str, State] = OrderedDict()
_compiled: OrderedDict[tuple[str, str], Template] = OrderedDict()
_lock = Lock()


class DocxTemplate(docxtpl_module().DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word template, with docxtpl's calls: `render`, `save`, `replace_pic`, `new_subdoc`, `build_url_id`…

    Args:
        template_file: path of the Word file, or an open file.
    """

    saves_itself = True

    def __init__(self, template_file: IO[bytes] | str | PathLike[str]) -> None:
        self._made: bytes | None = None
        self._document: Any = None
        self._data: bytes | None = None
        self._fresh: State = {}
        self.is_rendered = self.is_saved = False
        super().__init__(template_file)
        self.pic_map: dict[str, Any] = {}

    @property
    def docx(self) -> Any:
        """python-docx's document: the template before `render`, what was made after; opened when asked for."""
        if self._document is None and self._made is not None:
            from docx import Document

            self._document, self._made = Document(io.BytesIO(self._made)), None
        return self._document

    @docx.setter
    def docx(self, document: Any) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.docx, name)

    def init_docx(self, reload: bool = True) -> None:
        """Open the template; again when it was rendered."""
        if self.is_rendered and reload:
            self._made = self._document = None
        if self._document is None and self._made is None:
            from docx import Document

            data = self._bytes()
            self._document = Document(io.BytesIO(data))
            self._fresh = _fresh(data, self._document)
            self.is_rendered = False

    def new_subdoc(self, docpath: str | IO[bytes] | None = None) -> Any:
        """Return a piece of document to print, empty or from a Word file; needs docxcompose, as docxtpl's."""
        from ctg_docs.docxtpl.subdoc import Subdoc

        return Subdoc(self, docpath)

    def render(
        self,
        context: Mapping[str, Any],
        jinja_env: Environment | None = None,
        autoescape: bool = False,
    ) -> None:
        """Make the document from a context.

        Raises:
            TemplateError: with every problem and its place.
        """
        if self.is_rendered:
            self._made = self._document = None
        self.is_rendered = self.is_saved = False
        self.pic_map = {}
        self.current_rendering_part = None
        self._made = self._template(jinja_env, autoescape).render(context, docxtpl=self._touched())
        self._document = None
        self.is_rendered = True

    def save(self, filename: IO[bytes] | str | PathLike[str], *args: Any, **kwargs: Any) -> None:
        """Write the document, its pictures and objects replaced as asked."""
        made = self._made
        if made is None or args or kwargs:
            buffer = io.BytesIO()
            if self._document is None and not self.is_rendered:
                self.init_docx()
            self.docx.save(buffer, *args, **kwargs)
            made = buffer.getvalue()
        if asks(self):
            made = replaced(made, self, _LIMITS)
        if isinstance(filename, str | PathLike):
            Path(filename).write_bytes(made)
        else:
            filename.write(made)
        self.is_saved = True

    def get_undeclared_template_variables(
        self, jinja_env: Environment | None = None, context: Mapping[str, Any] | None = None
    ) -> set[str]:
        """Return the top-level names the template asks for, those of the context left out."""
        template = self._template(jinja_env, autoescape=False)
        names = {name for part in template.loaded.parts for name in part.names}
        return names - set(template.environment.globals) - set(context or ())

    def _bytes(self) -> bytes:
        """Return the bytes of the template, read once."""
        if self._data is None:
            source: Any = self.template_file
            self._data = source.read() if hasattr(source, "read") else Path(source).read_bytes()
        return self._data

    def _template(self, jinja_env: Environment | None, autoescape: bool) -> Template:
        """Return the compiled template, with the filters of this very environment."""
        data = self._bytes()
        if self._document is not None and _rewritten(self._fresh, _state(self._document)):
            buffer = io.BytesIO()
            self._document.save(buffer)
            data = buffer.getvalue()
        options = _options(jinja_env, autoescape)
        key = hashlib.sha256(data).hexdigest(), repr((options["printing"], options["undefined"], options["extensions"], options["delimiters"],
                                                      sorted(options["filters"]), sorted(options["tests"])))  # fmt: skip
        with _lock:
            known = _compiled.get(key)
            if known is None:
                name = self.template_file if isinstance(self.template_file, str | PathLike) else "modèle"
                known = Template.load(
                    data, name=Path(name).name, tidy=False, trusted=True, limits=_LIMITS, **options
                )
                _compiled[key] = known
                while len(_compiled) > _KEPT:
                    _compiled.popitem(last=False)
            _compiled.move_to_end(key)
        return known.speaking(options["filters"], options["tests"], options["globals"])

    def _touched(self) -> Any:
        """Return the document itself when something was put into it through python-docx: a picture, a link, a style."""
        opened = self._document is not None
        return self if opened and _state(self._document) != self._fresh else None


State = Mapping[str, tuple[bytes, tuple[str, ...]]]
#: parts that no tag is written in
_BESIDE = ("/word/styles.xml", "/word/numbering.xml")


def _state(document: Any) -> State:
    """Return what tells that a document was changed: each part, and what it refers to."""
    return {
        str(part.partname): (hashlib.sha256(part.blob).digest(), tuple(part.rels))
        for part in document.part.package.iter_parts()
    }


def _fresh(data: bytes, document: Any) -> State:
    """Return the state of a template that was just opened, found out once."""
    key = hashlib.sha256(data).hexdigest()
    with _lock:
        if key not in _states:
            _states[key] = _state(document)
            while len(_states) > _KEPT:
                _states.popitem(last=False)
        return _states[key]


def _rewritten(before: State, now: State) -> bool:
    """True when a text that may hold tags is no longer the template's."""
    return any(before.get(n, ("",))[0] != now.get(n, ("",))[0] for n in {*before, *now} if _is_text(n))


def _is_text(name: str) -> bool:
    return name.endswith(".xml") and name not in _BESIDE


def _options(environment: Environment | None, autoescape: bool) -> dict[str, Any]:
    """Return what a Jinja environment says, in our words."""
    raw = not (autoescape or (environment is not None and bool(environment.autoescape)))
    given = environment or Environment(autoescape=True)
    return {
        "filters": dict(given.filters),
        "tests": dict(given.tests),
        "globals": dict(given.globals),
        "undefined": given.undefined,
        "extensions": [type(extension) for extension in given.extensions.values()],
        "delimiters": Delimiters(
            (given.variable_start_string, given.variable_end_string),
            (given.block_start_string, given.block_end_string),
            (given.comment_start_string, given.comment_end_string),
        ),
        "printing": Printing(python=True, raw=raw, lenient=True),
    }
