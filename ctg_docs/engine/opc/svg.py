"""Drawings (SVG) that show themselves and nothing else: no script, no address, no entity, no embedded page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.errors import TemplateError
from ctg_docs.limits import LIMITS

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["clean_svg"]

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_KEPT = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "filter",
        "style",
        "title",
        "desc",
        "switch",
        "image",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feOffset",
    ]
)
_INSIDE = re.compile(
    r"\s*(?:#[^\s]*|data:image/(?:png|jpe?g|gif);base64,[A-Za-z0-9+/=\s]*)\s*$", re.IGNORECASE
)
_FETCHES = re.compile(r"@import|url\s*\((?!\s*['\"]?\s*#)|expression\s*\(|javascript:|\\", re.IGNORECASE)


def clean_svg(data: bytes, name: str) -> bytes:
    """Return the drawing without what fetches or runs something.

    Raises:
        TemplateError: not an SVG in UTF-8, one with entities, or one that repeats itself without end.
    """
    from lxml import etree

    if b"<!ENTITY" in data or data.startswith(b"\x1f\x8b"):
        raise TemplateError(
            f"Le dessin « {name} » du modèle est compressé ou déclare des entités : remplacez-le par un PNG."
        )
    root = parse_xml(re.sub(rb"<!DOCTYPE[^>\[]*>", b"", data, count=1), name)
    if root.tag != f"{_SVG}svg":
        raise TemplateError(f"« {name} » du modèle n’est pas un dessin SVG : remplacez-le par un PNG.")
    for node in list(root.iter()):
        parent = node.getparent()
        known = isinstance(node.tag, str) and node.tag.startswith(_SVG) and node.tag[len(_SVG) :] in _KEPT
        if not known and parent is not None:
            _remove(node)
        elif known:
            _clean(node)
    if sum(1 for _ in root.iter(f"{_SVG}use")) > LIMITS.uses or _nested_uses(root):
        raise TemplateError(f"Le dessin « {name} » du modèle se répète sans fin : remplacez-le par un PNG.")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _remove(node: _Element) -> None:
    parent, tail = node.getparent(), node.tail
    if parent is None:
        return
    before = node.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def _clean(node: _Element) -> None:
    for key, value in list(node.attrib.items()):
        name, text = str(key), str(value)
        address = name in {"href", f"{_XLINK}href", "src", "{http://www.w3.org/XML/1998/namespace}base"}
        if name.lower().startswith("on") or (address and not _INSIDE.match(text)) or _fetches(name, text):
            del node.attrib[key]
    if node.tag == f"{_SVG}style" and _FETCHES.search(node.text or ""):
        node.text = ""


def _fetches(name: str, text: str) -> bool:
    return not name.endswith("href") and bool(_FETCHES.search(text))


def _nested_uses(root: _Element) -> bool:
    """True when `use` calls what itself calls `use`, more than three deep: each level multiplies the drawing."""
    called = {str(n.get("id")): n for n in root.iter() if isinstance(n.tag, str) and n.get("id")}
    depths: dict[str, int] = {}

    def depth(name: str, seen: frozenset[str]) -> int:
        if name in seen or len(seen) > 4:
            return 9
        if name not in depths:
            held = called.get(name)
            inner = held.iter(f"{_SVG}use") if held is not None else ()
            depths[name] = max((1 + depth(_target(use), seen | {name}) for use in inner), default=0)
        return depths[name]

    return any(depth(_target(use), frozenset()) > 3 for use in root.iter(f"{_SVG}use"))


def _target(use: _Element) -> str:
    return str(use.get("href") or use.get(f"{_XLINK}href") or "").strip().removeprefix("#")
