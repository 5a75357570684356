"""docxtpl's sub-documents, without the work that no document needs.

docxtpl opens the template and python-docx's own default file for each sub-document, even an empty one, and docxcompose makes an
object of each style of both files for each paragraph. Needs docxcompose, as docxtpl's do.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import IO, Any, NamedTuple

from docx import Document
from docx.document import Document as DocumentObject
from docx.styles import BabelFish
from docx.styles.styles import Styles
from lxml import etree

from ctg_docs.engine.opc.names import NS
from ctg_docs.engine.template.door import docxtpl_module

docxtpl_module()
from docxtpl import subdoc as _theirs  # noqa: E402 - after the door has undone what docxcompose does to python-docx

docxtpl_module()

__all__ = ["Subdoc"]

_IDS: Any
_NAMES: Any
_COUNT: Any
_IDS, _NAMES, _COUNT = (
    etree.XPath(path, namespaces=NS, smart_strings=False)
    for path in ("w:style/@w:styleId", "w:style/w:name/@w:val", "count(w:style)")
)


class Subdoc(_theirs.Subdoc):  # type: ignore[misc]  # docxtpl has no types
    """A piece of document made with python-docx's calls, or a Word file, to print where a tag stands.

    Args:
        tpl: the document it will stand in.
        docpath: path of the Word file, or an open file; an empty document when omitted.
    """

    stands_alone = True

    def __init__(self, tpl: Any, docpath: str | IO[bytes] | None = None) -> None:
        self.tpl = tpl
        if docpath is None:
            self.subdocx: Any = _Empty(tpl)
            return
        self.subdocx = Document(docpath)
        _theirs.SubdocComposer(_Quick(tpl.get_docx())).attach_parts(_Quick(self.subdocx))

    @property
    def docx(self) -> Any:
        """python-docx's document of the template; opened when asked for."""
        return self.tpl.get_docx()


class _Empty(DocumentObject):
    """An empty document whose styles and pictures are those of the template, opened when they are asked for."""

    def __init__(self, tpl: Any) -> None:
        self._tpl = tpl
        super().__init__(deepcopy(_blank()), None)  # type: ignore[arg-type] # see `_part`

    @property
    def _part(self) -> Any:
        return self._tpl.get_docx().part

    @_part.setter
    def _part(self, _part: Any) -> None: ...


@cache
def _blank() -> Any:
    """The body of python-docx's default file."""
    return Document().element


class _Style(NamedTuple):
    style_id: str | None
    name: str | None


class _Quick:
    """A document of python-docx for docxcompose: its styles are read from the XML, without an object of many parts each."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.styles = _Styles(document.styles)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


class _Styles:
    def __init__(self, styles: Any) -> None:
        self._styles = styles
        self._known: list[_Style] = []
        self._size = -1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._styles, name)

    def __iter__(self) -> Iterator[_Style]:
        element = self._styles.element
        if len(element) != self._size:
            self._size, self._known = len(element), _read(element)
        return iter(self._known)


def _read(styles: Any) -> list[_Style]:
    """Return identifiers and names; python-docx itself tells those of a file whose styles have not one of each."""
    ids, names = _IDS(styles), _NAMES(styles)
    if not len(ids) == len(names) == _COUNT(styles):
        return [_Style(style.style_id, style.name) for style in Styles(styles)]
    return [_Style(i, BabelFish.internal2ui(name)) for i, name in zip(ids, names, strict=True)]
