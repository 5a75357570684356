"""Parse and write the XML of a part. One strict reading for the whole engine: no entity, no network, no repair."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from ctg_docs.engine.opc.names import NS, XML_HEAD
from ctg_docs.errors import TemplateError
from ctg_docs.limits import BoundError, check_marks

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["drop_marks", "parse_xml", "selector", "to_bytes", "whole_text"]

#: the private characters of `template.tags` and `template.slots`
_MARKS = re.compile("[\U000f5e00-\U000f5e2f]")


def parse_xml(data: bytes, name: str, *, huge: bool = False) -> _Element:
    """Parse strictly: no entity, no network, no repair.

    Args:
        data: the part.
        name: its name in the package, for messages.
        huge: take what a stranger could not send: depth and texts without bound, in files made here.

    Raises:
        TemplateError: not well formed, or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge)
    try:
        check_marks(b"" if huge else data)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"La partie « {name} » du document n’est pas un XML bien formé : {error.msg}."
        ) from error
    except BoundError as bound:
        raise TemplateError(f"La partie « {name} » du document ne peut pas être lue : {bound}.") from bound
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateError(f"La partie « {name} » déclare un type de document ou des entités : refusé.")
    return root


def to_bytes(root: _Element) -> bytes:
    """Write a tree as Word does."""
    return XML_HEAD.encode() + etree.tostring(root, encoding="utf-8")


def drop_marks(root: _Element) -> bool:
    """Take out of a stranger's part the characters that the engine marks places with; True when there were any."""
    changed = False
    for node in root.iter():
        for name, value in node.items():
            if _MARKS.search(str(value)):
                node.set(name, _MARKS.sub("", str(value)))
                changed = True
        for kind in ("text", "tail"):
            text = getattr(node, kind)
            if text and _MARKS.search(text):
                setattr(node, kind, _MARKS.sub("", text))
                changed = True
    return changed


def whole_text(root: _Element) -> str:
    """Return all the text of a part, fields and struck-out text included."""
    return etree.tostring(root, method="text", encoding="unicode", with_tail=False)


def selector(path: str) -> Callable[[_Element], list[Any]]:
    """Return a function that finds nodes under an element by an XPath, without walking the tree in Python."""
    return cast("Callable[[_Element], list[Any]]", etree.XPath(path, namespaces=NS))
