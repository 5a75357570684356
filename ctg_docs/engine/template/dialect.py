"""What the tags of a template may say: filters, tests, functions, extensions, trust, and how values are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Undefined
from jinja2.ext import Extension

__all__ = ["DOCXTPL", "Dialect", "Printing"]


@dataclass(frozen=True, slots=True)
class Printing:
    """How values reach the page; every `True` is docxtpl's own way.

    Attributes:
        python: True, None and lists are printed as Python writes them, instead of « oui », a refusal and a refusal.
        raw: a text may bring Word's XML and entities of its own, as docxtpl's without `autoescape`.
        lenient: what docxtpl takes without a word (a text beside `{%p`, a tag where nothing renders it) is no error.
    """

    python: bool = False
    raw: bool = False
    lenient: bool = False


DOCXTPL = Printing(python=True, raw=True, lenient=True)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The language of one template.

    Attributes:
        filters, tests, functions: more than every template has, by name.
        extensions: Jinja's extensions, `"jinja2.ext.do"`.
        undefined: what an absent name becomes; the default refuses it with its place.
        trusted: the template is the developer's own: methods, callables, private names, `do`, `break` and `continue`.
    """

    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tests: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)
    extensions: Sequence[str | type[Extension]] = ()
    undefined: type[Undefined] | None = None
    trusted: bool = False
    printing: Printing = field(default_factory=Printing)

    @property
    def all_extensions(self) -> list[str | type[Extension]]:
        """The extensions asked for, and those that trust brings."""
        trust = ["jinja2.ext.do", "jinja2.ext.loopcontrols"] if self.trusted else []
        return [*trust, *(e for e in self.extensions if e not in trust)]

    @property
    def reads_all(self) -> bool:
        """True when a filter or a test is handed the whole context, and not only the names a part asks for."""
        own = (*self.filters.values(), *self.tests.values(), *self.functions.values())
        return any(getattr(function, "jinja_pass_arg", None) is not None for function in own)

    def key(self) -> str:
        """Return what a compiled template depends on, for the cache."""
        words = [*sorted(self.filters), "|", *sorted(self.tests), "|", *sorted(self.functions)]
        extensions = [
            e if isinstance(e, str) else f"{e.__module__}.{e.__qualname__}" for e in self.all_extensions
        ]
        undefined = self.undefined.__qualname__ if self.undefined else ""
        return repr((words, extensions, undefined, self.trusted, self.printing))
