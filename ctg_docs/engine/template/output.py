"""From a value to the XML of the place it is printed at. Knows runs and paragraphs, not the template's tags.

The common case (a text without anything special) costs one C call; all else goes through `_Printer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from markupsafe import Markup

from ctg_docs.engine.template.host import host_of, renumbered, resolve_runs, stand_in
from ctg_docs.engine.template.inline import inline_drawing, is_inline_image
from ctg_docs.engine.template.rich import linked_inline, rich_blocks, rich_inline
from ctg_docs.engine.values import Chart, Linked, Picture, Rich
from ctg_docs.engine.word.runs import OPEN_TEXT, clean, escape, flat, has_special, resolve, resolve_inside

if TYPE_CHECKING:
    from ctg_docs.engine.template.run import Run
    from ctg_docs.engine.word.spots import Tag

__all__ = ["UnprintableError", "printer", "text_of"]


_RELATION = re.compile(r'\br:(?:id|embed|link|pict)="([^"]*)"')
_RUNS = ("<w:r>", "<w:r ", "<w:hyperlink")


class UnprintableError(Exception):
    """A value that has no place on a page: nothing, a list, a whole model. The text is a French sentence."""


Print = Callable[[Any, int], bytes]


def printer(run: Run, part: str, tags: Sequence[Tag]) -> tuple[Print, Print, Callable[[Any, int], str]]:
    """Return the functions a compiled part prints values with.

    Returns:
        The fast one for texts inside a run, the one for `{{p` and `{{r`, and the one that macros use.
    """
    slow = _Printer(run, part, tags).print
    raw = run.printing.raw

    def emit(value: Any, slot: int) -> bytes:
        if type(value) is str and value.isprintable() and not (raw and _MARKED.search(value)):
            return escape(value).encode()
        return slow(value, slot).encode()

    def place(value: Any, slot: int) -> bytes:
        return slow(value, slot).encode()

    def text(value: Any, slot: int) -> str:
        if type(value) is Markup:
            return value if len(value) < 1000 else run.budget.text(value)
        printed = slow(value, slot)
        run.budget.write(len(printed))
        return printed

    return emit, place, text


class _Printer:
    def __init__(self, run: Run, part: str, tags: Sequence[Tag]) -> None:
        self.run, self.part, self.tags = run, part, tags

    def print(self, value: Any, slot: int) -> str:  # noqa: PLR0911 - one line per case
        tag = self.tags[slot] if slot >= 0 else None
        kind = tag.kind if tag else "x"
        if isinstance(value, Picture | Chart) or is_inline_image(value):
            return self._drawing(value, kind, tag)
        if isinstance(value, Rich):
            return self._rich(value, kind, tag)
        if isinstance(value, Linked):
            return self._linked(value, kind, tag, slot)
        if hasattr(value, "__html__"):
            return self._markup(value, kind, tag)
        text = clean(str(value) if self.run.printing.python else text_of(value))
        if self.run.printing.raw and kind != "x" and _MARKED.search(text):
            return self._markup(Markup(open_text(text)), kind, tag)
        if kind == "t" and tag is not None:
            return self._in_run(text, tag)
        if kind == "r" and tag is not None:
            return f"<w:r>{tag.rpr}{OPEN_TEXT}{self._in_run(text, tag)}</w:t></w:r>" if text else ""
        if kind == "p" and tag is not None:
            return "".join(
                f"<w:p>{tag.ppr}<w:r>{tag.rpr}{OPEN_TEXT}{self._in_run(line, tag)}</w:t></w:r></w:p>"
                for line in (text.split("\n") if text else ())
            )
        return flat(text)

    def _in_run(self, text: str, tag: Tag) -> str:
        return resolve(str(escape(text)), tag)

    def _markup(self, value: Any, kind: str, tag: Tag | None) -> str:
        """Let ready XML through; the part is then parsed strictly before it is written."""
        self.run.raw = True
        host = host_of(value)
        if host is not None:
            self.run.host = host
            stand_in(host, self.part)
        elif self.run.host is None:
            self._check_relations(str(value.__html__()))
        xml = renumbered(clean(str(value.__html__())), self.run.fresh)
        if self.run.printing.lenient and _RAW.search(xml):
            xml = open_text(xml)
        if kind == "t" and tag is not None and (isinstance(value, Markup) or "<" not in xml):
            return resolve_inside(xml, tag)
        if isinstance(value, Markup):
            return xml if kind == "x" or not has_special(xml) else resolve_runs(xml, tag.ppr if tag else "")
        if has_special(xml):
            xml = resolve_runs(xml, tag.ppr if tag else "")
        if not xml.startswith(_RUNS):
            return xml
        # a RichText in the middle of a sentence: docxtpl wants {{r }} and loses the rest of the run otherwise
        return f"</w:t></w:r>{xml}<w:r>{tag.rpr if tag else ''}{OPEN_TEXT}" if kind == "t" else xml

    def _check_relations(self, xml: str) -> None:
        """Refuse a link or a picture made with a document of docxtpl that nobody handed on: it would lead nowhere."""
        asked = set(_RELATION.findall(xml)) if "r:" in xml else set()
        if asked - self.run.known(self.part):
            raise UnprintableError(
                "ce lien ou cette image vient d’un document docxtpl qui n’a pas été donné : écrivez "
                "render(…, docxtpl=document)"
            )

    def _drawing(self, value: Any, kind: str, tag: Tag | None) -> str:
        if isinstance(value, Chart):
            drawing = self.run.chart(self.part, value)
        elif not isinstance(value, Picture):
            drawing = inline_drawing(value, self.run, self.part)
        else:
            drawing = self.run.drawing(self.part, value, tag.room_mm if tag else 0.0)
        run = f"<w:r>{drawing}</w:r>"
        if kind == "t":
            return f"</w:t></w:r>{run}<w:r>{OPEN_TEXT}"
        if kind == "r":
            return run
        if kind == "p":
            return f"<w:p>{run}</w:p>"
        raise UnprintableError("une image ne peut pas être imprimée à cet endroit")

    def _rich(self, value: Rich, kind: str, tag: Tag | None) -> str:
        if tag is None or kind == "x":
            return flat(value.text)
        if kind == "p":
            return rich_blocks(clean(value.text), tag, self.run, self.part)
        inline = rich_inline(clean(value.text), tag, self.run, self.part)
        return f"</w:t></w:r>{inline}<w:r>{tag.rpr}{OPEN_TEXT}" if kind == "t" else inline

    def _linked(self, value: Linked, kind: str, tag: Tag | None, slot: int) -> str:
        if tag is None or kind not in {"t", "r"}:
            return self.print(value.text, slot)
        inline = linked_inline(clean(value.text), tag, self.run, self.part)
        return f"</w:t></w:r>{inline}<w:r>{tag.rpr}{OPEN_TEXT}" if kind == "t" else inline


#: entities and elements of Word inside a text, which docxtpl lets through without `autoescape`
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
_ELEMENT = r"</?(?:w|w14|wp|a|pic|r|v|o|m|mc):[A-Za-z]"
_MARKED = re.compile(f"{_ENTITY}|{_ELEMENT}")
_RAW = re.compile(r"[&<]")
_BARE = re.compile(f"(?!{_ENTITY})&|(?!{_ELEMENT})<")


def open_text(text: str) -> str:
    """Escape what is no entity and no element of Word in a text that brings some."""
    return _BARE.sub(lambda m: "&amp;" if m.group() == "&" else "&lt;", text)


_COLLECTIONS = (list, tuple, set, frozenset, Mapping, bytes)


def _writes_itself(value: Any) -> bool:
    """True for a value whose class, the host's, says how it is printed."""
    own = next((kind for kind in type(value).__mro__ if "__str__" in vars(kind)), object)
    return not own.__module__.startswith(("builtins", "collections", "pydantic"))


def text_of(value: Any) -> str:
    """Return the text of a plain value.

    Raises:
        UnprintableError: the value is nothing, a collection, a model or a function.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    if value is None:
        raise UnprintableError('cette donnée est vide ; prévoyez ce cas, par exemple avec « or "–" »')
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, Enum):
        return str(getattr(value, "libelle", None) or value.value)
    if isinstance(value, _COLLECTIONS) and not _writes_itself(value):
        raise UnprintableError("c’est une liste ; parcourez-la avec « for » ou utilisez « | liste_et »")
    whole = callable(value) or hasattr(type(value), "model_fields")
    if whole and not _writes_itself(value):
        name = getattr(value, "__name__", type(value).__name__)
        raise UnprintableError(f"« {name} » ne s’imprime pas ; imprimez un de ses champs")
    return str(value)
